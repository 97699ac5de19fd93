"""What people corrected in a study -> the heads' scores of statements like those, moved towards it.

Gaussian-process regression on what the general heads got wrong (Rasmussen & Williams 2006, equations 2.25 and 2.26),
with the heads as prior mean: without corrections nothing moves, far from them hardly anything does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

Numbers = NDArray[np.float64]

_NOISE = 1.0  # of one correction, as a variance: people differ, and one statement is not all
COMMON = 0.05  # what a correction says of all statements of the study alike
_SUBJECT = 0.5  # ... of statements on the same subject, falling with the cosine
_NEAR = 1.0  # ... of statements that say nearly the same, falling with a high power of it
_POWER = 3
_FEW = 20  # statements tell little of what all of a study have in common
_DIGITS = 6
_EXACT = 9  # digits that do not depend on the order of rows
_SHORT = 1e-6


@dataclass(frozen=True, slots=True)
class Corrected:
    """Scores after corrections. `left`: what is left to learn of each, 1 untouched, towards 0 beside corrections."""

    scores: Numbers
    left: Numbers


def correct(
    scores: Numbers, wanted: Mapping[int, Numbers], vectors: Vectors | Numbers, common: float = COMMON
) -> Corrected:
    """The scores (statements x outputs) given what people said of some rows; the order of corrections is nothing.

    The rows of `vectors` have length 1. `common`: what a correction says of all statements alike.
    """
    if not wanted:
        return Corrected(scores, np.ones(len(scores)))
    rows = sorted(wanted)
    known = np.asarray(vectors, dtype=np.float64)[rows]
    between = _likeness(known, known, common) + _NOISE * np.eye(len(rows))
    across = _likeness(np.asarray(vectors, dtype=np.float64), known, common)
    errors = np.stack([wanted[row] for row in rows]) - scores[rows]
    moved = np.round(scores + across @ np.linalg.solve(between, errors), _DIGITS)
    own = common + _SUBJECT + _NEAR
    told = (across * np.linalg.solve(between, across.T).T).sum(axis=1)
    return Corrected(moved, np.round(np.clip(1 - told / own, 0.0, 1.0), _DIGITS))


def apart(vectors: Vectors) -> Numbers:
    """The vectors without what the study's statements have in common, of length 1 again.

    Any two remarks on one product are alike. That says much of where they belong, and nothing of what they are or
    which way it worked: what is asked about there is what is in doubt, no fair sample of the study.
    """
    whole = np.asarray(vectors, dtype=np.float64)
    own = whole - np.round(whole.sum(axis=0) / (len(whole) + _FEW), _EXACT)
    return np.asarray(own / np.maximum(_SHORT, np.linalg.norm(own, axis=1, keepdims=True)))


def _likeness(a: Numbers, b: Numbers, common: float) -> Numbers:
    cosines = np.clip(np.round(a @ b.T, _EXACT), 0.0, 1.0)
    return np.asarray(common + _SUBJECT * cosines + _NEAR * cosines**_POWER)
