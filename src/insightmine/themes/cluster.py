"""Coordinates -> groups: HDBSCAN finds the dense cores, a tree over them is cut at the wanted detail.

1. Each statement is drawn towards its nearest neighbours (mean shift on the neighbour graph: Fukunaga &
   Hostetler 1975), which turns the haze of short texts into cores that a density method can see.
2. HDBSCAN's leaves are the finest groups; the rest goes to the nearest leaf.
3. Leaves are joined pairwise by Ward's criterion (1963) into one hierarchy; `detail` says where it is cut.
4. What is far from its group, measured against how near the study's statements usually are, stays unplaced.

Rows come in canonical order (by statement id); the same rows give the same groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines.hdbscan_tree import dense_leaves
from insightmine.engines.linear import principal_coordinates
from insightmine.themes.views import unit_rows

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]

# Above this many statements the tree is grown on a sample and the rest assigned: time and memory stay linear.
SAMPLE = 20_000

_NEIGHBOURS = 8
_SHIFTS = 2
_LEAF_DIMENSION = 20
_CHUNK = 1024
# Groups closer than this (cosine of their centres) are one theme at medium detail.
_SAME = 0.67
_SURELY_SAME = 0.95
_MOST_UNPLACED = 0.12
# So many statements can each be a leaf of their own where nothing is dense.
_FEW = 1000


@dataclass(frozen=True, slots=True)
class Grouping:
    """Labels of shape (statements,), -1 for unplaced, and how well each row fits its group, 0 to 1."""

    labels: Labels
    fits: NDArray[np.float64]


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
        return _compact(parent[self.leaves])


def group(space: Matrix, detail: float) -> Grouping:
    """Groups of the unit rows of a statement space."""
    n = len(space)
    if n == 0 or not space.any():
        return Grouping(np.full(n, 0 if n > 1 else -1, dtype=np.int64), np.ones(n))
    sample = space[:SAMPLE]
    hierarchy = grow(sample)
    labels = hierarchy.cut(n_themes(hierarchy, len(sample), detail))
    if n > SAMPLE:
        labels = _nearest(space, _centres(sample, labels))
    return _leave_out(space, labels)


def grow(space: Matrix) -> Hierarchy:
    """The hierarchy over HDBSCAN's leaves; where it finds fewer than two, over the statements themselves."""
    shifted = _shift(space)
    smallest = max(2, round(len(space) ** 0.5 / 10))
    leaves = dense_leaves(principal_coordinates(shifted, _LEAF_DIMENSION), smallest, 3)
    if leaves.max(initial=-1) < 1:
        leaves = np.arange(len(space)) if len(space) <= _FEW else np.zeros(len(space), dtype=np.int64)
    else:
        leaves = _nearest(shifted, _centres(shifted, leaves))
        leaves = _compact(leaves)
    return Hierarchy(leaves, _joins(shifted, leaves))


def n_themes(hierarchy: Hierarchy, n: int, detail: float) -> int:
    """How many groups to show: as many as are distinct, within bounds that grow with the statements.

    The middle, 5.4 n^0.3, lies where human codebooks do (10 codes for 77 quotes, 33 for 517, 77 for 3,080).
    """
    middle = 5.6 * n**0.295 * 16 ** (detail - 0.5)
    same = 1 - (1 - _SAME) * 4 ** (0.5 - detail)
    n_leaves = len(hierarchy.joins) + 1
    distinct = n_leaves - sum(closeness > same for _, _, closeness in hierarchy.joins)
    at_all = n_leaves - sum(closeness > _SURELY_SAME for _, _, closeness in hierarchy.joins)
    wanted = min(round(np.clip(distinct, 0.85 * middle, 1.8 * middle)), max(distinct, at_all))
    return int(np.clip(wanted, min(2, n_leaves), n_leaves))


def _shift(space: Matrix) -> Matrix:
    neighbours = min(_NEIGHBOURS, (len(space) - 1) // 6)
    if neighbours < 1:
        return space
    nearest = _nearest_rows(space, neighbours)
    for _ in range(_SHIFTS):
        space = np.round(unit_rows(space + space[nearest].mean(axis=1)), 6)
    return space


def _nearest_rows(space: Matrix, neighbours: int) -> NDArray[np.int64]:
    """The numbers of each row's nearest others, shape (rows, neighbours), a block of rows at a time."""
    rows = space.astype(np.float32)
    nearest = np.empty((len(rows), neighbours), dtype=np.int64)
    for start in range(0, len(rows), _CHUNK):
        block = slice(start, min(start + _CHUNK, len(rows)))
        distances = rows[block] @ -rows.T
        distances[np.arange(block.stop - start), np.arange(start, block.stop)] = 2.0
        nearest[block] = np.argpartition(distances, neighbours - 1, axis=1)[:, :neighbours]
    return nearest


def _joins(points: Matrix, leaves: Labels) -> tuple[tuple[int, int, float], ...]:
    """Ward's joins of the leaves, nearest pair first; ties go to the pair with the lowest numbers."""
    sizes = np.bincount(leaves).astype(np.float64)
    centres = np.vstack([points[leaves == leaf].mean(axis=0) for leaf in range(len(sizes))])
    costs = np.stack([_costs(centres, sizes, leaf) for leaf in range(len(sizes))])
    joins = []
    for _ in range(len(sizes) - 1):
        kept, gone = sorted(divmod(int(np.argmin(costs)), len(sizes)))
        joins.append((kept, gone, _cosine(centres[kept], centres[gone])))
        weight = sizes[kept] + sizes[gone]
        centres[kept] = (centres[kept] * sizes[kept] + centres[gone] * sizes[gone]) / weight
        sizes[kept], sizes[gone] = weight, 0.0
        costs[kept] = costs[:, kept] = _costs(centres, sizes, kept)
        costs[gone] = costs[:, gone] = np.inf
    return tuple(joins)


def _costs(centres: Matrix, sizes: NDArray[np.float64], leaf: int) -> NDArray[np.float64]:
    """By how much the squared error grows if `leaf` is joined with each other; infinite with itself and the gone."""
    weights = sizes * sizes[leaf] / np.maximum(sizes + sizes[leaf], 1e-9)
    costs: NDArray[np.float64] = np.round(((centres - centres[leaf]) ** 2).sum(axis=1) * weights, 9)
    costs[sizes == 0] = np.inf
    costs[leaf] = np.inf
    return costs


def _cosine(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return float(a @ b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9))


def _centres(space: Matrix, labels: Labels) -> Matrix:
    sums = np.zeros((int(labels.max()) + 1, space.shape[1]))
    np.add.at(sums, labels[labels >= 0], space[labels >= 0])
    return unit_rows(sums)


def _nearest(space: Matrix, centres: Matrix) -> Labels:
    nearest: Labels = np.argmax(np.round(space @ centres.T, 6), axis=1).astype(np.int64)
    return nearest


def _leave_out(space: Matrix, labels: Labels) -> Grouping:
    """Unplace what lies less than half as near to its centre as is usual in this study, the farthest first."""
    centres = _centres(space, labels)
    fits = np.round(np.clip((space * centres[labels]).sum(axis=1), 0.0, 1.0), 6)
    limit = 0.5 * float(np.median(fits))
    order = np.argsort(fits, kind="stable")[: int(_MOST_UNPLACED * len(space))]
    out = order[fits[order] < limit]
    placed = labels.copy()
    placed[out] = -1
    return Grouping(_compact(placed), fits)


def _compact(labels: Labels) -> Labels:
    """The same groups, numbered by where they first appear."""
    order: dict[int, int] = {}
    for label in labels.tolist():
        if label >= 0:
            order.setdefault(label, len(order))
    return np.array([order.get(label, -1) for label in labels.tolist()], dtype=np.int64)
