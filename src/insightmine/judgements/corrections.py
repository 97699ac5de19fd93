"""What people corrected in a study -> the heads' scores of statements like those, moved towards it.

Gaussian-process regression on what the general heads got wrong (Rasmussen & Williams 2006, equations 2.25 and 2.26),
with the heads as prior mean: without corrections nothing moves, and nothing does that is no more like what was
corrected than the study's statements are like one another. What is asked about is what is in doubt, no fair sample of
the study: it says nothing of all statements alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

Numbers = NDArray[np.float64]

_NOISE = 1.0  # of one correction, as a variance: people differ, and one statement is not all
_SUBJECT = 0.5  # what a correction says of statements on the same subject, falling with the cosine
_NEAR = 1.0  # ... of statements that say nearly the same, falling with a high power of it
_POWER = 3
_DIGITS = 6
_FEW = 20  # statements tell little of what all of a study have in common
_EXACT = 9  # digits that do not depend on the order of rows
_SHORT = 1e-6


@dataclass(frozen=True, slots=True)
class Corrected:
    """Scores after corrections. `left`: what is left to learn of each, 1 untouched, towards 0 beside corrections."""

    scores: Numbers
    left: Numbers


def correct(scores: Numbers, wanted: Mapping[int, Numbers], vectors: Vectors) -> Corrected:
    """The scores (statements x outputs) given what people said of some rows; the order of corrections is nothing.

    The rows of `vectors` have length 1.
    """
    if not wanted:
        return Corrected(scores, np.ones(len(scores)))
    rows = sorted(wanted)
    apart = _apart(vectors)
    known = apart[rows]
    between = _likeness(known, known) + _NOISE * np.eye(len(rows))
    across = _likeness(apart, known)
    errors = np.stack([wanted[row] for row in rows]) - scores[rows]
    moved = np.round(scores + across @ np.linalg.solve(between, errors), _DIGITS)
    own = _SUBJECT + _NEAR
    told = (across * np.linalg.solve(between, across.T).T).sum(axis=1)
    return Corrected(moved, np.round(np.clip(1 - told / own, 0.0, 1.0), _DIGITS))


def _apart(vectors: Vectors) -> Numbers:
    """The vectors without what the study's statements have in common, of length 1 again."""
    whole = np.asarray(vectors, dtype=np.float64)
    apart = whole - np.round(whole.sum(axis=0) / (len(whole) + _FEW), _EXACT)
    return np.asarray(apart / np.maximum(_SHORT, np.linalg.norm(apart, axis=1, keepdims=True)))


def _likeness(a: Numbers, b: Numbers) -> Numbers:
    cosines = np.clip(np.round(a @ b.T, _EXACT), 0.0, 1.0)
    return np.asarray(_SUBJECT * cosines + _NEAR * cosines**_POWER)
