"""A journey as CSV, one step a row; examples and headings in numbered columns, so that each keeps its own commas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from insightmine.domain.journeys import Journey
from insightmine.errors import ConfigError
from insightmine.exchange.cells import RefusedRow, TableRow, read_table, table_bytes

_TEXTS = ("step", "name", "description")
_NUMBERED = re.compile(r"(example|heading)_(\d+)")
_ALL_IN_ONE = {"examples": "example", "headings": "heading"}


def journey_table(journey: Journey) -> bytes:
    """The steps from left to right; only the header where there are none."""
    n_examples = max([1, *(len(step.examples) for step in journey.steps)])
    n_headings = max([1, *(len(step.headings) for step in journey.steps)])
    columns = [*_TEXTS, *_numbered("example", n_examples), *_numbered("heading", n_headings)]
    rows = (
        {
            "step": step.id,
            "name": step.name,
            "description": step.description,
            **dict(zip(_numbered("example", n_examples), step.examples, strict=False)),
            **dict(zip(_numbered("heading", n_headings), step.headings, strict=False)),
        }
        for step in journey.steps
    )
    return table_bytes(columns, rows)


def rows_of(path: Path) -> list[TableRow]:
    """The rows of a CSV with a column `step` (or `id`, or `name`). Raises `ConfigError`, `InputRefused`."""
    rows = []
    for row in read_table(path):
        if isinstance(row, RefusedRow):
            raise ConfigError(f"{path.name}, line {row.line}: {row.reason}")
        rows.append(row)
    if rows and not {"step", "id", "name"} & set(rows[0].cells):
        columns = ", ".join((*_TEXTS, "example_1", "heading_1"))
        raise ConfigError(f"{path.name}, line 1: no column 'step' or 'name'", hint=f"the columns are: {columns}")
    return rows


def texts_in(cells: Mapping[str, str], kind: str) -> tuple[str, ...]:
    """The examples (or headings) of a row: numbered columns in their order, or lines of one column."""
    numbered = sorted(
        (int(match[2]), text)
        for column, text in cells.items()
        if text and (match := _NUMBERED.fullmatch(column)) and match[1] == kind
    )
    listed = next((cells[column] for column, name in _ALL_IN_ONE.items() if name == kind and column in cells), "")
    return (*(text for _, text in numbered), *(line.strip() for line in listed.splitlines() if line.strip()))


def _numbered(kind: str, count: int) -> Sequence[str]:
    return [f"{kind}_{number}" for number in range(1, count + 1)]
