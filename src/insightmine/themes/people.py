"""Who is behind a theme, and of how many: those asked or observed, where the interviews show it, else all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from insightmine.domain.guides import Asked, answered_in, people_asked
from insightmine.domain.ids import ParticipantId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey, observed_or_asked_at
from insightmine.themes.study import Material

_Key = TypeVar("_Key", str, int)
_MOSTLY = 0.6
_RECURRING = 3
_SAME_HEADING = 2
_SAME_QUESTION = 0.6
_MOST_WORDINGS = 600


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The denominator of a theme: how many could have said it, and who they are.

    `basis` is "asked", "observed or asked at" a step or heading, or "all"; `people` are sorted, nobody for "all".
    """

    count: int
    basis: str
    interval: tuple[float, float]
    people: tuple[ParticipantId, ...] = ()


class Questions:
    """What was put to whom: the guide's questions and tasks, the questions that recur, and the headings of sessions."""

    def __init__(
        self, material: Material, asked_of_guide: Sequence[Asked] = (), journey: Journey | None = None
    ) -> None:
        self._material = material
        steps = journey.steps if journey is not None else ()
        self._step_of = {_folded(heading): step.name for step in steps for heading in step.headings}
        self._everybody = frozenset(material.everybody)
        self._answers = answered_in(asked_of_guide)
        self._people = people_asked(asked_of_guide)
        asked: defaultdict[frozenset[str], set[ParticipantId]] = defaultdict(set)
        for row, statement in enumerate(material.statements):
            words = _question_words(statement.question)
            if words:
                asked[words].add(material.participants[row])
        self._group_of = _grouped(asked)
        self._asked: defaultdict[int, set[ParticipantId]] = defaultdict(set)
        for words, group in self._group_of.items():
            self._asked[group] |= asked[words]
        self._observed = self._under_headings()

    def opportunity(self, rows: Sequence[int]) -> Opportunity:
        """Those asked what most members answer: a question or task of the guide, else a recurring question.

        Else those observed or asked at the task or topic where most of it was said (a heading, in all the wordings that
        a step of the journey has); else all.
        Most: 60 %, each person's statements in the theme sharing one vote, so that nobody who talks a lot decides it.
        Somebody who brings the matter up without being asked had the opportunity too.
        """
        people = set(self._material.people_of(rows))
        had_it, basis = self._asked_or_observed(rows)
        those = tuple(sorted(had_it | people)) if had_it else ()
        total = len(those) or len(self._material.everybody)
        return Opportunity(total, basis, wilson_interval(len(people), total), those)

    def _asked_or_observed(self, rows: Sequence[int]) -> tuple[frozenset[ParticipantId], str]:
        item = self._of_most(rows, self._items)
        asked = self._people.get(item, frozenset()) & self._everybody if item is not None else frozenset()
        if len(asked) >= _RECURRING:
            return asked, "asked"
        group = self._of_most(rows, self._groups)
        asked = frozenset(self._asked[group]) if group is not None else frozenset()
        if len(asked) >= _RECURRING:
            return asked, "asked"
        place = self._of_most(rows, self._places)
        observed = self._observed.get(place, frozenset()) if place is not None else frozenset()
        is_shared = place is not None and len(observed) >= _SAME_HEADING
        return (observed, observed_or_asked_at(place or "")) if is_shared else (frozenset(), "all")

    def _of_most(self, rows: Sequence[int], keys_of: Callable[[int], Iterable[_Key]]) -> _Key | None:
        """What holds for most of what was said, each person counted once; `None` where nothing does."""
        own = Counter(self._material.participants[row] for row in rows)
        votes: defaultdict[_Key, float] = defaultdict(float)
        for row in rows:
            for key in keys_of(row):
                votes[key] += 1 / own[self._material.participants[row]]
        best = min(votes, key=lambda key: (-round(votes[key], 6), key), default=None)
        return best if best is not None and round(votes[best], 6) >= _MOSTLY * len(own) else None

    def _items(self, row: int) -> Iterable[str]:
        place = (self._material.statements[row].transcript, self._material.statements[row].turn)
        return {one.item for one in self._answers.get(place, ())}

    def _groups(self, row: int) -> Iterable[int]:
        group = self._group(row)
        return () if group is None else (group,)

    def _places(self, row: int) -> Iterable[str]:
        place = self._place(self._material.statements[row].heading)
        return (place,) if place else ()

    def _place(self, heading: str | None) -> str:
        """The step of the journey that has this heading, else the heading."""
        folded = _folded(heading)
        return self._step_of.get(folded, folded)

    def _under_headings(self) -> dict[str, frozenset[ParticipantId]]:
        """Who has a turn at each place."""
        found: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        for transcript in self._material.transcripts:
            for turn in transcript.turns:
                if turn.heading and turn.participant is not None:
                    found[self._place(turn.heading)].add(turn.participant)
        return {place: frozenset(people) for place, people in found.items()}

    def _group(self, row: int) -> int | None:
        return self._group_of.get(_question_words(self._material.statements[row].question))


def _folded(heading: str | None) -> str:
    return " ".join((heading or "").split())


def _question_words(question: str | None) -> frozenset[str]:
    """The words of the last sentence that asks something."""
    sentences = re.split(r"(?<=[.!?])\s+", (question or "").strip())
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    return frozenset(re.findall(r"\w+", asking[-1].lower())) if asking else frozenset()


def _grouped(asked: dict[frozenset[str], set[ParticipantId]]) -> dict[frozenset[str], int]:
    """Near-identical questions share a number: those whose words overlap (Jaccard) with the group's first wording.

    The wording put to most people comes first, so that variants gather around it; among very many wordings only
    one put to several people word for word can gather others.
    """
    few = len(asked) <= _MOST_WORDINGS
    leaders: list[frozenset[str]] = []
    found: dict[frozenset[str], int] = {}
    for words in sorted(asked, key=lambda words: (-len(asked[words]), sorted(words))):
        near = (i for i, leader in enumerate(leaders) if _jaccard(words, leader) >= _SAME_QUESTION)
        number = next(near, len(leaders))
        if number == len(leaders) and (few or len(asked[words]) > 1):
            leaders.append(words)
        if number < len(leaders):
            found[words] = number
    return found


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)
