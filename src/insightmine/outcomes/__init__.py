"""Signals -> candidate outcomes: who does what, more or less often, at which step."""

from insightmine.outcomes.contradictions import contradictions, with_contradictions
from insightmine.outcomes.doing import who_did
from insightmine.outcomes.impacts import with_impacts, without_outcome
from insightmine.outcomes.propose import propose_outcomes

__all__ = ["contradictions", "propose_outcomes", "who_did", "with_contradictions", "with_impacts", "without_outcome"]
