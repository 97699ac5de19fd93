"""The F1 of a rare kind over a wide set, and the mean F1 that takes it from there."""

from __future__ import annotations

import pytest
from benchmarks.kinds import TOLD
from benchmarks.labelled import Labels, Place
from benchmarks.workarounds import macro_f1, rare

from insightmine.domain.judgements import Kind


def place(number: int, *kinds: str) -> Place:
    return Place("a", "a.txt", f"interview {number % 6}", number, 0, 9, "", {TOLD: Labels(kinds)})


def test_what_is_labelled_found_and_both_is_counted() -> None:
    places = [place(n, "workaround") if n < 4 else place(n) for n in range(30)]
    found = {one.key: {"workaround"} if 2 <= one.turn < 8 else {"behaviour"} for one in places}
    told = rare("all", places, found)
    assert (told.statements, told.labelled, told.found, told.both) == (30, 4, 6, 2)
    assert told.f1 == pytest.approx(2 * 2 / (4 + 6))
    assert told.interval is not None
    assert told.interval[0] < told.f1 < told.interval[1]


def test_nine_kinds_come_from_the_gold_and_the_tenth_from_the_wider_set() -> None:
    others = [kind.value for kind in Kind if kind is not Kind.WORKAROUND]
    gold = [place(n, others[n % 9]) for n in range(18)]
    rest = [place(n, "workaround") for n in range(18, 22)]
    found = {one.key: set(one.readings[TOLD].kinds) for one in gold}
    found |= {one.key: {"workaround"} if one.turn < 20 else set() for one in rest}
    assert macro_f1(gold, gold, "gold", found).kinds_macro_f1 == pytest.approx(9 / 10)
    assert macro_f1(gold, [*gold, *rest], "all", found).kinds_macro_f1 == pytest.approx((9 + 2 / 3) / 10)
