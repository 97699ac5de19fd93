"""The discussion guide and the task script of a study, and where an interview followed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StepId, TranscriptId


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the guide; `probes` are what may be asked after it, `step` the journey step it is about.

    `section` is the heading that it stands under in a guide that was read from a document.
    """

    id: str
    text: str
    probes: tuple[str, ...] = ()
    step: StepId | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class GuideTask:
    """A task of a usability session; `read_aloud` is the text of the task sheet: the sheet's words, nobody's."""

    id: str
    read_aloud: str
    heading: str | None = None
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """What the study wants to know, what is asked, and what participants are given to do, each in its order.

    `read_aloud` are the other texts that are read to participants or by them: introductions, instructions. `source`
    is the file that the guide was read from.
    """

    title: str | None = None
    research_questions: tuple[str, ...] = ()
    questions: tuple[GuideQuestion, ...] = ()
    tasks: tuple[GuideTask, ...] = ()
    read_aloud: tuple[str, ...] = ()
    source: str | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every question followed by its probes, as the interviewer may say them."""
        return tuple(text for question in self.questions for text in (question.text, *question.probes) if text)

    @property
    def scripts(self) -> tuple[str, ...]:
        """Every text of the sheet that somebody may read aloud: tasks with their headings, and the other texts."""
        texts = (text for task in self.tasks for text in (task.heading, task.read_aloud))
        return tuple(text for text in (*texts, *self.read_aloud) if text)

    @property
    def sheet(self) -> tuple[str, ...]:
        """Every text of the guide that a participant may read aloud: scripts, and questions with their probes."""
        return (*self.scripts, *self.wordings)

    @property
    def items(self) -> tuple[GuideQuestion | GuideTask, ...]:
        """Questions, then tasks."""
        return (*self.questions, *self.tasks)


class Way(StrEnum):
    """How it is known that something of the guide was put to somebody."""

    SAID = "said"  # the interviewer asked it, in these or in other words
    HEADING = "heading"  # it stands as a heading above the turn
    READ_OUT = "read_out"  # its text was read aloud


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or task of the guide (`item`, its id) that was put to a participant in a turn of a transcript.

    `wording` is the question, probe, heading or text of the guide that the turn matches, `score` how well it does (0
    to 1). `answers` are the numbers of the participant's turns that answer it, in order; `is_probe`: a probe was put.
    `step` is the journey step that the item is about, if it is about one.
    """

    item: str
    transcript: TranscriptId
    turn: int
    participant: ParticipantId
    wording: str
    score: float
    answers: tuple[int, ...] = ()
    way: Way = Way.SAID
    is_probe: bool = False
    step: StepId | None = None


def answered_in(asked: Iterable[Asked]) -> Mapping[tuple[TranscriptId, int], tuple[Asked, ...]]:
    """For each turn that answers something, what it answers: what was put last comes first."""
    found: defaultdict[tuple[TranscriptId, int], list[Asked]] = defaultdict(list)
    for one in asked:
        for turn in one.answers:
            found[one.transcript, turn].append(one)
    return {place: tuple(sorted(those, key=lambda one: (-one.turn, one.item))) for place, those in found.items()}


def item_of_turns(asked: Iterable[Asked]) -> Mapping[tuple[TranscriptId, int], str]:
    """For each turn in which something of the guide was put, or that answers it, the id of that item.

    What is put in a turn counts before what it answers; of several put in one turn, the best match.
    """
    those = tuple(asked)
    put: dict[tuple[TranscriptId, int], Asked] = {}
    for one in those:
        other = put.get((one.transcript, one.turn))
        if other is None or (-one.score, one.item) < (-other.score, other.item):
            put[one.transcript, one.turn] = one
    answers = {place: answered[0].item for place, answered in answered_in(those).items()}
    return answers | {place: one.item for place, one in put.items()}


def people_asked(asked: Iterable[Asked]) -> Mapping[str, frozenset[ParticipantId]]:
    """For each item that was put to anybody, to whom."""
    found: defaultdict[str, set[ParticipantId]] = defaultdict(set)
    for one in asked:
        found[one.item].add(one.participant)
    return {item: frozenset(people) for item, people in found.items()}
