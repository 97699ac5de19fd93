"""The step of a statement: by its heading where there is one, else by what it says."""

from __future__ import annotations

from dataclasses import replace

from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.steps_choice import WEIGHTS

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


def told(*texts: str) -> list[Statement]:
    return [
        Statement(StatementId(f"S{i}"), TranscriptId("a"), "a", ParticipantId("A"), i, 0, len(text), text)
        for i, text in enumerate(texts)
    ]


PAYING = (
    "I typed my credit card number in.",
    "That took a while.",
    "The payment was confirmed with the card.",
)


def test_in_an_order_what_stands_around_places_what_says_nothing_itself(encoder: Encoder) -> None:
    statements = told(*PAYING)
    vectors = encoder.encode(PAYING)
    alone = place_statements(statements, vectors, encoder.encode, JOURNEY)
    ordered = place_statements(statements, vectors, encoder.encode, JOURNEY, (), {TranscriptId("a")})
    assert alone[1].step != "pay"
    assert [place.step for place in ordered] == ["pay", "pay", "pay"]
    assert ordered[1].score is not None
    assert ordered[0].score is not None
    assert ordered[1].score < ordered[0].score


def test_statements_like_a_corrected_one_learn_from_it(encoder: Encoder) -> None:
    texts = (
        "The confirmation mail never came.",
        "I never got a mail to confirm it.",
        "No confirmation mail came to me.",
        "My grandmother has a farm.",
    )
    statements, vectors = told(*texts), encoder.encode(texts)
    before = place_statements(statements, vectors, encoder.encode, JOURNEY)
    decided = {statements[0].id: StepId("search"), statements[1].id: StepId("search")}
    after = place_statements(statements, vectors, encoder.encode, JOURNEY, decided=decided)
    assert before[2].step == "pay"
    assert after[2].step == "search"
    assert after[3].step == before[3].step
    gone = {statements[0].id: StepId("no such step")}
    assert place_statements(statements, vectors, encoder.encode, JOURNEY, decided=gone) == before


def test_a_heading_counts_for_itself_and_not_for_what_follows_under_another(encoder: Encoder) -> None:
    texts = ("Well, here we are.", "This looks like a nice page.")
    statements = told(*texts)
    under = [replace(statements[0], heading="Pay the booking"), replace(statements[1], heading="Warm-up exploration")]
    places = place_statements(under, encoder.encode(texts), encoder.encode, JOURNEY, (), {TranscriptId("a")})
    assert [place.step for place in places] == ["pay", None]


def test_bare_names_place_too(encoder: Encoder) -> None:
    """No less surely than descriptions do: labelled sets with bare names are as well calibrated by the same weights."""
    names = Journey(tuple(Step(step.id, step.name) for step in JOURNEY.steps), JourneyOrigin.FILE)
    text = "I entered my card to pay for the booking."
    vectors = encoder.encode([text])
    for journey in (names, JOURNEY):
        place = place_statements(told(text), vectors, encoder.encode, journey)[0]
        assert place.step == "pay"
        assert place.score is not None
        assert place.score >= 0.7


def test_what_is_as_near_a_step_as_all_that_is_said_is_placed_less_surely(encoder: Encoder) -> None:
    """In a study about airports the word says little of the step at which one parks there."""
    journey = Journey(
        (
            Step(StepId("park"), "Park the car", "Finding a place for the car at the airport and paying for it."),
            Step(StepId("gate"), "Walk to the gate", "Signs, distances and boards on the way to the gate."),
        ),
        JourneyOrigin.FILE,
    )
    places = ("lounge", "chemist", "bank", "restaurant", "check-in desk", "post office", "lift", "coffee bar")
    others = [f"The {place} at the airport was {how}." for place in places for how in ("closed", "too loud")]
    one = "I bought a sandwich at the airport."

    def score(texts: list[str]) -> float:
        found = place_statements(told(*texts), encoder.encode(texts), encoder.encode, journey)[0]
        assert found.step == "park"
        return found.score or 0.0

    assert score([one, *others]) < score([one])


def test_statements_in_a_language_that_is_not_judged_leave_the_others_where_they_are(encoder: Encoder) -> None:
    texts = ["I compared the prices of three of them before choosing one."]
    italian = [f"Ieri {who} ha cenato con gli amici in giardino." for who in ("Anna", "Bruno", "Carla", "Dario")] * 5
    statements = told(*texts, *italian)
    statements[1:] = [replace(one, transcript=TranscriptId("it")) for one in statements[1:]]
    vectors = encoder.encode([one.text for one in statements])
    alone = place_statements(statements[:1], vectors[:1], encoder.encode, JOURNEY)
    beside = place_statements(statements, vectors, encoder.encode, JOURNEY, foreign={TranscriptId("it")})
    assert beside[0] == alone[0]
    assert place_statements(statements, vectors, encoder.encode, JOURNEY)[0] != alone[0]


def test_weights_of_another_fit_place_otherwise(encoder: Encoder) -> None:
    text = "I typed my credit card number and it was declined."
    vectors = encoder.encode([text])
    hesitant = replace(WEIGHTS, nowhere=WEIGHTS.nowhere + 10)
    assert place_statements(told(text), vectors, encoder.encode, JOURNEY, weights=hesitant) == [Place(None, None)]


def test_words_that_a_step_has_too_make_its_place_surer(encoder: Encoder) -> None:
    texts = ("The credit card went through.", "Well, that was that.")
    vectors = encoder.encode(texts)
    without = replace(WEIGHTS, words=0.0)
    sure, less = (
        place_statements(told(*texts), vectors, encoder.encode, JOURNEY, weights=weights)[0].score or 0.0
        for weights in (WEIGHTS, without)
    )
    assert sure > less + 0.05


def test_what_stands_under_a_steps_heading_tells_what_else_belongs_there(encoder: Encoder) -> None:
    """Somebody's own words for a step, which its description does not have, are known from those who spoke under it."""
    under = [f"The lobby boy was {how} about the luggage." for how in ("rude", "slow", "late", "cross", "short")]
    texts = (*under, "The lobby boy lost my luggage.", *(f"It rained on day {n} of the week." for n in range(12)))
    statements = told(*texts)
    headed = [
        replace(one, heading="Cancel the trip") if row < len(under) else one for row, one in enumerate(statements)
    ]
    vectors = encoder.encode(texts)
    plain, known = (
        place_statements(said, vectors, encoder.encode, JOURNEY)[len(under)] for said in (statements, headed)
    )
    assert plain.step != "cancel"
    assert known.step == "cancel"
