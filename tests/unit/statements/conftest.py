"""A turn's text -> what is said in it and what is left out, with the real grammar."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import LeftOutReason, Role, Transcript, Turn
from insightmine.engines import Grammar
from insightmine.statements import split_study

Told = list[tuple[str, LeftOutReason | None]]


@pytest.fixture(scope="session")
def tell(grammar: Grammar) -> Callable[..., Told]:
    """The pieces of one turn in order, each with why it is no statement; `asked` is the question before it."""
    annotate = cache(lambda text: next(iter(grammar.annotate([text]))))

    def run(text: str, asked: str = "") -> Told:
        turns = [Turn(0, "I", asked, "line 1", Role.INTERVIEWER)] if asked else []
        turns.append(Turn(len(turns), "P", text, "line 2", Role.PARTICIPANT, ParticipantId("P"), "P"))
        result = split_study([Transcript(TranscriptId("a"), "a.txt", "text", tuple(turns))], annotate)
        pieces = [(one.start, one.end, None) for one in result.statements]
        left = [(one.start, one.end, one.reason) for one in result.left_out]
        return [(text[start:end], reason) for start, end, reason in sorted([*pieces, *left], key=lambda one: one[:2])]

    return run
