"""Tables that people open in a spreadsheet: written so that no cell is obeyed as a formula, read as they come back."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from insightmine.errors import InputRefused

# What a spreadsheet obeys when a cell begins with it (OWASP, CSV Injection), after any of our own quote marks.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_QUOTE = "'"
_FIELD_LIMIT = 10_000_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHERS = {b"PK\x03\x04": "a workbook or an archive", b"\xd0\xcf\x11\xe0": "a workbook", b"%PDF": "a PDF"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by the names of the header, cells without blanks around; `line` is where it begins, the header being 1."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be used as it is, and why."""

    line: int
    reason: str


def neutral(text: str) -> str:
    """The text as a cell that a spreadsheet shows and does not obey; `restored` gives the text back."""
    return _QUOTE + text if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutral` made the cell of; any other cell as it is."""
    return cell[1:] if cell.startswith(_QUOTE) and _FORMULA.match(cell) else cell


def table_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: neutral(row.get(name, "")) for name in columns})
    return codecs.BOM_UTF8 + file.getvalue().encode("utf-8", "backslashreplace")


def grid_bytes(rows: Iterable[Sequence[str]], *, mark: bool) -> bytes:
    """A CSV of rows of cells, the first of them the header, where columns may share a name; every cell quoted.

    `mark`: with a byte order mark, for spreadsheets; importers of other tools may take it for a letter of the header.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    text = file.getvalue().encode("utf-8", "backslashreplace")
    return codecs.BOM_UTF8 + text if mark else text


def read_table(path: Path) -> Iterator[TableRow | RefusedRow]:
    """The rows of a CSV as spreadsheets save it: commas, semicolons or tabs, UTF-8, UTF-16 with its mark, or cp1252.

    Empty rows are passed over. Raises `InputRefused` for a file that is no such table.
    """
    text = _text(path)
    first = text.lstrip("\n\r").split("\n", 1)[0]
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    header: list[str] = []
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not header:
                header = _header(path, [cell.strip().lower().replace(" ", "_") for cell in cells])
            elif any(cell.strip() for cell in cells):
                yield _row(line, header, cells)
    except csv.Error as error:
        hint = "close the quotation mark that is open there, or export it as CSV again"
        raise InputRefused(path.name, f"not a table ({error})", place=f"line {before + 1}", hint=hint) from error


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> TableRow | RefusedRow:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return RefusedRow(line, "more cells than the header has; quote a cell that holds a comma")
    named = {name: restored(cell.strip()) for name, cell in zip(header, cells, strict=False) if name}
    return TableRow(line, {name: named.get(name, "") for name in header if name})


def _header(path: Path, header: list[str]) -> list[str]:
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise InputRefused(path.name, f"two columns are called {twice!r}", place="line 1", hint="rename one of them")
    return header


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(path.name, f"cannot be read ({error.strerror})", hint="close it elsewhere") from error
    what = next((name for mark, name in _OTHERS.items() if content.startswith(mark)), None)
    if what is not None or (b"\0" in content[:1000] and not content.startswith(_UTF_16)):
        raise InputRefused(path.name, f"{what or 'not text'}, not a CSV", hint="save it as CSV (UTF-8)")
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputRefused(path.name, "in an encoding that is not known", hint="save it as CSV (UTF-8)")
