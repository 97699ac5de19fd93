"""Transcripts -> a proposed journey; themes and judgements -> booster and blocker candidates."""

from insightmine.journey.association import Associated, associate
from insightmine.journey.card_results import with_results
from insightmine.journey.doubts import doubts
from insightmine.journey.propose import propose_journey
from insightmine.journey.signals import find_signals
from insightmine.journey.suggest import suggest_steps

__all__ = ["Associated", "associate", "doubts", "find_signals", "propose_journey", "suggest_steps", "with_results"]
