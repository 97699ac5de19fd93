"""Statistics against published worked examples, to 3 decimals, and against their definitions."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy.stats import binom, boschloo_exact, hypergeom, mannwhitneyu

from insightmine.engines.statistics import compare_shares, compare_values, discovery_rates, p_of_shares, p_of_values

# Hollander and Wolfe 1999, Nonparametric Statistical Methods, 2nd edition, table 4.1: permeability constants
# of the human chorioamnion, at term and between 12 and 26 weeks.
TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLY = [1.15, 0.88, 0.90, 0.74, 1.21]
# Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300: fifteen p of a trial of
# thrombolysis; at 0.05 the first four are found.
THROMBOLYSIS = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "interval"),
    [  # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_the_difference_of_shares_has_newcombes_interval(
    table: tuple[int, int, int, int], interval: tuple[float, float]
) -> None:
    found = compare_shares(*table)
    assert found.interval == pytest.approx(interval, abs=0.00006)
    assert found.difference == pytest.approx(table[0] / table[1] - table[2] / table[3])


def test_the_odds_of_the_lady_tasting_tea() -> None:
    # Fisher 1935, The Design of Experiments, chapter 2; Agresti 2002, Categorical Data Analysis, 2nd edition,
    # sections 3.5 and 3.6: the conditional estimate is 6.408
    tea = compare_shares(3, 4, 1, 4)
    assert tea.odds_ratio == pytest.approx(6.408, abs=0.0005)
    low, high = tea.odds_interval
    assert low == pytest.approx(0.2117, abs=0.0005)
    for odds, tail in ((low, range(3, 5)), (high, range(4))):
        weights = [comb(4, k) * comb(4, 4 - k) * odds**k for k in range(5)]
        assert sum(weights[k] for k in tail) / sum(weights) == pytest.approx(0.025, abs=1e-5)


def test_odds_without_an_end_have_none() -> None:
    assert compare_shares(5, 5, 0, 5).odds_ratio is None
    assert compare_shares(0, 5, 0, 5).odds_ratio is None


def _boschloo(a: int, m: int, b: int, n: int) -> float:
    """By the definition: of all tables at most as likely by Fisher's test, the largest probability of any share."""
    first, second = np.meshgrid(np.arange(m + 1), np.arange(n + 1), indexing="ij")
    shares = np.linspace(0.001, 0.999, 501)
    tails = []
    for more in (True, False):
        fisher = (hypergeom.sf(first - 1, m + n, m, first + second) if more
                  else hypergeom.cdf(first, m + n, m, first + second))  # fmt: skip
        as_far = fisher <= fisher[a, b] * (1 + 1e-12)
        chances = binom.pmf(first[as_far], m, shares[:, None]) * binom.pmf(second[as_far], n, shares[:, None])
        tails.append(chances.sum(axis=1).max())
    return float(min(1.0, 2 * min(tails)))


@pytest.mark.parametrize("table", [(3, 4, 1, 4), (9, 10, 3, 10), (7, 12, 2, 13), (11, 11, 6, 9)])
def test_p_of_shares_is_boschloos_by_its_definition(table: tuple[int, int, int, int]) -> None:
    assert p_of_shares(*table) == pytest.approx(_boschloo(*table), abs=0.0005)


@pytest.mark.parametrize(
    "table", [(3, 4, 1, 4), (1, 23, 9, 17), (60, 100, 41, 100), (2, 15, 31, 85), (7, 21, 23, 25), (40, 60, 70, 140)]
)
def test_p_of_shares_is_scipys(table: tuple[int, int, int, int]) -> None:
    a, m, b, n = table
    theirs = float(boschloo_exact([[a, b], [m - a, n - b]]).pvalue)
    assert p_of_shares(*table) == pytest.approx(theirs, abs=2e-9)


def test_p_of_shares_is_below_fishers_and_the_same_from_either_side() -> None:
    assert p_of_shares(3, 4, 1, 4) < 34 / 70  # Fisher's own, two-sided: 0.486
    sides = {p_of_shares(9, 14, 3, 11), p_of_shares(3, 11, 9, 14), p_of_shares(5, 14, 8, 11), p_of_shares(8, 11, 5, 14)}
    assert len(sides) == 1
    assert p_of_shares(7, 7, 9, 9) == 1.0


def test_the_shift_of_hollander_and_wolfe() -> None:
    # examples 4.1, 4.3 and 4.4: W = 30 with one-sided P = .1272, estimate -.305, interval (-.76, .15)
    found = compare_values(EARLY, TERM)
    assert found.shift == pytest.approx(-0.305, abs=0.0005)
    assert found.interval == pytest.approx((-0.76, 0.15), abs=0.0005)
    assert found.p == pytest.approx(2 * 0.1272, abs=0.0005)


def test_the_interval_covers_exactly_as_often_as_its_ranks_say() -> None:
    first, second = [0.1, 0.7, 1.9, 3.1, 4.2, 5.5], [0.3, 2.2, 2.9, 6.1, 7.7, 8.3, 9.4]
    found = compare_values(first, second).interval
    assert found is not None
    differences = sorted(a - b for a in first for b in second)
    rank = next(i for i, value in enumerate(differences) if value == pytest.approx(found[0]))
    sums = [sum(r) - 21 for r in combinations(range(1, 14), 6)]  # U of all 1,716 divisions
    assert sum(u <= rank for u in sums) / len(sums) <= 0.025 < sum(u <= rank + 1 for u in sums) / len(sums)


def test_too_few_values_have_no_interval() -> None:
    assert compare_values([1.0, 2.0], [3.0, 4.0, 5.0]).interval is None


def test_p_of_values_without_ties_is_scipys_exact_one() -> None:
    assert p_of_values(TERM, EARLY) == pytest.approx(float(mannwhitneyu(TERM, EARLY, method="exact").pvalue), abs=1e-9)


def test_p_of_values_with_ties_counts_every_division() -> None:
    first, second = [1.0, 2, 2, 3], [2.0, 3, 3, 5, 5, 5]
    values = [*first, *second]
    ranks = [sum(v < value for v in values) + (sum(v == value for v in values) + 1) / 2 for value in values]
    mean = 4 * 11 / 2
    far = abs(sum(ranks[:4]) - mean)
    sums = [sum(ranks[i] for i in chosen) for chosen in combinations(range(10), 4)]
    expected = sum(abs(total - mean) >= far - 1e-9 for total in sums) / len(sums)
    assert p_of_values(first, second) == pytest.approx(expected, abs=1e-9)
    assert p_of_values(second, first) == p_of_values(first, second)


def test_many_values_are_drawn_the_same_way_in_any_order() -> None:
    values = np.random.default_rng(5).integers(1, 8, size=160)
    first, second = [float(v) for v in values[:70]], [float(v) + (v > 4) for v in values[70:]]
    p = p_of_values(first, second)
    assert p == p_of_values(first[::-1], second[::-1])
    assert p == pytest.approx(float(mannwhitneyu(first, second, method="asymptotic").pvalue), abs=0.01)


def test_an_effect_among_many_pairs_is_not_lost_for_lack_of_draws() -> None:
    values = np.random.default_rng(7).integers(1, 8, size=200)
    first, second = [float(v) for v in values[:100]], [float(min(7, v + 2)) for v in values[100:]]
    p = p_of_values(first, second)
    assert discovery_rates([p, *[0.5] * 600])[0] <= 0.05


def test_a_small_p_is_drawn_until_it_is_known() -> None:
    values = np.random.default_rng(7).integers(1, 8, size=200)
    first, second = [float(v) for v in values[:100]], [float(v) + 2 * (i < 70) for i, v in enumerate(values[100:])]
    p = p_of_values(first, second)
    assert p == pytest.approx(float(mannwhitneyu(first, second, method="asymptotic").pvalue), rel=0.5)
    assert p < 20 / 9_999
    assert round(20 / p) > 9_999


def test_many_values_without_ties_are_counted_by_scipy() -> None:
    drawn = np.random.default_rng(8).normal(size=200)
    first, second = [float(v) for v in drawn[:100]], [float(v) + 0.7 for v in drawn[100:]]
    assert p_of_values(second, first) == pytest.approx(
        float(mannwhitneyu(first, second, method="exact").pvalue), abs=1e-9
    )


def test_beyond_what_can_be_counted_more_are_drawn() -> None:
    first, second = [1.0] * 80 + [2.0] * 70, [2.0] * 80 + [3.0] * 70
    assert p_of_values(first, second) == pytest.approx(1 / 99_991, abs=1e-9)


def test_all_values_alike_say_nothing() -> None:
    assert p_of_values([3.0] * 5, [3.0] * 7) == 1.0
    assert compare_values([3.0] * 12, [3.0] * 12).shift == 0.0


def test_discovery_rates_find_what_benjamini_and_hochberg_found() -> None:
    qs = discovery_rates(THROMBOLYSIS)
    assert [q <= 0.05 for q in qs] == [True] * 4 + [False] * 11
    assert qs[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert discovery_rates([]) == []


def test_an_empty_group_is_refused() -> None:
    for refused in (lambda: compare_shares(0, 0, 1, 2), lambda: compare_values([], [1.0])):
        with pytest.raises(ValueError, match="both groups need people"):
            refused()
