"""How near a statement is to each step -> how likely it is at each, or at none: a conditional logit.

McFadden 1974, "Conditional logit analysis of qualitative choice behavior": one utility a step and one for no step, from
cosines alone, so that the same five weights serve any journey. A cosine says little by itself: some steps are near
everything that is said in a study, and some studies near none of their steps. So a step counts by how much nearer a
statement is than the study's statements are on the whole, and "no step" by how near they are to steps at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

Numbers = NDArray[np.float64]

_NEAREST = 2  # of a step's texts: the nearest alone may be near by one word
_DIGITS = 6
_COMMON = 0.25  # the cosine of a statement with a step, over many studies
_KNOWN = 20  # ... and for how many statements of the study it stands: a few tell little of the rest


@dataclass(frozen=True, slots=True)
class ChoiceWeights:
    """What a cosine adds to the logarithm of the odds.

    `near`: of the statement with the step; `usual`: of the study's statements with the step, on the whole. For no step
    `nowhere` always, `nowhere_usual` times the mean of the usual cosines, and `nowhere_near` times the mean cosine of
    the statement with all steps: what is near everything is near nothing. `words`: of what words it shares with the
    step; `members`: of how like it is to what is likely said there, `member_words` by its words; `alike`: of words
    that mean nearly what the step's do. Statements of one conversation are not independent witnesses: `heard` is the
    power of a chance as somebody's surroundings, `around` that of what all surroundings say.
    """

    near: float
    usual: float
    nowhere: float
    nowhere_usual: float
    nowhere_near: float
    words: float = 0.0
    members: float = 0.0
    alike: float = 0.0
    member_words: float = 0.0
    heard: float = 0.5
    around: float = 1.0


# Fitted by `python -m benchmarks.fit_steps` over eight studies and sets of labelled journeys, whole and in part; the
# two of the order over three. What weights fitted without a study give on it: docs/journey.md.
WEIGHTS = ChoiceWeights(
    near=4.84, usual=-2.74, nowhere=-0.58, nowhere_usual=5.12, nowhere_near=2.26, words=4.12, members=9.88, alike=3.28,
    member_words=6.39,
)  # fmt: skip


def nearness(vectors: Vectors, step_vectors: Sequence[Vectors]) -> Numbers:
    """Of shape (statements, steps): the mean cosine to the nearest texts of each step."""
    cosines = np.stack([_nearest(vectors @ rows.T) for rows in step_vectors], axis=1)
    return np.asarray(np.round(cosines, _DIGITS), dtype=np.float64)


def usual_nearness(near: Numbers) -> Numbers:
    """For each step the mean cosine of the study's statements; the same in any order of them."""
    total = np.sort(near, axis=0).sum(axis=0) + _KNOWN * _COMMON
    return np.asarray(np.round(total / (len(near) + _KNOWN), _DIGITS))


def chances(near: Numbers, usual: Numbers, weights: ChoiceWeights = WEIGHTS, beside: Numbers | None = None) -> Numbers:
    """Probabilities of shape (statements, steps + 1), the last for no step; rows sum to 1.

    `beside`: what else each step gains, as logarithms of the odds, of the shape of `near`.
    """
    by_step = weights.near * near + weights.usual * usual
    by_step = by_step if beside is None else by_step + beside
    nowhere = weights.nowhere + weights.nowhere_usual * usual.mean() + weights.nowhere_near * near.mean(axis=1)
    utility = np.hstack([by_step, nowhere[:, None]])
    odds = np.exp(utility - utility.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _nearest(cosines: NDArray[np.float32]) -> Numbers:
    return np.asarray(np.sort(cosines, axis=1)[:, -_NEAREST:].mean(axis=1, dtype=np.float64))
