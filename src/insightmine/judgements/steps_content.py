"""What statements say -> how likely each is at each step, or at none: by the steps' own texts, then by members too."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from insightmine.domain.ids import TranscriptId
from insightmine.domain.journeys import Step
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.steps_choice import ChoiceWeights, Numbers, chances, nearness, usual_nearness
from insightmine.judgements.steps_members import likeness_by_words, likeness_to_members
from insightmine.judgements.steps_words import WordRows, WordsBeside

Encode = Callable[[Sequence[str]], Vectors]

_CERTAIN = 0.98  # of a heading's step, or of what a person decided, for other statements


class Members(NamedTuple):
    """How like a step's likely members each statement is, by vectors and by words; both of (statements, steps)."""

    by_vectors: Numbers
    by_words: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Statements beside steps: vectors (a row a statement), `near`, `words` and `alike` of shape (statements, steps).

    `words`: by words in common; `alike`: by words that mean nearly the same. `said`: the words of each statement.
    `usual`: of each step, how near the study's statements are on the whole. `counted`: the rows that are the study's
    statements, in an order that does not depend on theirs.
    """

    vectors: Vectors
    said: WordRows
    near: Numbers
    usual: Numbers
    words: Numbers
    alike: Numbers
    counted: tuple[int, ...]

    def chances(self, weights: ChoiceWeights, leads: Numbers | None = None, members: Members | None = None) -> Numbers:
        """Probabilities of shape (statements, steps + 1). `leads`: what else adds to the logarithm of the odds."""
        beside = weights.words * self.words + weights.alike * self.alike
        beside = beside if leads is None else beside + leads
        if members is not None:
            beside = beside + weights.members * members.by_vectors + weights.member_words * members.by_words
        return chances(self.near, self.usual, weights, beside)

    def members(
        self, weights: ChoiceWeights, leads: Numbers | None = None, known: Mapping[int, int] = MappingProxyType({})
    ) -> Members:
        """How like a step's likely members each statement is; `known` maps rows to columns that are not in doubt."""
        likely = settled(self.chances(weights, leads), known)
        return Members(
            likeness_to_members(self.vectors, likely, self.counted), likeness_by_words(self.said, likely, self.counted)
        )


def content_of(
    statements: Sequence[Statement],
    vectors: Vectors,
    steps: Sequence[Step],
    encode: Encode,
    foreign: Collection[TranscriptId] = (),
) -> Content:
    """Statements beside steps. What is `foreign`, in a language that is not judged, is no statement of the study."""
    near = nearness(vectors, step_vectors(steps, encode))
    read = [row for row, statement in enumerate(statements) if statement.transcript not in foreign]
    texts = [statement.text for statement in statements]
    words = WordsBeside(texts, [_texts(step) for step in steps], [texts[row] for row in read])
    counted = sorted(read, key=lambda row: (texts[row], statements[row].question or ""))
    return Content(
        vectors, words.rows(), near, usual_nearness(near[read]), words.shared(), words.alike(encode), tuple(counted)
    )


def settled(chances: Numbers, known: Mapping[int, int]) -> Numbers:
    """Chances whose rows sum to 1, nearly certain where the place is known."""
    found = chances / chances.sum(axis=1, keepdims=True)
    for row, column in known.items():
        found[row] = (1 - _CERTAIN) / (chances.shape[1] - 1)
        found[row, column] = _CERTAIN
    return np.asarray(found)


def step_vectors(steps: Sequence[Step], encode: Encode) -> list[Vectors]:
    """For each step one row for name with description, and one for each sentence and example of it."""
    texts = [_texts(step) for step in steps]
    rows = encode([text for group in texts for text in group])
    borders = np.cumsum([len(group) for group in texts])[:-1]
    return np.split(rows, borders)


def _texts(step: Step) -> list[str]:
    whole = f"{step.name}. {step.description}".strip()
    sentences = [part for part in re.split(r"(?<=[.?!])\s+|\n+", step.description) if len(part.split()) >= 4]
    return list(dict.fromkeys([step.name, whole, *sentences, *step.examples]))
