"""The guide's tasks -> where in an interview they are given: as a heading, read aloud, or named by the interviewer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from insightmine.domain.guides import Guide, GuideTask, Way
from insightmine.domain.reading_aloud import Scripts
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.guide.steps import plain_heading
from insightmine.guide.wording import stems

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TASK = r"(?:task|exercise|scenario)"
_NAMED = re.compile(rf"\b(?:({'|'.join(_ORDINALS)}) {_TASK}|{_TASK} (?:number )?(\d{{1,2}}|{'|'.join(_NUMBERS)}))\b")
_HEADED = re.compile(rf"^\W*{_TASK}\W*(\d{{1,2}})\b")
_ALIKE = 0.5  # of the words of two headings with the same number


class Given(NamedTuple):
    """A task (its place in the guide) that is given in a turn."""

    task: int
    turn: int
    wording: str
    score: float
    way: Way


class TaskSheet:
    """A guide's tasks, ready to be found in interviews."""

    def __init__(self, guide: Guide) -> None:
        self._tasks = guide.tasks
        self._scripts = Scripts([task.read_aloud for task in guide.tasks])

    def given_in(self, transcript: Transcript) -> tuple[Given, ...]:
        """Where each task is given, in the order of the turns: its first place under each heading counts.

        A heading above the turns is the surest sign, then the task's text read aloud by anybody, then the
        interviewer's "the second task".
        """
        first: dict[tuple[int, str | None], Given] = {}
        for turn in transcript.turns:
            for given in self._signs(turn):
                key = (given.task, turn.heading)
                if key not in first or (first[key].way is not Way.HEADING and given.way is Way.HEADING):
                    first[key] = given
        headed = {given.task for given in first.values() if given.way is Way.HEADING}
        kept = [given for given in first.values() if given.way is Way.HEADING or given.task not in headed]
        return tuple(sorted(kept, key=lambda given: (given.turn, given.task)))

    def _headed(self, heading: str) -> list[int]:
        """The tasks with this heading; else those with its number and much the same words."""
        here = plain_heading(heading)
        same = [n for n, task in enumerate(self._tasks) if task.heading and plain_heading(task.heading) == here]
        return same or [n for n, task in enumerate(self._tasks) if _is_alike(heading, task)]

    def _signs(self, turn: Turn) -> Iterator[Given]:
        if turn.heading is not None:
            for number in self._headed(turn.heading):
                task = self._tasks[number]
                yield Given(number, turn.index, task.heading or task.read_aloud, 1.0, Way.HEADING)
        for stretch in self._scripts.read_in(turn.text):
            text = self._tasks[stretch.script].read_aloud
            yield Given(stretch.script, turn.index, text, round(stretch.share, 4), Way.READ_OUT)
        if turn.role is Role.INTERVIEWER:
            for match in _NAMED.finditer(turn.text.lower()):
                place = _number(match)
                if place is not None and place < len(self._tasks):
                    task = self._tasks[place]
                    yield Given(place, turn.index, task.heading or task.read_aloud, 1.0, Way.SAID)


def _is_alike(heading: str, task: GuideTask) -> bool:
    """Whether a heading bears the task's number over words that are not quite others."""
    if task.heading is None:
        return False
    numbers = [match.group(1) for text in (heading, task.heading) if (match := _HEADED.match(text.lower()))]
    words, others = stems(_HEADED.sub("", heading.lower())), stems(_HEADED.sub("", task.heading.lower()))
    alike = len(words & others) >= _ALIKE * min(len(words), len(others))
    return len(numbers) == 2 and numbers[0] == numbers[1] and alike


def _number(match: re.Match[str]) -> int | None:
    """The place that "second task" or "task 2" names, from 0."""
    ordinal, number = match.groups()
    if ordinal:
        return _ORDINALS.index(ordinal)
    place = int(number) if number.isdigit() else _NUMBERS.index(number) + 1
    return place - 1 if place > 0 else None


def until(given: Given, following: Sequence[Given], turns: Sequence[Turn]) -> range:
    """The turns in which people are at the task: until another is given or, under its heading, the heading changes."""
    end = next((other.turn for other in following if other.turn > given.turn), len(turns))
    if given.way is Way.HEADING:
        heading = turns[given.turn].heading
        end = next((turn.index for turn in turns[given.turn : end] if turn.heading != heading), end)
    return range(given.turn, end)
