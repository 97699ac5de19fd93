"""How surely each statement belongs to its theme, and which statements belong to a second one as well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.anchors import Anchoring
from insightmine.domain.decisions import Action, Decision
from insightmine.themes.study import Material

# Of those who stand with a statement at least a third must be in the second theme, and a third in its own: what is
# hardly at home where it is has no second home. And the second must be nearly as strong as the first.
_STRONG = 1 / 3
_NEARLY = 0.6
_PLACED_BY_PEOPLE = frozenset({Action.MOVE, Action.SPLIT, Action.TOGETHER, Action.APART})


class Belonging:
    """The affinities of rows to groups (`consensus.affinities`): 0 to 1, and over all groups at most 1.

    0.8: of the statements that stand together with this one in one grouping or another, four of five are in
    the group. So a strength is low where a statement stands between themes or with hardly anybody.
    """

    def __init__(self, material: Material, groups: Sequence[Sequence[int]]) -> None:
        self._labels = np.full(len(material), -1, dtype=np.int64)
        for number, rows in enumerate(groups):
            self._labels[list(rows)] = number
        self._affinities = material.consensus.affinities(self._labels)

    def strengths(self, group: int) -> NDArray[np.float64]:
        """How surely each row of the material belongs to the group, shape (rows,)."""
        strengths: NDArray[np.float64] = self._affinities[:, group]
        return strengths

    def second(self, eligible: Sequence[bool], decided: frozenset[int]) -> list[set[int]]:
        """For each group the rows of others that belong here nearly as much; few do.

        Groups that are not eligible neither give nor take; what people placed (`decided`) is where they placed it.
        """
        found: list[set[int]] = [set() for _ in eligible]
        for row, own in enumerate(self._labels.tolist()):
            if own < 0 or not eligible[own] or row in decided:
                continue
            first = float(self._affinities[row, own])
            others = np.where(eligible, self._affinities[row], 0.0)
            others[own] = 0.0
            best = int(others.argmax())
            if min(first, others[best]) >= _STRONG and others[best] >= _NEARLY * first:
                found[best].add(row)
        return found


def placed_by_people(material: Material, rulings: Sequence[Decision]) -> frozenset[int]:
    """The rows that somebody moved, split off, or put together with or apart from another."""
    anchoring = Anchoring(material.statements)
    rows: set[int] = set()
    for ruling in rulings:
        if ruling.action in _PLACED_BY_PEOPLE:
            first = 1 if ruling.action is Action.SPLIT else 0
            found = (anchoring.statement(ruling, number) for number in range(first, len(ruling.targets)))
            rows |= {material.row_of[statement] for statement in found if statement is not None}
    return frozenset(rows)
