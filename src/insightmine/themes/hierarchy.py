"""Small groups -> one hierarchy: the two that lie nearest become one, again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Leaves of shape (statements,) and the order in which they are joined, with the closeness at each join."""

    leaves: Labels
    joins: tuple[tuple[int, int, float], ...]

    def cut(self, n_groups: int) -> Labels:
        """The labels when the leaves have been joined down to this many groups."""
        parent = np.arange(len(self.joins) + 1)
        for kept, gone, _ in self.joins[: max(0, len(parent) - n_groups)]:
            parent[parent == gone] = kept
        return compact(parent[self.leaves])


def average_joins(closeness: Matrix, sizes: NDArray[np.int64]) -> tuple[tuple[int, int, float], ...]:
    """The joins by average linkage (Sokal & Michener 1958): (kept, gone, closeness), nearest pair first.

    `closeness` has the shape (groups, groups), each value the mean over pairs of statements. The group with the lower
    number is kept; ties go to the pair with the lowest numbers.
    """
    near = closeness.astype(np.float64).copy()
    np.fill_diagonal(near, -np.inf)
    weights = sizes.astype(np.float64)
    best = near.argmax(axis=1)
    joins = []
    for _ in range(len(near) - 1):
        first = int(np.argmax(near[np.arange(len(near)), best]))
        kept, gone = sorted((first, int(best[first])))
        joins.append((kept, gone, float(near[kept, gone])))
        mixed = np.round((weights[kept] * near[kept] + weights[gone] * near[gone]) / (weights[kept] + weights[gone]), 9)
        weights[kept] += weights[gone]
        mixed[[kept, gone]] = -np.inf
        stale = np.flatnonzero((best == kept) | (best == gone))
        near[kept], near[:, kept] = mixed, mixed
        near[gone], near[:, gone] = -np.inf, -np.inf
        best[stale] = near[stale].argmax(axis=1)
        nearer = (mixed > near[np.arange(len(near)), best]) | (
            (mixed == near[np.arange(len(near)), best]) & (kept < best)
        )
        best[nearer] = kept
        best[kept] = near[kept].argmax()
    return tuple(joins)


def compact(labels: Labels) -> Labels:
    """The same groups, numbered by where they first appear."""
    order: dict[int, int] = {}
    for label in labels.tolist():
        if label >= 0:
            order.setdefault(label, len(order))
    return np.array([order.get(label, -1) for label in labels.tolist()], dtype=np.int64)
