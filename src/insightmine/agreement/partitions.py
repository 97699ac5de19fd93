"""How far two groupings of the same units coincide, whatever their groups are called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Groups = NDArray[np.intp]
Counts = NDArray[np.float64]


def numbered_groups(labels: Sequence[str]) -> Groups:
    """The number of each unit's group, in the order of their names."""
    places = {name: number for number, name in enumerate(sorted(set(labels)))}
    return np.array([places[name] for name in labels], dtype=np.intp)


def adjusted_rand(first: Groups, second: Groups) -> float:
    """The adjusted Rand index (Hubert & Arabie 1985, Journal of Classification 2:193-218); NaN where undefined.

    It is Cohen's kappa over pairs of units, together or apart. Undefined for fewer than two units and where both
    groupings put all units together, or all apart: chance would do the same.
    """
    together, one, other, pairs = _pairs(first, second)
    expected = one * other / pairs if pairs else 0.0
    most = (one + other) / 2
    return (together - expected) / (most - expected) if pairs and most != expected else float("nan")


def alpha_over_pairs(first: Groups, second: Groups) -> float:
    """Krippendorff's nominal alpha over pairs of units, each "together" or "apart" by either grouping; NaN as above."""
    together, one, other, pairs = _pairs(first, second)
    joined, parted = one + other, 2 * pairs - one - other
    if not joined or not parted:
        return float("nan")
    return 1 - (2 * pairs - 1) * (one + other - 2 * together) / (joined * parted)


def adjusted_mutual_information(first: Groups, second: Groups) -> float:
    """AMI with the mean of the entropies (Vinh, Epps & Bailey 2010, JMLR 11:2837-2854); NaN where undefined."""
    table = _table(first, second)
    n_units, rows, columns = table.sum(), table.sum(axis=1), table.sum(axis=0)
    most = (_entropy(rows) + _entropy(columns)) / 2
    if n_units < 2 or (len(rows) == len(columns) and len(rows) in (1, n_units)):
        return float("nan")
    filled = table > 0
    shares = table[filled] / n_units
    shared = float((shares * np.log(table[filled] * n_units / np.outer(rows, columns)[filled])).sum())
    expected = _expected_information(rows, columns)
    room = most - expected
    return (shared - expected) / room if abs(room) > 1e-12 else float("nan")


def _pairs(first: Groups, second: Groups) -> tuple[float, float, float, float]:
    """Pairs of units: together in both groupings, in the first, in the second, and all."""
    table = _table(first, second)
    margins = (table, table.sum(axis=1), table.sum(axis=0), table.sum().reshape(1))
    both, one, other, every = (float((counts * (counts - 1)).sum() / 2) for counts in margins)
    return both, one, other, every


def _table(first: Groups, second: Groups) -> Counts:
    """How many units are in each group of the first and each of the second; groups without any are left out."""
    _, rows = np.unique(first, return_inverse=True)
    _, columns = np.unique(second, return_inverse=True)
    shape = (int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1)
    table = np.zeros(shape)
    np.add.at(table, (rows, columns), 1)
    return table


def _entropy(counts: Counts) -> float:
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def _expected_information(rows: Counts, columns: Counts) -> float:
    """Mutual information of two random groupings with these sizes (equation 24a); sizes that recur are done once."""
    n_units = int(rows.sum())
    factorials = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, n_units + 1)))))
    row_sizes, row_times = np.unique(rows.astype(int), return_counts=True)
    column_sizes, column_times = np.unique(columns.astype(int), return_counts=True)
    total = 0.0
    for a, times_a in zip(row_sizes, row_times, strict=True):
        for b, times_b in zip(column_sizes, column_times, strict=True):
            shared = np.arange(max(1, a + b - n_units), min(a, b) + 1)
            chance = factorials[a] + factorials[b] + factorials[n_units - a] + factorials[n_units - b]
            chance = chance - factorials[n_units] - factorials[shared] - factorials[a - shared]
            chance = chance - factorials[b - shared] - factorials[n_units - a - b + shared]
            gain = shared / n_units * np.log(n_units * shared / (a * b))
            total += float(times_a * times_b * (gain * np.exp(chance)).sum())
    return total
