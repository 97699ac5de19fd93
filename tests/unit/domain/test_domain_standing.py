"""Both sides of a theme are counted in people, by the one count that boosters and blockers are made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.clarity import is_brief
from insightmine.domain.ids import ParticipantId, ThemeId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.standing import Standing, standing_of
from insightmine.domain.votes import sides_taken
from insightmine.journey import find_signals


def stands(theme: str, analysis: Analysis | None = None) -> Standing:
    study = analysis or tool_library()
    return standing_of(study, study.theme_by_id[ThemeId(theme)])


def test_each_person_stands_in_one_list() -> None:
    standing = stands("T2")
    assert standing.lists == {"helps": ("P04",), "hinders": ("P01",), "both": ("P03", "P06"), "neutral": ()}
    assert standing_people(standing) == ["P01", "P03", "P04", "P06"]


def test_who_says_both_in_one_statement_or_in_two_stands_on_both_sides() -> None:
    study = tool_library()
    said = {study.statement_by_id[s].participant: s for s in stands("T2").hindering}
    assert study.judgement_by_id[said[ParticipantId("P06")]].effect is Effect.MIXED
    assert study.judgement_by_id[said[ParticipantId("P03")]].effect is Effect.HINDERS


def test_a_yes_to_a_leading_question_takes_no_side() -> None:
    assert stands("T3").lists == {
        "helps": ("P02", "P03", "P06", "P08"),
        "hinders": ("P05",),
        "both": (),
        "neutral": ("P04",),
    }


def test_the_sides_of_a_theme_are_those_of_its_signals() -> None:
    study = tool_library()
    for signal in find_signals(study.themes, study.statements, study.judgements, study.journey):
        standing = standing_of(study, study.theme_by_id[signal.theme])
        mine, other = (standing.helps, standing.hinders)
        if signal.effect.value == "blocker":
            mine, other = other, mine
        assert set(signal.participants) <= {*mine, *standing.both}
        assert set(signal.opponents) <= {*other, *standing.both}


def test_the_order_of_statements_changes_nothing() -> None:
    study = tool_library()
    turned = replace(study, statements=study.statements[::-1], judgements=study.judgements[::-1])
    assert [standing_of(turned, theme) for theme in study.themes] == [standing_of(study, t) for t in study.themes]


@pytest.mark.parametrize(
    ("changes", "sides"),
    [
        ({}, (Effect.HELPS,)),
        ({"effect": Effect.MIXED}, (Effect.HELPS, Effect.HINDERS)),
        ({"effect": Effect.NEUTRAL}, ()),
        ({"effect": None}, ()),
        ({"prompting": Prompting.LED}, ()),
        ({"basis": Basis.HYPOTHETICAL}, ()),
        ({"kinds": (Kind.WISH,)}, ()),
        ({"effect_score": 0.1}, ()),
        ({"effect_score": 0.1, "decided_by": "ana"}, (Effect.HELPS,)),
    ],
)
def test_what_counts_for_a_side(changes: dict[str, object], sides: tuple[Effect, ...]) -> None:
    study = tool_library()
    judged = Judgement(study.statements[0].id, (Kind.ENABLER,), (0.9,), Basis.HABIT, None, Effect.HELPS, 0.8)
    assert sides_taken(replace(judged, **changes), "It was good.") == sides  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("The card was very good, it was all quite clear.", True),
        ("I didn't know there was a deposit.", True),
        ("The biggest limitation is that.", False),
        ("I think it was, it was, good for that.", False),
        ("I never, uh, found the button there.", False),
        ("But I could find the button again.", False),
        ("Am I on the right page here?", False),
        ("Very good.", False),
        ("I looked for the button for a long time, on every page, and then I found it at once.", False),
    ],
)
def test_a_phrase_for_a_side_is_short_and_whole(text: str, brief: bool) -> None:
    assert is_brief(text) is brief


def standing_people(standing: Standing) -> list[str]:
    return sorted(person for people in standing.lists.values() for person in people)
