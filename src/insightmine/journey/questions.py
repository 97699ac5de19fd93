"""Recurring interviewer questions -> journey steps."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
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
_SPREAD = 0.35  # a question that comes up all over the interview has no place in an order
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
    """A question that recurs, in its usual wording; `places` say where each transcript (by number) first holds it."""

    text: str
    core: str
    places: tuple[tuple[int, float], ...]


def steps_from_questions(transcripts: Sequence[Transcript], encode: Encode) -> tuple[Step, ...]:
    """Questions that interviewers ask in at least a quarter of the transcripts (two at least), in asking order."""
    recurring = recurring_questions(transcripts, encode)
    names = [topic_of(question.core) for question in recurring]
    return tuple(
        Step(id=step_id, name=name, examples=(question.text,))
        for step_id, name, question in zip(slug_ids(names), names, recurring, strict=True)
    )


def recurring_questions(transcripts: Sequence[Transcript], encode: Encode) -> tuple[Recurring, ...]:
    """What is asked in at least a quarter of the transcripts (two at least), in asking order.

    A question stands for a step when enough transcripts hold one near it in meaning (cosine of the questions
    without their asides) and when it has a steady place in the interview. The question with most transcripts
    around it is taken first, with everything near it; then the next; at most eight.
    """
    questions = [question for number, transcript in enumerate(transcripts) for question in _asked(transcript, number)]
    needed = max(2, math.ceil(_SHARE * len(transcripts)))
    questions = _worth_comparing(questions, needed)
    if not questions:
        return ()
    questions.sort(key=lambda question: (question.core, question.transcript, question.place))
    groups = _recurring(questions, encode([question.core for question in questions]), needed)
    placed = [(round(median(_first_places(group).values()), 6), _usual(group), group) for group in groups]
    placed = [entry for entry in placed if _has_a_place(entry[2])]
    placed.sort(key=lambda entry: (entry[0], entry[1].core))
    return tuple(
        Recurring(question.text, question.core, tuple(sorted(_first_places(group).items())))
        for _, question, group in placed
    )


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
    while len(groups) < _MOST_STEPS:
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


def _usual(group: list[_Question]) -> _Question:
    """The wording used most, the shorter of equals: it stands for all."""
    uses = Counter(question.core for question in group)
    return min(group, key=lambda question: (-uses[question.core], len(question.core), question.core, question.text))


def _has_a_place(group: list[_Question]) -> bool:
    places = sorted(_first_places(group).values())
    quarter, three_quarters = np.quantile(places, [0.25, 0.75])
    return bool(three_quarters - quarter <= _SPREAD)
