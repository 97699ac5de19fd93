"""A journey that somebody wrote is used as it is, and doubted aloud."""

from __future__ import annotations

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.engines import Encoder
from insightmine.journey import doubts

BOOK = Step(StepId("book"), "Book it", "Reserve the tool for a day.", ("I reserved it",), ("Task 2",))
BACK = Step(StepId("back"), "Bring it back", "Return the tool to the shed.")


def told(encoder: Encoder, *steps: Step) -> str:
    return "\n".join(doubts(Journey(steps, JourneyOrigin.FILE), encoder.encode))


def test_a_journey_of_two_plain_steps_is_not_doubted(encoder: Encoder) -> None:
    assert told(encoder, BOOK, BACK) == ""


def test_steps_that_share_a_name_heading_or_example_are_named(encoder: Encoder) -> None:
    assert "'back', 'book' have the same name" in told(encoder, BOOK, Step(BACK.id, "book IT!", BACK.description))
    assert "the same heading" in told(encoder, BOOK, Step(BACK.id, BACK.name, BACK.description, (), ("task 2",)))
    assert "the same example" in told(encoder, BOOK, Step(BACK.id, BACK.name, BACK.description, ("I reserved it.",)))


def test_steps_that_mean_the_same_are_named(encoder: Encoder) -> None:
    twin = Step(StepId("reserve"), "Booking it", "Reserving the tool for a day.")
    assert "'book', 'reserve' mean nearly the same" in told(encoder, BOOK, twin)


def test_of_very_many_steps_that_mean_the_same_only_some_pairs_are_told(encoder: Encoder) -> None:
    numbered = tuple(Step(StepId(f"s{number}"), f"Booking step {number}") for number in range(40))
    lines = told(encoder, *numbered).splitlines()
    assert sum("tells them apart" in line for line in lines) == 5
    assert any("more pairs of steps mean nearly the same" in line for line in lines)


def test_one_step_and_very_many_steps_are_told(encoder: Encoder) -> None:
    assert "only one step" in told(encoder, BOOK)
    many = tuple(Step(StepId(f"s{number}"), f"Station {number * 7}") for number in range(60))
    assert "there are 60 steps" in told(encoder, *many)


def test_a_draft_is_not_doubted(encoder: Encoder) -> None:
    assert doubts(Journey((BOOK,), JourneyOrigin.HEADINGS), encoder.encode) == ()
    assert doubts(Journey(), encoder.encode) == ()
