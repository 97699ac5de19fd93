"""The order in which people tell things -> what stands around a statement says of its step.

A hidden Markov model over the statements of one transcript (Rabiner 1989, section III.A: forward and backward
variables): people stay at a step for a while, then go on, most likely to the next one. No result depends on another
transcript.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Record, Role, Statement, Transcript

Numbers = NDArray[np.float64]

_STAY = 0.8  # that the next statement is about the same step
_ELSEWHERE = 0.2  # ... of those that leave it, to no step at all
_NEXT = 0.5  # how much more of the rest goes on to the next step than to any other
_ANSWERS = "csv"  # rows of a table with a column of participants
_DIGITS = 9


def told_in_order(transcripts: Sequence[Transcript]) -> frozenset[TranscriptId]:
    """The transcripts whose order is one in which somebody tells something.

    Not the rows of a table without an interviewer: their order is that of the file.
    """
    return frozenset(
        transcript.id
        for transcript in transcripts
        if transcript.record is Record.SPEECH
        and not transcript.rows_are_statements
        and (transcript.format != _ANSWERS or any(turn.role is Role.INTERVIEWER for turn in transcript.turns))
    )


def surroundings(chances: Numbers, statements: Sequence[Statement], ordered: Collection[TranscriptId]) -> Numbers:
    """The logarithm of how likely each place is by what stands before and after; even where there is no order.

    `chances` has a row a statement and a column a step, the last one for no step; rows sum to 1.
    """
    rows, columns = chances.shape
    found = np.full((rows, columns), -np.log(columns))
    moves = _moves(columns - 1)
    told: dict[TranscriptId, list[int]] = defaultdict(list)
    for row, statement in enumerate(statements):
        if statement.transcript in ordered:
            told[statement.transcript].append(row)
    for transcript in sorted(told):
        order = sorted(told[transcript], key=lambda row: (statements[row].turn, statements[row].start, row))
        found[order] = _around(chances[order], moves)
    return found


def _around(chances: Numbers, moves: Numbers) -> Numbers:
    """Forward times backward variable of each row, without the row's own chances, as a logarithm."""
    n = len(chances)
    forward, backward = np.full_like(chances, 1.0 / chances.shape[1]), np.full_like(chances, 1.0 / chances.shape[1])
    for row in range(1, n):
        forward[row] = _scaled((forward[row - 1] * chances[row - 1]) @ moves)
    for row in range(n - 2, -1, -1):
        backward[row] = _scaled(moves @ (chances[row + 1] * backward[row + 1]))
    both = forward * backward
    return np.asarray(np.round(np.log(both / both.sum(axis=1, keepdims=True)), _DIGITS))


def _scaled(weights: Numbers) -> Numbers:
    return np.asarray(weights / weights.sum())


def _moves(n_steps: int) -> Numbers:
    """Probabilities from each place to the next, of shape (steps + 1, steps + 1); the last is no step."""
    moves = np.zeros((n_steps + 1, n_steps + 1))
    for step in range(n_steps):
        others = np.ones(n_steps)
        others[step] = 0.0
        if step + 1 < n_steps:
            others[step + 1] += _NEXT * n_steps
        leaving = 1.0 - _STAY
        elsewhere = _ELSEWHERE if others.any() else 1.0
        moves[step, :n_steps] = leaving * (1 - elsewhere) * others / max(1.0, others.sum())
        moves[step, step] = _STAY
        moves[step, n_steps] = leaving * elsewhere
    moves[n_steps, :n_steps] = (1.0 - _STAY) / n_steps
    moves[n_steps, n_steps] = _STAY
    return moves
