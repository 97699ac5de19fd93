"""An interviewer's turn -> what may be a question in it: its sentences and the clauses that ask."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE = re.compile(r'(?<=[.?!…])["”’)]*\s+|\n+')
_CLAUSE = re.compile(
    r"(?:[,:;]|\s[-–—])\s+(?=(?:and |but |so |or )?(?:what|how|where|why|when|which|who|whose|is|are|was|were|do|does"
    r"|did|have|has|had|can|could|would|will|tell|walk|describe)\b)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:tell|walk|talk|describe|explain|share|show|elaborate|let[’']s|could you|can you|would you|i[’']d (?:like"
    r"|love)|question is|curious|what about|how about)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:um+|uh+|okay|ok|so|and|but|then|now|well|right|great|alright|all right|next|yes|yeah|got it|i see|mm+"
    r"|just|also|for|in|guess|i|the|first|last|question)\b[\s,.]*){0,6}(?:what|how|where|why|when|which|who|is|are"
    r"|was|were|do|does|did|have|has|had|can|could|would|will)\b",
    re.IGNORECASE,
)
_SHORTEST_CLAUSE = 3


class Part(NamedTuple):
    """A sentence or clause of a turn, and whether it asks or requests something."""

    text: str
    asks: bool


def parts_of(turn: str) -> tuple[Part, ...]:
    """The sentences of a turn in order, each followed by its clauses that open with a question word."""
    parts = []
    for sentence in filter(None, (piece.strip() for piece in _SENTENCE.split(turn))):
        asks = "?" in sentence or _REQUEST.search(sentence) is not None or _OPENING.search(sentence) is not None
        parts.append(Part(sentence, asks))
        clauses = [clause.strip() for clause in _CLAUSE.split(sentence)][1:]
        parts += [Part(clause, asks) for clause in clauses if len(clause.split()) >= _SHORTEST_CLAUSE]
    return tuple(parts)
