"""Transcripts -> a proposed journey; themes and judgements -> booster and blocker candidates."""

from insightmine.journey.propose import propose_journey
from insightmine.journey.signals import find_signals

__all__ = ["find_signals", "propose_journey"]
