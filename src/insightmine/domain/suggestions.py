"""Steps that the program proposes for a journey, with what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId
from insightmine.domain.journeys import Step


class Source(StrEnum):
    """What a proposed step was seen in."""

    GUIDE = "guide"  # the study's own questions and tasks
    HEADINGS = "headings"  # somebody divided the sessions so
    QUESTIONS = "questions"  # interviewers ask it again and again
    TOPICS = "topics"  # people come to speak of it at about the same place of an interview


class Sureness(StrEnum):
    """How far a proposed step may be trusted: a person decides in any case."""

    SURE = "sure"
    FAIR = "fair"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed step, seen in `n_seen` of `n_of` transcripts; who would stand at it, with how many statements.

    `items` are the ids of the guide's questions and tasks that it is made of.
    """

    step: Step
    source: Source
    n_seen: int
    n_of: int
    participants: tuple[ParticipantId, ...] = ()
    n_statements: int = 0
    items: tuple[str, ...] = ()

    @property
    def sureness(self) -> Sureness:
        """Sure: the guide, or headings of half of the transcripts; a guess: topics, and what few transcripts show."""
        half = 2 * self.n_seen >= self.n_of
        if self.source is Source.GUIDE or (self.source is Source.HEADINGS and half):
            return Sureness.SURE
        if self.source is Source.TOPICS:
            return Sureness.GUESS
        return Sureness.FAIR if half or self.source is Source.HEADINGS else Sureness.GUESS

    @property
    def because(self) -> str:
        """What speaks for it, in words."""
        where = f"{self.n_seen} of {self.n_of} transcripts"
        return {
            Source.GUIDE: "it stands in the guide",
            Source.HEADINGS: f"a heading in {where}",
            Source.QUESTIONS: f"asked in {where}",
            Source.TOPICS: f"people come to speak of it at about the same place in {where}",
        }[self.source]
