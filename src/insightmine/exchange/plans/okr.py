"""OKRs as CSV: a neutral table, and the columns that three tools ask for. Numbers, owners and dates are the team's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from insightmine.exchange.cells import grid_bytes
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.card_lines import status_of
from insightmine.exchange.plans.plan import Entry, Plan, plain
from insightmine.report.wording import shortened

_Row = Mapping[str, str]

_NEUTRAL = (
    "id", "status", "impact", "key_result", "who", "behaviour", "direction", "step", "metric", "baseline", "target",
    "unit", "owner", "start_date", "end_date", "evidence", "question", "hypothesis", "next_test", "description",
)  # fmt: skip
_BETTERWORKS = (
    "name", "type", "progress", "start_date", "end_date", "owner_email", "categories", "description",
)  # fmt: skip
_PEOPLEBOX = (
    "Row ID", "Parent Row IDs", "Goal Title", "Owner Emails", "Goal Cycle", "Goal Type", "Start Date", "End Date",
    "Starting Value", "Target Value",
)  # fmt: skip
_XTO10X = (
    "Objective Title", "Owner_Email_ID", "Start_Date", "Due_Date", "Description", "Metric_Name", "Metric_Type",
    "Metric_Start_Value", "Metric_Target_Value",
)  # fmt: skip
_XTO10X_TITLE, _XTO10X_TEXT = 300, 1024


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write okr.csv, and okr-betterworks.csv, okr-peoplebox.csv, okr-xto10x.csv."""
    files: dict[str, tuple[tuple[str, ...], Callable[[Entry], _Row], bool]] = {
        "okr.csv": (_NEUTRAL, _neutral, True),
        "okr-betterworks.csv": (_BETTERWORKS, _betterworks, False),
        "okr-peoplebox.csv": (_PEOPLEBOX, _peoplebox, False),
        "okr-xto10x.csv": (_XTO10X, _xto10x, False),
    }
    return write_all(
        folder,
        {
            name: grid_bytes([columns, *(_cells(columns, row(entry)) for entry in plan.entries)], mark=mark)
            for name, (columns, row, mark) in files.items()
        },
    )


def _cells(columns: tuple[str, ...], row: _Row) -> tuple[str, ...]:
    """The cells in the order of the columns; what nobody has said yet is empty."""
    return tuple(row.get(column, "") for column in columns)


def _neutral(entry: Entry) -> _Row:
    card, outcome = entry.card, entry.outcome
    return {
        "id": entry.id,
        "status": card.status,
        "impact": plain(card.impact or ""),
        "key_result": entry.headline,
        "who": plain(outcome.who),
        "behaviour": plain(outcome.behaviour),
        "direction": outcome.direction.value,
        "step": entry.place,
        "metric": plain(card.metric),
        "baseline": plain(card.baseline or ""),
        "target": plain(card.target or ""),
        "evidence": entry.evidence,
        "question": plain(card.question),
        "hypothesis": plain(card.hypothesis),
        "next_test": plain(card.next_test),
        "description": _description(entry),
    }


def _betterworks(entry: Entry) -> _Row:
    categories = ";".join(text.replace(";", ",") for text in (entry.card.status, entry.place) if text)
    return {"name": entry.title, "type": "goal", "categories": categories, "description": _description(entry)}


def _peoplebox(entry: Entry) -> _Row:
    return {
        "Row ID": entry.id,
        "Goal Title": entry.title,
        "Starting Value": plain(entry.card.baseline or ""),
        "Target Value": plain(entry.card.target or ""),
    }


def _xto10x(entry: Entry) -> _Row:
    """Metric_Name takes 24 characters, too few for what is counted: the description says it, and the team names it."""
    return {
        "Objective Title": shortened(entry.title, _XTO10X_TITLE - 4),
        "Description": shortened(_description(entry), _XTO10X_TEXT - 4),
        "Metric_Start_Value": plain(entry.card.baseline or ""),
        "Metric_Target_Value": plain(entry.card.target or ""),
    }


def _description(entry: Entry) -> str:
    """What no column holds. The people counted here are no baseline: a sample of interviews is no rate."""
    return (
        f"Metric: {plain(entry.card.metric)}. Seen in interviews, which is no baseline: {entry.seen}. "
        f"Evidence {entry.evidence}. Status: {status_of(entry)}. From insightmine, {entry.id}."
    )
