"""A file -> the entries of a plan: Markdown or text, CSV (Jira, Productboard, OKR sheets), a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from insightmine.domain.plans import Plan, PlanEntry
from insightmine.errors import InputRefused, NothingUsable, UsageError
from insightmine.exchange.cells import restored
from insightmine.planning.markdown import entries_of_markdown
from insightmine.planning.table import NoEntryColumn, entries_of_rows, holds_entries
from insightmine.transcripts.decoding import Decoded, decode
from insightmine.transcripts.documents import Document
from insightmine.transcripts.sheet_tables import Sheet
from insightmine.transcripts.spreadsheet import is_spreadsheet, read_sheets

_TABLES = (".csv", ".tsv")
_TEXTS = (".md", ".markdown", ".mdown", ".txt", ".text")
_FIELD_LIMIT = 10_000_000
_HEADER_WITHIN = 20  # rows: above it stand at most a title and some remarks
_NAME_IT = "name the one that holds the entries with --column, or call it Summary, Title or Name"
_KINDS = "give Markdown (.md), text, CSV or XLSX"
_LARGEST = 50_000_000  # bytes

Rows = Sequence[Sequence[str]]


def read_plan(path: Path, column: str | None = None) -> Plan:
    """The entries of a file; `column` names the column of a table that holds them.

    Raises `InputRefused` for a file that cannot be read, `NothingUsable` for one without an entry, and `UsageError`
    where there is no file.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "there is no such file"
        raise UsageError(f"{path.name}: {what}", hint=_KINDS)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputRefused(path.name, "larger than any plan", hint="give the part that is to be checked")
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(path.name, f"cannot be read ({error.strerror})", hint="close it elsewhere") from error
    entries, notes = _read(path, data, column)
    if not entries:
        raise NothingUsable(
            f"{path.name}: no entry of a plan in it", hint="put each entry on a line or in a row of its own"
        )
    return Plan(path.name, tuple(entries), tuple(notes))


def _read(path: Path, data: bytes, column: str | None) -> tuple[Sequence[PlanEntry], list[str]]:
    suffix = path.suffix.lower()
    if is_spreadsheet(data):
        return _workbook(path.name, data, column)
    if suffix in {".xlsx", ".xlsm", ".xls", ".ods"} or data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise InputRefused(path.name, "not a workbook that can be read, nor text", hint=_KINDS)
    decoded = _text(path.name, data)
    if suffix in _TABLES or (suffix not in _TEXTS and _looks_like_table(decoded.text)):
        found, notes = _table(path.name, decoded.text, column)
        return found, [*decoded.warnings, *notes]
    if column is not None:
        raise UsageError(f"{path.name}: --column goes with a table", hint="leave it out")
    found, passed = entries_of_markdown(decoded.text)
    return found, [*decoded.warnings, *passed]


def _text(source: str, data: bytes) -> Decoded:
    try:
        decoded = decode(source, data, None)
    except InputRefused as error:  # its advice is for transcripts
        raise InputRefused(source, error.reason, place=error.place, hint=_KINDS) from error
    # nor is there an --encoding for a plan
    return replace(
        decoded,
        warnings=tuple(text.replace("--encoding names another", "save it in UTF-8") for text in decoded.warnings),
    )


def _looks_like_table(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return any(sign in first and holds_entries(first.split(sign)) for sign in ",;\t")


def _table(source: str, text: str, column: str | None) -> tuple[Sequence[PlanEntry], list[str]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows: list[list[str]] = []
    places: list[str] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append([restored(cell.strip()) for cell in cells])
                places.append(f"line {before + 1}")
            before = reader.line_num
    except csv.Error as error:
        hint = "close the quotation mark that is open there, or export it as CSV again"
        raise InputRefused(source, f"not a table ({error})", place=f"line {before + 1}", hint=hint) from error
    return _rows(source, rows, places, column)


def _rows(source: str, rows: Rows, places: Sequence[str], column: str | None) -> tuple[Sequence[PlanEntry], list[str]]:
    if not rows:
        return (), []
    start = next((i for i, row in enumerate(rows[:_HEADER_WITHIN]) if holds_entries(row, column)), 0)
    try:
        entries, empty = entries_of_rows(rows[start], rows[start + 1 :], places[start + 1 :], column)
    except NoEntryColumn as error:
        told = str(error) if column is None else str(error).replace("of entries", repr(column), 1)
        raise InputRefused(source, told, hint=_NAME_IT) from error
    return entries, [f"{empty:,} row{'s' if empty > 1 else ''} without an entry"] if empty else []


def _workbook(source: str, data: bytes, column: str | None) -> tuple[Sequence[PlanEntry], list[str]]:
    sheets, notes = read_sheets(Document(source, source, data))
    found: list[PlanEntry] = []
    refusal: InputRefused | None = None
    filled = [sheet for sheet in sheets if sheet.rows]
    for sheet in filled:
        try:
            entries, passed = _rows(source, sheet.rows, _places(sheet, len(filled) > 1), column)
        except InputRefused as error:
            refusal = refusal or error
            notes.append(f"sheet {sheet.name!r}: {error.reason}")
            continue
        found += [replace(entry, section=entry.section or _section(sheet, filled)) for entry in entries]
        notes += [f"sheet {sheet.name!r}: {note}" for note in passed]
    if not found and refusal is not None:
        raise refusal
    return found, notes


def _places(sheet: Sheet, several: bool) -> list[str]:
    unit = f"sheet {sheet.name!r}, row" if several else "row"
    return [f"{unit} {number}" for number in sheet.numbers]


def _section(sheet: Sheet, filled: Sequence[Sheet]) -> str:
    return sheet.name if len(filled) > 1 else ""
