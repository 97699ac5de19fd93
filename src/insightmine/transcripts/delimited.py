"""Text -> a table: which sign separates the cells, and in which line it goes wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from insightmine.errors import InputRefused
from insightmine.transcripts.columns import is_known_column, is_short_name, is_text_column
from insightmine.transcripts.coverage import unescape
from insightmine.transcripts.documents import Document
from insightmine.transcripts.times import is_time

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 50_000_000
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header; `places` are the lines that its rows begin on, or the numbers of a sheet's rows.

    `unit` says which of the two, and in which sheet.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    unit: str = "line"

    def place(self, number: int) -> str:
        """Where a row stands, as turns keep it."""
        return f"{self.unit} {number}"


def is_table(document: Document) -> bool:
    """Whether there are two rows or more of as many cells under a header; a name in .csv helps only damaged ones."""
    if _delimiter(document.text) is not None:
        return True
    if not document.source.lower().endswith((".csv", ".tsv")):
        return False
    first = document.text.lstrip().split("\n", 1)[0]
    return any(sign in first for sign in _DELIMITERS) or is_text_column(first)


def _delimiter(text: str) -> str | None:
    """What separates the cells: the sign that gives most rows the same number of cells, more than one."""
    sample = text[:200_000]
    best: tuple[float, int, str] | None = None
    for sign in _DELIMITERS:
        # the semicolons of character references separate nothing
        rows = _sample_rows(unescape(sample) if sign == ";" else sample, sign)
        if len(rows) < 2 or len(rows[0]) < 2 or not is_header(rows[0], len(rows)):
            continue
        same = sum(1 for row in rows if len(row) == len(rows[0])) / len(rows)
        if same >= 0.8 and (best is None or (same, len(rows[0])) > best[:2]):
            best = (same, len(rows[0]), sign)
    return best[2] if best else None


def _sample_rows(sample: str, sign: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if row:
                rows.append(row)
            if len(rows) == 100:
                break
    except csv.Error:
        pass
    return rows[:-1] if len(rows) > 2 and len(sample) == 200_000 else rows


def is_header(cells: Sequence[str], n_rows: int) -> bool:
    """Names of columns: not empty, not numbers, and either known or plainly a table's."""
    names = [cell.strip() for cell in cells]
    if sum(1 for name in names if name) * 2 < len(names) or max(map(len, names)) > 300:
        return False
    if any(_NUMBER.fullmatch(name) or is_time(name) for name in names if name):
        return False
    if any(map(is_known_column, names)):
        return True
    short = all(len(name.split()) <= 4 and not name.endswith(".") and ": " not in name for name in names)
    return short and (len(names) >= 3 or n_rows >= 5)


def read_table(document: Document) -> Table:
    """The table; every cell a text. Raises `InputRefused` with the line that is wrong."""
    sign = _delimiter(document.text) or ","
    csv.field_size_limit(_FIELD_LIMIT)
    # blank lines inside quoted cells are kept; the reader counts the physical lines
    reader = csv.reader(io.StringIO(document.text, newline=""), strict=True, delimiter=sign, quoting=_quoting(sign))
    rows: list[tuple[str, ...]] = []
    places: list[int] = []
    line = 1
    try:
        for row in reader:
            if row:
                rows.append(tuple(row))
                places.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputRefused(
            document.source, "a quote is opened and not closed, or not doubled", place=f"line {line}", hint=_QUOTES
        ) from error
    header = tuple(name.strip() for name in rows[0])
    check_header(document.source, header)
    body = [_padded(document.source, row, len(header), place) for row, place in zip(rows[1:], places[1:], strict=True)]
    return Table(header, tuple(body), tuple(places[1:]))


def _quoting(sign: str) -> Literal[0, 3]:
    """Tabs and bars stand in no text, so such tables are mostly written without quoting."""
    return csv.QUOTE_NONE if sign == "|" else csv.QUOTE_MINIMAL


_QUOTES = "quote cells that hold a quote or the separator, and double quotes inside them"


def check_header(source: str, header: Sequence[str], place: str = "line 1") -> None:
    """Raise `InputRefused` if two columns have one name."""
    seen: set[str] = set()
    for name in header:
        if name and name.casefold() in seen:
            which = f"two columns are called {name!r}" if is_short_name(name) else "two columns have the same name"
            raise InputRefused(source, which, place=place, hint="rename one of them")
        seen.add(name.casefold())


def _padded(source: str, row: tuple[str, ...], width: int, place: int) -> tuple[str, ...]:
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        raise InputRefused(source, f"{len(row)} cells under {width} columns", place=f"line {place}", hint=_QUOTES)
    return (*row[:width], *([""] * (width - len(row))))
