"""Who says the like of a theme in both rounds: one measure for both, so that neither is at home and the other a guest.

Themes that were found in each round by itself are cut differently, even where people say the same; to count members
on one side and look-alikes on the other would find changes everywhere. So everybody's statements are measured by their
nearness to the centre of the theme's statements, and whoever's own statements make up the centre is measured by one
without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.engines import Vectors
from insightmine.rounds.values import People, Round

Matrix = NDArray[np.float64]

# Below this F1 the statements of a theme are not nearer to each other than others are to them.
LEAST_APART = 0.35
_FEWEST_SPEAKERS = 3
_DIGITS = 6


@dataclass(frozen=True)
class Space:
    """Vectors of the statements of both rounds whose words are known: row i is that of `ids[i]`, said by `people[i]`.

    Statements that are in both rounds stand there twice; `is_first` tells the rounds apart.
    """

    ids: tuple[StatementId, ...]
    people: tuple[ParticipantId, ...]
    is_first: tuple[bool, ...]
    vectors: Matrix

    @classmethod
    def of(cls, first: Round, second: Round, vectors: Mapping[StatementId, Vectors]) -> Space:
        """Vectors are drawn to the centre of both rounds: what all statements have in common tells none apart."""
        rows = [
            (statement, said.participant, number == 0)
            for number, one in enumerate((first, second))
            for statement, said in sorted(one.statements.items())
            if statement in vectors
        ]
        matrix = np.array([vectors[statement] for statement, _, _ in rows], dtype=np.float64)
        if rows:
            matrix = _units(matrix - matrix.mean(axis=0))
        ids, people, firsts = zip(*rows, strict=True) if rows else ((), (), ())
        return cls(tuple(ids), tuple(people), tuple(firsts), matrix)

    @cached_property
    def _row_of(self) -> dict[tuple[StatementId, bool], int]:
        return {(name, first): i for i, (name, first) in enumerate(zip(self.ids, self.is_first, strict=True))}

    @cached_property
    def _rows_by_person(self) -> dict[ParticipantId, list[int]]:
        found: dict[ParticipantId, list[int]] = {}
        for row, person in enumerate(self.people):
            found.setdefault(person, []).append(row)
        return found

    def rows(self, statements: Sequence[StatementId], *, first: bool) -> list[int]:
        """The rows of statements of one round, as far as their words are known."""
        found = (self._row_of.get((statement, first)) for statement in statements)
        return [row for row in found if row is not None]

    def centre(self, rows: Sequence[int]) -> Matrix:
        """The mean direction of some rows, of shape (dimension,); zeros where there is none."""
        mean: Matrix = self.vectors[list(rows)].mean(axis=0)
        return _units(mean)

    def speakers(self, members: Sequence[int]) -> tuple[People, People] | None:
        """Who in the first and in the second round says the like of what these rows say.

        Counted is whoever has a statement as near to the centre as sets the members best apart from all others of the
        rounds that they are from (the largest F1): where the theme was not looked for, nothing is known to be outside
        of it. Every person is measured by a centre without their own statements. `None` where no nearness sets the
        members apart (F1 below `LEAST_APART`, or no nearer than anything is), and for what fewer than three people
        said: of what is that loose, nobody can be told to say the like.
        """
        nearness = self._nearness(members)
        if nearness is None:
            return None
        homes = {self.is_first[row] for row in members}
        home = [row for row, is_first in enumerate(self.is_first) if is_first in homes]
        enough, f1 = _best_cut(nearness[home], np.isin(home, members))
        if f1 < LEAST_APART or enough <= 0:
            return None
        here = np.flatnonzero(nearness >= enough).tolist()
        return (
            frozenset(self.people[row] for row in here if self.is_first[row]),
            frozenset(self.people[row] for row in here if not self.is_first[row]),
        )

    def _nearness(self, members: Sequence[int]) -> Matrix | None:
        """Every row's cosine to the centre of the members that others said; `None` where only one person did."""
        own: dict[ParticipantId, list[int]] = {}
        for row in members:
            own.setdefault(self.people[row], []).append(row)
        if len(own) < _FEWEST_SPEAKERS:
            return None
        nearness = self.vectors @ self.centre(members)
        for person in own:
            others = [row for row in members if self.people[row] != person]
            theirs = self._rows_by_person[person]
            nearness[theirs] = self.vectors[theirs] @ self.centre(others)
        return np.round(nearness, _DIGITS)


def nearest(space: Space, first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> Matrix:
    """The cosine of the centres of every group of the first and of the second round, of shape (first, second)."""
    if not first or not second:
        return np.zeros((len(first), len(second)))
    one, other = (np.vstack([space.centre(rows) for rows in groups]) for groups in (first, second))
    return np.round(one @ other.T, _DIGITS)


def _best_cut(nearness: Matrix, is_member: NDArray[np.bool_]) -> tuple[float, float]:
    """The least nearness that counts, where precision and recall of the members are best together, and their F1."""
    order = np.argsort(-nearness, kind="stable")
    hits = np.cumsum(is_member[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + is_member.sum())
    best = int(np.argmax(np.round(f1, _DIGITS)))
    return float(nearness[order[best]]), float(round(f1[best], _DIGITS))


def _units(matrix: Matrix) -> Matrix:
    norms = np.linalg.norm(matrix, axis=-1, keepdims=True)
    units: Matrix = matrix / np.where(norms > 0, norms, 1.0)
    return units
