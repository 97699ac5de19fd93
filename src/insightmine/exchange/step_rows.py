"""The journey as rows of the export contract: what is said at each step, who was asked, and what is open there.

Every function takes an analysis that is `shareable` already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.interviewed import NOBODY, people_asked_at
from insightmine.domain.step_shares import shares_of
from insightmine.domain.themes import Theme

SCHEMA_VERSION = 1

Row = dict[str, Any]


def steps(analysis: Analysis) -> Iterator[Row]:
    """One row a step, in the order of the journey."""
    open_at = {question.step: question for question in analysis.open_questions}
    asked = people_asked_at(analysis.journey, analysis.asked, analysis.transcripts)
    for position, step in enumerate(analysis.journey.steps, 1):
        here = [judgement.statement for judgement in analysis.judgements if judgement.step == step.id]
        question = open_at.get(step.id)
        yield {
            "id": step.id,
            "position": position,
            "name": step.name,
            "description": step.description,
            "origin": analysis.journey.origin.value,
            "n_statements": len(here),
            "participants": sorted({analysis.statement_by_id[name].participant for name in here}),
            "asked": sorted(asked.get(step.id, ())),
            "gap": question.gap.value if question else None,
            "question": question.text if question else None,
            "to_ask": list(question.to_ask) if question else [],
            "not_judged": list(analysis.not_judged_at.get(step.id, NOBODY).people),
            "schema_version": SCHEMA_VERSION,
        }


def steps_of_theme(analysis: Analysis, theme: Theme) -> list[Row]:
    """The steps of a theme's statements with their share, in the order of the journey; no step is `null`, and last."""
    return [
        {"step": one.step, "share": one.share, "n_statements": one.n_statements, "participants": list(one.participants)}
        for one in shares_of(analysis, theme)
    ]
