"""Many fine groupings of the same statements -> how surely two of them belong together.

No single way of looking at short texts is right: how much words count beside meaning, how many dimensions are kept and
how finely is cut each move the borders of the groups. So the statements are grouped in many ways, finer than the
answer, and what counts is who stands together in most of them: evidence accumulation (Fred & Jain 2005, "Combining
Multiple Clusterings Using Evidence Accumulation", sections 3 and 4). Nothing is drawn at random: rows come in
the order of their texts' digests, so the first of them are as good a sample as any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines.hdbscan_tree import dense_leaves
from insightmine.engines.linear import same_cells, share_products, ward_groups
from insightmine.themes.views import unit_rows

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]

# Above this many statements groups are made from a sample and the rest go to the nearest: cost stays linear.
SAMPLE = 4000

_DIMENSIONS = (80, 40, 20)
# Groups in a grouping, times the square root of the statements: some three times finer than themes, and finer still.
_CELLS = (2.3, 3.4, 5.1, 7.7)
_DRAWN = 1500
_NEIGHBOURS = 8
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Consensus:
    """Cells of shape (statements, groupings): the group of each statement in each grouping, all numbered apart."""

    cells: Labels

    def __len__(self) -> int:
        return len(self.cells)

    def of(self, rows: Sequence[int] | Labels) -> Consensus:
        """The same groupings, as far as they concern these rows."""
        return Consensus(self.cells[np.asarray(rows, dtype=np.int64)])

    def closeness(self, labels: Labels) -> Matrix:
        """For each two groups, the mean share of groupings in which their statements stand together, 0 to 1.

        Shape (groups, groups); rows with the label -1 count nowhere. With each row a group of its own: co-association.
        """
        placed = labels >= 0
        return np.round(share_products(labels[placed], self.cells[placed]), 6)

    def distances(self) -> Matrix:
        """For each two statements the share of groupings in which they do not stand together, 0 to 1."""
        columns = self.cells.shape[1]
        share = 1.0 - np.round(np.arange(columns + 1) / columns, 6)
        together = same_cells(self.cells)
        apart = np.empty(together.shape)
        for start in range(0, len(apart), _CHUNK):
            apart[start : start + _CHUNK] = share[together[start : start + _CHUNK]]
        return apart

    def affinities(self, labels: Labels, rows: Labels | None = None) -> Matrix:
        """How surely each statement, or each of `rows`, belongs to each group, shape (statements, groups).

        A row's sum is at most 1.

        Of those who stand together with it, what share is in the group, averaged over the groupings. A statement that
        stands alone everywhere belongs nowhere.
        """
        n_groups = int(labels.max(initial=-1)) + 1
        rows = np.arange(len(labels)) if rows is None else rows
        placed = np.flatnonzero(labels[rows] >= 0)
        total = np.zeros((len(rows), n_groups))
        itself = np.zeros(len(rows))
        for cell in (self.cells - self.cells.min(axis=0, initial=self.cells.max(initial=0))).T:
            counts = group_counts(cell, labels, n_groups)
            others = np.maximum(np.bincount(cell, minlength=len(counts)) - 1, 1)
            total += (counts / others[:, None])[cell[rows]]
            itself += 1 / others[cell[rows]]
        total[placed, labels[rows][placed]] -= itself[placed]
        shares: Matrix = np.round(total / self.cells.shape[1], 6)
        return shares


def agree(views: Sequence[Matrix]) -> Consensus:
    """The groupings of the rows of these views (see `views.statement_views`)."""
    columns: list[Labels] = []
    for number, view in enumerate(views):
        columns.extend(_groupings(view, number))
    widths = np.cumsum([0, *(int(column.max(initial=-1)) + 1 for column in columns)])
    return Consensus(np.stack(columns, axis=1) + widths[:-1])


def _groupings(view: Matrix, number: int) -> Iterator[Labels]:
    if not view.any():
        yield np.zeros(len(view), dtype=np.int64)
        return
    sample = unit_rows(view[:SAMPLE])
    neighbours = min(_NEIGHBOURS, (len(sample) - 1) // 6)
    nearest = nearest_rows(sample, neighbours) if neighbours >= 1 else None
    for turn, dimension in enumerate(_DIMENSIONS):
        rows = np.round(unit_rows(view[:, :dimension]), 6)
        points = rows[:SAMPLE] if nearest is None else shifted(rows[:SAMPLE], nearest)
        drawn = np.roll(np.arange(len(points)), -_DRAWN * (len(_DIMENSIONS) * number + turn))[:_DRAWN]
        wanted = [min(round(cells * len(points) ** 0.5), len(drawn)) for cells in _CELLS]
        for labels in ward_groups(points[drawn], wanted):
            yield _spread(points, rows, centres(points[drawn], labels))
    leaves = dense_leaves(points[drawn], max(2, round(len(drawn) ** 0.5 / 10)), 3)
    if leaves.max(initial=-1) >= 1:
        yield _spread(points, rows, centres(points[drawn], leaves))


def _spread(points: Matrix, rows: Matrix, middles: Matrix) -> Labels:
    """The nearest centre of every row, after one step of k-means (Lloyd 1982) among the points of the sample."""
    middles = centres(points, nearest_centre(points, middles))
    return nearest_centre(np.concatenate([points, rows[len(points) :]]), middles)


def shifted(points: Matrix, nearest: NDArray[np.int64]) -> Matrix:
    """Unit rows drawn towards their neighbours: mean shift on the neighbour graph (Fukunaga & Hostetler 1975).

    That turns the haze of short texts into cores that a density method can see.
    """
    moved: Matrix = np.round(unit_rows(points + points[nearest].mean(axis=1)), 6)
    return moved


def nearest_rows(space: Matrix, neighbours: int) -> NDArray[np.int64]:
    """The numbers of each row's nearest others, shape (rows, neighbours), a block of rows at a time."""
    rows = space.astype(np.float32)
    nearest = np.empty((len(rows), neighbours), dtype=np.int64)
    for start in range(0, len(rows), _CHUNK):
        block = slice(start, min(start + _CHUNK, len(rows)))
        similar = rows[block] @ rows.T
        inside, found = np.arange(block.stop - start), np.arange(start, block.stop)
        for place in range(neighbours):  # for a few, faster than to sort
            similar[inside, found] = -2.0
            found = similar.argmax(axis=1)
            nearest[block, place] = found
    return nearest


def group_counts(cells: Labels, labels: Labels, n_groups: int) -> Matrix:
    """How many rows of each cell are in each group, shape (cells, groups); the label -1 counts nowhere."""
    n_cells = int(cells.max(initial=-1)) + 1
    placed = labels >= 0
    counts = np.bincount(cells[placed] * n_groups + labels[placed], minlength=n_cells * n_groups)
    return counts.reshape(n_cells, n_groups).astype(np.float64)


def centres(space: Matrix, labels: Labels) -> Matrix:
    """The unit mean of each group, shape (groups, dimensions); zero for an empty one."""
    sums = np.zeros((int(labels.max()) + 1, space.shape[1]))
    np.add.at(sums, labels[labels >= 0], space[labels >= 0])
    return unit_rows(sums)


def nearest_centre(space: Matrix, middles: Matrix) -> Labels:
    """The number of each row's nearest centre."""
    nearest = np.empty(len(space), dtype=np.int64)
    scaled = 1e6 * middles.T  # alike to six decimals is alike: the first counts
    for start in range(0, len(space), _CHUNK):
        near = space[start : start + _CHUNK] @ scaled
        nearest[start : start + _CHUNK] = np.rint(near, out=near).argmax(axis=1)
    return nearest
