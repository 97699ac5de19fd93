"""Corrections move what is said alike, nothing else; the queue asks for what is doubtful, common and unlike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from insightmine.judgements.corrections import apart, correct
from insightmine.judgements.telling import most_telling

# two subjects at right angles, three statements each, near one another
VECTORS = np.array(
    [[1.0, 0.0, 0.0], [0.98, 0.2, 0.0], [0.95, 0.3, 0.0], [0.0, 0.0, 1.0], [0.0, 0.2, 0.98], [0.0, 0.3, 0.95]]
)
VECTORS = (VECTORS / np.linalg.norm(VECTORS, axis=1, keepdims=True)).astype(np.float32)
SCORES = np.full((6, 1), 0.1)


def test_without_corrections_nothing_moves() -> None:
    corrected = correct(SCORES, {}, VECTORS)
    assert np.array_equal(corrected.scores, SCORES)
    assert np.array_equal(corrected.left, np.ones(6))


def test_a_correction_moves_what_is_said_alike_most() -> None:
    moved = correct(SCORES, {0: np.array([-1.0])}, VECTORS)
    change = (moved.scores - SCORES)[:, 0]
    assert change[1] < -0.3
    assert abs(change[3]) < 0.05
    assert change[1] < change[2] < change[3] <= 0
    assert moved.left[1] < moved.left[3]


def test_the_order_of_corrections_is_nothing() -> None:
    one = {0: np.array([-1.0]), 4: np.array([1.0])}
    assert np.array_equal(
        correct(SCORES, one, VECTORS).scores, correct(SCORES, dict(reversed(one.items())), VECTORS).scores
    )


def test_a_correction_that_says_what_holds_moves_nothing() -> None:
    moved = correct(SCORES, {0: np.array([0.1])}, VECTORS)
    assert np.allclose(moved.scores, SCORES, atol=1e-6)


def _study_of_one_subject() -> NDArray[np.float32]:
    """Fifty statements that share a third of their length, as remarks on one product do."""
    own = np.random.default_rng(0).normal(size=(50, 384))
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    common = np.full(384, 1 / np.sqrt(384))
    rows = np.sqrt(0.35) * common + np.sqrt(0.65) * own
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_what_all_statements_of_a_study_share_teaches_nothing() -> None:
    scores = np.zeros((50, 1))
    one_sided = {row: np.array([-1.0]) for row in range(20)}
    moved = correct(scores, one_sided, apart(_study_of_one_subject()), common=0.0).scores[20:, 0]
    assert (np.abs(moved) < 0.2).all(), "twenty doubtful ones are no sample of the study"


def test_corrections_do_not_depend_on_the_order_of_statements() -> None:
    vectors, scores = _study_of_one_subject(), np.linspace(-1, 1, 50)[:, None]
    order = np.random.default_rng(1).permutation(50)
    place = {int(row): new for new, row in enumerate(order)}
    there = correct(scores, {3: np.array([1.0]), 30: np.array([-1.0])}, apart(vectors))
    moved = correct(scores[order], {place[3]: np.array([1.0]), place[30]: np.array([-1.0])}, apart(vectors[order]))
    assert np.array_equal(moved.scores, there.scores[order])
    assert np.array_equal(moved.left, there.left[order])


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=6), st.integers(0, 5), st.sampled_from([-1.0, 0.0, 1.0]))
def test_one_correction_never_overshoots(scores: list[float], row: int, said: float) -> None:
    before = np.array(scores)[:, None]
    after = correct(before, {row: np.array([said])}, VECTORS).scores
    assert (np.abs(after - before) <= abs(said - before[row, 0]) + 1e-6).all()


def test_the_queue_asks_for_the_doubtful_and_not_for_the_same_twice() -> None:
    doubts = np.array([0.9, 0.8, 0.7, 0.5, 0.1, 0.1])
    keys = list("abcdef")
    assert most_telling(doubts, np.ones(6), VECTORS, 2, keys) == [0, 3]


def test_what_hangs_on_a_statement_brings_it_forward() -> None:
    weights = np.array([1.0, 1.0, 1.0, 1.0, 3.0, 1.0])
    assert most_telling(np.full(6, 0.5), weights, VECTORS, 1, list("abcdef")) == [4]


@pytest.mark.parametrize("order", [[5, 3, 1, 0, 2, 4], [2, 1, 0, 5, 4, 3]])
def test_the_queue_does_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    doubts, keys = np.array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), list("abcdef")
    there = [keys[row] for row in most_telling(doubts, np.ones(6), VECTORS, 3, keys)]
    moved = most_telling(doubts[order], np.ones(6), VECTORS[order], 3, [keys[row] for row in order])
    assert [keys[order[row]] for row in moved] == there


def test_nothing_in_doubt_is_nothing_to_ask() -> None:
    assert most_telling(np.zeros(6), np.ones(6), VECTORS, 3, list("abcdef")) == []
