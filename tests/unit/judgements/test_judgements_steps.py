"""The step of a statement: by its heading where there is one, else by what it says."""

from __future__ import annotations

from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder
from insightmine.judgements.steps import Place, place_statements

JOURNEY = Journey(
    (
        Step(StepId("search"), "Search a hotel", "Look for hotels in a city and compare them.", ("I filter by price",)),
        Step(StepId("pay"), "Pay the booking", "Enter the credit card and confirm the payment."),
        Step(StepId("cancel"), "Cancel the trip", "Find the booking again and cancel it.", headings=("Getting out",)),
    ),
    JourneyOrigin.FILE,
)


def place(text: str, encoder: Encoder, heading: str | None = None, question: str | None = None) -> Place:
    statement = Statement(
        StatementId("S1"), TranscriptId("a"), "a", ParticipantId("A"), 0, 0, len(text), text, question, heading
    )
    return place_statements([statement], encoder.encode([text]), encoder.encode, JOURNEY)[0]


def test_the_heading_decides_whatever_is_said(encoder: Encoder) -> None:
    for heading, step in (
        ("Task 2: pay the booking", "pay"),
        ("PAY THE BOOKING!", "pay"),
        ("Getting out", "cancel"),
        ("search", "search"),
        ("Task 1: Search a hotel", "search"),
        ("Task 1: Pay the booking", "pay"),  # the name counts more than the number
    ):
        placed = place("Hotels in Rome are expensive.", encoder, heading)
        assert placed.step == step, heading
        assert placed.score is not None
        assert placed.score >= 0.9


def test_a_heading_in_other_words_is_recognised(encoder: Encoder) -> None:
    assert place("Well.", encoder, "Task 2: Paying for your booking").step == "pay"


def test_a_heading_of_no_step_leaves_weak_content_unplaced(encoder: Encoder) -> None:
    assert place("This looks like a nice page.", encoder, "Warm-up exploration") == Place(None, None)


def test_content_finds_the_step(encoder: Encoder) -> None:
    assert place("I typed my credit card number and it was declined.", encoder).step == "pay"
    assert place("I compared the hotels by price and distance.", encoder).step == "search"


def test_the_question_helps_to_place_a_short_answer(encoder: Encoder) -> None:
    question = "How did you enter your credit card to pay for the booking?"
    assert place("By typing the numbers from memory.", encoder, question=question).step == "pay"


def test_what_belongs_nowhere_is_unplaced(encoder: Encoder) -> None:
    assert place("My grandmother grew up on a farm.", encoder) == Place(None, None)


def test_no_journey_no_step(encoder: Encoder) -> None:
    statement = Statement(StatementId("S1"), TranscriptId("a"), "a", ParticipantId("A"), 0, 0, 2, "Hi", None, "Search")
    assert place_statements([statement], encoder.encode(["Hi"]), encoder.encode, Journey()) == [Place(None, None)]
