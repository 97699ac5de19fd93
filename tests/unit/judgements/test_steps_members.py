"""What is likely at a step -> how like it other statements are."""

from __future__ import annotations

import numpy as np

from insightmine.judgements.steps_members import likeness_to_members


def groups(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two groups of unit vectors around axes of their own, and chances that know a third of each."""
    draw = np.random.default_rng(seed)
    rows = 0.4 * draw.normal(size=(2 * n, 6))
    rows[:n, 0] += 1.0
    rows[n:, 1] += 1.0
    chances = np.full((2 * n, 3), 1 / 3)
    chances[: n // 3] = [0.9, 0.05, 0.05]
    chances[n : n + n // 3] = [0.05, 0.9, 0.05]
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), chances


def test_what_is_like_the_likely_members_of_a_step_is_nearer_to_it() -> None:
    vectors, chances = groups(60)
    found = likeness_to_members(vectors, chances, range(120))
    assert (found[30:60, 0] > found[30:60, 1]).mean() > 0.9
    assert (found[90:, 1] > found[90:, 0]).mean() > 0.9


def test_a_statement_is_no_member_beside_itself() -> None:
    vectors, chances = groups(60)
    chances[:, :] = [0.0, 0.0, 1.0]
    chances[7] = [1.0, 0.0, 0.0]
    found = likeness_to_members(vectors, chances, range(120))
    assert found[7, 0] == 0.0
    assert found[:, 1].tolist() == [0.0] * 120
    assert np.count_nonzero(found[:, 0]) == 119


def test_the_order_of_statements_changes_nothing_and_blocks_neither() -> None:
    vectors, chances = groups(2500)
    turned = np.random.default_rng(1).permutation(5000)
    place = np.argsort(turned)
    found = likeness_to_members(vectors, chances, range(5000))
    again = likeness_to_members(vectors[turned], chances[turned], place.tolist())
    assert np.array_equal(again, found[turned])


def test_what_does_not_count_among_the_study_is_no_member_but_has_likenesses() -> None:
    vectors, chances = groups(60)
    odd = np.vstack([vectors, -vectors[:40]])
    likely = np.vstack([chances, np.tile([1.0, 0.0, 0.0], (40, 1))])
    found = likeness_to_members(odd, likely, range(120))
    assert np.array_equal(found[:120], likeness_to_members(vectors, chances, range(120)))
    assert found[120:].any()


def test_three_statements_say_little() -> None:
    vectors, _ = groups(60)
    sure = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    assert abs(likeness_to_members(vectors[[0, 1, 70]], sure, range(3))).max() < 0.1
