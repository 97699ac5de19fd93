"""A plan's text or table -> its entries -> verdicts: output, outcome, impact or task."""

from insightmine.planning.judging import judge_entries

__all__ = ["judge_entries"]
