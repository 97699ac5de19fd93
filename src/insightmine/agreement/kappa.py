"""Cohen's kappa of two coders, and the plain share of units on which they agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.agreement.resampling import Coefficients, Weights, bootstrapped, numbered
from insightmine.agreement.values import Estimate


def cohen(first: Sequence[str], second: Sequence[str], clusters: Sequence[str], drawn: str = "units") -> Estimate:
    """Kappa = (observed - expected) / (1 - expected agreement) (Cohen 1960, Educ. Psych. Measurement 20:37-46).

    The values of the two coders for the same units, in the same order; `clusters` and `drawn` as for alpha. Not defined
    without units, and where both gave one and the same value throughout.
    """
    if not first:
        return Estimate(None, None, "no unit was coded by both")
    values = sorted({*first, *second})
    places = {value: place for place, value in enumerate(values)}
    numbers, n_clusters = numbered(clusters)
    tables = np.zeros((n_clusters, len(values), len(values)))
    for number, one, other in zip(numbers, first, second, strict=True):
        tables[number, places[one], places[other]] += 1
    found = bootstrapped(lambda weights: _kappa(weights, tables), n_clusters, drawn)
    if found.value is not None:
        return found
    return Estimate(None, None, f"both gave every unit the same value ({values[0]}), so that nothing can be told")


def share_agreed(first: Sequence[str], second: Sequence[str]) -> float:
    """The share of units with the same value, 0 to 1; of no units, 0. Chance is in it."""
    return sum(one == other for one, other in zip(first, second, strict=True)) / max(1, len(first))


def _kappa(weights: Weights, tables: NDArray[np.float64]) -> Coefficients:
    n_values = tables.shape[1]
    table = (weights @ tables.reshape(len(tables), -1)).reshape(len(weights), n_values, n_values)
    n_units = table.sum(axis=(1, 2))
    observed = np.trace(table, axis1=1, axis2=2) * n_units
    expected = (table.sum(axis=1) * table.sum(axis=2)).sum(axis=1)
    kappa = np.full(len(weights), np.nan)
    room = n_units**2 - expected
    np.divide(observed - expected, room, out=kappa, where=room > 0)
    return kappa
