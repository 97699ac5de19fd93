"""Signals -> candidate outcomes: who does what, more or less often, at which step."""

from insightmine.outcomes.propose import propose_outcomes

__all__ = ["propose_outcomes"]
