"""What people do and how it went, told in two breaths, is one behaviour; and nothing that is not told of it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shopping import Study

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.outcomes import Direction
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status
from insightmine.engines import Grammar
from insightmine.outcomes.deeds import deeds_of
from insightmine.outcomes.tool_use import uses_of

PEOPLE = ("ana", "ben", "cem")


def told_in_two(grammar: Grammar, deed: str, then: str, effect: Effect, kind: Kind, people: tuple[str, ...]) -> Study:
    """Some people tell what they do, each in words of their own, and in the next breath how it went."""
    study = Study(grammar)
    for person, verb in zip(people, ("ring", "ask", "text"), strict=False):
        study.says(person, deed.replace("ring", verb))
        study.says(person, then, effect, kind)
    study.crowd(5)
    return study


def test_an_effect_told_next_to_a_deed_counts_for_it(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "That saves me a trip.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    (card,) = study.cards(study.theme("neighbours and trips"))
    assert card.behaviour == "People ask a neighbour."
    assert card.direction is Direction.MORE
    assert card.seen.showed == ("ana", "ben")
    assert card.supporting == ("S000", "S002", "S001", "S003")


def test_what_does_not_point_back_counts_for_nothing(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "Good weather saves trips.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    assert study.cards(study.theme("neighbours and trips")) == ()


def test_what_is_told_of_somebody_else_counts_for_nothing(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "So she saves him a trip.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    assert study.cards(study.theme("neighbours and trips")) == ()


def test_a_practice_runs_through_several_themes(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "That saves me a trip.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    theme = study.theme("neighbours")
    mine, yours = (
        replace(
            theme, id=ThemeId(name), members=tuple(m for m in theme.members if m.statement in wanted),
            participants=(ParticipantId(person),), exemplars=(StatementId(wanted[0]),),
        )
        for name, person, wanted in (("T1", "ana", ("S000", "S001")), ("T2", "ben", ("S002", "S003")))
    )  # fmt: skip
    (card,) = study.cards(mine, yours)
    assert card.themes == ("T1", "T2")
    assert card.seen.showed == ("ana", "ben")
    assert study.cards(mine, replace(yours, status=Status.REJECTED)) == ()


def test_what_costs_those_who_do_it_is_wanted_less(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I walk there to look at it first.", "It is a nuisance and takes the whole morning.",
        Effect.HINDERS, Kind.PAIN_POINT, PEOPLE,
    )  # fmt: skip
    (card,) = study.cards(study.theme("mornings"))
    assert card.behaviour == "People go to see it for themselves first."
    assert card.direction is Direction.LESS
    assert card.pain_points == ("S001", "S003", "S005")


def test_the_trouble_that_a_safeguard_answers_to_does_not_speak_against_it(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I double-check the sum, and it gives me peace of mind.", "This is because they get it wrong.",
        Effect.HINDERS, Kind.PAIN_POINT, PEOPLE,
    )  # fmt: skip
    study.judgements = [
        replace(judgement, effect=Effect.HELPS, effect_score=0.8) if judgement.is_behaviour else judgement
        for judgement in study.judgements
    ]
    (card,) = study.cards(study.theme("sums"))
    assert card.direction is Direction.MORE
    assert card.opposing == ()
    assert set(card.pain_points) == {"S001", "S003", "S005"}


def test_a_set_task_is_no_outcome_however_well_it_went(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I ring my neighbour about it.", basis=Basis.OBSERVED, prompting=Prompting.ASKED)
        study.says(person, "That was easy.", Effect.HELPS, Kind.ENABLER)
    study.crowd(5)
    assert study.cards(study.theme("neighbours")) == ()


def test_one_person_seen_to_work_around_something_is_a_beginning_in_a_small_study(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I add the address by hand.", basis=Basis.OBSERVED, prompting=Prompting.ASKED)
    study.says("ana", "That is tedious.", Effect.HINDERS, Kind.PAIN_POINT)
    study.crowd(3)
    (card,) = study.cards(study.theme("addresses"))
    assert card.behaviour == "People add the address by hand."
    assert card.direction is Direction.LESS
    study.crowd(9)
    assert study.cards(study.theme("addresses")) == ()


def test_who_only_says_that_it_helps_shows_no_behaviour(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I ring my neighbour and that is a great help.", Effect.HELPS, Kind.ENABLER)
    study.crowd(5)
    assert study.cards(study.theme("neighbours")) == ()


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("I did not check it or take a photo.", "take", [True]),
        ("I checked it and took a photo.", "take", [False]),
        ("If I add an author, it hangs.", "add", []),
        ("Let's reload the page.", "reload", [False]),
        ("They reload the page.", "reload", []),
    ],
)
def test_whether_something_was_done(grammar: Grammar, text: str, verb: str, negated: list[bool]) -> None:
    (annotation,) = grammar.annotate([text])
    assert [deed.negated for deed in deeds_of(statement(text), annotation) if deed.verb == verb] == negated


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("I use the scanner to find lost parcels.", ["find lost parcels"]),
        ("We used the scanner for parcels and letters.", ["parcels", "letters"]),
        ("The scanner was used to sort the post.", ["sort the post"]),
        ("I never use the scanner to find parcels.", []),
        ("We may use the scanner to find parcels.", []),
        ("They use the scanner to find parcels.", []),
    ],
)
def test_what_something_is_used_for(grammar: Grammar, text: str, purposes: list[str]) -> None:
    (annotation,) = grammar.annotate([text])
    assert [use.purpose for use in uses_of(statement(text), annotation)] == purposes


def test_everybody_stands_in_one_group_of_seen(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "That saves me a trip.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    study.says("cem", "I do not ring my neighbour.")
    (card,) = study.cards(study.theme("neighbours and trips"))
    assert card.seen.did_not == ("cem",)
    assert set(card.seen.not_asked) == {f"crowd{number:02d}" for number in range(5)}
    assert "S009" in card.opposing


def test_the_rank_can_be_worked_out_from_its_parts(grammar: Grammar) -> None:
    study = told_in_two(
        grammar, "I ring my neighbour about it.", "That saves me a trip.", Effect.HELPS, Kind.ENABLER, PEOPLE[:2]
    )
    (card,) = study.cards(study.theme("neighbours and trips"))
    assert card.rank is not None
    assert (card.rank.evidence, card.rank.strength) == (0.4, 0.0)
    assert card.rank.reach == pytest.approx(0.342, abs=0.001)  # both of two, by Wilson
    assert card.rank.agreement == pytest.approx(0.342, abs=0.001)
    assert card.rank.score == pytest.approx(0.4 * (0.342 + 0.342) / 3, abs=0.001)


def statement(text: str) -> Statement:
    return Statement(StatementId("S1"), TranscriptId("t"), "t", ParticipantId("ana"), 0, 0, len(text), text)


def test_what_one_person_alone_tells_is_no_practice_of_people(grammar: Grammar) -> None:
    study = Study(grammar)
    for _ in range(4):
        study.says("ana", "I always add the address by hand.", Effect.HINDERS, Kind.PAIN_POINT)
    assert study.cards(study.theme("addresses")) == ()


def test_by_hand_is_said_of_the_deed_next_to_it(grammar: Grammar) -> None:
    study = told_in_two(
        grammar,
        "I print the list and tick it off by hand.",
        "That is tedious.",
        Effect.HINDERS,
        Kind.PAIN_POINT,
        PEOPLE,
    )
    assert "print the list by hand" not in " ".join(card.behaviour for card in study.cards(study.theme("lists")))
