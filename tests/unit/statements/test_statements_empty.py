"""What says nothing of its own, and what looks like it and does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.statements.conftest import Told

from insightmine.domain.speech import LeftOutReason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Totally fair.", LeftOutReason.BACKCHANNEL),
        ("Yep , yep , that 's right .", LeftOutReason.BACKCHANNEL),
        ("Well , that 's fine .", LeftOutReason.BACKCHANNEL),
        ("I mean, I think.", LeftOutReason.FILLER),
        ("You know?", LeftOutReason.FILLER),
        ("No, I don't think so.", LeftOutReason.BARE_ANSWER),
        ("I think so.", LeftOutReason.BARE_ANSWER),
        ("Not that I can think of right now.", LeftOutReason.BARE_ANSWER),
        ("Not really.", LeftOutReason.BARE_ANSWER),
        ("You too, and good luck with the paper.", LeftOutReason.SESSION_TALK),
        ("No questions, that sounds fine, go ahead.", LeftOutReason.SESSION_TALK),
        ("No, that's great, thank you.", LeftOutReason.SESSION_TALK),
        ("Ready when you are!", LeftOutReason.SESSION_TALK),
        ("Nope, let's go", LeftOutReason.SESSION_TALK),
        ("I have no questions, and I am ready to begin.", LeftOutReason.SESSION_TALK),
        ("Great work.", LeftOutReason.SESSION_TALK),
        ("I apologize for the noise.", LeftOutReason.SESSION_TALK),
        ("Let me just share my screen.", LeftOutReason.SESSION_TALK),
        ("Can you all see it?", LeftOutReason.SESSION_TALK),
        ("No, I think that covers it all.", LeftOutReason.SESSION_TALK),
        ("XXXX XX XXX XXXXXX.", LeftOutReason.NON_SPEECH),
        ("Like in terms of", LeftOutReason.FRAGMENT),
        ("That is a", LeftOutReason.FRAGMENT),
        ("OK, we", LeftOutReason.FRAGMENT),
    ],
)
def test_it_is_left_out_with_its_reason(tell: Callable[..., Told], text: str, reason: LeftOutReason) -> None:
    told = tell(text, asked="Is there anything else about the depot?")
    assert {why for _, why in told} == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, every week.",
        "Not at night.",
        "I think so, because the boxes come back empty.",
        "My brother and",
        "Sorry mails go out every Friday.",
        "Let's go to the archive.",
        "No, that's great for the drivers, but not for us.",
        "You know the gate, it never opens.",
        "I think the list is wrong.",
        "The XXXX office pays for it.",
        "I do not have questions from customers any more since we changed the form.",
    ],
)
def test_it_is_kept_whole_where_it_says_something(tell: Callable[..., Told], text: str) -> None:
    assert tell(text, asked="How is it now?") == [(text, None)]
