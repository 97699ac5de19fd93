"""What is said of the interview itself, and what breaks off, says nothing of the subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from insightmine.engines import Grammar
from insightmine.judgements.cues import read_cues
from insightmine.judgements.inquiry import asks_to_begin
from insightmine.judgements.session_talk import judge_session_talk

Judge = Callable[..., float]


@pytest.fixture(scope="module")
def judged(grammar: Grammar) -> Judge:
    def run(text: str, thinks_aloud: bool = False, asked_to_begin: bool = False, ends_turn: bool = True) -> float:
        cues = read_cues(text, next(iter(grammar.annotate([text]))))
        return judge_session_talk(cues, thinks_aloud, asked_to_begin, ends_turn)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "I think that's all.",
        "That's mostly everything I can think of!",
        "No, nothing else comes to mind.",
        "I can't think of other ways.",
        "Never mind.",
        "I hope this is useful.",
        "This concludes my visit.",
        "Let's move on to the next one.",
        "I like your study.",
        "But I like I think.",
        "Then it was like",
        "The page and the",
        "I dont think so",
        "No, I have no other feedback.",
        "I guess that's it.",
        "That would be all unless you need the dates.",
        "I think we've covered most of it.",
        "Not that I can think of.",
    ],
)
def test_closing_words_and_fragments_are_session_talk(judged: Judge, text: str) -> None:
    assert judged(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "We grew mice for this study.",
        "How we measure is part of our study design.",
        "I was short of time for this task as well.",
        "That's everything a baker needs to know about flour.",
        "I thought of the other way first.",
        "It looks like the old one.",
    ],
)
def test_what_speaks_of_the_subject_is_none(judged: Judge, text: str) -> None:
    assert judged(text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Let me know if you want the details.",
        "Sorry for the long answer.",
        "So yes, let me think.",
        "I signed an NDA, so I'll be vague about the customer.",
        "I can't share too many details about that client.",
        "Sorry, let me rephrase.",
        "I'm trying to think of an example.",
        "That's a difficult question.",
        "I could talk you through the last one we did.",
        "Excuse me, I pressed the wrong key.",
        "There were a few things really.",
        "This next one.",
        "That's the only other thing I noticed.",
        "The XX XXXX XXXXX of XXX XX XXXXX.",
    ],
)
def test_what_is_said_of_the_telling_is_session_talk(judged: Judge, text: str) -> None:
    assert judged(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "I was trying to think of how I should use it, and I couldn't find it.",
        "I let the customer know if the parcel is late.",
        "There were a few things that broke when we moved the server.",
        "Let me see the documentation first.",
        "I know right where the spanners are.",
        "The tool asks a difficult question before it lets you in.",
        "We had to XX the old entries.",
        "I can't share more than three files at once.",
        "I get no further feedback from the machine.",
        "The only other thing I use is the printer.",
        "Let me go back to the list.",
        "I hope we can export it some day.",
        "I can tell you that it never works.",
        "I've borrowed, let me think, three things.",
        "The app let me know when the drill was back.",
        "It does not let me rephrase what I typed.",
        "I want to rephrase my prompt then.",
        "The form only takes a short answer.",
        "The tutorial was rambling.",
        "That would be all right with me.",
        "I hope we can talk to the vendor.",
        "You have other questions on that page.",
    ],
)
def test_like_words_of_the_subject_are_none(judged: Judge, text: str) -> None:
    assert judged(text) < 0.5


def test_who_goes_on_after_a_question_did_not_ask_the_moderator(judged: Judge) -> None:
    text = "Do the features make sense?"
    assert judged(text) >= 0.5 > judged(text, ends_turn=False)


def test_an_answer_to_whether_one_is_ready_is_session_talk(judged: Judge) -> None:
    text = "I would like to ask whether the price counts too."
    assert judged(text, asked_to_begin=True) > 0.75
    assert judged(text) < 0.5
    assert judged(f"{text} " * 4, asked_to_begin=True) < 0.5


def test_who_works_alone_and_asks_you_asks_the_moderator(judged: Judge) -> None:
    text = "How well did the kiosk help you with your ticket?"
    assert judged(text, thinks_aloud=True) >= 0.8 > judged(text)
    assert judged("Where is the button for that now?", thinks_aloud=True) < 0.5


def test_a_tag_question_asks_nobody(judged: Judge) -> None:
    assert judged("Is that the price?") >= 0.5 > judged("That is the price, right?")


def test_an_item_of_a_questionnaire_is_session_talk(judged: Judge) -> None:
    assert judged("I found the kiosk unnecessarily complex.") >= 0.8
    assert judged("I found the kiosk unnecessarily complex, I agree.") < 0.5


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Does that sound good to you? Do you have any questions before we begin?", True),
        ("Have you any further questions?", True),
        ("Were there any questions that you could not answer?", False),
        ("Before we start with the tasks, how often do you come here?", False),
        ("Which questions do customers ask?", False),
        (None, False),
    ],
)
def test_which_questions_ask_to_begin(question: str | None, asks: bool) -> None:
    assert asks_to_begin(question) is asks


@pytest.mark.parametrize(
    "text",
    [
        "Entity created successfully.",
        "Okay, the changes were successfully saved.",
        "The record has been deleted successfully.",
        "The main strengths or obstacles you noticed.",
        "Features of the tool that you found helpful.",
    ],
)
def test_what_is_read_off_the_screen_or_the_sheet_is_session_talk_of_who_thinks_aloud(judged: Judge, text: str) -> None:
    assert judged(text, thinks_aloud=True) >= 0.5
    assert judged(text) < 0.5, "where somebody is asked it is an answer"


@pytest.mark.parametrize(
    "text",
    [
        "I have saved it successfully.",
        "It was created successfully, but the list does not show it.",
        "The new record was not saved successfully.",
        "Only one journal, okay, you can see identifiers.",
        "Here you add the link and it is done for you.",
        "A very nice overview of what you have.",
        "The page you need is hard to find.",
    ],
)
def test_who_tells_what_happened_does_not_read_aloud(judged: Judge, text: str) -> None:
    assert judged(text, thinks_aloud=True) < 0.5
