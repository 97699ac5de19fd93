"""A card says no more and no less than its quotes, and shows the other side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shopping import Study

from insightmine.domain.judgements import Basis, Effect, Prompting
from insightmine.domain.outcomes import Direction
from insightmine.engines import Grammar
from insightmine.outcomes.frames import FRAMES
from insightmine.outcomes.practices import _purpose
from insightmine.outcomes.propose import _says_the_same
from insightmine.outcomes.tool_use import Use

PEOPLE = ("ana", "ben", "cem")


def checking(grammar: Grammar, question: str | None = None) -> Study:
    study = Study(grammar)
    for person, thing in zip(PEOPLE, ("bill", "weight", "label"), strict=True):
        study.says(person, f"I double-check the {thing} and it helps.", Effect.HELPS, question=question)
    study.crowd(5)
    return study


def test_who_does_it_and_pays_for_it_speaks_against_more_of_it(grammar: Grammar) -> None:
    study = checking(grammar)
    costly = study.says("dia", "I double-check the bill, which takes hours.", Effect.HINDERS)
    (card,) = study.cards(study.theme("bills"))
    assert card.direction is Direction.MORE
    assert "dia" in card.seen.showed
    assert costly in card.opposing
    assert costly not in card.supporting


@pytest.mark.parametrize(
    ("question", "is_named"),
    [("How do you verify what you pay?", True), ("What happens to the right side of the screen?", False)],
)
def test_a_question_names_a_practice_in_words_that_tell_it(grammar: Grammar, question: str, is_named: bool) -> None:
    study = checking(grammar, question)
    (card,) = study.cards(study.theme("bills"))
    assert ("the task or question names it" in card.grade_reasons) is is_named


def test_what_people_do_to_their_own_work_is_another_practice() -> None:
    (frame,) = (frame for frame in FRAMES if frame.phrase.base.startswith("check "))
    assert frame.says.search("I verify the sums that I am given.")
    assert not frame.says.search("I use the app to verify my sums.")


def test_the_thing_that_several_name_is_named(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I do the wiring by myself, and it helps.", Effect.HELPS)
    study.crowd(5)
    (card,) = study.cards(study.theme("tools"))
    assert card.behaviour == "People do the work themselves (such as wiring)."


def test_a_practice_that_says_little_is_no_card_without_its_object(grammar: Grammar) -> None:
    study = Study(grammar)
    for person, thing in zip(PEOPLE, ("wiring", "painting", "gluing"), strict=True):
        study.says(person, f"I do the {thing} by myself, and it helps.", Effect.HELPS)
    study.crowd(5)
    assert study.cards(study.theme("tools")) == ()


def test_what_somebody_is_told_to_do_is_not_done(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I ask my neighbour, and it helps.", Effect.HELPS)
    study.says("ben", "I ask my neighbour, and it helps.", Effect.HELPS)
    study.says("cem", "Ask my wife.")
    study.crowd(5)
    (card,) = study.cards(study.theme("neighbours"))
    assert card.seen.showed == ("ana", "ben")


def test_use_without_a_purpose_or_a_step_is_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I use the scanner, and it helps.", Effect.HELPS, step=None)
    study.crowd(20)
    assert study.cards(study.theme("machines")) == ()


def test_a_purpose_is_told_with_what_most_do_it_to() -> None:
    said = (("copy mail", "mail"), ("copy old invoices", "invoice"), ("copy new invoices", "invoice"))
    uses = [Use("the scanner", "scanner", purpose, ("copy", thing), True) for purpose, thing in said]
    assert _purpose("copi", uses) == "the scanner to copy new invoices"


def test_a_thing_that_people_do_several_things_to_is_told_without_a_verb() -> None:
    uses = [Use("the app", "app", f"{verb} bills", (verb, "bill"), True) for verb in ("sort", "pay")]
    assert _purpose("bill", uses) == "the app for bills"


def test_a_manner_must_be_said_of_the_deed(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "It quickly found two manuals and I read them.", Effect.HELPS)
    study.says("ben", "I moved on quickly, or I read it myself.", Effect.HELPS)
    study.crowd(5)
    assert study.cards(study.theme("reading quickly")) == ()


def test_the_deed_itself_must_help(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I weigh the flour.", basis=Basis.INSTANCE, prompting=Prompting.ASKED)
        study.says(person, "The oven is lovely and warm.", Effect.HELPS)
    study.crowd(5)
    assert study.cards(study.theme("weighing the flour")) == ()


def test_a_sentence_that_another_holds_is_one_card(grammar: Grammar) -> None:
    study = checking(grammar)
    (card,) = study.cards(study.theme("bills"))
    longer, shorter, other = (
        replace(card, behaviour=text)
        for text in ("People raise money from investors.", "People raise money.", "People raise pigs.")
    )
    assert _says_the_same(shorter, longer, asked=False)
    assert not _says_the_same(other, longer, asked=False)
