"""Krippendorff's alpha: any number of coders, missing values, any distance between labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.agreement.distances import Distance, distances
from insightmine.agreement.resampling import Coefficients, Weights, bootstrapped, numbered
from insightmine.agreement.values import Estimate, Labels

Said = Sequence[Sequence[Labels | None]]  # a row a unit, in it a value a coder


def krippendorff(said: Said, distance: Distance, clusters: Sequence[str], drawn: str = "units") -> Estimate:
    """Alpha = 1 - observed / expected disagreement (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).

    A unit that fewer than two coders coded is left aside. `clusters` says for each unit what is drawn as one for the
    interval, `drawn` what these are called. Without a value it says why: nothing to compare, or one value throughout,
    where chance would agree as well.
    """
    pairable = [i for i, values in enumerate(said) if sum(value is not None for value in values) > 1]
    if not pairable:
        return Estimate(None, None, "no unit was coded by two coders")
    values = sorted({value for i in pairable for value in said[i] if value is not None})
    numbers, n_clusters = numbered([clusters[i] for i in pairable])
    apart = distances(values, distance)
    places = {value: place for place, value in enumerate(values)}
    observed, counted = np.zeros(n_clusters), np.zeros((n_clusters, len(values)))
    for number, i in zip(numbers, pairable, strict=True):
        present = [places[value] for value in said[i] if value is not None]
        counts = np.bincount(present, minlength=len(values)).astype(np.float64)
        observed[number] += counts @ apart @ counts / (len(present) - 1)
        counted[number] += counts
    found = bootstrapped(lambda weights: _alpha(weights, observed, counted, apart), n_clusters, drawn)
    return found if found.value is not None else Estimate(None, None, _undefined(values, apart))


def _alpha(weights: Weights, observed: NDArray[np.float64], counted: NDArray[np.float64], apart: NDArray[np.float64]
           ) -> Coefficients:  # fmt: skip
    margins = weights @ counted
    n_values = margins.sum(axis=1)
    expected = ((margins @ apart) * margins).sum(axis=1)
    defined = (expected > 0) & (n_values > 1)
    ratio = np.full(len(weights), np.nan)
    np.divide((n_values - 1) * (weights @ observed), expected, out=ratio, where=defined)
    return 1.0 - ratio


def _undefined(values: Sequence[Labels], apart: NDArray[np.float64]) -> str:
    same = len(values) == 1 or not apart.any()
    what = f"every coder gave every unit the same value ({_shown(values[0])})" if same else "too few values"
    return f"{what}, so that nothing shows whether they can tell values apart"


def _shown(value: Labels) -> str:
    return value[0] if value else "none"
