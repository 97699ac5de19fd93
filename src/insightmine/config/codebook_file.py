"""codebook.csv -> the researcher's codes; its columns are found by the names that people and programs give them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from insightmine.config.files import csv_rows_of
from insightmine.domain.codebooks import Code, Codebook
from insightmine.errors import ConfigError

COLUMNS = ("code", "definition", "include", "exclude", "examples", "parent")

# Names of columns in codebooks as people keep them and as other programs export them, folded.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "code": ("codes", "code name", "name", "label", "theme", "tag", "category", "node"),
    "definition": ("definitions", "description", "code definition", "meaning", "comment", "memo", "brief definition",
                   "full definition"),
    "include": ("inclusion", "inclusion criteria", "include if", "when to use", "includes"),
    "exclude": ("exclusion", "exclusion criteria", "exclude if", "when not to use", "excludes"),
    "examples": ("example", "quote", "quotes", "example quote", "example quotes", "sample quote"),
    "parent": ("parent code", "group", "code group", "parent category", "parent name"),
}  # fmt: skip
_MEANT = {name: column for column, names in _ALSO.items() for name in (column, *names)}
_BETWEEN_EXAMPLES = ";"


@dataclass
class _Entry:
    name: str
    cells: dict[str, str] = field(default_factory=dict)
    examples: dict[str, None] = field(default_factory=dict)


def load_codebook(path: Path, *, foreign: bool = False) -> Codebook:
    """The codes of a codebook.csv in their order; no codes without the file.

    A code may have several rows, each with examples; examples in one cell stand between semicolons. Columns that are
    not known are refused, or passed over in a `foreign` file. Raises `ConfigError` naming file and line.
    """
    column_of: dict[str, str] = {}
    rows = csv_rows_of(path, lambda header: column_of.update(_columns(header, path.name, foreign=foreign)))
    entries: dict[str, _Entry] = {}
    for line, cells in rows:
        known = {column: cells[name] for name, column in column_of.items() if cells[name]}
        if known:
            _add(entries, known, f"{path.name}, line {line}")
    codes = tuple(_code(entry) for entry in entries.values())
    _refuse_lost_parents(codes, path.name)
    return Codebook(codes)


def _columns(header: Iterable[str], name: str, *, foreign: bool) -> dict[str, str]:
    """Which column of ours each column of the file is."""
    found: dict[str, str] = {}
    for title in header:
        column = _MEANT.get(" ".join(title.replace("_", " ").casefold().split()))
        if column is None and title and not foreign:
            near = difflib.get_close_matches(title.casefold(), _MEANT, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(COLUMNS)}"
            raise ConfigError(f"{name}, line 1: unknown column {title!r}", hint=hint)
        if column is not None and column in found.values():
            raise ConfigError(f"{name}, line 1: two columns for {column!r}", hint="keep one of them")
        if column is not None:
            found[title] = column
    if "code" not in found.values():
        hint = f"the header names the columns: {', '.join(COLUMNS)}"
        raise ConfigError(f"{name}, line 1: no column 'code'", hint=hint)
    return found


def _add(entries: dict[str, _Entry], known: dict[str, str], place: str) -> None:
    name = known.pop("code", "")
    if not name:
        raise ConfigError(f"{place}: no code", hint="give the row the name of its code, or delete it")
    entry = entries.setdefault(name.casefold(), _Entry(name))
    for text in known.pop("examples", "").split(_BETWEEN_EXAMPLES):
        if text.strip():
            entry.examples[text.strip()] = None
    for column, text in known.items():
        before = entry.cells.setdefault(column, text)
        if before != text:
            raise ConfigError(
                f"{place}: {name!r} has another {column} in an earlier row",
                hint="leave the cell empty in all rows of a code but the first",
            )


def _code(entry: _Entry) -> Code:
    return Code(name=entry.name, examples=tuple(entry.examples), **entry.cells)


def _refuse_lost_parents(codes: Iterable[Code], name: str) -> None:
    """Raise `ConfigError` for a parent that is its own ancestor. One without a row of its own is a mere group."""
    parent_of = {code.name.casefold(): (code.parent or "").casefold() for code in codes}
    for code in codes:
        seen = {code.name.casefold()}
        above = parent_of[code.name.casefold()]
        while above:
            if above in seen:
                raise ConfigError(f"{name}: {code.name!r} is its own parent", hint="empty the cell of one of them")
            seen.add(above)
            above = parent_of.get(above, "")
