"""Two rounds of interviews -> which behaviours and themes grew, shrank, appeared or vanished, in people."""

from insightmine.rounds.alike import Space
from insightmine.rounds.changes import compare
from insightmine.rounds.sides import round_of
from insightmine.rounds.values import (
    Change,
    ChangeVerdict,
    Comparison,
    Count,
    How,
    Match,
    Panel,
    Rate,
    Round,
    RoundTheme,
    Said,
    What,
)

__all__ = [
    "Change",
    "ChangeVerdict",
    "Comparison",
    "Count",
    "How",
    "Match",
    "Panel",
    "Rate",
    "Round",
    "RoundTheme",
    "Said",
    "Space",
    "What",
    "compare",
    "round_of",
]
