"""Settings files as people's programs save them: where they lie, their bytes, TOML and CSV."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from insightmine.errors import ConfigError

_TOO_MANY, _QUOTE_IT = "more cells than the header has", "quote a cell that holds a comma"


def settings_file(path: Path) -> Path | None:
    """Where a settings file of this name lies, `None` without one: Windows and macOS take its name in any case."""
    if path.exists():
        return path
    entries = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return next((entry for entry in entries if entry.name.lower() == path.name), None)


def content_of(path: Path) -> bytes | None:
    """The bytes of a settings file, `None` without one. Raises `ConfigError`."""
    try:
        found = settings_file(path)
        return None if found is None else found.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path.name}: cannot be read ({error.strerror})", hint="close it in other programs; see to its permissions"
        ) from error


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; none without the file. Raises `ConfigError`."""
    content = content_of(path)
    if content is None:
        return {}
    text = ""
    try:
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "mend the line; see toml.io for the syntax"
        if "\\" in text:
            hint += ". Write Windows paths with / or in 'single quotes'"
        raise ConfigError(f"{path.name}: {error}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path.name}: cannot be read ({error})", hint="save it as text in UTF-8") from error


def csv_rows(path: Path, needed: str, columns: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV with their line numbers, cells stripped, by the names of its header; none without the file.

    Read as spreadsheets save it: with commas, semicolons or tabs, in UTF-8, UTF-16 with its mark, or cp1252. Raises
    `ConfigError` for a file without the column `needed` (`columns` says which there may be) or with a broken row.
    """
    return csv_rows_of(path, lambda header: _refuse_without(needed, header, path.name, columns))


def csv_rows_of(
    path: Path,
    look_at: Callable[[Sequence[str]], None] | None = None,
    leave_out: Callable[[int, str], None] | None = None,
) -> list[tuple[int, dict[str, str]]]:
    """The same for a CSV whose header is looked at first, by the caller.

    A row with more cells than the header has is an error, or with `leave_out` told to it and passed over.
    """
    content = content_of(path)
    if content is None:
        return []
    try:
        text = _table_text(content)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        if look_at is not None:
            look_at(header)
        reader.fieldnames = header
        rows = []
        for row in reader:
            if None in row and leave_out is not None:
                leave_out(reader.line_num, f"{_TOO_MANY}; the row is left out, {_QUOTE_IT}")
                continue
            rows.append((reader.line_num, _cells(row, path.name, reader.line_num)))
        return rows
    except (UnicodeError, csv.Error) as error:
        raise ConfigError(f"{path.name}: cannot be read ({error})", hint="save it as CSV in UTF-8") from error


def _refuse_without(needed: str, header: Sequence[str], name: str, columns: str) -> None:
    if needed not in header:
        raise ConfigError(f"{name}, line 1: no column {needed!r}", hint=f"the header names the columns: {columns}")


def _cells(row: Mapping[str | None, Any], name: str, line: int) -> dict[str, str]:
    if None in row:
        raise ConfigError(f"{name}, line {line}: {_TOO_MANY}", hint=_QUOTE_IT)
    return {str(key): (value or "").strip() for key, value in row.items()}


def _table_text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _separator(text: str) -> str:
    """What stands between the names of the header: a spreadsheet writes `;` where a comma is the decimal sign."""
    header = text.splitlines()[0] if text.strip() else ""
    return max(",;\t", key=header.count)


def refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    """Raise `ConfigError` for a key that is not known, with the key that was probably meant."""
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            raise ConfigError(f"{place}: unknown key {key!r}", hint=hint)


def texts_of(value: object, place: str) -> tuple[str, ...]:
    """The texts of a TOML list. Raises `ConfigError` for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{place} is not a list of texts", hint='write ["...", "..."]')
    return tuple(value)
