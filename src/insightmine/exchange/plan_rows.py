"""A checked plan as plain values: what `check-plan --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.plans import Backing, Evidence, JudgedEntry, PlanCheck, counts_of


def plan_rows(check: PlanCheck, analysis: Analysis | None) -> dict[str, Any]:
    """Every entry, whatever the terminal shows; `analysis` is what may be shared of the study, if there is one."""
    return {
        "source": check.plan.source,
        "counts": counts_of(check.entries),
        "entries": [_entry(item, analysis) for item in check.entries],
        "unaddressed": None if check.unaddressed is None or analysis is None else _unaddressed(check, analysis),
        "notes": list(check.plan.notes),
        "not_judged": None if check.unaddressed is None or analysis is None else _not_judged(analysis),
    }


def _not_judged(analysis: Analysis) -> dict[str, Any]:
    """Whose words count neither for nor against an entry; `everybody`: no statement of the study is judged."""
    return {
        "participants": list(analysis.not_judged.people),
        "languages": list(analysis.not_judged.languages),
        "everybody": bool(analysis.not_judged) and not analysis.for_themes,
    }


def _entry(item: JudgedEntry, analysis: Analysis | None) -> dict[str, Any]:
    named, backing = item.named, item.backing
    return {
        "text": item.entry.text,
        "verdict": item.verdict,
        "reasons": list(item.reasons) if item.verdict else [item.not_judged],
        "themes": list(backing.themes) if backing else [],
        "place": item.entry.place,
        "section": item.entry.section or None,
        "called": item.entry.label or None,
        "probability": item.probability,
        "second": item.second,
        "clues": [
            {"start": c.start, "end": c.end, "text": c.text, "speaks_for": c.verdict, "why": c.why} for c in item.clues
        ],
        "also": item.also,
        "also_text": item.mixed,
        "who": named.who,
        "behaviour": named.behaviour,
        "rate": named.rate,
        "baseline": named.baseline,
        "target": named.target,
        "by_when": named.by_when,
        "missing": list(item.missing),
        "question": item.question,
        "language": item.language,
        "same_as": item.twin,
        **_backing(backing, analysis),
    }


def _backing(backing: Backing | None, analysis: Analysis | None) -> dict[str, Any]:
    """What the study says; `null` without one."""
    if backing is None or analysis is None:
        return {"steps": None, "helps": None, "hinders": None, "other": None}
    return {
        "steps": list(backing.steps),
        "helps": _quotes(backing.helping, analysis),
        "hinders": _quotes(backing.hindering, analysis),
        "other": _quotes(backing.neutral, analysis),
    }


def _quotes(evidence: Sequence[Evidence], analysis: Analysis) -> list[dict[str, Any]]:
    found = []
    for item in evidence:
        statement = analysis.statement_by_id[item.statement]
        found.append(
            {
                "statement": statement.id,
                "text": statement.text,
                "participant": statement.participant,
                "source": statement.source,
                "turn": statement.turn,
                "similarity": item.similarity,
            }
        )
    return found


def _unaddressed(check: PlanCheck, analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "signal": signal.id,
            "theme": signal.theme,
            "name": analysis.theme_by_id[signal.theme].name,
            "step": signal.step,
            "about": signal.about,
            "participants": list(signal.participants),
            "supporting": list(signal.supporting),
        }
        for signal in map(analysis.signal_by_id.__getitem__, check.unaddressed or ())
    ]
