"""Which statements a person should look at first: doubtful, like many others, unlike one another."""

from __future__ import annotations

import numpy as np

from insightmine.engines import Vectors
from insightmine.judgements.corrections import Numbers

_NEAR = 0.35  # cosine from which on a statement speaks for another
_SAME = 0.6  # ... from which on a second one would teach little more
_DIGITS = 6


def most_telling(doubts: Numbers, weights: Numbers, vectors: Vectors, limit: int, keys: list[str]) -> list[int]:
    """The rows to ask about, the first one first.

    What one correction teaches is the doubt in it and in all that it speaks for, by how much hangs on each (`weights`);
    what an earlier one has taught is not counted twice. Ties go by `keys`.
    """
    unit = np.asarray(vectors, dtype=np.float64)
    near = np.clip(np.round(unit @ unit.T, _DIGITS), 0.0, 1.0)
    near[near < _NEAR] = 0.0
    speaks = near**2
    company = 1.0 + speaks.sum(axis=1)
    worth = doubts * weights
    left = worth.copy()
    chosen: list[int] = []
    order = sorted(range(len(keys)), key=keys.__getitem__)
    waiting = {row for row in order if worth[row] > 0}
    while waiting and len(chosen) < limit:
        gain = np.round(worth * (left + 0.5 * (speaks @ left) / company), _DIGITS)
        row = max((row for row in order if row in waiting), key=lambda row: gain[row])
        chosen.append(row)
        waiting.discard(row)
        left = left * (1 - speaks[row])
        waiting = {other for other in waiting if near[row, other] < _SAME}
    return chosen
