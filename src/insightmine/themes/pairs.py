"""Which two statements people want in one theme, and which in two: constraints that outlive moves and merges."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from insightmine.domain.decisions import Action, Decision


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """What somebody decided of two rows; `order` is the decision's place among all."""

    first: int
    second: int
    ruling: Decision
    order: int

    @property
    def is_apart(self) -> bool:
        """Whether the two may not stand in one theme."""
        return self.ruling.action is Action.APART

    def other(self, row: int) -> int:
        """The row beside this one."""
        return self.second if row == self.first else self.first


class Pairs:
    """The pairs that hold. Of pairs that cannot all hold the oldest gives way, so the latest always holds."""

    def __init__(self) -> None:
        self._together: list[Pair] = []
        self._apart: list[Pair] = []

    def add(self, pair: Pair) -> list[Pair]:
        """Let a new pair hold; those that give way for it, oldest first."""
        (self._apart if pair.is_apart else self._together).append(pair)
        given_way: list[Pair] = []
        while (contradiction := self._contradiction()) is not None:
            given_way.append(min(contradiction, key=lambda item: item.order))
            self.drop(given_way[-1])
        return sorted(given_way, key=lambda item: item.order)

    def drop(self, pair: Pair) -> None:
        """Let a pair hold no longer."""
        (self._apart if pair.is_apart else self._together).remove(pair)

    def block(self, row: int) -> set[int]:
        """The rows that go wherever this one goes, itself among them."""
        return set(self._ways_from(row))

    def apart_between(self, some: Collection[int], others: Collection[int]) -> Iterator[tuple[Pair, int]]:
        """The pairs of a row of some and a row of others that may not stand together, each with the latter row."""
        for pair in list(self._apart):
            for row in (pair.first, pair.second):
                if row in others and pair.other(row) in some:
                    yield pair, row

    def _contradiction(self) -> list[Pair] | None:
        """A pair that is to be apart with the chain of pairs that holds it together."""
        for pair in self._apart:
            ways = self._ways_from(pair.first)
            if pair.second in ways:
                return [pair, *_chain(ways, pair.second)]
        return None

    def _ways_from(self, start: int) -> dict[int, Pair | None]:
        """All rows that are held together with this one, each with the pair by which it was reached."""
        ways: dict[int, Pair | None] = {start: None}
        waiting = deque([start])
        while waiting:
            row = waiting.popleft()
            for pair in self._together:
                if row in (pair.first, pair.second) and pair.other(row) not in ways:
                    ways[pair.other(row)] = pair
                    waiting.append(pair.other(row))
        return ways


def _chain(ways: dict[int, Pair | None], end: int) -> Iterator[Pair]:
    row = end
    while (pair := ways[row]) is not None:
        yield pair
        row = pair.other(row)
