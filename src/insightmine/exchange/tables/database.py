"""Every table of the contract in one SQLite database: strict tables, lists and objects as JSON, ids as keys."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.exchange.files import write_all
from insightmine.exchange.schemas import schema_of
from insightmine.exchange.tables.contract import Row, cell_text, tables_of

FILE = "study.sqlite"
_KEYS = {"turns": ("transcript", "turn")}
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def export(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write study.sqlite."""
    with closing(sqlite3.connect(":memory:")) as database:
        for name, columns, rows in tables_of(analysis):
            _add(database, name, columns, rows)
        database.commit()
        return write_all(folder, {FILE: database.serialize()})


def _add(database: sqlite3.Connection, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Names come from the schemas, never from a study."""
    types = {column: _type(schema_of(name)["properties"].get(column, {})) for column in columns}
    fields = ", ".join(f'"{column}" {types[column]}' for column in columns)
    keys = ", ".join(f'"{key}"' for key in _KEYS.get(name, ("id",)))
    database.execute(f'CREATE TABLE "{name}" ({fields}, PRIMARY KEY ({keys})) STRICT')
    marks = ", ".join("?" for _ in columns)
    database.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608
        ([_value(row.get(column)) for column in columns] for row in rows),
    )


def _type(schema: dict[str, Any]) -> str:
    """The type of a column by its JSON Schema; what may be null is its other type."""
    kinds = "integer" if isinstance(schema.get("const"), int) else schema.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return next((_TYPES[kind] for kind in kinds if kind in _TYPES), "TEXT")


def _value(value: Any) -> Any:  # noqa: ANN401
    if value is None or isinstance(value, int | float):
        return value
    return cell_text(value).encode("utf-8", "backslashreplace").decode("utf-8")
