"""What people decide about a few statements changes how others like them are judged, and what is asked next."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import MACHINE, Effect, Kind
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.judgements import Judged, ask, judge, learn, overrule

TEXTS = (
    "The weekly stand-up is a round of applause every time.",
    "The weekly stand-up is one long round of applause.",
    "Another weekly stand-up, another round of applause.",
    "I could not find the printer on the second floor.",
    "We sort the parcels by street.",
)


@pytest.fixture(scope="module")
def heard(grammar: Grammar, encoder: Encoder) -> tuple[Judged, list[Statement], Vectors]:
    statements = [
        Statement(StatementId(f"S{n}"), TranscriptId("t"), "t.txt", ParticipantId("Ada"), n, 0, len(text), text)
        for n, text in enumerate(TEXTS)
    ]
    annotations = {s.id: a for s, a in zip(statements, grammar.annotate(TEXTS), strict=True)}
    vectors = encoder.encode(TEXTS)
    return judge(statements, annotations, vectors, encoder.encode, Journey()), statements, vectors


def ruling(number: int, action: Action, target: str, value: str) -> Decision:
    return Decision(f"D{number}", action, (target,), value, "Ann", "", "2026-01-01T00:00:00+00:00")


Heard = tuple[Judged, Sequence[Statement], Vectors]


def test_without_rulings_the_judgements_are_the_same(heard: Heard) -> None:
    judged, statements, vectors = heard
    assert learn(judged, statements, vectors, ()).judgements == judged.judgements


def test_corrections_reach_what_says_the_same_and_stay_the_machines(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [ruling(1, Action.EFFECT, "S0", "hinders"), ruling(2, Action.EFFECT, "S1", "hinders")]
    learned = learn(judged, statements, vectors, rulings)
    assert learned.corrections == 2
    assert learned.judgements[2].effect_score < judged.judgements[2].effect_score - 0.2
    assert learned.judgements[2].decided_by == MACHINE
    for far in (3, 4):
        assert abs(learned.judgements[far].effect_score - judged.judgements[far].effect_score) < 0.25
        assert learned.judgements[far].effect is judged.judgements[far].effect


def test_what_somebody_decided_holds(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [
        ruling(1, Action.EFFECT, "S0", "hinders"),
        ruling(2, Action.EFFECT, "S1", "hinders"),
        ruling(3, Action.EFFECT, "S2", "helps"),
    ]
    learned = learn(judged, statements, vectors, rulings)
    held, _ = overrule(learned.judgements, statements, Journey(), rulings)
    assert [j.effect for j in held[:3]] == [Effect.HINDERS, Effect.HINDERS, Effect.HELPS]


def test_the_order_of_rulings_on_different_statements_is_nothing(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [ruling(1, Action.EFFECT, "S0", "hinders"), ruling(2, Action.KIND, "S4", "context")]
    there = learn(judged, statements, vectors, rulings).judgements
    assert learn(judged, statements, vectors, rulings[::-1]).judgements == there


def test_kinds_are_learned_too(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [ruling(1, Action.KIND, "S0", "pain_point"), ruling(2, Action.KIND, "S1", "pain_point")]
    before = dict(zip(judged.judgements[2].kinds, judged.judgements[2].kind_scores, strict=True))
    after = learn(judged, statements, vectors, rulings).judgements[2]
    scores = dict(zip(after.kinds, after.kind_scores, strict=True))
    assert scores.get(Kind.PAIN_POINT, 0.0) >= before.get(Kind.PAIN_POINT, 0.0)
    assert Kind.PAIN_POINT in after.kinds


def test_a_ruling_that_cannot_be_read_teaches_nothing(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [ruling(1, Action.EFFECT, "S9", "helps"), ruling(2, Action.KIND, "S0", "nonsense")]
    assert learn(judged, statements, vectors, rulings).judgements == judged.judgements


def test_what_was_decided_is_not_asked_again(heard: Heard) -> None:
    judged, statements, vectors = heard
    rulings = [ruling(1, Action.EFFECT, "S0", "hinders")]
    learned = learn(judged, statements, vectors, rulings)
    held, _ = overrule(learned.judgements, statements, Journey(), rulings)
    asked = ask(learned, held, statements, vectors, {})
    assert asked
    assert "S0" not in {item.statement for item in asked}
    assert all(0 <= item.doubt <= 1 and item.reason for item in asked)
