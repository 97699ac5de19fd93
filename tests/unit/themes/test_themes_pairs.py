"""Pairs of statements that belong together, or apart: of what cannot all hold, the oldest gives way."""

from __future__ import annotations

from insightmine.domain.decisions import Action, Decision
from insightmine.themes.pairs import Pair, Pairs


def pair(action: Action, first: int, second: int, order: int) -> Pair:
    return Pair(first, second, Decision(f"D{order}", action, (), None, "ana", "", ""), order)


def test_what_belongs_together_goes_together_in_chains() -> None:
    pairs = Pairs()
    assert pairs.add(pair(Action.TOGETHER, 1, 2, 1)) == []
    assert pairs.add(pair(Action.TOGETHER, 3, 2, 2)) == []
    assert pairs.block(1) == {1, 2, 3}
    assert pairs.block(4) == {4}


def test_setting_the_ends_of_a_chain_apart_breaks_its_oldest_pair() -> None:
    pairs = Pairs()
    pairs.add(pair(Action.TOGETHER, 1, 2, 1))
    pairs.add(pair(Action.TOGETHER, 2, 3, 2))
    assert [gone.order for gone in pairs.add(pair(Action.APART, 1, 3, 3))] == [1]
    assert (pairs.block(1), pairs.block(2)) == ({1}, {2, 3})


def test_closing_a_chain_over_what_is_apart_overrules_what_is_oldest() -> None:
    pairs = Pairs()
    pairs.add(pair(Action.APART, 1, 3, 1))
    pairs.add(pair(Action.TOGETHER, 1, 2, 2))
    assert [gone.order for gone in pairs.add(pair(Action.TOGETHER, 2, 3, 3))] == [1]
    assert pairs.block(3) == {1, 2, 3}
    assert list(pairs.apart_between({1, 2}, {3})) == []


def test_the_same_pair_decided_twice_gives_way_twice() -> None:
    pairs = Pairs()
    pairs.add(pair(Action.TOGETHER, 1, 2, 1))
    pairs.add(pair(Action.TOGETHER, 2, 1, 2))
    assert [gone.order for gone in pairs.add(pair(Action.APART, 1, 2, 3))] == [1, 2]
    assert next(pairs.apart_between({1}, {2, 5}))[1] == 2
