"""Statements -> coordinates: what they mean, and the words they use, side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.engines import Vectors
from insightmine.engines.linear import principal_coordinates, word_factors

Matrix = NDArray[np.float64]

CONTENT_PARTS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})

# Words add what the encoder blurs (names of things); how much they should count differs from study to study.
_WORD_WEIGHTS = (0.6, 0.3, 1.0)
# In a small study single words move the borders of groups most, and looking at it twice more costs little.
_MORE_WEIGHTS = (0.45, 0.8)
_FEW = 1500
_MOST_FACTORS = 100
_DIMENSION = 80
_DIMENSION_OF_SPACE = 60
# Where a statement takes all it is about from its question, its own words, praise or blame, count so much less.
_OWN_WORDS_LESS = 0.5
# "XXXX" stands for what somebody blacked out: that two statements have it says nothing of what they are about.
_MASKED = re.compile(r"(\w)\1+", re.IGNORECASE)


def statement_views(
    vectors: Vectors, annotations: Sequence[Annotation], taken: Sequence[Mapping[str, float]] = ()
) -> tuple[Matrix, ...]:
    """Coordinates with words weighing more or less beside meaning, each of shape (statements, at most 80), rounded.

    `taken`: the words that each statement takes from its question (see `question_words`).

    The common component is removed by centring (Mu & Viswanath 2018, "All-but-the-top"); words, and lemmas that
    stand side by side, are weighted by tf-idf and reduced by SVD (latent semantic analysis, Deerwester et al. 1990).
    Each in its principal axes, so that the first coordinates are the best few.
    """
    if len(vectors) == 0:
        return tuple(np.zeros((0, 1)) for _ in _WORD_WEIGHTS)
    meaning = vectors.astype(np.float64)
    meaning -= meaning.mean(axis=0)
    meaning /= max(float(np.sqrt((meaning**2).sum(axis=1).mean())), 1e-9)
    n_factors = min(_MOST_FACTORS, max(10, round(2 * len(vectors) ** 0.5)))
    words = unit_rows(word_factors(*_word_weights(annotations, taken), n_factors))
    weights = _WORD_WEIGHTS + (_MORE_WEIGHTS if len(vectors) <= _FEW else ())
    return tuple(principal_coordinates(meaning, words, weights, _DIMENSION))


def statement_space(views: Sequence[Matrix]) -> Matrix:
    """Unit rows of shape (statements, at most 60), rounded: the view in the middle; without content a row is zero."""
    return np.round(unit_rows(views[0][:, :_DIMENSION_OF_SPACE]), 6)


def unit_rows(rows: Matrix) -> Matrix:
    """Rows scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
    return units


def _word_weights(
    annotations: Sequence[Annotation], taken: Sequence[Mapping[str, float]]
) -> tuple[list[dict[int, float]], int]:
    """Rows {word number: weight} of unit length over the lemmas, and pairs of them, that two statements share."""
    bags = [_words_and_pairs(annotation) for annotation in annotations]
    spread = Counter(lemma for bag in bags for lemma in bag)
    vocabulary = {lemma: i for i, lemma in enumerate(sorted(lemma for lemma, n in spread.items() if n >= 2))}
    rarity = {lemma: float(np.log(len(bags) / spread[lemma])) + 0.1 for lemma in vocabulary}
    counted = {n: 1 + float(np.log(n)) for n in sorted({n for bag in bags for n in bag.values()})}
    rows = []
    for bag, more in zip(bags, taken or [{}] * len(bags), strict=True):
        own = 1 - _OWN_WORDS_LESS * max(more.values(), default=0.0)
        weights = dict(more) | {word: own * counted[n] for word, n in bag.items()}
        row = {vocabulary[word]: weights[word] * rarity[word] for word in sorted(weights) if word in vocabulary}
        length = float(np.sqrt(sum(weight**2 for weight in row.values())))
        rows.append({word: weight / length for word, weight in row.items()})
    return rows, len(vocabulary)


def _words_and_pairs(annotation: Annotation) -> Counter[str]:
    """Content lemmas, and each two of them that follow on each other: what is done to what."""
    said = _content(annotation)
    return Counter([*said, *(f"{first} {second}" for first, second in pairwise(said))])


def content_lemmas(annotation: Annotation) -> Counter[str]:
    """How often each lemma of a noun, verb, adjective or adverb stands in a statement."""
    return Counter(_content(annotation))


def _content(annotation: Annotation) -> list[str]:
    columns = zip(annotation.lemmas, annotation.parts, strict=True)
    return [
        lemma.lower()
        for lemma, part in columns
        if part in CONTENT_PARTS and lemma.isalpha() and not _MASKED.fullmatch(lemma)
    ]
