from __future__ import annotations

import pytest

from insightmine.domain.speech import DropReason, LeftOutReason
from insightmine.report.wording import (
    NO_STATEMENT,
    REASONS,
    clock,
    heading,
    listed,
    question_end,
    sentence,
    share_of_people,
    shortened,
    stability_in_words,
)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("all", "5 of 8 people"),
        ("asked", "5 of the 8 people asked"),
        ("observed or asked at “Restore”", "5 of the 8 people observed or asked at “Restore”"),
        ("everybody with a statement", "5 of 8 people (everybody with a statement)"),
    ],
)
def test_a_share_says_what_it_is_a_share_of(basis: str, words: str) -> None:
    assert share_of_people(5, 8, basis) == words


def test_long_questions_keep_what_is_asked() -> None:
    long = f"Thank you for coming. {'We talk about tools. ' * 12}How did you find yours?"
    assert question_end(long, 60).startswith("[…] ")
    assert question_end(long, 60).endswith("How did you find yours?")
    assert question_end("How did you find yours?", 60) == "How did you find yours?"
    assert question_end(f"{'word ' * 100}to find it?", 20) == "[…] word to find it?"


def test_texts_are_cut_between_words() -> None:
    assert shortened("one two  three", 80) == "one two three"
    assert shortened("one two, three", 9) == "one two […]"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, None), (0.0, "0:00"), (65.9, "1:05"), (3723.0, "1:02:03"), (-1.0, None)]
)
def test_times_are_read_like_a_clock(seconds: float | None, shown: str | None) -> None:
    assert clock(seconds) == shown


def test_lists_of_people_are_capped_with_a_count() -> None:
    assert listed(["a", "b", "c"], 3) == "a, b, c"
    assert listed(["a", "b", "c", "d"], 3) == "a, b and 2 more"


def test_stability_is_said_in_words() -> None:
    assert stability_in_words(None).startswith("too few people")
    assert stability_in_words(0.86) == "firm (86% comes back when people are left out at random)"
    assert stability_in_words(0.0).startswith("loose")


def test_sentences_and_headings() -> None:
    assert sentence("people look first") == "People look first."
    assert sentence("Why?") == "Why?"
    assert heading("looking first") == "Looking first"


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(DropReason)
    assert set(NO_STATEMENT) == set(LeftOutReason)
