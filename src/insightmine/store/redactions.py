"""redactions.csv: what identifies somebody and what stands for it; with the clear names, so for its owner alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from insightmine.config import csv_rows, settings_file
from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.domain.spellings import key_of
from insightmine.errors import ConfigError
from insightmine.store.files import write_atomically
from insightmine.store.memory import STORE_FOLDER

REDACTIONS_FILE = "redactions.csv"
GIVEN_FILE = "pseudonyms.txt"
_COLUMNS = ("text", "kind", "action", "pseudonym", "count", "reviewed", "found_by", "reason")
_OWNER_ONLY = 0o600
_YES, _NO = "yes", "no"

_Choice = TypeVar("_Choice", IdentifierKind, Treatment, FoundBy)


def read_redactions(path: Path) -> tuple[Identifier, ...] | None:
    """The rows in the order of the file; `None` without the file: redaction is off.

    A row that a person adds needs a text alone: it is replaced, everywhere. Raises `ConfigError` with the line of a
    value or column that is not known, and of a text that an earlier row has already, case and accents aside.
    """
    found = settings_file(path)
    if found is None:
        return None
    if not found.stat().st_size:  # a killed run may have made it and no more
        return ()
    rows: dict[str, tuple[int, Identifier]] = {}
    for line, cells in csv_rows(path, "text", ", ".join(_COLUMNS)):
        row = _identifier(cells, f"{path.name}, line {line}")
        key = key_of(row.text)  # as the list is made and matched: "Weiß" and "Weiss" are two
        if key in rows:
            raise ConfigError(
                f"{path.name}, line {line}: the same text as in line {rows[key][0]}",
                hint="a row counts with letters of any case and accent: delete one of the two",
            )
        rows[key] = (line, row)
    return tuple(row for _, row in rows.values())


def write_redactions(path: Path, rows: Iterable[Identifier]) -> None:
    """Write the list, for its owner's eyes only, whole or not at all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow(
            (
                row.text, row.kind.value, row.treatment.value, row.pseudonym, row.count,
                _YES if row.reviewed else _NO, row.found_by.value, row.reason,
            )
        )  # fmt: skip
    target = settings_file(path) or path
    target.touch(mode=_OWNER_ONLY)
    target.chmod(_OWNER_ONLY)  # what is written takes the permissions of what was there
    write_atomically(target, text.getvalue())


def read_given(folder: Path) -> tuple[str, ...]:
    """The last pseudonym of each kind that this study ever gave, in order; none where nothing is remembered."""
    try:
        lines = (folder / STORE_FOLDER / GIVEN_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line for line in lines if line)


def write_given(folder: Path, pseudonyms: Iterable[str]) -> None:
    """Remember the last pseudonym of each kind, whatever becomes of redactions.csv. The study's store is there."""
    write_atomically(folder / STORE_FOLDER / GIVEN_FILE, "".join(f"{name}\n" for name in pseudonyms))


def set_aside(path: Path) -> Path | None:
    """Take the list out of use and keep it under the next free name beside its place; `None` without one."""
    found = settings_file(path)
    if found is None:
        return None
    number = 1
    while (target := path.with_name(f"redactions.off-{number}.csv")).exists():
        number += 1
    found.rename(target)
    return target


def _identifier(cells: dict[str, str], place: str) -> Identifier:
    unknown = [name for name in cells if name not in _COLUMNS and name]
    if unknown:
        raise ConfigError(f"{place}: unknown column {unknown[0]!r}", hint=f"the columns are: {', '.join(_COLUMNS)}")
    if not cells["text"]:
        raise ConfigError(f"{place}: no text", hint="give the row the text that is to be replaced, or delete it")
    found_by = _one_of(FoundBy, cells, "found_by", FoundBy.PERSON, place)
    return Identifier(
        text=cells["text"],
        kind=_one_of(IdentifierKind, cells, "kind", IdentifierKind.NAME, place),
        treatment=_one_of(Treatment, cells, "action", Treatment.REPLACE, place),
        pseudonym=" ".join(cells.get("pseudonym", "").split()),
        count=_count(cells.get("count", ""), place),
        reviewed=_yes_or_no(cells.get("reviewed", ""), place, missing=found_by is FoundBy.PERSON),
        found_by=found_by,
        reason=cells.get("reason", ""),
    )


def _one_of(kind: type[_Choice], cells: dict[str, str], column: str, missing: _Choice, place: str) -> _Choice:
    value = cells.get(column, "").lower()
    if not value:
        return missing
    if value not in tuple(kind):
        raise ConfigError(f"{place}: {column} is {value!r}", hint=f"use one of: {', '.join(kind)}")
    return kind(value)


def _count(value: str, place: str) -> int:
    if value and not value.isdecimal():
        raise ConfigError(f"{place}: count is {value!r}", hint="leave it empty: it is counted anew")
    return int(value or 0)


def _yes_or_no(value: str, place: str, *, missing: bool) -> bool:
    known: dict[str, bool] = {"": missing, _YES: True, _NO: False, "true": True, "false": False}
    if value.lower() not in known:
        raise ConfigError(f"{place}: reviewed is {value!r}", hint="write yes or no")
    return known[value.lower()]
