"""The discussion guide and the task script of a study, and where an interview followed them."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.ids import ParticipantId, StepId, TranscriptId


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the guide; `probes` are what may be asked after it, `step` the journey step it is about."""

    id: str
    text: str
    probes: tuple[str, ...] = ()
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class GuideTask:
    """A task of a usability session; `read_aloud` is the text of the task sheet: the sheet's words, nobody's."""

    id: str
    read_aloud: str
    heading: str | None = None
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """What the study wants to know, what is asked, and what participants are given to do, each in its order."""

    title: str | None = None
    research_questions: tuple[str, ...] = ()
    questions: tuple[GuideQuestion, ...] = ()
    tasks: tuple[GuideTask, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every question followed by its probes, as the interviewer may say them."""
        return tuple(text for question in self.questions for text in (question.text, *question.probes) if text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or task of the guide (`item`, its id) that was put to a participant in a turn of a transcript.

    `wording` is the question or probe of the guide that the turn matches, `score` how well it does (0 to 1).
    """

    item: str
    transcript: TranscriptId
    turn: int
    participant: ParticipantId
    wording: str
    score: float
