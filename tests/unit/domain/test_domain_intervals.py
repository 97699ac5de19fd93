"""Intervals of shares and of their difference, against published figures."""

from __future__ import annotations

import pytest

from insightmine.domain.intervals import difference_interval, wilson_interval


def test_a_surer_interval_is_wider() -> None:
    # Wilson's, at 99 %: z = 2.5758; 0 of n ends at z2 / (n + z2)
    z2 = 2.5758293035489**2
    assert wilson_interval(0, 30, 0.99) == pytest.approx((0.0, z2 / (30 + z2)))
    low, high = difference_interval((10, 40), (20, 40))
    surer = difference_interval((10, 40), (20, 40), level=0.99)
    assert surer[0] < low < high < surer[1]


def test_two_unrelated_groups_as_in_the_paper() -> None:
    """56 of 70 against 48 of 80: 0.0524 to 0.3339 by method 10 (Newcombe 1998, table II a)."""
    assert difference_interval((48, 80), (56, 70)) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_everybody_in_both_groups_is_the_interval_for_pairs() -> None:
    """14 in both, 5 in the one only, 0 in the other, 22 in neither (Altman and others 2000, table 6.2)."""
    assert difference_interval((14, 41), (19, 41), (14, 0, 5, 22)) == pytest.approx((0.0115, 0.2265), abs=5e-5)


def test_a_few_in_both_narrow_it_by_their_share() -> None:
    apart = difference_interval((10, 40), (20, 40))
    some = difference_interval((10, 40), (20, 40), (5, 0, 5, 10))
    every = difference_interval((10, 40), (20, 40), (10, 0, 10, 20))
    assert apart[0] < some[0] < every[0] < every[1] < some[1] < apart[1]


def test_those_who_changed_sides_in_both_ways_widen_it() -> None:
    assert difference_interval((5, 10), (5, 10), (0, 5, 5, 0))[1] > difference_interval((5, 10), (5, 10))[1]


@pytest.mark.parametrize("panel", [None, (0, 0, 0, 12), (12, 0, 0, 0)])
def test_no_change_among_all_or_none_holds_0(panel: tuple[int, int, int, int] | None) -> None:
    count = 12 if panel and panel[0] else 0
    low, high = difference_interval((count, 12), (count, 12), panel)
    assert -1 <= low < 0 < high <= 1


def test_the_other_way_round_it_is_mirrored() -> None:
    low, high = difference_interval((3, 15), (9, 12))
    assert difference_interval((9, 12), (3, 15)) == pytest.approx((-high, -low))
    assert wilson_interval(0, 0) == (0.0, 1.0)
