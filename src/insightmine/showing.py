"""An id or a file name -> what it means, with where it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.file_names import name_key
from insightmine.domain.outcomes import Outcome
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import Theme
from insightmine.errors import UsageError
from insightmine.exchange import FILES

Shown = Transcript | Statement | Theme | Signal | Outcome


def find(analysis: Analysis, name: str, shown: str | None = None) -> tuple[Shown, ...]:
    """The thing with this id, or the transcripts of this file or participant; `shown` is its name in the results.

    Raises `UsageError` where nothing goes by the name.
    """
    everything: Sequence[Sequence[Shown]] = (
        analysis.statements, analysis.themes, analysis.signals, analysis.outcomes, analysis.transcripts,
    )  # fmt: skip
    found: tuple[Shown, ...] = tuple(item for items in everything for item in items if item.id == name)
    if not found:
        found = tuple(t for t in analysis.transcripts if name == t.source or t.source.endswith("/" + name))
    if not found:
        found = tuple(t for t in analysis.transcripts if name in t.participants)
    if not found:  # typed as a path of this system, or in another case or spelling
        key = "/" + name_key(name).removeprefix("./")
        sources = [(t, "/" + name_key(t.source)) for t in analysis.transcripts]
        found = tuple(
            t for t, source in sources if source.endswith(key) or key.endswith(source) or key == "/" + name_key(t.id)
        )
    if not found and shown not in (None, name):
        with suppress(UsageError):
            return find(analysis, shown or name)
    if not found:
        raise UsageError(
            f"nothing goes by {name!r}", hint="give an id from a table or the report, a file name, or a participant"
        )
    return found


def row_of(analysis: Analysis, item: Shown) -> dict[str, Any]:
    """The thing as in the export contract; a transcript with its turns, roles, statements and what was left out."""
    if not isinstance(item, Transcript):
        table = {Statement: "statements", Theme: "themes", Signal: "signals", Outcome: "outcomes"}[type(item)]
        return next(row for row in FILES[table](analysis) if row["id"] == item.id)
    belongs: Callable[[dict[str, Any]], bool] = lambda row: row["transcript"] == item.id  # noqa: E731
    return {
        **next(row for row in FILES["transcripts"](analysis) if row["id"] == item.id),
        "roles": [
            {
                "label": role.label,
                "role": role.role.value,
                "evidence": role.evidence,
                "decided_by": role.decided_by,
                "margin": role.margin,
                "margin_needed": role.margin_needed,
                "signs": [{"sign": sign.sign, "words": sign.words, "points": sign.points} for sign in role.signs],
            }
            for role in item.roles
        ],
        "turns": [row for row in FILES["turns"](analysis) if belongs(row)],
        "statements": [row for row in FILES["statements"](analysis) if belongs(row)],
        "left_out": [
            {"turn": part.turn, "start": part.start, "end": part.end, "reason": part.reason.value}
            for part in analysis.left_out
            if part.transcript == item.id
        ],
    }


def steps_of(analysis: Analysis) -> list[dict[str, Any]]:
    """The steps of the journey in order, with how many statements and which people speak of each."""
    said: dict[str, set[str]] = {step.id: set() for step in analysis.journey.steps}
    count = dict.fromkeys(said, 0)
    for judgement in analysis.judgements:
        if judgement.step is not None:
            said[judgement.step].add(analysis.statement_by_id[judgement.statement].participant)
            count[judgement.step] += 1
    return [
        {"id": step.id, "name": step.name, "description": step.description, "n_statements": count[step.id],
         "participants": sorted(said[step.id]), "origin": analysis.journey.origin.value}
        for step in analysis.journey.steps
    ]  # fmt: skip
