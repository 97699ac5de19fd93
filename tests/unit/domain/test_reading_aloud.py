"""Where the words of a task sheet are read out, to the character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_with_its_input

from insightmine.domain.reading_aloud import Scripts

SHEET = (
    "Task 1: Water the plants",
    "You have come home after two weeks away. Water the plants on the balcony and put the ladder back.",
    "How did watering go?",
)


def read(text: str, sheet: tuple[str, ...] = SHEET) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in Scripts(sheet).read_in(text)]


def test_the_whole_sheet_is_one_stretch_with_its_quotation_marks() -> None:
    text = f'Okay. "{SHEET[1]}" So, I fill the can.'
    assert read(text) == [f'"{SHEET[1]}"']


def test_pauses_repetitions_and_slips_belong_to_the_reading() -> None:
    text = "um, you have come, you have come home after, uh, two two weeks of way, so I take the can."
    assert read(text) == ["you have come, you have come home after, uh, two two weeks"]


def test_own_words_that_follow_in_the_same_sentence_stay() -> None:
    text = "water the plants on the balcony and then I would go to bed"
    assert read(text) == ["water the plants on the balcony"]


def test_some_of_the_sheet_may_be_passed_over() -> None:
    assert read("You have come home after two weeks. Put the ladder back.") == [
        "You have come home after two weeks. Put the ladder back."
    ]


def test_a_short_heading_or_question_is_read_only_as_a_whole_sentence() -> None:
    assert read("Task one, water the plants. Where are they?") == ["Task one, water the plants."]
    assert read("How did watering go? Well enough.") == ["How did watering go?"]
    assert read("I would water the plants first.") == []
    assert read("When I water the plants it goes quickly.") == []


@pytest.mark.parametrize(
    "own",
    [
        "So I have to water the plants on the balcony now.",
        "Let's water the plants on the balcony.",
        "My neighbour waters her plants when I am two weeks away.",
        "I came home after two weeks and the ladder was not back.",
    ],
)
def test_telling_what_one_does_is_not_reading(own: str) -> None:
    assert read(own) == []


def test_nothing_is_read_without_a_sheet() -> None:
    assert read("You have come home after two weeks away.", ()) == []


WORDS = st.lists(st.sampled_from([*SHEET[1].split(), "I", "um", "drill", "?", '"', "\n", "“"]), max_size=40)


@given(WORDS)
def test_stretches_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    stretches = Scripts(SHEET).read_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in stretches)
    assert all(one.end <= two.start for one, two in pairwise(stretches))
    assert all(0 < one.share <= 1 for one in stretches)
    assert stretches == Scripts(SHEET).read_in(text)


def test_time_grows_with_the_text_alone() -> None:
    script = Scripts(["water the water the water the plants " * 20])
    assert grows_with_its_input(lambda words: script.read_in("water the plants and " * words), 400)
