"""The tables of the contract with their columns, also where there is no row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.sharing import shareable
from insightmine.exchange.jsonl import FILES, rounded
from insightmine.exchange.schemas import schema_of

Row = Mapping[str, Any]


def columns_of(name: str) -> tuple[str, ...]:
    """The fields of a table without rows, in the order of its schema."""
    return tuple(schema_of(name)["properties"])


def tables_of(analysis: Analysis) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """Name, columns and rows of each table, as far as they may be shared; floats rounded as in the JSON lines."""
    shared = shareable(analysis)
    for name, make in FILES.items():
        rows: list[Row] = [rounded(row) for row in make(shared)]
        yield name, tuple(rows[0]) if rows else columns_of(name), rows


def cell_text(value: Any) -> str:  # noqa: ANN401
    """A value as the text of a cell: nothing for null, JSON for lists and objects."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
