"""Intervals that know whose words the units are: people are drawn, never single sentences.

What one person said hangs together, and so do the mistakes in coding it. Drawing sentences would treat forty remarks
of one talker as forty witnesses, and give an interval that is too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from insightmine.agreement.values import Estimate
from insightmine.engines.quantiles import student_quantile

Weights = NDArray[np.float64]
Coefficients = NDArray[np.float64]

LEAST = 5  # with fewer drawn at a time no interval of this kind holds what it promises
_DRAWS = 2000
_MOST_FOLDS = 40
_SEED = 20061  # any number will do, as long as it stays
_DIGITS = 9
_NO_SPREAD = "no interval: nothing differs that could be drawn, which is not the same as certainty"


def numbered(clusters: Sequence[str]) -> tuple[NDArray[np.intp], int]:
    """The number of each unit's cluster, in the order of their names, and how many there are."""
    places = {name: number for number, name in enumerate(sorted(set(clusters)))}
    return np.array([places[name] for name in clusters], dtype=np.intp), len(places)


def bootstrapped(coefficient: Callable[[Weights], Coefficients], n_clusters: int, drawn: str) -> Estimate:
    """A coefficient with its bootstrap interval over clusters.

    `coefficient` takes how often each cluster counts, shape (draws, clusters), and gives one value a draw, NaN where
    it is not defined. The interval is the expanded percentile one (Hesterberg 2015, The American Statistician
    69:371-386, section 4.1), which for few clusters is wider than the plain percentiles. `drawn` names the clusters.
    """
    value = float(coefficient(np.ones((1, n_clusters)))[0])
    if np.isnan(value):
        return Estimate(None)
    if n_clusters < LEAST:
        return Estimate(_rounded(value), None, too_few(n_clusters, drawn))
    chances = np.full(n_clusters, 1 / n_clusters)
    draws = np.random.Generator(np.random.PCG64(_SEED)).multinomial(n_clusters, chances, size=_DRAWS)
    values = coefficient(draws.astype(np.float64))
    defined = values[~np.isnan(values)]
    if len(defined) < 0.9 * _DRAWS:
        why = f"the labels are so rare that the coefficient is not defined in many draws of {drawn}"
        return Estimate(_rounded(value), None, why)
    width = student_quantile(0.975, n_clusters - 1) * sqrt(n_clusters / (n_clusters - 1))
    tail = NormalDist().cdf(-width)
    low, high = np.quantile(np.round(defined, _DIGITS), [tail, 1 - tail])
    if low == high:
        return Estimate(_rounded(value), None, _NO_SPREAD)
    return Estimate(_rounded(value), (_rounded(low), _rounded(high)))


def jackknifed(coefficient: Callable[[NDArray[np.bool_]], float], numbers: NDArray[np.intp], drawn: str) -> Estimate:
    """A coefficient of groupings with its interval: each cluster is left out once (Efron & Tibshirani 1993, ch. 11).

    Drawing with replacement would pair a unit with itself, which every grouping puts together. `coefficient` takes
    which units count, and gives NaN where it is not defined; Student's t gives the width. More clusters than 40 are
    left out in 40 groups.
    """
    value = coefficient(np.ones(len(numbers), dtype=np.bool_))
    if np.isnan(value):
        return Estimate(None)
    n_clusters = int(numbers.max(initial=-1)) + 1
    if n_clusters < LEAST:
        return Estimate(_rounded(value), None, too_few(n_clusters, drawn))
    numbers, n_clusters = numbers % _MOST_FOLDS, min(n_clusters, _MOST_FOLDS)
    without = np.array([coefficient(numbers != number) for number in range(n_clusters)])
    if np.isnan(without).any():
        return Estimate(_rounded(value), None, f"without one of the {drawn} the coefficient is not defined")
    if np.ptp(np.round(without, _DIGITS)) == 0:
        return Estimate(_rounded(value), None, _NO_SPREAD)
    error = sqrt((n_clusters - 1) / n_clusters * float(((without - without.mean()) ** 2).sum()))
    reach = student_quantile(0.975, n_clusters - 1) * error
    return Estimate(_rounded(value), (_rounded(max(-1.0, value - reach)), _rounded(min(1.0, value + reach))))


def too_few(n_clusters: int, drawn: str) -> str:
    """Why there is no interval."""
    what = drawn.removesuffix("s") if n_clusters == 1 else drawn
    return f"no interval: it would rest on {n_clusters} {what}, and below {LEAST} it would promise too much"


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
