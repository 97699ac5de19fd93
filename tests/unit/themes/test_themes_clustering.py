"""Coordinates -> groups: order-free, honest about leftovers, one hierarchy for all levels of detail."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.engines.hdbscan_tree import dense_leaves
from insightmine.engines.linear import one_thread, principal_coordinates, word_factors
from insightmine.themes.cluster import group, grow
from insightmine.themes.consensus import Consensus, agree
from insightmine.themes.views import statement_space, statement_views, unit_rows

EMPTY = Annotation((), (), (), (), (), (), (), ())


def cloud(n_groups: int, size: int, noise: float, seed: int = 7) -> NDArray[np.float64]:
    """Unit rows around as many directions, group after group."""
    random = np.random.default_rng(seed)
    centres = unit_rows(random.normal(size=(n_groups, 24)))
    return np.round(unit_rows(np.repeat(centres, size, axis=0) + noise * random.normal(size=(n_groups * size, 24))), 6)


def among(*views: NDArray[np.float64]) -> Consensus:
    return agree(views)


def of_nothing_said(vectors: NDArray[np.float32]) -> Consensus:
    return agree(statement_views(vectors, [EMPTY] * len(vectors)))


def as_partition(labels: NDArray[np.int64]) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist()) - {-1}}


def test_planted_groups_are_found_again() -> None:
    labels = group(among(cloud(8, 15, 0.08)), 0.5)
    for planted in range(8):
        inside = labels[planted * 15 : (planted + 1) * 15]
        assert len(set(inside.tolist())) == 1
    assert labels.max() == 7


def test_what_fits_nowhere_stays_unplaced() -> None:
    rows = cloud(5, 20, 0.05)
    stray = unit_rows(-rows.sum(axis=0, keepdims=True))
    labels = group(among(np.vstack([rows, stray])), 0.5)
    assert labels[-1] == -1
    assert (labels[:-1] >= 0).all()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 10, 40, 77, 250])
def test_any_number_of_statements_is_grouped(n: int) -> None:
    vectors = np.random.default_rng(n).normal(size=(n, 32)).astype(np.float32)
    labels = group(of_nothing_said(vectors), 0.5)
    assert labels.shape == (n,)
    if n >= 10:
        assert labels.max() >= 1
        assert (labels < 0).mean() <= 0.15


def test_statements_that_all_say_the_same_are_one_group() -> None:
    vectors = np.full((30, 16), 0.25, dtype=np.float32)
    assert set(group(of_nothing_said(vectors), 0.5).tolist()) == {0}


def test_rows_of_zero_do_no_harm() -> None:
    rows = cloud(4, 12, 0.05)
    rows[[3, 17]] = 0.0
    labels = group(among(rows), 0.5)
    assert labels.max() >= 3


def test_more_detail_splits_groups_and_never_joins_them() -> None:
    hierarchy = grow(among(cloud(12, 10, 0.3)))
    coarse, fine = hierarchy.cut(4), hierarchy.cut(9)
    assert (coarse.max() + 1, fine.max() + 1) == (4, 9)
    for narrow in as_partition(fine):
        assert any(narrow <= broad for broad in as_partition(coarse))


def test_detail_turns_few_themes_into_many() -> None:
    rows = cloud(60, 12, 0.35)
    counts = [int(group(among(rows), detail).max()) + 1 for detail in (0.0, 0.5, 1.0)]
    assert counts[0] < counts[1] < counts[2]


def test_the_same_rows_give_the_same_bytes_on_any_number_of_threads() -> None:
    vectors = np.random.default_rng(3).normal(size=(400, 64)).astype(np.float32)
    with one_thread():
        alone = statement_space(statement_views(vectors, [EMPTY] * 400))
        labels = group(of_nothing_said(vectors), 0.5)
    together = statement_space(statement_views(vectors, [EMPTY] * 400))
    assert np.abs(alone - together).max() <= 2e-6
    with one_thread():
        assert group(of_nothing_said(vectors), 0.5).tolist() == labels.tolist()


def test_leaves_are_numbered_by_their_first_point_and_noise_is_minus_one() -> None:
    points = np.vstack([np.zeros((6, 2)) + 5, np.zeros((6, 2)), [[50.0, -50.0]]])
    points += np.random.default_rng(1).normal(size=points.shape) * 0.01
    labels = dense_leaves(points, 4, 2)
    assert labels.tolist() == [0] * 6 + [1] * 6 + [-1]


def test_fewer_points_than_a_leaf_are_noise() -> None:
    assert dense_leaves(np.zeros((2, 3)), 3, 2).tolist() == [-1, -1]


@settings(deadline=None, max_examples=20)
@given(st.integers(2, 12), st.integers(1, 8), st.integers(0, 10_000))
def test_principal_coordinates_keep_distances(n: int, dimension: int, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(n, dimension))
    (reduced,) = principal_coordinates(rows, np.zeros((n, 0)), [1.0], dimension)
    before = ((rows[:, None] - rows[None]) ** 2).sum(-1)
    after = ((reduced[:, None] - reduced[None]) ** 2).sum(-1)
    assert np.allclose(before, after, atol=1e-3)


def test_word_factors_give_the_inner_products_of_the_rows() -> None:
    rows = [{0: 1.0, 1: 2.0}, {1: 2.0}, {2: 3.0}, {0: 1.0, 2: 1.0}, {}]
    factors = word_factors(rows, 4, 3)
    dense = np.array([[row.get(word, 0.0) for word in range(4)] for row in rows])
    assert np.allclose(factors @ factors.T, dense @ dense.T, atol=1e-6)


def test_no_shared_words_give_no_factors() -> None:
    assert word_factors([{}, {}], 0, 5).shape == (2, 0)


def test_coordinates_of_a_mixture_keep_its_distances() -> None:
    random = np.random.default_rng(3)
    first, second = random.normal(size=(40, 6)), random.normal(size=(40, 4))
    for weight, found in zip([0.3, 1.0], principal_coordinates(first, second, [0.3, 1.0], 10), strict=True):
        mixed = np.hstack([first, weight * second])
        assert np.linalg.norm(found[0] - found[1]) == pytest.approx(np.linalg.norm(mixed[0] - mixed[1]), abs=1e-4)


def test_word_factors_stand_though_words_repeat_each_other() -> None:
    """Above a thousand rows they are iterated; columns that are mixtures of others must not spoil them."""
    rows = [{word: 1.0, word + 40: 1.0, 80: 0.5} for word in range(40)] * 30
    found = word_factors(rows, 81, 60)
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found @ found.T, _products(rows), atol=1e-6)


def _products(rows: list[dict[int, float]]) -> NDArray[np.float64]:
    words = np.zeros((len(rows), 81))
    for place, row in enumerate(rows):
        words[place, list(row)] = list(row.values())
    return words @ words.T
