"""How far two sets of labels are apart: 0 the same, 1 nothing in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.agreement.values import Labels

Matrix = NDArray[np.float64]
Distance = Callable[[Labels, Labels], float]


def nominal(first: Labels, second: Labels) -> float:
    """Whether the main labels differ."""
    return 0.0 if first[:1] == second[:1] else 1.0


def masi(first: Labels, second: Labels) -> float:
    """Distance on sets by overlap and by kind of overlap (Passonneau 2006, LREC, pp. 832-833).

    One less Jaccard times 1 for the same sets, 2/3 where one holds the other, 1/3 where each has something of its own,
    0 where they share nothing.
    """
    one, other = set(first), set(second)
    if one == other:
        return 0.0
    if not one & other:
        return 1.0
    monotonic = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1.0 - len(one & other) / len(one | other) * monotonic


def distances(values: Sequence[Labels], distance: Distance) -> Matrix:
    """The distances of all values from each other, shape (values, values)."""
    return np.array([[distance(one, other) for other in values] for one in values], dtype=np.float64).reshape(
        len(values), len(values)
    )
