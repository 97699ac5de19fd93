"""Many groupings of the same statements -> closeness, affinity, joins; nobody's name moves a statement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.themes.study_of_cooks import LINES, PLANNING, Study, make_study

from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes
from insightmine.themes.consensus import SAMPLE, Consensus, agree
from insightmine.themes.hierarchy import average_joins
from insightmine.themes.views import unit_rows

# Five statements in two groupings: 0 and 1 always together, 2 once with them, 3 and 4 once together.
CELLS = np.array([[0, 3], [0, 3], [0, 4], [1, 5], [2, 5]])


def test_closeness_is_the_share_of_groupings_in_which_two_stand_together() -> None:
    near = Consensus(CELLS).closeness(np.arange(5))
    assert near[0].tolist() == [1.0, 1.0, 0.5, 0.0, 0.0]
    assert near[3].tolist() == [0.0, 0.0, 0.0, 1.0, 0.5]


def test_closeness_of_groups_is_the_mean_over_their_pairs() -> None:
    near = Consensus(CELLS).closeness(np.array([0, 0, 1, -1, -1]))
    assert near.tolist() == [[1.0, 0.5], [0.5, 1.0]]


def test_distance_of_two_statements_is_what_their_closeness_lacks() -> None:
    for cells in (CELLS, np.random.default_rng(5).integers(0, 9, size=(600, 7))):
        consensus = Consensus(cells + 9 * np.arange(cells.shape[1]))
        closeness = consensus.closeness(np.arange(len(cells)))
        np.testing.assert_array_equal(consensus.distances(), 1.0 - closeness)


def test_affinities_can_be_asked_of_some_statements_alone() -> None:
    labels = np.array([0, 0, 1, -1, 2])
    whole = Consensus(CELLS).affinities(labels)
    np.testing.assert_array_equal(Consensus(CELLS).affinities(labels, np.array([3, 1])), whole[[3, 1]])


def test_affinity_is_the_share_of_a_group_among_those_who_stand_with_a_statement() -> None:
    affinities = Consensus(CELLS).affinities(np.array([0, 0, 1, 2, 2]))
    assert affinities[0].tolist() == [0.75, 0.25, 0.0]  # once with 1 and 2, once with 1 alone
    assert affinities[2].tolist() == [0.5, 0.0, 0.0]  # once with 0 and 1, once alone
    assert affinities[3].tolist() == [0.0, 0.0, 0.5]


def test_what_is_unplaced_counts_as_standing_with_nobody() -> None:
    assert Consensus(CELLS).affinities(np.array([0, -1, -1, 1, 1]))[0].tolist() == [0.0, 0.0]


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 9), st.integers(0, 1000))
def test_joins_are_those_of_average_linkage(n: int, seed: int) -> None:
    """Checked against the mean over all pairs, computed anew at every join."""
    random = np.random.default_rng(seed)
    near = np.triu(random.random((n, n)), 1)
    near, sizes = near + near.T, random.integers(1, 5, n)
    alive = {i: [i] for i in range(n)}

    def between(a: int, b: int) -> float:
        pairs = [(i, j) for i in alive[a] for j in alive[b]]
        weights = [sizes[i] * sizes[j] for i, j in pairs]
        return float(np.average([near[i, j] for i, j in pairs], weights=weights))

    for kept, gone, closeness in average_joins(near, sizes):
        best = max(between(a, b) for a in alive for b in alive if a < b)
        assert closeness == between(kept, gone) or abs(closeness - between(kept, gone)) < 1e-6
        assert abs(closeness - best) < 1e-6
        alive[kept] += alive.pop(gone)


def test_rows_beyond_the_sample_join_the_groups_of_the_sample() -> None:
    random = np.random.default_rng(4)
    centres = unit_rows(random.normal(size=(12, 16)))
    planted = np.arange(SAMPLE + 300) % 12
    view = centres[planted] + 0.02 * random.normal(size=(len(planted), 16))
    affinities = agree([view]).affinities(np.where(np.arange(len(planted)) < SAMPLE, planted, -1))
    assert (affinities[SAMPLE:].argmax(axis=1) == planted[SAMPLE:]).all()


@pytest.mark.slow
def test_other_names_of_people_give_the_same_themes(grammar: Grammar, encoder: Encoder) -> None:
    def called(*names: str) -> Study:
        spoken = [(name, lines[i]) for i, name in enumerate(names) for lines in LINES.values()]
        return make_study(grammar, encoder, spoken, PLANNING)

    def groups(themes: Themes, study: Study) -> set[tuple[str, float | None, tuple[str, ...]]]:
        said = {statement.id: statement.text for statement in study.statements}
        return {(t.name, t.stability, tuple(said[s] for s in t.exemplars)) for t in themes.themes}

    one = called("Ada", "Ben", "Cem", "Dot", "Eve", "Fay")
    other = called("Zoe", "Yan", "Xie", "Wim", "Vic", "Uma")
    assert groups(one.themes(), one) == groups(other.themes(), other) != set()
