"""Tables by segment: every segment its own denominator, people as the unit, and no finding that chance would bring."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library, with_consent

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, ThemeId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.segments import (
    Apart,
    Counted,
    Segment,
    opportunity_of,
    outcomes_counted,
    segments_of,
    signals_counted,
    split_by,
    steps_counted,
    themes_counted,
)
from insightmine.domain.sharing import shareable
from insightmine.domain.speech import Consent


def with_values(analysis: Analysis, **values: str) -> Analysis:
    """The study with an attribute `plan` for some people."""
    people = tuple(replace(person, attributes={"plan": values.get(person.id, "")}) for person in analysis.people)
    return replace(analysis, people=people)


def people(*names: str) -> frozenset[ParticipantId]:
    return frozenset(ParticipantId(name) for name in names)


FIVE = people("P01", "P03", "P04", "P05", "P06")


def segment(value: str | None, *names: str) -> Segment:
    return Segment(value, tuple(sorted(people(*names))))


def test_values_come_in_their_order_with_those_not_given_last() -> None:
    study = with_values(tool_library(), P01="round 10", P02="round 2", P03=" round 2 ", P04="A")
    found = segments_of(study, "plan")
    assert [item.value for item in found] == ["A", "round 2", "round 10", None]
    assert found[1].people == ("P02", "P03")
    assert found[3].people == ("P05", "P06", "P07", "P08")


def test_every_segment_is_counted_against_its_own_people_who_could_have() -> None:
    """Of segment x two were asked and one says it; that a third of x says nothing means nothing."""
    item = Counted.of("T1", people("a1", "b1", "b2"), people("a1", "a2", "b1"))
    split = split_by([item], [segment("x", "a1", "a2", "a3"), segment("y", "b1", "b2", "b3")], "s").rows[0]
    assert [(share.people, share.opportunity) for share in split.shares] == [
        (("a1",), ("a1", "a2")),
        (("b1", "b2"), ("b1", "b2")),
    ]
    assert split.shares[0].interval == wilson_interval(1, 2)


def test_a_theme_that_only_some_were_asked_about_is_counted_among_them() -> None:
    study = tool_library()
    theme = replace(
        study.theme_by_id[ThemeId("T2")], opportunity=tuple(sorted(people("P01", "P03", "P04", "P05", "P06")))
    )
    assert opportunity_of(study, theme) == FIVE
    assert opportunity_of(study, study.theme_by_id[ThemeId("T2")]) == study.people_in_themes
    assert themes_counted([theme], study)[0].opportunity == FIVE


def test_one_segment_that_says_it_and_all_others_who_do_not_is_told_with_counts() -> None:
    small, large = [f"s{i}" for i in range(5)], [f"l{i}" for i in range(6)]
    item = Counted.of("T1", people(*small[:4], large[0]), people(*small, *large))
    split = split_by([item], [segment("large", *large), segment("small", *small)], "size").rows[0]
    assert split.apart == Apart("small", 4, 5, 1, 6)


@pytest.mark.parametrize(
    ("said", "small", "large"),
    [
        (["s0", "s1"], ["s0", "s1"], ["l0", "l1", "l2"]),  # two people are no segment
        (["s0", "s1"], ["s0", "s1", "s2", "s3"], ["l0", "l1"]),  # nor are two a rest
        (["s0"], ["s0", "s1", "s2"], ["l0", "l1", "l2", "l3"]),  # one voice
        (["s0", "s1", "l0"], ["s0", "s1", "s2"], ["l0", "l1", "l2"]),  # 2 of 3 against 1 of 3
    ],
)
def test_too_few_people_or_too_small_a_gap_is_no_sentence(said: list[str], small: list[str], large: list[str]) -> None:
    item = Counted.of("T1", people(*said), people(*small, *large))
    assert split_by([item], [segment("a", *small), segment("b", *large)], "s").rows[0].apart is None


def test_who_has_no_value_is_in_a_column_and_in_no_comparison() -> None:
    """Without the four of whom nothing is given there would be 3 of 3 against 0 of 3."""
    known, silent, unknown = ["a", "b", "c"], ["d", "e", "f"], ["u1", "u2", "u3", "u4"]
    item = Counted.of("T1", people(*known, *unknown), people(*known, *silent, *unknown))
    split = split_by([item], [segment("x", *known), segment("y", *silent), segment(None, *unknown)], "s").rows[0]
    assert split.apart == Apart("x", 3, 3, 0, 3)
    assert split.shares[2].people == ("u1", "u2", "u3", "u4")


def test_chance_is_told_beside_what_was_found_and_is_the_same_on_every_run() -> None:
    """Eight people in two segments of four: themes by four people often lie far apart when people are dealt out."""
    names = [f"p{i}" for i in range(8)]
    halves = [segment("x", *names[:4]), segment("y", *names[4:])]
    items = [Counted.of(f"T{i}", people(*(names[(i + k) % 8] for k in range(4))), people(*names)) for i in range(8)]
    first, second = split_by(items, halves, "s"), split_by(items, list(reversed(halves)), "s")
    assert first.by_chance is not None
    assert first.by_chance == second.by_chance
    assert first.by_chance.high >= 3
    assert len(first.apart) == 6  # T0 and T4 wholly, those beside them by 3 of 4 against 1 of 4


def test_segments_too_small_to_stand_apart_have_no_chance_either() -> None:
    halves = [segment("x", "a", "b"), segment("y", "c", "d")]
    assert split_by([Counted.of("T1", people("a"), people("a", "c"))], halves, "s").by_chance is None


def test_outcomes_steps_and_signals_are_counted_among_those_who_had_the_opportunity() -> None:
    study = tool_library()
    outcome = {item.id: item for item in outcomes_counted(study)}["O-T2"]
    assert outcome.people == frozenset(next(o for o in study.outcomes if o.id == "O-T2").seen.showed)
    step = {item.id: item for item in steps_counted(study)}["book"]
    assert step.people == people("P01", "P03", "P04", "P06", "P07")
    assert step.opportunity == study.people_in_themes
    blocker = {item.id: item for item in signals_counted(study.signals, study)}["T6-blocker"]
    speaks_of_return = people("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08")
    assert (blocker.people, blocker.opportunity) == (people("P01", "P04", "P07"), speaks_of_return)


def test_who_may_not_be_shown_is_in_no_denominator_of_what_is_shared() -> None:
    study = with_consent(tool_library(), "P05", Consent.INTERNAL)
    asked = replace(
        study.theme_by_id[ThemeId("T2")], opportunity=tuple(sorted(people("P01", "P03", "P04", "P05", "P06")))
    )
    shared = shareable(replace(study, themes=tuple(asked if t.id == "T2" else t for t in study.themes)))
    theme = shared.theme_by_id[ThemeId("T2")]
    assert theme.opportunity == ()
    assert opportunity_of(shared, theme) == people("P01", "P02", "P03", "P04", "P06", "P07", "P08")
    assert theme.n_opportunity == 7
