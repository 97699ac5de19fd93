"""An item of a questionnaire that is read aloud is nobody's judgement; with an answer to it it is."""

from __future__ import annotations

import pytest

from insightmine.judgements.questionnaires import reads_item


@pytest.mark.parametrize(
    "text",
    [
        "I found the system unnecessarily complex.",
        "I found this kiosk unnecessarily complex.",
        "Okay, next, I think that I would like to use this app frequently.",
        "most people would learn to use this website very quickly",
        "I needed to learn a lot of things before I could get going.",
        "Using this tool is a frustrating experience.",
        "How difficult or easy was the task?",
        "How likely are you to recommend it to a friend?",
        "How mentally demanding was the task?",
    ],
)
def test_an_item_read_aloud_is_known(text: str) -> None:
    assert reads_item(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "I found the system unnecessarily complex, strongly disagree.",
        "I found the system unnecessarily complex because every page looks different.",
        "I felt very confident using the system, 5.",
        "I thought the app was easy to use, and that surprised me, for I had never booked a table online in my life.",
        "I found the menu complex.",
        "I would like to use the search more frequently.",
        "My colleagues learn quickly.",
    ],
)
def test_an_answer_and_ones_own_words_are_no_item(text: str) -> None:
    assert not reads_item(text.lower())
