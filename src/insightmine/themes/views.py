"""Statements -> coordinates: what they mean, and the words they use, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.engines import Vectors
from insightmine.engines.linear import principal_coordinates, word_factors

Matrix = NDArray[np.float64]

CONTENT_PARTS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})

# Words add what the encoder blurs (names of things); meaning leads.
_WORD_WEIGHT = 0.6
_MOST_FACTORS = 200
_DIMENSION = 60


def statement_space(vectors: Vectors, annotations: Sequence[Annotation]) -> Matrix:
    """Unit rows of shape (statements, at most 60), rounded; a row without content is zero.

    The common component is removed by centring (Mu & Viswanath 2018, "All-but-the-top"); words are lemmas
    weighted by tf-idf and reduced by SVD (latent semantic analysis, Deerwester et al. 1990).
    """
    if len(vectors) == 0:
        return np.zeros((0, 1))
    meaning = vectors.astype(np.float64)
    meaning -= meaning.mean(axis=0)
    spread = float(np.sqrt((meaning**2).sum(axis=1).mean()))
    n_factors = min(_MOST_FACTORS, max(10, round(2 * len(vectors) ** 0.5)))
    words = unit_rows(word_factors(*_word_weights(annotations), n_factors))
    views = np.hstack([meaning / max(spread, 1e-9), _WORD_WEIGHT * words])
    return np.round(unit_rows(principal_coordinates(views, _DIMENSION)), 6)


def unit_rows(rows: Matrix) -> Matrix:
    """Rows scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
    return units


def _word_weights(annotations: Sequence[Annotation]) -> tuple[list[dict[int, float]], int]:
    """Rows {word number: weight} of unit length over the lemmas that two statements or more share."""
    bags = [content_lemmas(annotation) for annotation in annotations]
    spread = Counter(lemma for bag in bags for lemma in bag)
    vocabulary = {lemma: i for i, lemma in enumerate(sorted(lemma for lemma, n in spread.items() if n >= 2))}
    rarity = {lemma: float(np.log(len(bags) / spread[lemma])) + 0.1 for lemma in vocabulary}
    rows = []
    for bag in bags:
        row = {vocabulary[w]: (1 + float(np.log(n))) * rarity[w] for w, n in sorted(bag.items()) if w in vocabulary}
        length = float(np.sqrt(sum(weight**2 for weight in row.values())))
        rows.append({word: weight / length for word, weight in row.items()})
    return rows, len(vocabulary)


def content_lemmas(annotation: Annotation) -> Counter[str]:
    """How often each lemma of a noun, verb, adjective or adverb stands in a statement."""
    columns = zip(annotation.lemmas, annotation.parts, strict=True)
    return Counter(lemma.lower() for lemma, part in columns if part in CONTENT_PARTS and lemma.isalpha())
