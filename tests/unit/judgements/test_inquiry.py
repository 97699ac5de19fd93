"""Which question a statement answers, and what sort of answer that question asks for."""

from __future__ import annotations

import random

import pytest

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.speech import Statement
from insightmine.judgements.inquiry import asks_for_decision, asks_for_reason, in_force, inquiry

ASKED = "How do you plan a menu for a large party?"


def said(transcript: str, turn: int, question: str | None, start: int = 0) -> Statement:
    text = "We start from the season."
    return Statement(
        StatementId(f"{transcript}{turn}.{start}"), TranscriptId(transcript), f"{transcript}.txt", ParticipantId("P"),
        turn, start, start + len(text), text, question,
    )  # fmt: skip


@pytest.mark.parametrize("remark", ["Okay.", "Right. Yeah.", "Really?", "That is nice to hear."])
def test_a_question_stays_in_force_over_a_remark(remark: str) -> None:
    assert in_force([said("a", 1, ASKED), said("a", 3, remark), said("a", 3, remark, 40)]) == [ASKED] * 3


def test_the_next_question_takes_over() -> None:
    following = "And what would you change about it?"
    assert in_force([said("a", 1, ASKED), said("a", 3, following)]) == [ASKED, following]


def test_a_request_is_a_question() -> None:
    request = "Please tell me more about the last party you cooked for."
    assert in_force([said("a", 1, ASKED), said("a", 3, request)]) == [ASKED, request]


def test_no_question_is_in_force_before_the_first_nor_from_another_interview() -> None:
    assert in_force([said("a", 1, None), said("a", 3, ASKED), said("b", 1, "Okay."), said("b", 3, None)]) == [
        None, ASKED, None, None,
    ]  # fmt: skip


def test_the_order_of_statements_changes_nothing() -> None:
    statements = [said(t, n, q) for t in "ab" for n, q in ((1, None), (3, ASKED), (5, "Okay."), (7, None))]
    expected = {one.id: asked for one, asked in zip(statements, in_force(statements), strict=True)}
    random.Random(5).shuffle(statements)
    assert {one.id: asked for one, asked in zip(statements, in_force(statements), strict=True)} == expected


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Walk me through the last dinner you cooked.", "story"),
        (ASKED, "process"),
        ("What kept you from hiring a second cook?", "barrier"),
        ("If you could change one thing about the kitchen, what would that be?", "wish"),
        ("What was most difficult about the evening?", "trouble"),
        ("Why did you choose that supplier?", "why"),
        ("How well did the new oven do?", "verdict"),
        ("How many guests were there?", "fact"),
        ("Is there anything else you want to add?", "closing"),
    ],
)
def test_sorts_of_questions(question: str, sort: str) -> None:
    assert dict(inquiry(question))[f"asked {sort}"] == 1.0
    assert dict(inquiry("Okay."))[f"asked {sort}"] == 0.0


def test_the_last_sentence_counts_apart() -> None:
    found = dict(inquiry("You said the oven was a problem. How many guests were there?"))
    assert (found["asked trouble"], found["asked last trouble"]) == (1.0, 0.0)
    assert found["asked last fact"] == 1.0


def test_without_a_question_nothing_is_asked() -> None:
    assert [name for name, _ in inquiry(None)] == [name for name, _ in inquiry(ASKED)]
    assert not any(value for _, value in inquiry(None))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What's kept you from trying it there?", True),
        ("What stopped you?", True),
        ("Is there a reason why your team uses one and not the other?", True),
        ("Why didn’t you press it?", True),
        ("Why is it blue?", False),
        ("When did the bus stop?", False),
        (None, False),
    ],
)
def test_which_questions_ask_for_a_reason(question: str | None, asks: bool) -> None:
    assert asks_for_reason(question) is asks


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Tell me how you decided whether to call or to write.", True),
        ("What made you think of the library?", True),
        ("What factors influenced that decision?", True),
        ("What's driven those choices?", True),
        ("What factors does the price depend on?", False),
        ("Who decided that?", False),
        ("What did you make there?", False),
        (None, False),
    ],
)
def test_which_questions_ask_how_one_came_to_a_choice(question: str | None, asks: bool) -> None:
    assert asks_for_decision(question) is asks
