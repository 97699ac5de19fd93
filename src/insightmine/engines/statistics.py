"""Two groups of people and how it ended for them: effect sizes, intervals and exact tests, by SciPy and statsmodels.

Own code where they have none: the Hodges-Lehmann shift with its interval, and the exact rank test with ties, which are
the rule on a scale of seven; and where theirs takes too long: Boschloo's test (see `_tail`). All intervals are at 95 %,
all tests two-sided. The same values give the same figures, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, isfinite, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_Z95 = 1.959963984540054
# Places to which figures are rounded, so that they do not depend on the machine.
_DIGITS = 9
# Up to so many cells every division into two groups is counted; beyond, so many are drawn, and more where so few of
# them lie as far that p is not known well. Without ties SciPy counts them for groups of up to so many pairs of people.
_MOST_CELLS = 60_000_000
_DRAWS, _MOST_DRAWS = 9_999, 99_990
_FEW = 20
_MOST_PAIRS_COUNTED = 62_500
_DRAWN_FROM = 20_201  # any number, as long as it is the same one
# Shares at which a tail of Boschloo's test is looked at, evenly in the angle whose squared sine they are: of a thousand
# people a share has a standard deviation of 16 of these steps. Then as many between the neighbours of the highest.
_ANGLES = 1_501
_SAME_TAIL = 1e-10  # tables whose one-sided p differ by less, relatively, are equally far
# Pairs of people up to which the null distribution of the rank sum is counted; beyond, the normal one is near enough.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Shares:
    """Two shares compared: the first minus the second, the odds ratio (`inf` without an end), and p.

    `difference` with Newcombe's hybrid score interval (1998, Statistics in Medicine 17:873-890, method 10);
    `odds_ratio` is the conditional maximum likelihood estimate with its exact interval (Fisher 1935; Cornfield 1956).
    `p` is of Boschloo's exact unconditional test.
    """

    difference: float
    interval: tuple[float, float]
    odds_ratio: float | None
    odds_interval: tuple[float, float]
    p: float


@dataclass(frozen=True, slots=True)
class Shift:
    """Two groups of values compared: the Hodges-Lehmann shift of the first against the second, its interval, and p.

    Hodges and Lehmann 1963; interval: Hollander and Wolfe 1999, *Nonparametric Statistical Methods*, 2nd edition,
    section 4.3. With ties it covers at least as often as it says (Noether 1967, JASA 62:184-188). `None` where so few
    values give no interval. `p` is of the rank-sum test, exact with ties.
    """

    shift: float
    interval: tuple[float, float] | None
    p: float


def compare_shares(first: int, n_first: int, second: int, n_second: int) -> Shares:
    """`first` of `n_first` people against `second` of `n_second`. Raises `ValueError` for an empty group."""
    if min(n_first, n_second) < 1 or not (0 <= first <= n_first and 0 <= second <= n_second):
        raise ValueError("both groups need people, and no more successes than people")
    ratio, between = odds_of_shares(first, n_first, second, n_second)
    return Shares(
        difference=_rounded(first / n_first - second / n_second),
        interval=interval_of_shares(first, n_first, second, n_second),
        odds_ratio=ratio,
        odds_interval=between,
        p=p_of_shares(first, n_first, second, n_second),
    )


def interval_of_shares(first: int, n_first: int, second: int, n_second: int) -> tuple[float, float]:
    """Newcombe's interval of the difference of two shares, from the Wilson intervals of each."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        first, n_first, second, n_second, method="newcomb", compare="diff", alpha=1 - LEVEL
    )
    return _rounded(low), _rounded(high)


def odds_of_shares(first: int, n_first: int, second: int, n_second: int) -> tuple[float | None, tuple[float, float]]:
    """The conditional odds ratio, `None` where it has no end or no value, and its exact interval."""
    from scipy.stats.contingency import odds_ratio

    odds = odds_ratio([[first, n_first - first], [second, n_second - second]], kind="conditional")
    between, ratio = odds.confidence_interval(LEVEL), float(odds.statistic)
    return _rounded(ratio) if isfinite(ratio) else None, (_rounded(between.low), _rounded(between.high))


def p_of_shares(first: int, n_first: int, second: int, n_second: int) -> float:
    """Boschloo's exact test of two shares (1970, Statistica Neerlandica 24:1-9), two-sided: twice the smaller tail.

    It keeps its level whatever the common share is, as Fisher's does, and finds more: Fisher's holds the number of
    successes fixed, which nobody did (Lydersen, Fagerland and Laake 2009, Statistics in Medicine 28:1159-1175).
    """
    groups = sorted([(first, n_first), (second, n_second)], key=lambda group: (group[1], group[0]))
    failures = [(size - count, size) for count, size in groups]
    (a, m), (b, n) = min(groups, sorted(failures, key=lambda group: (group[1], group[0])))
    return _boschloo(a, m, b, n)


@lru_cache(maxsize=65_536)
def _boschloo(a: int, m: int, b: int, n: int) -> float:
    if a + b in (0, m + n):
        return 1.0
    return _rounded(min(1.0, 2 * min(_tail(a, m, b, n), _tail(m - a, m, n - b, n))))


def _tail(a: int, m: int, b: int, n: int) -> float:
    """The largest probability, whatever the common share, of a table with a one-sided p of Fisher's test as small.

    Given the number of all successes the tables' probabilities do not depend on the share, so that this is a mixture
    of binomial probabilities, one for each such number, with the weights `as_far`. SciPy's `boschloo_exact` sums over
    all tables at each share, and takes 0.3 to 1 second for 500 people; the tests compare the two.
    """
    from scipy.special import gammaln

    logs = gammaln(np.arange(m + n + 1) + 1.0)
    total, first = np.arange(m + n + 1)[:, None], np.arange(m + 1)[None, :]
    second = total - first
    is_table = (second >= 0) & (second <= n)
    kept = np.clip(second, 0, n)
    ways = logs[m] - logs[first] - logs[m - first] + logs[n] - logs[kept] - logs[n - kept]
    of_all = (logs[m + n] - logs - logs[::-1])[:, None]
    chances = np.where(is_table, np.exp(ways - of_all), 0.0)
    fisher = np.cumsum(chances, axis=1)
    as_far = np.where(is_table & (fisher <= fisher[a + b, a] * (1 + _SAME_TAIL)), chances, 0.0).sum(axis=1)
    return _highest(as_far, of_all[:, 0])


def _highest(weights: NDArray[np.float64], log_ways: NDArray[np.float64]) -> float:
    """The highest value of a mixture of binomial probabilities, of 0, 1, ... successes, over all shares."""
    successes = np.flatnonzero(weights)
    failures = len(weights) - 1 - successes
    angles = np.linspace(0, np.pi / 2, _ANGLES + 2)[1:-1]
    best = 0.0
    for _ in range(2):
        share = np.sin(angles) ** 2
        logs = np.outer(np.log(share), successes) + np.outer(np.log1p(-share), failures) + log_ways[successes]
        values = np.exp(logs) @ weights[successes]
        top = int(values.argmax())
        best = max(best, float(values[top]))
        angles = np.linspace(angles[max(0, top - 1)], angles[min(top + 1, len(angles) - 1)], _ANGLES)
    return best


def compare_values(first: Sequence[float], second: Sequence[float]) -> Shift:
    """The values of two groups of people. Raises `ValueError` for an empty group."""
    if not first or not second:
        raise ValueError("both groups need people")
    differences = np.sort(
        np.subtract.outer(np.sort(np.asarray(first, float)), np.sort(np.asarray(second, float))), None
    )
    differences = np.sort(np.round(differences, _DIGITS))
    rank = _outermost(len(first), len(second))
    interval = None if rank == 0 else (_rounded(differences[rank - 1]), _rounded(differences[-rank]))
    return Shift(_rounded(float(np.median(differences))), interval, p_of_values(first, second))


def p_of_values(first: Sequence[float], second: Sequence[float]) -> float:
    """The rank-sum test (Wilcoxon 1945; Mann and Whitney 1947), given the values as they are, ties included.

    Of all divisions of the people into groups of these sizes, the share whose rank sum lies as far from its mean; where
    there are too many to count, of drawn ones (`_drawn_share`), always the same.
    """
    groups = (first, second) if len(first) <= len(second) else (second, first)
    values = np.round(np.concatenate([np.asarray(group, float) for group in groups]), _DIGITS)
    ranks = _doubled_midranks(values)
    size, total = len(groups[0]), len(values)
    ours = int(ranks[:size].sum())
    ordered = np.sort(ranks)
    mean = size * (total + 1)  # of the sum of doubled ranks
    far = abs(ours - mean)
    if far == 0 or ordered[0] == ordered[-1]:
        return 1.0
    if total * size * size * (2 * total - size) <= _MOST_CELLS:
        return _rounded(_share_as_far(tuple(int(rank) for rank in ordered), size, far))
    different, counts = np.unique(ordered, return_counts=True)
    if len(different) == total and size * (total - size) <= _MOST_PAIRS_COUNTED:
        from scipy.stats import mannwhitneyu

        return _rounded(mannwhitneyu(*groups, method="exact").pvalue)
    return _rounded(_drawn_share(different, counts, size, far))


def discovery_rates(ps: Sequence[float]) -> list[float]:
    """Each p as q: the false discovery rate at which it is found (Benjamini and Hochberg 1995, JRSS B 57:289-300)."""
    from scipy.stats import false_discovery_control

    return [_rounded(float(q)) for q in false_discovery_control(list(ps), method="bh")] if ps else []


def _doubled_midranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Twice the rank of each value, ties sharing the mean of theirs: whole numbers."""
    from scipy.stats import rankdata

    ranks: NDArray[np.int64] = np.rint(2 * rankdata(values)).astype(np.int64)
    return ranks


def _drawn_share(ranks: NDArray[np.int64], counts: NDArray[np.int64], size: int, far: int) -> float:
    """The same share as `_share_as_far`, of 9,999 drawn divisions and the observed one, which is never 0.

    (Phipson and Smyth 2010, *Permutation p-values should never be zero*.) `counts` say how many have each rank. Where
    fewer than 20 of the drawn lie as far, p is small and badly known, and among many pairs of a study even the smallest
    would be found nowhere: then more are drawn, until 20 lie as far, and p is 20 of so many (Besag and Clifford 1991,
    Biometrika 78:301-304), or until there are 99,990.
    """
    generator = np.random.default_rng(_DRAWN_FROM)
    total = int(counts.sum())
    as_far = 0
    for drawn in range(0, _MOST_DRAWS, _DRAWS):
        chosen = generator.multivariate_hypergeometric(counts, size, size=_DRAWS, method="marginals")
        places = np.flatnonzero(np.abs(chosen @ ranks - size * (total + 1)) >= far)
        if drawn and as_far + len(places) >= _FEW:
            return _FEW / (drawn + 1 + int(places[_FEW - as_far - 1]))
        as_far += len(places)
        if not drawn and as_far >= _FEW:
            return (1 + as_far) / (1 + _DRAWS)
    return (1 + as_far) / (1 + _MOST_DRAWS)


@lru_cache(maxsize=4_096)
def _share_as_far(ranks: tuple[int, ...], size: int, far: int) -> float:
    """Of all ways to choose `size` of the ranks, the share whose sum lies at least `far` from the mean.

    Counted rank by rank (Streitberg and Röhmel 1986, Statistical Software Newsletter 12:10-17), as probabilities.
    """
    lowest = min(ranks)
    moved = [rank - lowest for rank in ranks]
    most = sum(sorted(moved)[-size:])
    ways = np.zeros((size + 1, most + 1))
    ways[0, 0] = 1.0
    for rank in moved:
        ways[1:, rank:] += ways[:-1, : most + 1 - rank]
    sums = np.arange(most + 1) + size * lowest
    is_far = np.abs(sums * len(ranks) - size * sum(ranks)) >= far * len(ranks)
    return min(1.0, float(ways[size, is_far].sum()) / comb(len(ranks), size))


@lru_cache(maxsize=4_096)
def _outermost(first: int, second: int) -> int:
    """Which ordered difference from either end bounds the interval, from 1; 0 where none does.

    The largest c with P(U <= c - 1) <= 2.5 % for the Mann-Whitney U without ties; beyond 10,000 pairs of people by the
    normal distribution (Hollander and Wolfe 1999, section 4.3).
    """
    pairs = first * second
    if pairs > _MOST_PAIRS:
        return max(0, int(pairs / 2 - _Z95 * sqrt(pairs * (first + second + 1) / 12)))
    ways = _ways_of_u(first, second)
    allowed, so_far = comb(first + second, first) * _TAIL, 0
    for u, count in enumerate(ways):
        so_far += count
        if so_far > allowed:
            return u
    return 0


def _ways_of_u(first: int, second: int) -> list[int]:
    """In how many ways each value of U up to its middle comes about: the coefficients of the Gaussian binomial."""
    size = first * second // 2 + 1
    ways = [1] + [0] * (size - 1)
    for i in range(1, min(first, second) + 1):
        up = max(first, second) + i
        for u in range(size - 1, up - 1, -1):
            ways[u] -= ways[u - up]
        for u in range(i, size):
            ways[u] += ways[u - i]
    return ways


def _rounded(value: Any) -> float:  # noqa: ANN401 - a number of numpy's or our own
    return round(float(value), _DIGITS) + 0.0
