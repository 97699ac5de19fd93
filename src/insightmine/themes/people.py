"""Who is behind a theme, and of how many: those who were asked, where the interviews show it, else all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.guides import Asked, answered_in, people_asked
from insightmine.domain.ids import ParticipantId
from insightmine.domain.intervals import wilson_interval
from insightmine.themes.study import Material

_MOSTLY = 0.6
_RECURRING = 3
_SAME_QUESTION = 0.6
_MOST_WORDINGS = 600


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The denominator of a theme: how many could have said it, and what that is based on ("all", "asked")."""

    count: int
    basis: str
    interval: tuple[float, float]


class Questions:
    """The guide's questions and tasks, and the interviewer's questions that recur, and who was asked each."""

    def __init__(self, material: Material, asked_of_guide: Sequence[Asked] = ()) -> None:
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
        self._material = material

    def opportunity(self, rows: Sequence[int]) -> Opportunity:
        """Those asked what most members answer: a question or task of the guide, else a recurring question; else all.

        Somebody who brings the matter up without being asked had the opportunity too.
        """
        people = set(self._material.people_of(rows))
        of_guide = self._asked_of_guide(rows)
        if of_guide:
            total = len(of_guide | people)
            return Opportunity(total, "asked", wilson_interval(len(people), total))
        answered = Counter(group for row in rows if (group := self._group(row)) is not None)
        group, count = min(answered.items(), key=lambda item: (-item[1], item[0]), default=(-1, 0))
        asked = self._asked.get(group, set())
        if count >= _MOSTLY * len(rows) and len(asked) >= _RECURRING:
            total, basis = len(asked | people), "asked"
        else:
            total, basis = len(self._material.everybody), "all"
        return Opportunity(total, basis, wilson_interval(len(people), total))

    def _asked_of_guide(self, rows: Sequence[int]) -> frozenset[ParticipantId]:
        """Who was asked the item of the guide that most rows answer; nobody where no item is that of most."""
        places = [(self._material.statements[row].transcript, self._material.statements[row].turn) for row in rows]
        answered = Counter(item for place in places for item in {one.item for one in self._answers.get(place, ())})
        item, count = min(answered.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        people = self._people.get(item, frozenset()) & set(self._material.everybody)
        return people if count >= _MOSTLY * len(rows) and len(people) >= _RECURRING else frozenset()

    def _group(self, row: int) -> int | None:
        return self._group_of.get(_question_words(self._material.statements[row].question))


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
