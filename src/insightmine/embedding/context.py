"""What surrounds a statement -> its vector in context, so that "yes, every week" lies where its question lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.speech import Statement
from insightmine.engines import Vectors

# Chosen on the sample's gold themes and checked on coded interviews it was not chosen on: of the five statements
# of other people that lie nearest, the share with the same human code rose by a quarter (docs/decisions/0003).
_NEIGHBOURS = 2
_NEIGHBOUR_WEIGHT = 0.2
_QUESTION_WEIGHT = 0.4
_QUESTION_LENGTH = 300


def in_context(
    statements: Sequence[Statement], vectors: Vectors, encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """Unit rows: a statement's own vector, 0.2 times the mean of its neighbours', 0.4 times its question's.

    `statements` are in the order of transcript, turn and start; row i of `vectors` is statement i. Neighbours are
    the two statements before and after it in the same turn; of a long question its end counts. A statement that
    stands alone, as in a table of statements, keeps its own vector.
    """
    mixed = vectors.astype(np.float64) + _NEIGHBOUR_WEIGHT * _neighbours(statements, vectors)
    asked = [row for row, statement in enumerate(statements) if statement.question]
    questions = [question_end(statements[row].question or "") for row in asked]
    if asked:
        mixed[asked] += _QUESTION_WEIGHT * encode(questions)
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.asarray(mixed / np.maximum(lengths, 1e-12), dtype=np.float32)


def question_end(question: str) -> str:
    """The last 300 characters of a question, from a word on: interviewers ask at the end of what they say."""
    if len(question) <= _QUESTION_LENGTH:
        return question
    return question[-_QUESTION_LENGTH:].split(" ", 1)[-1]


def _neighbours(statements: Sequence[Statement], vectors: Vectors) -> NDArray[np.float64]:
    """The mean vector of each statement's neighbours in its turn; zero where it has none."""
    means = np.zeros(vectors.shape, dtype=np.float64)
    numbered = enumerate(statements)
    for _, group in groupby(numbered, key=lambda item: (item[1].transcript, item[1].turn)):
        rows = [row for row, _ in group]
        for place, row in enumerate(rows):
            near = rows[max(0, place - _NEIGHBOURS) : place] + rows[place + 1 : place + 1 + _NEIGHBOURS]
            if near:
                means[row] = vectors[near].astype(np.float64).mean(axis=0)
    return means
