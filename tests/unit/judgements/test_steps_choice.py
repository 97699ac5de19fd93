"""Cosines -> chances: a step counts by how much nearer a statement is than the study's statements are on the whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from insightmine.judgements.steps_choice import WEIGHTS, chances, nearness, usual_nearness

USUAL = np.array([0.2, 0.2])


def test_rows_are_probabilities_of_the_steps_and_of_none() -> None:
    found = chances(np.array([[0.6, 0.2], [0.2, 0.2]]), USUAL)
    assert found.shape == (2, 3)
    assert np.allclose(found.sum(axis=1), 1.0)
    assert found[0].argmax() == 0
    assert found[0, 2] < found[1, 2]


def test_a_step_that_is_near_everything_in_the_study_counts_less() -> None:
    near = np.array([[0.4, 0.4]])
    even, uneven = chances(near, USUAL)[0], chances(near, np.array([0.35, 0.05]))[0]
    assert even[0] == even[1]
    assert uneven[1] > 2 * uneven[0]


def test_a_study_that_is_near_its_steps_asks_for_more_than_one_that_is_far() -> None:
    near = np.array([[0.4, 0.1]])
    assert chances(near, np.array([0.4, 0.4]))[0, 2] > 2 * chances(near, np.array([0.1, 0.1]))[0, 2]


def test_what_is_near_all_steps_is_less_sure_than_what_is_near_one() -> None:
    found = chances(np.array([[0.5, 0.1], [0.5, 0.5]]), USUAL)
    assert found[0, 0] > 0.6
    assert found[1].max() < 0.4


def test_what_else_is_known_makes_a_step_nearer_and_no_step_no_likelier() -> None:
    near = np.array([[0.3, 0.3]])
    plain, led = chances(near, USUAL)[0], chances(near, USUAL, beside=np.array([[1.0, 0.0]]))[0]
    assert led[0] > 2 * led[1]
    assert np.isclose(led[1] / led[2], plain[1] / plain[2])


def test_weights_of_another_fit_can_be_used() -> None:
    near = np.array([[0.4, 0.2]])
    assert chances(near, USUAL, replace(WEIGHTS, nowhere=WEIGHTS.nowhere + 3))[0, 2] > chances(near, USUAL)[0, 2]


def test_the_usual_cosine_is_the_same_in_any_order_and_a_few_statements_hardly_move_it() -> None:
    near = np.random.default_rng(0).random((200, 3))
    turned = usual_nearness(near[::-1])
    assert np.array_equal(usual_nearness(near), turned)
    assert np.allclose(turned, near.mean(axis=0), atol=0.05)
    one = usual_nearness(np.array([[0.9, 0.9, 0.9]]))
    assert (abs(one - usual_nearness(np.zeros((1, 3)))) < 0.05).all()


def test_nearness_is_that_of_the_two_nearest_texts_of_a_step() -> None:
    axes = np.eye(3, dtype=np.float32)
    near = nearness(axes[:1], [axes, axes[1:]])
    assert near.tolist() == [[0.5, 0.0]]
