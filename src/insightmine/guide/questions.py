"""The guide's questions and probes -> the interviewer's turns that ask them, in whatever words.

A turn's score for a wording is the cosine of their vectors plus a share of their common words; a turn that does not ask
needs more of both. The order of the guide is a weak prior: the question that is being talked about and the one after it
are somewhat likelier. Each turn is matched with one question or with none.

The numbers below were chosen on the sample study, the first three interviews of pdpilot and five of the scientists';
what they are worth on others stands in docs/guide.md (`python -m benchmarks guide`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.guides import Guide
from insightmine.domain.journeys import Journey
from insightmine.engines import Vectors
from insightmine.guide.asking import Part, parts_of
from insightmine.guide.steps import step_of_items
from insightmine.guide.wording import shared, stems, weights

Encode = Callable[[Sequence[str]], Vectors]

_PART = re.compile(r"(?<=[.;:])\s+")
_WORDS = 0.35  # what common words add to the cosine
_ENOUGH = 0.65
_NOT_ASKING = 0.2
_NEXT = 0.15
_CURRENT = 0.05
_OF_STEP = 0.05  # what the journey says of the question's step is a weaker sign than the guide's own words


class Put(NamedTuple):
    """A question that a turn puts: its place in the guide, the wording that fits best, and how well (0 to 1)."""

    question: int
    wording: str
    score: float
    is_probe: bool


class _Wording(NamedTuple):
    """A text that a turn may be like, and the question or probe of the guide that it stands for."""

    question: int
    text: str
    stands_for: str
    is_probe: bool
    handicap: float = 0.0


class Asking:
    """A guide's questions, ready to be found in interviews."""

    def __init__(self, guide: Guide, journey: Journey, encode: Encode) -> None:
        self._n_questions = len(guide.questions)
        self._wordings = _wordings(guide, journey)
        texts = [[w.text for w in self._wordings if w.question == n] for n in range(self._n_questions)]
        self._weights = weights(texts)
        self._encode = encode
        self._vectors = encode([wording.text for wording in self._wordings])

    def questions_of(self, interviews: Sequence[Sequence[str]]) -> list[list[Put | None]]:
        """For each interview and each of its interviewer's turns, in order, what it puts, or `None`."""
        read = [[self._worth_reading(parts_of(turn)) for turn in turns] for turns in interviews]
        texts = sorted({part.text for turns in read for parts in turns for part in parts})
        if not texts or not self._wordings:
            return [[None] * len(turns) for turns in interviews]
        vectors = dict(zip(texts, self._encode(texts), strict=True))
        return [self._follow([self._scores(parts, vectors) for parts in turns]) for turns in read]

    def _worth_reading(self, parts: Sequence[Part]) -> list[Part]:
        known = self._weights
        return [part for part in parts if part.asks or any(known.get(stem, 0) > 0 for stem in stems(part.text))]

    def _scores(self, parts: Sequence[Part], vectors: dict[str, Vectors]) -> NDArray[np.float64] | None:
        """The score of each wording, or `None` where nothing in the turn can ask."""
        if not parts:
            return None
        alike = np.stack([vectors[part.text] for part in parts]) @ self._vectors.T
        words = [[shared(part.text, w.text, self._weights) for w in self._wordings] for part in parts]
        needs = np.array([0.0 if part.asks else _NOT_ASKING for part in parts])
        scores = np.asarray(alike, dtype=np.float64) + _WORDS * np.array(words) - needs[:, None]
        return np.asarray(scores.max(axis=0).round(6))

    def _follow(self, turns: Sequence[NDArray[np.float64] | None]) -> list[Put | None]:
        found: list[Put | None] = []
        current: int | None = None
        asked: set[int] = set()
        for scores in turns:
            put = None if scores is None else self._best(scores, current, asked)
            if put is not None:
                current = put.question
                asked.add(put.question)
            found.append(put)
        return found

    def _best(self, scores: NDArray[np.float64], current: int | None, asked: set[int]) -> Put | None:
        coming = 0 if current is None else current + 1
        best: tuple[float, int] | None = None
        for number, wording in enumerate(self._wordings):
            if not stems(wording.text) and current != wording.question:
                continue  # "What did you do then?" means nothing where another question is being talked about
            score = float(scores[number]) - wording.handicap
            if wording.question == current:
                score += _CURRENT
            elif wording.question == coming and coming not in asked:
                score += _NEXT
            if best is None or score > best[0]:
                best = score, number
        if best is None or best[0] < _ENOUGH:
            return None
        score, number = best
        wording = self._wordings[number]
        return Put(wording.question, wording.stands_for, round(min(1.0, score), 4), wording.is_probe)


def _wordings(guide: Guide, journey: Journey) -> tuple[_Wording, ...]:
    """Each question with its probes, and what the journey says of its step where no other question is about it."""
    steps = step_of_items(guide, journey)
    count = Counter(steps.get(question.id) for question in guide.questions)
    found = []
    for number, question in enumerate(guide.questions):
        found += [_Wording(number, text, text, is_probe=False) for text in (question.text,) if text]
        found += [_Wording(number, probe, probe, is_probe=True) for probe in question.probes if probe]
        step = steps.get(question.id)
        if step is not None and count[step] == 1 and question.text:
            known = journey.step(step)
            told = (known.name, *_PART.split(known.description))
            found += [_Wording(number, text, question.text, is_probe=False, handicap=_OF_STEP) for text in told if text]
    return tuple(found)
