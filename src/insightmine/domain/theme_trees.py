"""The hierarchy in which the themes are one level: broader and narrower groups of the same statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from insightmine.domain.ids import StatementId, ThemeId

MEDIUM = 0.5
# From one end of the dial to the other there are so many times more groups.
_RANGE = 16.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A finest group: part of one theme. `statements` are sorted; `words` tell it from the rest of its theme."""

    theme: ThemeId
    statements: tuple[StatementId, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups that become one. Groups are numbered: the leaves from 0, then one a join, in the order of joins.

    `closeness` (higher is nearer) falls from join to join within a theme, and from join to join between themes.
    """

    first: int
    second: int
    closeness: float


@dataclass(frozen=True, slots=True)
class Branch:
    """A group at some detail: a theme, several whole ones, or part of one (`is_part`).

    `themes` by falling number of statements, then as in the tree; `statements` are sorted.
    """

    themes: tuple[ThemeId, ...]
    statements: tuple[StatementId, ...]
    words: tuple[str, ...]
    is_part: bool


@dataclass(frozen=True)
class ThemeTree:
    """Leaves and joins; the joins inside themes stand before those between themes. `detail`: where the themes are."""

    leaves: tuple[Leaf, ...] = ()
    joins: tuple[Join, ...] = ()
    detail: float = MEDIUM

    def __post_init__(self) -> None:
        taken: set[int] = set()
        for number, join in enumerate(self.joins, len(self.leaves)):
            pair = {join.first, join.second}
            if len(pair) != 2 or pair & taken or max(pair) >= number or min(pair) < 0:
                raise ValueError(f"join {number} of the theme tree joins what is not there")
            taken |= pair

    def at(self, detail: float) -> tuple[Branch, ...]:
        """The groups at a detail from 0 to 1, the largest first, without anything being grouped again.

        At the tree's own detail these are the themes; below, unions of whole themes; above, parts of them.
        """
        n_themes = len({leaf.theme for leaf in self.leaves})
        wanted = max(1, round(n_themes * _RANGE ** (detail - self.detail)))
        inside, between = self._n_inside, len(self.joins)
        if wanted >= n_themes:
            apart = sorted(range(inside), key=lambda i: (self.joins[i].closeness, -i))[: wanted - n_themes]
            kept = sorted(set(range(inside)) - set(apart))
        else:
            kept = list(range(min(between, inside + n_themes - wanted)))
        branches = [self._branch(members) for members in self._groups(kept)]
        return tuple(sorted(branches, key=lambda branch: (-len(branch.statements), branch.statements)))

    @cached_property
    def _n_inside(self) -> int:
        """How many joins are inside themes: each theme is one group after them."""
        return len(self.leaves) - len({leaf.theme for leaf in self.leaves})

    @cached_property
    def _n_leaves_of(self) -> dict[ThemeId, int]:
        counts: dict[ThemeId, int] = {}
        for leaf in self.leaves:
            counts[leaf.theme] = counts.get(leaf.theme, 0) + 1
        return counts

    def _groups(self, kept: Iterable[int]) -> list[list[int]]:
        """The leaves of each group when only these joins are made."""
        groups = {number: [number] for number in range(len(self.leaves))}
        for position in kept:
            join = self.joins[position]
            groups[len(self.leaves) + position] = groups.pop(join.first) + groups.pop(join.second)
        return list(groups.values())

    def _branch(self, members: list[int]) -> Branch:
        largest_first = sorted(members, key=lambda i: (-len(self.leaves[i].statements), i))
        leaves = [self.leaves[i] for i in largest_first]
        sizes: dict[ThemeId, int] = {}
        for leaf in leaves:
            sizes[leaf.theme] = sizes.get(leaf.theme, 0) + len(leaf.statements)
        return Branch(
            themes=tuple(sorted(sizes, key=lambda theme: -sizes[theme])),
            statements=tuple(sorted(statement for leaf in leaves for statement in leaf.statements)),
            words=leaves[0].words
            if len(leaves) == 1
            else tuple(dict.fromkeys(leaf.words[0] for leaf in leaves if leaf.words)),
            is_part=len(leaves) < sum(self._n_leaves_of[theme] for theme in sizes),
        )
