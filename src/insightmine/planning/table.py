"""Rows with a header -> the entries of a plan: Jira's and Productboard's columns, OKR sheets, any with a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.plans import PlanEntry

# The first of these that a table has holds its entries.
ENTRY_COLUMNS = (
    "summary", "title", "name", "entry", "plan entry", "roadmap item", "item", "initiative", "feature", "key result",
    "key results", "kr", "objective", "objectives", "goal", "goals", "okr", "outcome", "epic", "story",
    "user story", "task",
    "goal title", "idea", "deliverable", "milestone", "project", "what", "content", "text", "description", "note",
)  # fmt: skip
# Two columns of entries in one table: an objective stands in every row of its key results, and counts once.
_TOGETHER = (("objective", "objectives", "goal"), ("key result", "key results", "kr"))
_LABELS = ("issue type", "type", "kind", "level", "goal type", "item type", "issuetype")
_PARENTS = (
    "parent",
    "parent summary",
    "epic name",
    "epic",
    "epic link",
    "parent feature",
    "objective",
    "section",
    "theme",
)
_IDS = ("issue id", "issue key", "key", "id", "row id")
_FALLBACKS = ("content", "description", "text")
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,300}>")
_LISTED = 12


class NoEntryColumn(Exception):  # noqa: N818 - it says what happened
    """No column of a table holds entries; the message names those that there are."""

    def __init__(self, header: Sequence[str]) -> None:
        names = [name or "(no name)" for name in header]
        rest = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        super().__init__(f"no column of entries among: {', '.join(names[:_LISTED])}{rest}")


def entries_of_rows(
    header: Sequence[str], rows: Sequence[Sequence[str]], places: Sequence[str], column: str | None = None
) -> tuple[tuple[PlanEntry, ...], int]:
    """The entries of a table in its order, and how many rows have none; `column` names the one to read.

    Where a title is empty, the first line of content or description stands in for it. Raises `NoEntryColumn`.
    """
    names = [_folded(name) for name in header]
    columns = _columns(names, column)
    if not columns:
        raise NoEntryColumn(header)
    parents = _titles_by_id(names, rows, columns[-1])
    found: list[PlanEntry] = []
    seen: set[str] = set()
    empty = 0
    for row, place in zip(rows, places, strict=True):
        texts = [_cell(row, i) for i in columns]
        if not texts[-1] and len(columns) == 1:
            texts = [_fallback(names, row)]
        empty += not any(texts)
        for text in texts[:-1]:
            if text and text not in seen:
                seen.add(text)
                found.append(PlanEntry(text, place, label=header[columns[0]].strip()))
        if texts[-1]:
            found.append(PlanEntry(texts[-1], place, _section(names, row, parents, columns), _of(names, row, _LABELS)))
    return tuple(found), empty


def holds_entries(header: Sequence[str], column: str | None = None) -> bool:
    """Whether a row names a column of entries."""
    return bool(_columns([_folded(name) for name in header], column))


def _columns(names: Sequence[str], column: str | None) -> list[int]:
    if column is not None:
        return [names.index(_folded(column))] if _folded(column) in names else []
    pair = [next((names.index(name) for name in group if name in names), None) for group in _TOGETHER]
    if None not in pair and not {"summary", "title", "name"} & set(names):
        return [place for place in pair if place is not None]
    return [names.index(name) for name in ENTRY_COLUMNS if name in names][:1]


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[_\-/]+", " ", name.strip().strip("*").casefold()).split())


def _cell(row: Sequence[str], i: int) -> str:
    return " ".join(_TAG.sub(" ", row[i]).split()) if i < len(row) else ""


def _of(names: Sequence[str], row: Sequence[str], wanted: Sequence[str]) -> str:
    """The first of these columns that says anything in this row."""
    places = [i for name in wanted for i, known in enumerate(names) if known == name]
    return next((cell for i in places if (cell := _cell(row, i))), "")


def _fallback(names: Sequence[str], row: Sequence[str]) -> str:
    for name in _FALLBACKS:
        if name in names and names.index(name) < len(row):
            lines = [line for line in _TAG.sub("\n", row[names.index(name)]).splitlines() if line.strip()]
            if lines:
                return " ".join(lines[0].split())
    return ""


def _titles_by_id(names: Sequence[str], rows: Sequence[Sequence[str]], title: int) -> dict[str, str]:
    """The title of each row by its id: Jira's `Parent` holds the id of another row."""
    return {
        _cell(row, i): _cell(row, title)
        for i, name in enumerate(names)
        if name in _IDS
        for row in rows
        if _cell(row, i)
    }


def _section(names: Sequence[str], row: Sequence[str], parents: dict[str, str], columns: Sequence[int]) -> str:
    if len(columns) > 1:
        return _cell(row, columns[0])
    known = [name for name in _PARENTS if name in names and names.index(name) not in columns]
    parent = _of(names, row, known)
    return parents.get(parent, parent)
