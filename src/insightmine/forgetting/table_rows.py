"""Rows out of a settings table, byte for byte: whoever keeps it in a spreadsheet finds the rest as it was."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path

from insightmine.config import settings_file
from insightmine.domain.codings import CODINGS_FOLDER
from insightmine.store import write_atomically

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

Row = Mapping[str, str]


def tables_in(folder: Path, settings: Sequence[str]) -> tuple[str, ...]:
    """The tables that may have rows of somebody: those of the settings, and what coders said of statements."""
    codings = sorted(path.name for path in (folder / CODINGS_FOLDER).glob("*.csv"))
    return (*settings, *(f"{CODINGS_FOLDER}/{name}" for name in codings))


def unfinished(folder: Path, names: Sequence[str]) -> list[Path]:
    """What a killed process left beside a file that it was about to write anew."""
    settings = [path for name in names for path in folder.glob(f".{name}.*.new")]
    return [*settings, *(folder / CODINGS_FOLDER).glob(".*.new")]


def is_coding(table: str) -> bool:
    """Whether a table of `tables_in` is a coder's."""
    return table.startswith(f"{CODINGS_FOLDER}/")


def rows_where(path: Path, is_wanted: Callable[[Row], bool]) -> tuple[int, ...]:
    """The lines at which such rows begin, the header being line 1; none where there is no such file."""
    found = settings_file(path)
    if found is None:
        return ()
    _, _, lines = _read(found.read_bytes())
    return tuple(first + 1 for first, _ in _spans(lines, is_wanted))


def take_rows(path: Path, is_wanted: Callable[[Row], bool]) -> int:
    """Write the table anew without such rows, all or nothing; how many went. The file keeps encoding and line ends."""
    found = settings_file(path)
    if found is None:
        return 0
    mark, encoding, lines = _read(found.read_bytes())
    spans = _spans(lines, is_wanted)
    gone = {number for first, last in spans for number in range(first, last)}
    if gone:
        kept = "".join(line for number, line in enumerate(lines) if number not in gone)
        write_atomically(found, mark + kept.encode(encoding))
    return len(spans)


def _read(content: bytes) -> tuple[bytes, str, list[str]]:
    """The mark at the beginning, the encoding, and the lines with their ends."""
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    body = content[len(mark) :]
    for candidate in (encoding, "cp1252"):
        with suppress(UnicodeDecodeError):
            return mark, candidate, list(StringIO(body.decode(candidate), newline=""))
    return mark, "latin-1", list(StringIO(body.decode("latin-1"), newline=""))


def _spans(lines: list[str], is_wanted: Callable[[Row], bool]) -> list[tuple[int, int]]:
    """The wanted rows, each from its first line to the one after its last: a quoted cell may hold line ends."""
    header = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=max(",;\t", key=header.count))
    names: list[str] = []
    spans = []
    before = 0
    for cells in reader:
        if not names:
            names = [name.strip() for name in cells]
        elif is_wanted({name: cell.strip() for name, cell in zip(names, cells, strict=False)}):
            spans.append((before, reader.line_num))
        before = reader.line_num
    return spans
