"""How new themes came: exact where it can be computed by hand, the same on every run, and never said to be the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from math import comb

import pytest
from tests.builders import tool_library

from insightmine.domain.ids import ParticipantId
from insightmine.domain.new_themes import (
    ORDERS,
    ORDERS_OF_MANY,
    attributes_of,
    expected_new,
    few_after,
    new_themes,
    orders_of,
)
from insightmine.domain.themes import Status

PEOPLE = [frozenset("ab"), frozenset("bcd"), frozenset("abcde"), frozenset("ae")]


def test_the_expected_number_is_the_mean_over_every_order() -> None:
    orders = list(permutations("abcde"))
    sizes = [len(people) for people in PEOPLE]
    expected = expected_new(5, sizes)
    for nth in range(1, 6):
        brought = [sum(min(order.index(p) for p in people) == nth - 1 for people in PEOPLE) for order in orders]
        assert expected[nth - 1] == pytest.approx(sum(brought) / len(orders))
        assert expected[nth - 1] == pytest.approx(sum(comb(5 - nth, size - 1) / comb(5, size) for size in sizes))


def test_many_orders_come_near_to_the_expected_number() -> None:
    study = tool_library()
    curve = new_themes(study)[0]
    behind = [theme.participants for theme in study.themes if not theme.single_voice]
    orders = orders_of(study.people_in_themes)
    for person in curve.people:
        firsts = [[min(order.index(p) for p in people) for people in behind] for order in orders]
        mean = sum(first.count(person.n - 1) for first in firsts) / len(orders)
        assert person.expected == pytest.approx(mean, abs=0.1)


def test_the_worked_example_of_the_method() -> None:
    """37 themes in a base of four; runs of two that bring 7 (19 %), 4 (11 %) and 1 (3 %): told as 6+2 at 5 %.

    The base, the quotients 11 and 3 % and the result are those of the example of Guest, Namey and Chen (2020); which
    interview brought how many is filled in so that they come out.
    """
    brought = [20, 9, 5, 3, 4, 3, 1, 0, 0, 0]
    assert sum(brought[:4]) == 37
    assert few_after(brought, base=4, length=2) == 6
    assert few_after(brought, base=4, length=2, threshold=0.12) == 5
    assert few_after(brought, base=4, length=2, threshold=0.0) == 7
    assert few_after(brought, base=4, length=3) == 6


def test_without_a_quiet_run_there_is_no_number() -> None:
    assert few_after([5, 1, 1, 1, 2, 2], base=4, length=2) is None
    assert few_after([0, 0, 0, 0, 0, 0], base=4, length=2) is None
    assert few_after([5, 1, 1, 1, 0], base=4, length=2) is None


def test_the_curve_of_a_study() -> None:
    curve = new_themes(tool_library())[0]
    assert (curve.n_people, curve.n_themes, curve.n_single, curve.n_orders) == (8, 6, 1, ORDERS)
    assert [person.n for person in curve.people] == list(range(1, 9))
    assert curve.people[-1].new.high == 0  # every theme has two people: the last can bring none
    assert curve.people[-1].so_far.low == curve.people[-1].so_far.high == 6
    assert sum(person.expected for person in curve.people) == pytest.approx(6, abs=0.01)
    assert [(run.base, run.length) for run in curve.runs] == [(4, 2), (4, 3), (5, 2), (5, 3), (6, 2)]
    for run in curve.runs:
        assert run.last_new.low <= run.last_new.median <= run.last_new.high
        assert 0 <= run.never <= 1


def test_no_order_of_people_or_themes_changes_it() -> None:
    study = tool_library()
    turned = replace(study, themes=study.themes[::-1], people=study.people[::-1], statements=study.statements[::-1])
    assert new_themes(turned) == new_themes(study)


def test_orders_differ_and_are_the_same_on_every_run() -> None:
    people = [ParticipantId(name) for name in "abcdef"]
    orders = orders_of(people)
    assert len({tuple(order) for order in orders}) > 300
    assert orders == orders_of(reversed(people))
    first = [order[0] for order in orders]
    assert all(50 < first.count(person) < 120 for person in people)  # 83 each
    assert len(orders_of([ParticipantId(str(i)) for i in range(401)])) == ORDERS_OF_MANY


def test_rejected_themes_are_not_counted() -> None:
    study = tool_library()
    rejected = replace(study.themes[0], status=Status.REJECTED)
    assert new_themes(replace(study, themes=(rejected, *study.themes[1:])))[0].n_themes == 5


def test_segments() -> None:
    study = tool_library()
    assert attributes_of(study) == ("segment",)
    old, new = new_themes(study, "segment")
    assert (old.attribute, old.value, old.n_people) == ("segment", "member", 6)
    assert (new.value, new.n_people, new.people, new.runs) == ("new member", 2, (), ())
    assert new.n_themes == sum(bool({"P04", "P05"} & set(t.participants)) for t in study.themes)
    assert old.n_single == 1
    assert new.n_single == 0


def test_who_has_no_value_is_in_no_segment() -> None:
    study = tool_library()
    nobody = tuple(replace(person, attributes={}) if person.id == "P04" else person for person in study.people)
    assert [curve.n_people for curve in new_themes(replace(study, people=nobody), "segment")] == [6, 1]


def test_groups_of_another_detail_stand_in_the_place_of_themes() -> None:
    study = tool_library()
    behind = [("P01", "P02"), ("P03",), ("P01", "P02", "P03", "P04")]
    curve = new_themes(study, behind=[[ParticipantId(p) for p in people] for people in behind])[0]
    assert (curve.n_themes, curve.n_single) == (2, 1)
