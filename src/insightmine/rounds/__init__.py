"""Two rounds of interviews -> which behaviours and themes grew, shrank, appeared or vanished, in people."""

from insightmine.rounds.alike import Space
from insightmine.rounds.changes import compare
from insightmine.rounds.sides import round_of
from insightmine.rounds.values import (
    Change,
    Comparison,
    Count,
    How,
    Match,
    Panel,
    Rate,
    Round,
    RoundTheme,
    Said,
    Verdict,
    What,
)

__all__ = [
    "Change",
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
    "Verdict",
    "What",
    "compare",
    "round_of",
]
