"""Scores of the heads and logits of the classifier -> one probability of each output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def sigmoid(numbers: Numbers | np.float64) -> Numbers:
    """Log odds -> probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-numbers)))


@dataclass(frozen=True, slots=True)
class Stacked:
    """How the heads' scores and the classifier's logits make a probability together (Wolpert 1992, "stacking").

    A number an output: what a score, and a logit, weighs, and what is added. Scores and logits come in the order of
    the heads' outputs.
    """

    on_scores: Numbers
    on_logits: Numbers
    offsets: Numbers

    def probabilities(self, raw: Numbers, logits: Numbers) -> Numbers:
        """Of each output of the heads."""
        return sigmoid(self.on_scores * raw + self.on_logits * logits + self.offsets)


def middle_lean(score: float, side: float, told: float) -> float:
    """The lean in the middle between the heads' and the one that the classifier expects, from its two logits.

    The heads learned 0 for what says neither; the classifier tells apart whether something is said (`told`), and which
    side (`side`).
    """
    return (score + float(sigmoid(np.float64(told))) * float(np.tanh(side / 2))) / 2
