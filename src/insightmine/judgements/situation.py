"""Which transcripts are people thinking aloud while they do something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Statement

# what people say about what is in front of them at the moment
_AT_THE_MOMENT = re.compile(
    r"\b(?:let's|let us|let me|i'm gonna|i'm going to|i am going to|(?:i'm|i am|we are|we're) \w+ing|i'll|i will"
    r"|we will|here|now (?:i|we|it)|go to|click\w*|(?:i|we) (?:can )?see"
    r"|this (?:one|button|page|screen|record|field|link)"
    r"|i guess this|we need to|i need to)\b"
)
# ... and what they do about it
_MOVES = re.compile(
    r"\b(?:let's|let me|i'm gonna|i'm going to|i am going to|i'm (?!in\b|on\b)\w+ing|i'll (?:just )?(?:put|take|try"
    r"|press|click|type|go|look|search|open|write|see)|i press|i click)\b"
)
_TASK = re.compile(r"\b(?:task|scenario|exercise|aufgabe|compito)\b")
_SHARE = 0.2  # of a transcript's statements; in six studies think-aloud lies above 0.3, monologues below 0.1


def thinking_aloud(statements: Sequence[Statement]) -> frozenset[TranscriptId]:
    """The transcripts in which nobody asks and much of what is said is about this very moment."""
    spoken: dict[TranscriptId, list[bool]] = {}
    asked: set[TranscriptId] = set()
    for statement in statements:
        if statement.question is not None:
            asked.add(statement.transcript)
        now = _AT_THE_MOMENT.search(statement.text.lower().replace("’", "'")) is not None
        spoken.setdefault(statement.transcript, []).append(now)
    return frozenset(
        transcript for transcript, said in spoken.items() if transcript not in asked and sum(said) >= _SHARE * len(said)
    )


def at_a_task(statement: Statement) -> bool:
    """Whether it is said over a task, to somebody who asks, about this very moment: "I'm going to search"."""
    heading = (statement.heading or "").lower()
    return _TASK.search(heading) is not None and _MOVES.search(statement.text.lower().replace("’", "'")) is not None
