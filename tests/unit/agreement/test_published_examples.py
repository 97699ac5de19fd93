"""The coefficients are those of the literature, to three decimals, and those of scikit-learn, to nine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from insightmine.agreement.alpha import krippendorff
from insightmine.agreement.distances import Distance, masi, nominal
from insightmine.agreement.kappa import cohen, share_agreed
from insightmine.agreement.partitions import (
    adjusted_mutual_information,
    adjusted_rand,
    alpha_over_pairs,
    numbered_groups,
)
from insightmine.agreement.values import Estimate, Labels

THREE_DECIMALS = 0.0005

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A, B and C; "." is a missing value.
FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
KRIPPENDORFF_2011 = [
    pytest.param(("0100000010", "1110010000"), 0.095, id="A: two observers, binary"),
    pytest.param(("aabbdcccedda", "babbbccceddd"), 0.692, id="B: two observers, nominal"),
    pytest.param(FOUR_OBSERVERS, 0.743, id="C: four observers, values missing"),
]


def said_by(coders: Sequence[str]) -> list[list[Labels | None]]:
    return [[None if value == "." else (value,) for value in unit] for unit in zip(*coders, strict=True)]


def each_by_itself(number: int) -> list[str]:
    return [f"{unit:05}" for unit in range(number)]


def alpha(coders: Sequence[str], distance: Distance = nominal) -> Estimate:
    said = said_by(coders)
    return krippendorff(said, distance, each_by_itself(len(said)))


@pytest.mark.parametrize(("coders", "published"), KRIPPENDORFF_2011)
def test_alpha_is_krippendorffs(coders: tuple[str, ...], published: float) -> None:
    assert alpha(coders).value == pytest.approx(published, abs=THREE_DECIMALS)


def test_alpha_takes_any_distance() -> None:
    """Section D of the same paper: the data of C with interval differences, squared, give 0.849."""
    squared: Distance = lambda one, other: float((int(one[0]) - int(other[0])) ** 2)  # noqa: E731
    assert alpha(FOUR_OBSERVERS, squared).value == pytest.approx(0.849, abs=THREE_DECIMALS)


def table(counts: Sequence[Sequence[int]]) -> tuple[list[str], list[str]]:
    cells = [(str(i), str(j)) for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]
    return [one for one, _ in cells], [other for _, other in cells]


@pytest.mark.parametrize(
    ("counts", "agreed", "kappa"),
    [
        pytest.param([[20, 5], [10, 15]], 0.700, 0.400, id="the textbook's fifty proposals"),
        pytest.param([[20, 20], [10, 50]], 0.700, 0.348, id="Artstein & Poesio 2008, table 1"),
        pytest.param([[46, 6, 0], [0, 32, 0], [0, 6, 10]], 0.880, 0.801, id="Artstein & Poesio 2008, table 5"),
        pytest.param([[45, 15], [25, 15]], 0.600, 0.130, id="the same agreement, margins alike"),
        pytest.param([[25, 35], [5, 35]], 0.600, 0.259, id="the same agreement, margins apart"),
    ],
)
def test_kappa_is_cohens(counts: list[list[int]], agreed: float, kappa: float) -> None:
    first, second = table(counts)
    assert share_agreed(first, second) == pytest.approx(agreed, abs=THREE_DECIMALS)
    assert cohen(first, second, each_by_itself(len(first))).value == pytest.approx(kappa, abs=THREE_DECIMALS)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ab", "ab", 0.0),
        ("a", "ab", 1 - 1 / 2 * 2 / 3),  # one holds the other
        ("abc", "ab", 1 - 2 / 3 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),  # each has something of its own
        ("a", "b", 1.0),
        ("", "", 0.0),
        ("", "a", 1.0),
    ],
)
def test_masi_is_passonneaus(one: str, other: str, distance: float) -> None:
    """Passonneau (2006): Jaccard times 1, 2/3, 1/3 or 0."""
    assert masi(tuple(one), tuple(other)) == pytest.approx(distance)
    assert masi(tuple(other), tuple(one)) == pytest.approx(distance)


def test_rand_index_is_hubert_and_arabies() -> None:
    """The worked example of Yeung & Ruzzo (2001), Details of the adjusted Rand index: 0.313."""
    first, second = table([[1, 1, 0], [1, 2, 1], [0, 0, 4]])
    found = adjusted_rand(numbered_groups(first), numbered_groups(second))
    assert found == pytest.approx(0.313, abs=THREE_DECIMALS)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=2, max_size=60).filter(
        lambda pairs: all(1 < len(set(side)) < len(pairs) for side in zip(*pairs, strict=True))
    )
)
@settings(max_examples=60, deadline=None)
@pytest.mark.filterwarnings("ignore:The number of unique classes")
def test_coefficients_are_those_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    assert adjusted_rand(first, second) == pytest.approx(metrics.adjusted_rand_score(first, second), abs=1e-9)
    ours = adjusted_mutual_information(first, second)
    assert ours == pytest.approx(metrics.adjusted_mutual_info_score(first, second), abs=1e-9)
    one, other = list(map(str, first)), list(map(str, second))
    kappa = cohen(one, other, each_by_itself(len(one))).value
    assert kappa == pytest.approx(metrics.cohen_kappa_score(one, other), abs=1e-8)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=20))
@settings(max_examples=40, deadline=None)
def test_figures_over_pairs_are_those_of_the_pairs_listed(pairs: list[tuple[int, int]]) -> None:
    """Kappa over pairs of units is the adjusted Rand index (Warrens 2008); alpha over pairs is alpha of that list."""
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    n = len(first)
    couples = [(i, j) for i in range(n) for j in range(i)]
    one = [str(first[i] == first[j]) for i, j in couples]
    other = [str(second[i] == second[j]) for i, j in couples]
    names = each_by_itself(len(couples))
    said = [[(a,), (b,)] for a, b in zip(one, other, strict=True)]
    for ours, listed in (
        (adjusted_rand(first, second), cohen(one, other, names).value),
        (alpha_over_pairs(first, second), krippendorff(said, nominal, names).value),
    ):
        if listed is None:
            assert np.isnan(ours)
        else:
            assert ours == pytest.approx(listed, abs=1e-8)
