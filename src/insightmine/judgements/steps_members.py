"""Statements that are likely at a step -> how like them each other statement is.

The description of a step is written before anybody has spoken. What people then say there has words of its own: so
a step is also known by what is most likely said at it, as in relevance feedback (Rocchio 1971, "Relevance feedback in
information retrieval"), without anybody's judgement but for the steps that people decided. Once by vectors of
statements, and once by their words, as Rocchio did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors
from insightmine.engines.linear import one_thread
from insightmine.judgements.steps_words import WordRows

Numbers = NDArray[np.float64]

_POWER = 2  # of a chance: what is likely counts far more than what is only possible
_UNSEEN = 1.0  # members that would lie in the middle of the study: a step with few is not known by them
_FEW = 20  # statements of a study of which the likeness counts half: where their middle lies is hardly known
_BLOCK = 4096
_DIGITS = 6


def likeness_to_members(vectors: Vectors, chances: Numbers, order: Sequence[int]) -> Numbers:
    """Of shape (statements, steps): how near each statement is to a step's likely members, itself not among them.

    A product of vectors seen from the middle of the study, 0 where a step has no members. `chances` of shape
    (statements, steps + 1); `order`: the rows that count as members, in an order that does not depend on that of the
    statements.
    """
    belongs = chances[:, :-1] ** _POWER
    sums, total = np.zeros((belongs.shape[1], vectors.shape[1])), np.zeros(vectors.shape[1])
    with one_thread():
        for rows in _blocks(order):
            own = vectors[rows].astype(np.float64)
            sums += belongs[rows].T @ own
            total += own.sum(axis=0)
        counted = np.zeros((len(vectors), 1))
        counted[list(order)] = 1.0
        middle = total / max(len(order), 1)
        weight = (belongs * counted).sum(axis=0)
        sums -= weight[:, None] * middle
        found = np.zeros_like(belongs)
        for rows in _blocks(range(len(vectors))):
            apart = vectors[rows].astype(np.float64) - middle
            own = belongs[rows] * counted[rows]
            others = apart @ sums.T - own * (apart**2).sum(axis=1, keepdims=True)
            found[rows] = others / (weight - own + _UNSEEN)
    return np.asarray(np.round(found * len(order) / (len(order) + _FEW), _DIGITS))


def likeness_by_words(words: WordRows, chances: Numbers, order: Sequence[int]) -> Numbers:
    """The same by words that statements have in common, of which few stand in each."""
    (n, width), n_steps = words.shape, chances.shape[1] - 1
    belongs = chances[:, :-1] ** _POWER
    place = np.full(n, -1, dtype=np.int64)
    place[list(order)] = np.arange(len(order))
    # the entries of members, in an order that does not depend on that of the statements
    entries = np.argsort(place[words.rows], kind="stable")
    entries = entries[place[words.rows[entries]] >= 0]
    rows, columns, values = words.rows[entries], words.columns[entries], words.values[entries]
    middle = np.bincount(columns, values, minlength=width) / max(len(order), 1)
    to_middle = _dots(words, middle)
    squares = _dots(words, None) - 2 * to_middle + (middle**2).sum()
    found = np.zeros_like(belongs)
    for step in range(n_steps):
        own = np.where(place >= 0, belongs[:, step], 0.0)
        weight = own[list(order)].sum()
        total = np.bincount(columns, values * own[rows], minlength=width) - weight * middle
        others = _dots(words, total) - (middle * total).sum() - own * squares
        found[:, step] = others / (weight - own + _UNSEEN)
    return np.asarray(np.round(found * len(order) / (len(order) + _FEW), _DIGITS))


def _dots(words: WordRows, other: Numbers | None) -> Numbers:
    """The product of each row with another vector, or with itself."""
    by = words.values if other is None else other[words.columns]
    return np.bincount(words.rows, words.values * by, minlength=words.shape[0]).astype(np.float64)


def _blocks(rows: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(rows), _BLOCK):
        yield list(rows[start : start + _BLOCK])
