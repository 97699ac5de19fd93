"""Codings -> how far coders agree: alpha, kappa, indices of groupings, with intervals over people."""

from insightmine.agreement.compare import NONE, UNSURE, compare
from insightmine.agreement.rows import coder_row, result_row
from insightmine.agreement.values import (
    Agreement,
    Aspect,
    Coding,
    Counterpart,
    Disagreement,
    Estimate,
    Grouped,
    LabelAgreement,
    Labels,
    Pair,
    Unit,
)
from insightmine.agreement.wording import SCALE, meaning

__all__ = [
    "NONE",
    "SCALE",
    "UNSURE",
    "Agreement",
    "Aspect",
    "Coding",
    "Counterpart",
    "Disagreement",
    "Estimate",
    "Grouped",
    "LabelAgreement",
    "Labels",
    "Pair",
    "Unit",
    "coder_row",
    "compare",
    "meaning",
    "result_row",
]
