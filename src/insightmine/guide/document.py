"""The lines of a guide that was written for people -> questions with probes, tasks, and texts to be read aloud.

Headings are sections, "Task 2: ..." headings are tasks with what stands under them, lines that ask are questions, and
what is indented under a question and asks is a probe. What is set as a quotation or as code, or follows a line such as
"Read out:", is a text that is read aloud. Everything else is for the moderator, and is reported as not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.outlines import OutlineLine

_TASK = re.compile(r"^\W*(?:task|scenario|exercise|aufgabe|compito|tâche)\s*\d{1,2}\b\s*(?:[:.)–—-]+\s*|$)", re.I)
_DURATION = re.compile(r"\s*\((?:about |max\.? ?|~)?\d[^()]{0,30}\)\s*$")
_RESEARCH = re.compile(r"\b(?:research (?:questions?|goals?|objectives?)|objectives?|study goals?)\b", re.IGNORECASE)
_PROBE = re.compile(
    r"^(?:probes?|follow[- ]?ups?|prompts?|if needed|optional)\s*(?:\([^()]*\))?\s*[:–—-]\s*", re.IGNORECASE
)
_REQUEST = re.compile(
    r"^\W*(?:(?:so|and|now|first|next|to start|please)\W+)*(?:(?:can|could|would|will) you\b|tell me\b|walk me\b"
    r"|talk me\b|talk about\b|describe\b|explain\b|show me\b|think (?:of|about|back)\b|imagine\b|give me\b)",
    re.IGNORECASE,
)
_TO_BE_READ = re.compile(
    r"\b(?:read (?:out|aloud)|script|(?:following|this) (?:prompt|text|task|scenario|introduction)|say|introduction)"
    r"\b[^:]{0,30}:$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:Q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})*\s*[.:)]\s*", re.IGNORECASE)
_QUOTES = "\"“”„«»'‘’ "
_LONG = 40  # words of a paragraph, above which only its last sentence is the question
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Part(StrEnum):
    """What a line of the document was taken for."""

    TITLE = "title"
    SECTION = "section"
    RESEARCH = "research question"
    QUESTION = "question"
    PROBE = "probe"
    TASK = "task"
    READ_ALOUD = "read aloud"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line was taken for."""

    place: str
    part: Part
    text: str


def guide_of_lines(lines: Sequence[OutlineLine], source: str) -> tuple[Guide, tuple[Recognised, ...]]:
    """The guide in a document, and what each of its lines was taken for, in order; it may hold nothing."""
    reader = _Reader()
    for line in lines:
        reader.take(line)
    reader.close_task()
    return reader.guide(source), tuple(reader.recognised)


@dataclass
class _Task:
    heading: str
    texts: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)


@dataclass
class _Question:
    text: str
    section: str | None
    depth: int
    probes: list[str] = field(default_factory=list)


class _Reader:
    """Goes through the lines once, and knows under which heading, task and question it is."""

    def __init__(self) -> None:
        self.recognised: list[Recognised] = []
        self._title: str | None = None
        self._research: list[str] = []
        self._questions: list[_Question] = []
        self._tasks: list[_Task] = []
        self._read_aloud: list[str] = []
        self._section: str | None = None
        self._task: _Task | None = None
        self._question: _Question | None = None
        self._reads_out = False

    def take(self, line: OutlineLine) -> None:
        part = self._part(line)
        self.recognised.append(Recognised(line.place, part, line.text))

    def guide(self, source: str) -> Guide:
        questions = tuple(
            GuideQuestion(f"question-{n}", question.text, tuple(question.probes), section=question.section)
            for n, question in enumerate(self._questions, 1)
        )
        tasks = tuple(
            GuideTask(f"task-{n}", "\n".join(task.quoted or task.texts), task.heading)
            for n, task in enumerate(self._tasks, 1)
        )
        return Guide(self._title, tuple(self._research), questions, tasks, tuple(self._read_aloud), source)

    def close_task(self) -> None:
        """Whatever follows belongs to no task."""
        self._task = None

    def _part(self, line: OutlineLine) -> Part:
        text = line.text.strip()
        is_item = line.depth is not None
        if _TASK.match(text) and not line.is_quoted and (line.level or not is_item or self._task is None):
            return self._begin_task(text)
        if line.level and not text.rstrip(_QUOTES).endswith("?"):
            return self._begin_section(text, line.level)
        if self._section is not None and _RESEARCH.search(self._section):
            self._research.append(_NUMBER.sub("", text).strip(_QUOTES))
            return Part.RESEARCH
        if self._task is not None:
            return self._of_task(self._task, line)
        if _TO_BE_READ.search(text):
            self._reads_out = True
            return Part.NOT_READ
        self._reads_out &= not text.endswith(":")
        return self._asked(line)

    def _begin_task(self, text: str) -> Part:
        """A heading of a task; a long one says the task itself."""
        heading = _DURATION.sub("", text).strip(" *_:")
        match = _TASK.match(heading)
        words = heading[match.end() :] if match else ""
        is_text = len(words.split()) > 12 or words.endswith((".", "?"))
        self._task = _Task(heading[: match.end()].strip(" :.)–—-") if match and is_text else heading)
        if is_text:
            self._task.texts.append(words.strip(_QUOTES))
        self._tasks.append(self._task)
        self._question, self._reads_out = None, False
        return Part.TASK

    def _begin_section(self, text: str, level: int) -> Part:
        is_first = (
            level == 1 and self._title is None and self._section is None and not self._tasks and not self._questions
        )
        self._task, self._question, self._reads_out = None, None, False
        if is_first:
            self._title = text
            return Part.TITLE
        self._section = _DURATION.sub("", text).strip()
        return Part.SECTION

    def _of_task(self, task: _Task, line: OutlineLine) -> Part:
        """The text under a task's heading; what asks in a list beside it are questions about the task."""
        text = line.text.strip()
        if line.depth is not None and not line.is_quoted and _asks(text):
            return self._asked(line)
        (task.quoted if line.is_quoted or _is_quotation(text) else task.texts).append(_unquoted(text, task.heading))
        return Part.READ_ALOUD

    def _asked(self, line: OutlineLine) -> Part:
        text = line.text.strip()
        probe = _PROBE.match(text)
        is_under = self._question is not None and (line.depth or 0) > self._question.depth
        if self._question is not None and (probe or is_under):
            rest = text[probe.end() :] if probe else text
            asking = [one.strip() for one in _SENTENCE.split(rest) if _asks(one)]
            self._question.probes += asking
            return Part.PROBE if asking else Part.NOT_READ
        if _asks(text):
            self._question = _Question(_question_in(text), self._heading(), line.depth or 0)
            self._questions.append(self._question)
            return Part.QUESTION
        if line.is_quoted or (self._reads_out and line.depth is None) or _is_quotation(text):
            self._read_aloud.append(text.strip(_QUOTES))
            return Part.READ_ALOUD
        return Part.NOT_READ

    def _heading(self) -> str | None:
        return self._task.heading if self._task is not None else self._section


def _asks(text: str) -> bool:
    stripped = _NUMBER.sub("", text).rstrip(_QUOTES + ")")
    return stripped.endswith("?") or _REQUEST.match(stripped) is not None


def _question_in(text: str) -> str:
    """The question without its number; of a long paragraph the last sentence that asks."""
    plain = _NUMBER.sub("", text).strip(_QUOTES)
    if len(plain.split()) <= _LONG:
        return plain
    asking = [sentence for sentence in _SENTENCE.split(plain) if _asks(sentence)]
    return asking[-1] if asking else plain


def _is_quotation(text: str) -> bool:
    return len(text) > 2 and text[0] in '"“„«' and text[-1] in '"”“»'


def _unquoted(text: str, heading: str) -> str:
    """The text of a task without quotation marks around it and without its own "Task 1:"."""
    plain = text.strip(_QUOTES)
    match = _TASK.match(plain)
    return plain[match.end() :] if match and _TASK.match(heading) else plain
