"""The hierarchy in which the themes are one level: broader and narrower groups of the same statements."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.ids import StatementId, ThemeId


@dataclass(frozen=True, slots=True)
class Leaf:
    """A finest group: part of one theme. `statements` are sorted."""

    theme: ThemeId
    statements: tuple[StatementId, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups that become one. Groups are numbered: the leaves from 0, then one a join, in the order of joins.

    `closeness` (higher is nearer) falls from join to join within a theme, and from join to join between themes.
    """

    first: int
    second: int
    closeness: float


@dataclass(frozen=True, slots=True)
class ThemeTree:
    """Leaves and joins; the joins inside themes stand before those between themes."""

    leaves: tuple[Leaf, ...] = ()
    joins: tuple[Join, ...] = ()

    def __post_init__(self) -> None:
        taken: set[int] = set()
        for number, join in enumerate(self.joins, len(self.leaves)):
            pair = {join.first, join.second}
            if len(pair) != 2 or pair & taken or max(pair) >= number or min(pair) < 0:
                raise ValueError(f"join {number} of the theme tree joins what is not there")
            taken |= pair
