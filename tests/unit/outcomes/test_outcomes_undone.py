"""What was merely asked for, tried in vain, or could be done is no behaviour that a team would want more of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shopping import Study

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.speech import Statement
from insightmine.engines import Grammar
from insightmine.outcomes.deeds import deeds_of


def test_a_set_task_that_was_done_is_no_outcome(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(
            person, "I compare the prices.", Effect.HELPS, prompting=Prompting.ASKED, basis=Basis.OBSERVED, step="pay"
        )
    study.crowd(4)
    assert study.cards(study.theme("comparing prices")) == ()
    for person in ("ana", "ben"):
        study.says(person, "I compare the prices again.", Effect.HELPS, basis=Basis.OBSERVED, step="pay")
    (card,) = study.cards(study.theme("comparing prices"))
    assert card.seen.showed == ("ana", "ben", "cem")


def test_what_the_heading_names_was_set_even_where_it_seems_unprompted(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(person, "I compare the prices.", Effect.HELPS, basis=Basis.OBSERVED)
    study.crowd(4)
    assert len(study.cards(study.theme("comparing prices"))) == 1
    study.statements = [replace(one, heading="Task 2: Compare the prices") for one in study.statements]
    assert study.cards(study.theme("comparing prices")) == ()


def test_who_tried_in_vain_speaks_against_and_shows_nothing(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I restore the version, that is easy.", Effect.HELPS)
    once = study.says("cem", "I restored the version last week.", Effect.HELPS, basis=Basis.INSTANCE)
    vain = [
        study.says("cem", text, Effect.HINDERS, Kind.PAIN_POINT, basis=Basis.INSTANCE)
        for text in ("I can't restore the version.", "I could not restore the previous version.")
    ]
    study.crowd(4)
    (card,) = study.cards(study.theme("restoring the version"))
    assert card.seen.showed == ("ana", "ben")
    assert "cem" not in card.seen.unclear
    assert set(vain) <= set(card.opposing)
    assert not {once, *vain} & set(card.pain_points)
    assert "1 person spoke against it" in card.grade_reasons


@pytest.mark.parametrize(
    "text",
    [
        "We can restore the version, but there is no need.",
        "I am trying to restore the version.",
        "I failed to restore the version.",
        "I would restore the version.",
        "I won't restore the version.",
        "I am not sure I restored the version.",
    ],
)
def test_what_somebody_could_or_would_not_do_is_not_done(grammar: Grammar, text: str) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I restore the version every week.", Effect.HELPS)
    undone = study.says("cem", text)
    study.crowd(4)
    (card,) = study.cards(study.theme("restoring the version"))
    assert card.seen.showed == ("ana", "ben")
    assert undone not in card.supporting


def test_a_person_speaks_on_the_side_of_most_that_they_said(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I compare the prices.", Effect.HELPS)
    for _ in range(3):
        study.says("ana", "Comparing the prices pays.", Effect.HELPS, Kind.ENABLER)
    slip = study.says("ana", "Comparing the prices took an hour.", Effect.HINDERS, Kind.PAIN_POINT)
    study.crowd(4)
    (card,) = study.cards(study.theme("comparing prices"))
    assert card.opposing == (slip,)
    assert "nobody mainly spoke against it" in card.grade_reasons


@pytest.mark.parametrize(
    ("text", "is_denial"),
    [
        ("I don't know which version I restore.", False),
        ("I don't think I restore the version.", True),
        ("I didn't manage to restore the version.", True),
        ("I never restore the version.", True),
    ],
)
def test_what_is_not_known_of_a_deed_does_not_deny_it(grammar: Grammar, text: str, is_denial: bool) -> None:
    (annotation,) = grammar.annotate([text])
    statement = Statement(StatementId("S1"), TranscriptId("t"), "t", ParticipantId("ana"), 0, 0, len(text), text)
    assert [deed.negated for deed in deeds_of(statement, annotation) if deed.verb == "restore"] == [True] * is_denial


def test_who_does_not_filter_does_not_use_filters(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I use the filter every day.", Effect.HELPS)
    undone = study.says("cem", "I did not filter.", Effect.HINDERS, Kind.PAIN_POINT)
    done = study.says("dia", "I filter by the price.")
    study.crowd(4)
    (card,) = study.cards(study.theme("using the filter"))
    assert card.seen.showed == ("ana", "ben", "dia")
    assert done in card.supporting
    assert undone in card.opposing
