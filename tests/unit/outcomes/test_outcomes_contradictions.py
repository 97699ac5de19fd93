"""Where one person says one thing and another passage of theirs shows another; and where it only seems so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shopping import Study

from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.measures import Measure, Measures, Result, Scale
from insightmine.engines import Grammar
from insightmine.outcomes import contradictions, with_contradictions


def found(study: Study, measures: Measures | None = None) -> tuple[Contradiction, ...]:
    annotations = study.grammar.annotate(one.text for one in study.statements)
    study.statements = [replace(one, turn=number, heading="Task 1: Pay") for number, one in enumerate(study.statements)]
    by_id = dict(zip((one.id for one in study.statements), annotations, strict=True))
    return contradictions(study.statements, study.judgements, by_id, measures)


def says(study: Study, text: str, basis: Basis = Basis.HABIT, effect: Effect = Effect.NEUTRAL) -> None:
    kind = {Effect.HELPS: Kind.ENABLER, Effect.HINDERS: Kind.PAIN_POINT}.get(effect, Kind.BEHAVIOUR)
    study.says("ana", text, effect, kind, basis=basis)


@pytest.mark.parametrize(
    ("claim", "later", "difference"),
    [
        ("I always check the receipt.", "I didn't check the receipt this time.", ContradictionKind.THEN_DID_NOT),
        ("I always read the small print.", "Okay, I didn't read it.", ContradictionKind.THEN_DID_NOT),
        ("I never ask the staff.", "I asked the staff where the till is.", ContradictionKind.THEN_DID),
        ("I always pay on time.", "Well, maybe not always.", ContradictionKind.TAKEN_BACK),
    ],
)
def test_words_and_deeds_that_differ(grammar: Grammar, claim: str, later: str, difference: ContradictionKind) -> None:
    study = Study(grammar)
    says(study, claim)
    says(study, later, Basis.OBSERVED)
    (one,) = found(study)
    assert (one.difference, one.said, one.shown) == (difference, "S000", "S001")


@pytest.mark.parametrize(
    ("claim", "later"),
    [
        ("I always check the receipt.", "I didn't check the weather."),
        ("I check the receipt.", "I didn't check the receipt this time."),
        ("I always check the receipt.", "I checked the receipt."),
        ("I always check the receipt.", "I never check the receipt."),
        ("I always check the receipt.", "They didn't check the receipt."),
    ],
)
def test_what_only_seems_to_differ(grammar: Grammar, claim: str, later: str) -> None:
    study = Study(grammar)
    says(study, claim)
    says(study, later, Basis.OBSERVED)
    assert found(study) == ()


def test_who_calls_it_easy_and_then_fails_at_the_same_task(grammar: Grammar) -> None:
    study = Study(grammar)
    says(study, "This is really easy to use.", Basis.OBSERVED, Effect.HELPS)
    says(study, "I can't pay the bill.", Basis.OBSERVED, Effect.HINDERS)
    (one,) = found(study)
    assert one.difference is ContradictionKind.THEN_FAILED
    study.statements[1] = replace(study.statements[1], heading="Task 2: Complain")
    by_id = dict(
        zip((one.id for one in study.statements), grammar.annotate(one.text for one in study.statements), strict=True)
    )
    assert contradictions(study.statements, study.judgements, by_id) == ()


@pytest.mark.parametrize("text", ["It is not easy to use.", "It would be easy to use.", "An easier one is nice."])
def test_what_is_not_called_easy(grammar: Grammar, text: str) -> None:
    study = Study(grammar)
    says(study, text, Basis.OBSERVED, Effect.HELPS)
    says(study, "I can't pay the bill.", Basis.OBSERVED, Effect.HINDERS)
    assert found(study) == ()


def test_a_measure_may_say_otherwise(grammar: Grammar) -> None:
    study = Study(grammar)
    says(study, "That was easy to do.", Basis.OBSERVED, Effect.HELPS)
    success = Measure("success", Scale.BINARY)
    ana, choose = ParticipantId("ana"), StepId("choose")
    (one,) = found(study, Measures((success,), (Result(ana, choose, "success", 0.0),)))
    assert (one.difference, one.shown, one.measure) == (ContradictionKind.MEASURED, None, "success")
    for result in (
        Result(ana, choose, "success", 1.0),
        Result(ana, StepId("pay"), "success", 0.0),
        Result(ana, choose, "success", 0.0, "the site was down"),
    ):
        assert found(study, Measures((success,), (result,))) == ()


def test_of_two_measures_that_say_otherwise_the_first_is_named_whatever_the_order_of_rows(grammar: Grammar) -> None:
    study = Study(grammar)
    says(study, "That was easy to do.", Basis.OBSERVED, Effect.HELPS)
    ana, choose = ParticipantId("ana"), StepId("choose")
    rows = (Result(ana, choose, "paid", 0.0, line=2), Result(ana, choose, "success", 0.0, line=3))
    measures = (Measure("success", Scale.BINARY), Measure("paid", Scale.BINARY))
    told = [found(study, Measures(measures, order))[0].measure for order in (rows, rows[::-1])]
    assert told == ["success", "success"]


def test_what_shows_otherwise_speaks_against_the_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ben", "cem"):
        study.says(person, "I compare the prices.", Effect.HELPS)
    study.says("ana", "I always compare the prices.", Effect.HELPS)
    study.says("ana", "I didn't compare the prices today.", Effect.NEUTRAL, Kind.CONTEXT, basis=Basis.OBSERVED)
    study.statements = [replace(one, turn=number) for number, one in enumerate(study.statements)]
    (card,) = study.cards(study.theme("comparing prices"))
    by_id = dict(
        zip((one.id for one in study.statements), grammar.annotate(o.text for o in study.statements), strict=True)
    )
    differing = contradictions(study.statements, study.judgements, by_id)
    (changed,) = with_contradictions([card], differing, {one.id: one for one in study.statements})
    assert [one.difference for one in changed.differs] == [ContradictionKind.THEN_DID_NOT]
    assert "S003" in changed.opposing
