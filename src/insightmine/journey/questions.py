"""Recurring interviewer questions -> journey steps."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.journeys import Step
from insightmine.domain.speech import Role, Transcript
from insightmine.engines import Vectors
from insightmine.journey.slugs import slug_ids
from insightmine.journey.topic import core_of, topic_of

if TYPE_CHECKING:
    from insightmine.journey.propose import Encode

_NEAR = 0.78  # cosine at which two questions ask the same; at 0.66 all that name the same subject run together
_SHARE = 0.25
_MOST_STEPS = 8
_MOST_QUESTIONS = 12  # of which some are the same step
_SPREAD = 0.35  # a question that comes up all over the interview has no place in an order
_ALIKE = 0.6  # cosine of two names from which on they may be one step
_ONE_BREATH = 0.05  # of an interview, between two questions that one answer is given to
_BLOCK = 2048
_SESSION = re.compile(
    r"\b(sounds? (?:good|ok|okay|fine)|before we (?:begin|start|dive|get|wrap|finish|end)|ready to|can you hear|"
    r"(?:see|share|sharing) (?:my|your|the) screen|how are you|how'?s it going|recording|consent|"
    r"any(?:thing)? (?:other )?(?:questions?|else)|something else|more to add|like to add|"
    r"make sense|is that (?:right|ok|okay|correct|fair)|right\?$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!\n]+\?")
_FEWEST_WORDS = 4
_STEM = 5
_COMMON_WORDS = (
    "the and for with from that this these those what when where which how why who did does do are is was were be been "
    "have has had can could would should will you your they them people there here about into out not but its it all "
    "any our an of in on at to as up or if so we us me my he she am by like just really think know kind sort thing "
    "things some something get got going go say said mean want see yeah right one way because then than more lot"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    core: str
    transcript: int
    place: float


@dataclass(frozen=True, slots=True)
class Recurring:
    """A question that recurs, in its usual wording; `places` say where each transcript (by number) first holds it.

    `with_it` are those that are asked along with it or in its place: they are the same step.
    """

    core: str
    places: tuple[tuple[int, float], ...]
    with_it: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """All of them, without greetings and asides: what is said there answers them."""
        return " ".join(f"{core[:1].upper()}{core[1:].rstrip(' ?')}?" for core in (self.core, *self.with_it))


def steps_from_questions(transcripts: Sequence[Transcript], encode: Encode) -> tuple[Step, ...]:
    """Questions that interviewers ask in at least a quarter of the transcripts (two at least), in asking order."""
    recurring = recurring_questions(transcripts, encode)
    names = [topic_of(question.core) for question in recurring]
    return tuple(
        Step(id=step_id, name=name, description=question.description)
        for step_id, name, question in zip(slug_ids(names), names, recurring, strict=True)
    )


def recurring_questions(transcripts: Sequence[Transcript], encode: Encode) -> tuple[Recurring, ...]:
    """What is asked in at least a quarter of the transcripts (two at least), in asking order.

    A question stands for a step when enough transcripts hold one near it in meaning (cosine of the questions
    without their asides) and when it has a steady place in the interview. The question with most transcripts
    around it is taken first, with everything near it; then the next. Then what is asked about the same thing in one
    breath, or here by one and there by another, is put together; at most eight.
    """
    questions = [question for number, transcript in enumerate(transcripts) for question in _asked(transcript, number)]
    needed = max(2, math.ceil(_SHARE * len(transcripts)))
    questions = _worth_comparing(questions, needed)
    if not questions:
        return ()
    questions.sort(key=lambda question: (question.core, question.transcript, question.place))
    groups = _recurring(questions, encode([question.core for question in questions]), needed)
    found = [
        Recurring(usual.core, tuple(sorted(_first_places(group).items())))
        for usual, group in ((_usual(group), group) for group in groups if _has_a_place(group))
    ]
    together = _without_doubles(found, encode)[:_MOST_STEPS]
    return tuple(sorted(together, key=lambda one: (round(_middle(one), 6), one.core)))


def holds_all_words(first: str, second: str) -> bool:
    """Whether one name holds all words of the other, in any form: `Clustering`, `Looking at clusters`."""
    words, others = stems_of(first), stems_of(second)
    return bool(words and others and (words <= others or others <= words))


def _asked(transcript: Transcript, number: int) -> list[_Question]:
    asked = []
    for turn in transcript.turns:
        if turn.role is Role.INTERVIEWER:
            for match in _SENTENCE.finditer(turn.text):
                text = " ".join(match.group().split())
                core = core_of(text)
                if len(core.split()) >= _FEWEST_WORDS and not _SESSION.search(text):
                    asked.append(_Question(text, core, number, turn.index / len(transcript.turns)))
    return asked


def _worth_comparing(questions: list[_Question], needed: int) -> list[_Question]:
    """Questions that share two content words with questions of enough transcripts: no other can recur as the same.

    Encoding is what takes time, and of a long conversation's questions hardly any recur.
    """
    pairs = [list(combinations(sorted(stems_of(question.core)), 2)) for question in questions]
    askers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for question, own in zip(questions, pairs, strict=True):
        for pair in own:
            askers[pair].add(question.transcript)
    return [
        question
        for question, own in zip(questions, pairs, strict=True)
        if len({asker for pair in own for asker in askers[pair]}) >= needed
    ]


def stems_of(text: str) -> set[str]:
    """The beginnings of the words that say what a text is about."""
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if word not in _COMMON}


def _recurring(questions: list[_Question], vectors: Vectors, needed: int) -> list[list[_Question]]:
    """Groups of near questions, the widest spread over transcripts first; the first of a group is its centre."""
    near = _neighbours(vectors)
    owner = np.array([question.transcript for question in questions])
    free = np.ones(len(questions), dtype=bool)
    groups: list[list[_Question]] = []
    while len(groups) < _MOST_QUESTIONS:
        support = [len(set(owner[rows[free[rows]]].tolist())) if free[i] else 0 for i, (rows, _) in enumerate(near)]
        most = max(support)
        if most < needed:
            break
        centre = max(
            (i for i, count in enumerate(support) if count == most),
            key=lambda i: (round(float(near[i][1][free[near[i][0]]].sum()), 4), -i),
        )
        rows = near[centre][0]
        members = [int(row) for row in rows[free[rows]] if row != centre]
        groups.append([questions[centre], *(questions[row] for row in members)])
        free[rows] = False
    return groups


def _neighbours(vectors: Vectors) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    near = []
    for start in range(0, len(vectors), _BLOCK):
        for similarity in vectors[start : start + _BLOCK] @ vectors.T:
            rows = np.flatnonzero(similarity >= _NEAR)
            near.append((rows, similarity[rows]))
    return near


def _first_places(group: list[_Question]) -> dict[int, float]:
    first: dict[int, float] = {}
    for question in group:
        first[question.transcript] = min(question.place, first.get(question.transcript, 1.0))
    return first


def _without_doubles(found: Sequence[Recurring], encode: Encode) -> list[Recurring]:
    """What more transcripts are asked keeps its name; what is the same step joins it."""
    ordered = sorted(found, key=lambda one: (-len(one.places), one.core))
    if len(ordered) < 2:
        return ordered
    names = [topic_of(one.core) for one in ordered]
    vectors = encode(names)
    near = vectors @ vectors.T
    kept: dict[int, Recurring] = {}
    for number, one in enumerate(ordered):
        same = next(
            (
                other
                for other in sorted(kept, key=lambda other: (-round(float(near[number, other]), 6), other))
                if holds_all_words(names[number], names[other])
                or (_is_asked_with(one, ordered[other]) and _name_the_same(names, number, other, near))
            ),
            None,
        )
        kept[number if same is None else same] = one if same is None else _joined(kept[same], one)
    return sorted(kept.values(), key=lambda one: (-len(one.places), one.core))


def _name_the_same(names: Sequence[str], one: int, other: int, near: NDArray[np.float32]) -> bool:
    return bool(stems_of(names[one]) & stems_of(names[other])) or round(float(near[one, other]), 6) >= _ALIKE


def _is_asked_with(first: Recurring, second: Recurring) -> bool:
    """Whether two questions get one answer: where both are asked, one follows the other; else they share a place."""
    these, those = dict(first.places), dict(second.places)
    both = sorted(set(these) & set(those))
    apart = median(abs(these[name] - those[name]) for name in both) if both else abs(_middle(first) - _middle(second))
    return round(apart, 6) <= _ONE_BREATH


def _joined(first: Recurring, second: Recurring) -> Recurring:
    places = dict(second.places)
    for name, place in first.places:
        places[name] = min(place, places.get(name, place))
    wordings = tuple(dict.fromkeys((*first.with_it, second.core, *second.with_it)))
    return replace(first, places=tuple(sorted(places.items())), with_it=wordings)


def _middle(question: Recurring) -> float:
    return median(place for _, place in question.places)


def _usual(group: list[_Question]) -> _Question:
    """The wording used most, the shorter of equals: it stands for all."""
    uses = Counter(question.core for question in group)
    return min(group, key=lambda question: (-uses[question.core], len(question.core), question.core, question.text))


def _has_a_place(group: list[_Question]) -> bool:
    places = sorted(_first_places(group).values())
    quarter, three_quarters = np.quantile(places, [0.25, 0.75])
    return bool(three_quarters - quarter <= _SPREAD)
