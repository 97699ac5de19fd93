"""What a careful reader would want to see as a card, and what a card must not say on the way there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shopping import Study

from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.outcomes import Direction
from insightmine.domain.plans import EntryVerdict, PlanEntry
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder, Grammar
from insightmine.outcomes.deeds import deeds_of
from insightmine.outcomes.frames import FRAMES
from insightmine.outcomes.verb_phrase import phrase_from_name
from insightmine.planning import judge_entries

PEOPLE = ("ana", "ben", "cem")
TASKS = Journey(
    (Step(StepId("choose"), "Open the old order", headings=("Task 1: Open the old order",)),), JourneyOrigin.HEADINGS
)


def test_what_matters_most_is_named_and_who_names_something_else_is_not_counted(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I start with the biggest bills, and it helps.", Effect.HELPS)
    study.says("dan", "I look for the biggest gaps.")
    study.crowd(5)
    (card,) = study.cards(study.theme("sums"))
    assert card.behaviour == "People look at the most important bills first."
    assert card.seen.showed == PEOPLE


def test_what_matters_most_to_nobody_knows_what_is_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person, thing in zip(PEOPLE, ("bills", "gaps", "letters"), strict=True):
        study.says(person, f"I start with the biggest {thing}, and it helps.", Effect.HELPS)
    study.crowd(5)
    assert study.cards(study.theme("sums")) == ()


@pytest.mark.parametrize("name", ["checking and batteries", "courses and batteries"])
def test_two_words_side_by_side_are_no_deed_with_its_object(grammar: Grammar, name: str) -> None:
    assert phrase_from_name(name, {"checking": "check"}, frozenset()) is None
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I use the tester on the batteries, and it helps.", Effect.HELPS)
    study.crowd(5)
    assert not [card for card in study.cards(study.theme(name)) if "batteries" in card.behaviour]


def test_that_people_use_a_thing_without_what_for_is_no_card_of_a_theme_either(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I use the scanner every day, and it helps.", Effect.HELPS, step=None)
    study.crowd(40)
    assert study.cards(study.theme("using the scanner")) == ()


def test_who_does_it_and_says_why_speaks_for_it(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says(
        "ana", "I photograph the drill, so that I can show it later.", Effect.NEUTRAL, Kind.BEHAVIOUR, Kind.REASON
    )
    study.says("ben", "I photograph the drill.")
    why = study.says("ben", "That is because they once charged me.", Effect.NEUTRAL, Kind.REASON)
    study.says("cem", "I photograph the drill every time.")
    study.crowd(5)
    (card,) = study.cards(study.theme("drills"))
    assert card.behaviour == "People photograph the drill."
    assert card.direction is Direction.MORE
    assert card.reasons == (why, "S000")  # what stands under For comes last


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Because the shop was closed I had time and photographed the drill.", Effect.NEUTRAL),
        ("I photograph the drill, because they make me do it.", Effect.HINDERS),
        ("I photograph the drill.", Effect.NEUTRAL),
    ],
)
def test_a_reason_for_something_else_or_against_it_does_not(grammar: Grammar, text: str, effect: Effect) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, text, effect, Kind.BEHAVIOUR, Kind.REASON, step=None)
    study.crowd(5)
    assert not [card for card in study.cards(study.theme("drills")) if card.direction is Direction.MORE]


@pytest.mark.parametrize(("then", "cards"), [("That saves me a trip.", 1), ("Good weather saves trips.", 0)])
def test_two_are_enough_for_a_verb_and_a_thing_where_both_say_how_it_went(
    grammar: Grammar, then: str, cards: int
) -> None:
    study = Study(grammar)
    study.says("ana", "I photograph the drill, and it helps.", Effect.HELPS, step=None)
    study.says("ben", "I photograph the drill.", step=None)
    theme = study.theme("trips")
    study.says("ben", then, Effect.HELPS, Kind.ENABLER, step=None)
    study.says("cem", "A photograph of the drill is a help.", Effect.HELPS, Kind.ENABLER, step=None)
    study.crowd(5)
    assert len(study.cards(theme)) == cards


def test_what_helped_on_an_occasion_was_done_where_it_names_the_deed(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I sorted the receipts and found it at once.", Effect.HELPS, Kind.ENABLER, basis=Basis.INSTANCE)
    study.says("ben", "I was able to find it by sorting those.", Effect.HELPS, Kind.ENABLER, basis=Basis.INSTANCE)
    study.says("ben", "The receipts are in a box.", Effect.NEUTRAL, Kind.CONTEXT)
    study.says("cem", "I keep a box.")
    study.says("dan", "I keep a drawer.")
    study.crowd(5)
    (card,) = study.cards(study.theme("sorting the receipts"))
    assert card.behaviour == "People sort the receipts."
    assert card.seen.showed == ("ana", "ben")


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("I found it by sorting the rows.", "sort", [False]),
        ("After sorting the rows I found it.", "sort", [False]),
        ("They found it by sorting the rows.", "sort", []),
        ("I left without taking a photo.", "take", [True]),
        ("I never leave without taking a photo.", "take", [False]),
        ("I was able to open the box.", "open", [False]),
        ("I am able to open the box.", "open", []),
        ("I was not able to open the box.", "open", [True]),
        ("I was unable to open the box.", "open", [True]),
        ("I keep meaning to put it in my calendar.", "put", [True]),
    ],
)
def test_deeds_are_told_along_with_others(grammar: Grammar, text: str, verb: str, negated: list[bool]) -> None:
    (annotation,) = grammar.annotate([text])
    assert [deed.negated for deed in deeds_of(said(text), annotation) if deed.verb == verb] == negated


@pytest.mark.parametrize(
    ("text", "is_told", "done"),
    [
        ("I would then read the paper myself.", True, True),
        ("I would then read the paper myself.", False, False),
        ("I would read the paper myself.", True, False),
    ],
)
def test_would_tells_how_it_went_where_the_sentence_does(
    grammar: Grammar, text: str, is_told: bool, done: bool
) -> None:
    (annotation,) = grammar.annotate([text])
    assert any(deed.verb == "read" for deed in deeds_of(said(text), annotation, is_told)) is done


def test_a_way_of_working_that_comes_back_was_not_set(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        for _ in range(3):
            study.says(person, "I will reload the page.", basis=Basis.OBSERVED, prompting=Prompting.ASKED)
        study.says(person, "So I could see that it works.", Effect.HELPS, Kind.ENABLER, basis=Basis.OBSERVED)
    study.crowd(3)
    assert study.cards(study.theme("pages")) == ()
    study.statements = [replace(one, turn=i) for i, one in enumerate(study.statements)]
    (card,) = study.cards(study.theme("pages"))
    assert card.behaviour == "People try changes out to see what they do."
    study.says("ana", "I have not reloaded the page yet.", basis=Basis.OBSERVED)
    (card,) = study.cards(study.theme("pages"))
    assert card.opposing == ()


def tasks(grammar: Grammar, *struggling: str) -> Study:
    """Ana opens the order; the others try, and struggle."""
    study = Study(grammar)
    study.says("ana", "I open the old order.", basis=Basis.OBSERVED, prompting=Prompting.ASKED)
    for person in struggling:
        study.says(person, "I can't open the old order.", Effect.HINDERS, Kind.PAIN_POINT, basis=Basis.OBSERVED)
        study.says(person, "There is no button.", Effect.HINDERS, Kind.PAIN_POINT, basis=Basis.OBSERVED)
    study.crowd(4)
    return study


def test_a_set_task_that_several_struggle_with_in_vain_is_a_card(grammar: Grammar) -> None:
    study = tasks(grammar, "ben", "cem")
    (card,) = study.cards(study.theme("orders"), journey=TASKS)
    assert card.behaviour == "People open the old order."
    assert card.direction is Direction.MORE
    assert (card.seen.showed, card.seen.did_not) == (("ana",), ("ben", "cem"))
    assert card.opposing == ("S001", "S003")
    assert card.pain_points == ("S002", "S004")
    assert card.grade_reasons[-1] == "2 people spoke against it"


def test_what_stands_in_the_way_of_a_task_is_told_most_plainly_first(grammar: Grammar) -> None:
    study = tasks(grammar, "ben", "cem")
    aim = study.says(
        "ben", "I have to go to the list.", Effect.HINDERS, Kind.GOAL, Kind.PAIN_POINT, basis=Basis.OBSERVED
    )
    plain = study.says(
        "cem", "Nothing opens it, I have no link.", Effect.HINDERS, Kind.PAIN_POINT, basis=Basis.OBSERVED
    )
    refused = study.says("ana", "We can open it, which I won't do.", Effect.HELPS, Kind.ENABLER, basis=Basis.OBSERVED)
    (card,) = study.cards(study.theme("orders"), journey=TASKS)
    assert card.pain_points[0] == plain
    assert aim not in card.pain_points
    assert refused not in card.supporting


def test_one_alone_who_struggles_with_a_task_is_none(grammar: Grammar) -> None:
    study = tasks(grammar, "ben")
    assert study.cards(study.theme("orders"), journey=TASKS) == ()


def test_no_sentence_of_a_practice_is_taken_for_an_output(grammar: Grammar, encoder: Encoder) -> None:
    told = [frame.phrase.finite for frame in FRAMES if not frame.with_thing]
    named = [frame.with_thing.format(thing) for frame in FRAMES if frame.with_thing for thing in ("features", "bills")]
    entries = [PlanEntry(f"People {sentence}.", str(line)) for line, sentence in enumerate([*told, *named])]
    judged = judge_entries(entries, [None] * len(entries), grammar, encoder.encode)
    assert [entry.entry.text for entry in judged if entry.verdict is not EntryVerdict.OUTCOME] == []


def said(text: str) -> Statement:
    return Statement(StatementId("S1"), TranscriptId("t"), "t", ParticipantId("ana"), 0, 0, len(text), text)


def test_a_theme_named_after_a_deed_alone_takes_its_thing_from_all_who_name_it(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I found it by sorting those.", Effect.HELPS, Kind.ENABLER, basis=Basis.INSTANCE, step=None)
    study.says("cem", "Sorting is a great help.", Effect.HELPS, Kind.ENABLER, step=None)
    theme = study.theme("sorting")
    study.says("cem", "It is easy to sort receipts.", Effect.NEUTRAL, Kind.OPINION)
    study.crowd(5)
    assert study.cards(theme) == ()
    study.says("dan", "It is easy to sort receipts.", Effect.NEUTRAL, Kind.OPINION)
    (card,) = study.cards(theme)
    assert card.behaviour == "People sort receipts."
    assert card.seen.showed == ("ana", "ben")
