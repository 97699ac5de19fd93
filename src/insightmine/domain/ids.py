"""Identifiers, and how a statement gets its own.

A statement's identity is what was said: (person, text, occurrence). It does not depend on bytes, row order or
on what else is in the file, so a mended typo elsewhere moves nothing.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NewType

TranscriptId = NewType("TranscriptId", str)
ParticipantId = NewType("ParticipantId", str)
StatementId = NewType("StatementId", str)
StepId = NewType("StepId", str)
ThemeId = NewType("ThemeId", str)
SignalId = NewType("SignalId", str)
OutcomeId = NewType("OutcomeId", str)

_STATEMENT_DIGITS = 10


def digest_of(*parts: str) -> str:
    """A 128-bit hexadecimal digest of the parts, which may hold any character."""
    hasher = blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(len(encoded).to_bytes(8, "big"))
        hasher.update(encoded)
    return hasher.hexdigest()


def statement_id(person_key: str, text: str, occurrence: int) -> StatementId:
    """The id of the `occurrence`-th time (from 0) that this person said exactly this."""
    folded = " ".join(text.split())
    return StatementId("S" + digest_of(person_key, folded, str(occurrence))[:_STATEMENT_DIGITS])
