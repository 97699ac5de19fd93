"""Invented interviews with invented people in them, and the passes that need no model."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from insightmine.domain.identifiers import Entity
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.engines import load_patterns
from insightmine.privacy import Finders
from insightmine.transcripts import is_generic


def no_entities(texts: Sequence[str]) -> dict[str, tuple[Entity, ...]]:
    """What a study without a model for names knows of them."""
    return dict.fromkeys(texts, ())


@pytest.fixture(scope="session")
def finders() -> Finders:
    return Finders(no_entities, load_patterns(), is_generic)


def talk(name: str, *lines: tuple[str, str], interviewer: str = "Interviewer") -> Transcript:
    """A transcript with roles: whoever is not the interviewer takes part under their own label."""
    turns = tuple(
        Turn(
            index=number,
            speaker=label,
            text=text,
            place=f"line {number + 1}",
            role=Role.INTERVIEWER if label == interviewer else Role.PARTICIPANT,
            participant=None if label == interviewer else ParticipantId(label),
            person_key="" if label == interviewer else f"{name}\x1f{label}",
        )
        for number, (label, text) in enumerate(lines)
    )
    return Transcript(TranscriptId(name), f"{name}.txt", "text", turns, language="en")
