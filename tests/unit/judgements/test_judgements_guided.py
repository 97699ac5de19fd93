"""What the guide says of a statement: its step, and whether it was asked for, suggested or volunteered."""

from __future__ import annotations

import numpy as np
import pytest

from insightmine.domain.guides import Asked, Way
from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Kind, Prompting
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder
from insightmine.judgements.guided import Guidance, Guided, likeness_to_questions, merely_agrees
from insightmine.judgements.prompting import Answer, judge_prompting
from insightmine.judgements.steps import place_statements

BEHAVIOUR = (Kind.BEHAVIOUR,)
JOURNEY = Journey(
    (
        Step(StepId("book"), "Book a table", "Choose a time and reserve a table."),
        Step(StepId("pay"), "Pay the bill", "Ask for the bill and pay it."),
    ),
    JourneyOrigin.FILE,
)


def asked(item: str, turn: int, wording: str, *answers: int, way: Way = Way.SAID, person: str = "A") -> Asked:
    return Asked(item, TranscriptId("a"), turn, ParticipantId(person), wording, 0.9, answers, way)


def statement(text: str, turn: int = 1, question: str | None = None, heading: str | None = None) -> Statement:
    return Statement(
        StatementId(f"S{turn}"), TranscriptId("a"), "a", ParticipantId("A"), turn, 0, len(text), text, question, heading
    )


def prompting(text: str, wording: str, position: int = 0, likeness: float = 1.0) -> Prompting | None:
    guided = Guided(asked("q", 0, wording, 1))
    one = statement(text, question=wording)
    opening = np.eye(2, dtype=np.float32)
    return judge_prompting(one, BEHAVIOUR, Answer(position, (0, 1)), 0, opening, guided, likeness)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes, I noticed the sign.", Prompting.LED),
        ("Yeah, I did notice it, the sign.", Prompting.LED),
        ("Yes, but the sign pointed to the kitchen and I had to ask a waiter.", Prompting.ASKED),
        ("No, I never saw a sign.", Prompting.ASKED),
    ],
)
def test_mere_agreement_to_a_suggestion_is_led(text: str, expected: Prompting) -> None:
    assert prompting(text, "Did you notice the sign at the door?") is expected


def test_what_takes_up_a_suggestion_is_never_unprompted() -> None:
    text = "Another thing, that sign, I take a picture of it each time."
    assert prompting(text, "Did you notice the sign at the door?", position=5, likeness=0.1) is Prompting.ASKED


def test_an_open_question_suggests_nothing() -> None:
    assert prompting("Yes, booking went well, as always.", "How did booking go?") is Prompting.ASKED


def test_late_remarks_on_something_else_were_not_asked_for() -> None:
    text = "I photograph every plate before I eat."
    assert prompting(text, "How much is the deposit?", position=2, likeness=0.1) is Prompting.UNPROMPTED
    assert prompting(text, "How much is the deposit?", position=1, likeness=0.1) is Prompting.ASKED
    assert prompting(text, "How much is the deposit?", position=2, likeness=0.6) is Prompting.ASKED
    assert prompting(text, "Tell me about the last time.", position=2, likeness=0.1) is Prompting.ASKED


def test_the_latest_question_counts_and_then_what_is_being_talked_about() -> None:
    guidance = Guidance(
        (asked("q-book", 0, "How do you book?", 1, 3), asked("q-pay", 2, "How do you pay?", 3)),
        {"q-book": StepId("book"), "q-pay": StepId("pay")},
    )
    found = guidance.of([statement("x", turn) for turn in (0, 1, 3, 5)])
    assert [(one.step, one.is_direct) for one in found] == [
        (None, False), ("book", True), ("pay", True), ("pay", False),
    ]  # fmt: skip
    assert guidance.people_at_steps == {"book": {"A"}, "pay": {"A"}}


def test_what_was_asked_of_somebody_else_says_nothing() -> None:
    guidance = Guidance((asked("q-book", 0, "How do you book?", 1, person="B"),), {"q-book": StepId("book")})
    assert guidance.of([statement("x")]) == [Guided()]


def test_the_question_lends_its_step_but_clear_words_win(encoder: Encoder) -> None:
    statements = [statement("It went well, as always.", 1), statement("I ask for the bill and pay it by card.", 1)]
    vectors = encoder.encode([one.text for one in statements])
    guided = [Guided(asked("q", 0, "How did it go?", 1), StepId("book"), is_direct=True)] * 2
    alone = place_statements(statements, vectors, encoder.encode, JOURNEY)
    placed = place_statements(statements, vectors, encoder.encode, JOURNEY, guided)
    assert [place.step for place in alone] == [None, "pay"]
    assert [place.step for place in placed] == ["book", "pay"]


def test_likeness_is_to_the_nearer_of_guide_and_question(encoder: Encoder) -> None:
    one = statement("I pay by card.", question="How do you pay?")
    vectors = encoder.encode([one.text])
    guided = [Guided(asked("q", 0, "What is the weather like?", 1))]
    (likeness,) = likeness_to_questions([one], guided, vectors, encoder.encode)
    rows = encoder.encode(["How do you pay?", "What is the weather like?"])
    assert likeness == pytest.approx(float((vectors @ rows.T).max()), abs=1e-6)
    assert likeness_to_questions([one], [Guided()], vectors, encoder.encode) == [1.0]


def test_agreeing_is_saying_nothing_of_ones_own() -> None:
    assert merely_agrees("Yes, it was unfair, I suppose.", "Was the fee unfair?")
    assert not merely_agrees("Yes, my mother paid the fee for me.", "Was the fee unfair?")
