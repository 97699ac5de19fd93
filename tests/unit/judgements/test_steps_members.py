"""What is likely at a step -> how like it other statements are."""

from __future__ import annotations

import numpy as np

from insightmine.judgements.steps_members import likeness_by_words, likeness_to_members
from insightmine.judgements.steps_words import WordRows


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


def as_words(vectors: np.ndarray) -> WordRows:
    """Rows without their small and negative entries, as words have them, and dense again."""
    kept = np.where(vectors > 0.2, vectors, 0.0).astype(np.float64)
    kept /= np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    rows, columns = np.nonzero(kept)
    return WordRows(rows, columns, kept[rows, columns], kept.shape)


def test_by_words_is_the_same_likeness() -> None:
    vectors, chances = groups(60)
    words = as_words(vectors)
    dense = np.zeros(words.shape)
    dense[words.rows, words.columns] = words.values
    for order in (range(120), range(30, 100)):
        expected = likeness_to_members(dense.astype(np.float32), chances, order)
        assert np.allclose(likeness_by_words(words, chances, order), expected, atol=1e-5)


def test_by_words_too_the_order_of_statements_changes_nothing() -> None:
    vectors, chances = groups(60)
    turned = np.random.default_rng(1).permutation(120)
    found = likeness_by_words(as_words(vectors), chances, range(120))
    again = likeness_by_words(as_words(vectors[turned]), chances[turned], np.argsort(turned).tolist())
    assert np.array_equal(again, found[turned])


def test_statements_without_words_in_common_have_no_members() -> None:
    none = WordRows(np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.array([]), (4, 0))
    assert not likeness_by_words(none, np.full((4, 3), 1 / 3), range(4)).any()
