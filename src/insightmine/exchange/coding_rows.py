"""A file of codings -> rows: which words were coded, by whom, as what. CSV, or one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from insightmine.agreement import NONE, UNSURE, Aspect, Labels
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.errors import InputRefused
from insightmine.exchange.cells import RefusedRow, TableRow, read_table

_ASPECTS: Mapping[Aspect, tuple[str, ...]] = {
    Aspect.KIND: ("kinds", "kind"),
    Aspect.BASIS: ("basis",),
    Aspect.PROMPTING: ("prompting",),
    Aspect.EFFECT: ("effect",),
    Aspect.STEP: ("step",),
    Aspect.CODES: ("codes", "code", "tags", "tag", "labels", "label"),
    Aspect.THEME: ("theme", "cluster", "group"),
}
_STATEMENT = ("statement", "statement_id", "id")
_TEXT = ("text", "quote", "highlight", "content", "segment", "excerpt")
_SOURCE = ("source", "transcript", "document", "file", "interview")
_PERSON = ("participant", "person", "respondent", "participant_id")
_CODER = ("coder", "coded_by", "annotator", "rater")
_ID = re.compile(r"S[0-9a-f]{10}")
_BREAK = re.compile(r"\s*[;|\n]\s*")
_BREAK_OF_KINDS = re.compile(r"\s*[;|,/\n]\s*")
_UNSURE = frozenset({UNSURE, "?", "unclear", "not sure", "don't know"})
GIVEN: Mapping[Aspect, frozenset[str]] = {
    Aspect.KIND: frozenset(Kind),
    Aspect.BASIS: frozenset(Basis),
    Aspect.PROMPTING: frozenset(Prompting),
    Aspect.EFFECT: frozenset(Effect),
}
_JUDGED = ("kinds", "basis", "prompting", "effect", "step")  # of statements.jsonl
_SPELLINGS = {"behavior": "behaviour", "behaviors": "behaviour", "behaviours": "behaviour", "pain": "pain_point"}


@dataclass(frozen=True, slots=True)
class CodedRow:
    """What one coder said of one place. Ids and names are as they stand in the file, empty where it has none.

    `turn`, `start` and `end` are `None` where they are not given. An aspect in neither `labels` nor `unsure` was not
    coded.
    """

    line: int
    coder: str
    labels: Mapping[Aspect, Labels]
    unsure: frozenset[Aspect] = frozenset()
    statement: str = ""
    source: str = ""
    participant: str = ""
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""
    text_digest: str = ""
    comment: str = ""

    @property
    def is_coded(self) -> bool:
        """Whether it says anything but a comment."""
        return bool(self.labels or self.unsure)


@dataclass(frozen=True, slots=True)
class CodedFile:
    """The rows of a file of codings, and those that could not be read."""

    name: str
    rows: tuple[CodedRow, ...]
    refused: tuple[RefusedRow, ...]
    aspects: tuple[Aspect, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def read_codings(path: Path, coder: str | None = None) -> CodedFile:
    """The codings of a CSV or JSONL file; `coder` made those that name nobody, else whoever the file is called after.

    Raises `InputRefused` where the file is no table, or has no column that says what was coded or as what.
    """
    default = coder or path.stem
    found = list(_objects(path)) if path.suffix.lower() in (".jsonl", ".ndjson") else list(read_table(path))
    rows = [row for row in found if isinstance(row, TableRow)]
    header = list(dict.fromkeys(name for row in rows[:100] for name in row.cells))
    columns = {aspect: column for aspect in Aspect if (column := _first(header, _ASPECTS[aspect])) is not None}
    statement = _statement_column(header, rows)
    if rows and (statement is None and _first(header, _TEXT) is None and "turn" not in header):
        raise InputRefused(path.name, "no column says what was coded", place="line 1",
                           hint="it needs a column statement with ids, or text with the quotes")  # fmt: skip
    if rows and not columns:
        raise InputRefused(path.name, "no column holds codes", place="line 1",
                           hint="name one of: kinds, basis, effect, step, codes, theme")  # fmt: skip
    read: list[CodedRow] = []
    refused = [row for row in found if isinstance(row, RefusedRow)]
    for row in rows:
        made = _coded(row, header, columns, statement, default)
        (read if isinstance(made, CodedRow) else refused).append(made)  # type: ignore[arg-type]
    return CodedFile(path.name, tuple(read), tuple(refused), tuple(columns))


def labels_in(aspect: Aspect, cell: object) -> Labels | str | None:
    """What a cell says: labels, `UNSURE`, or `None` for nothing. An empty list of labels says that none fits."""
    parts = cell if isinstance(cell, list) else _parts(aspect, str(cell))
    labels = tuple(dict.fromkeys(canonical(aspect, str(part)) for part in parts if str(part).strip()))
    if not labels:
        return None
    if any(label.casefold() in _UNSURE for label in labels):
        return UNSURE
    if len(labels) == 1 and labels[0].casefold() == NONE and aspect is not Aspect.BASIS:
        return ()
    return labels


def canonical(aspect: Aspect, label: str) -> str:
    """A label as it is compared: one of the given values in its spelling here, a coder's own without extra blanks."""
    folded = " ".join(label.split())
    if aspect not in GIVEN:
        return folded
    value = re.sub(r"[\s-]+", "_", folded.casefold())
    return _SPELLINGS.get(value, value) if folded.casefold() not in _UNSURE else folded


def _parts(aspect: Aspect, cell: str) -> list[str]:
    if aspect is Aspect.THEME:  # a name of one's own, which may hold anything
        return [cell.strip()]
    return (_BREAK_OF_KINDS if aspect is Aspect.KIND else _BREAK).split(cell.strip())


def _coded(
    row: TableRow, header: Sequence[str], columns: Mapping[Aspect, str], statement: str | None, default: str
) -> CodedRow | RefusedRow:
    get: Callable[[Sequence[str]], str] = lambda names: _text_in(row.cells, header, names)  # noqa: E731
    labels: dict[Aspect, Labels] = {}
    unsure = set()
    for aspect, column in columns.items():
        said = labels_in(aspect, row.cells.get(column, ""))
        if isinstance(said, str):
            unsure.add(aspect)
        elif said is not None:
            labels[aspect] = said
    places = [get([name]) for name in ("turn", "start", "end")]
    if any(place and not place.isdecimal() for place in places):
        return RefusedRow(row.line, "turn, start and end are whole numbers, from 0")
    turn, start, end = (int(place) if place else None for place in places)
    return CodedRow(
        line=row.line, coder=get(_CODER) or default, labels=labels, unsure=frozenset(unsure),
        statement=row.cells.get(statement, "") if statement else "", source=get(_SOURCE), participant=get(_PERSON),
        turn=turn, start=start, end=end, text=get(_TEXT), text_digest=get(["text_digest"]), comment=get(["comment"]),
    )  # fmt: skip


def _statement_column(header: Sequence[str], rows: Sequence[TableRow]) -> str | None:
    """A column called `id` holds statements only where its values look so: others number their highlights."""
    column = _first(header, _STATEMENT)
    if column == "id" and not all(_ID.fullmatch(str(row.cells.get("id", ""))) for row in rows):
        return None
    return column


def _first(header: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in names if name in header), None)


def _text_in(cells: Mapping[str, Any], header: Sequence[str], names: Sequence[str]) -> str:
    column = _first(header, names)
    value = cells.get(column) if column is not None else None
    return "" if value is None else str(value)


def _objects(path: Path) -> Iterator[TableRow | RefusedRow]:
    """One JSON object a line. In an export of ours null is a verdict: unsure, and of a theme, none."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputRefused(path.name, "not in UTF-8", hint="save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError:
            yield RefusedRow(number, "not a JSON object")
            continue
        if not isinstance(found, dict):
            yield RefusedRow(number, "not a JSON object")
            continue
        yield TableRow(number, _of_export(found) if "schema_version" in found else _without_null(found))


def _without_null(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in found.items()}


def _of_export(found: Mapping[str, Any]) -> dict[str, Any]:
    judged = {name: found[name] or UNSURE for name in _JUDGED if name in found}
    return {**_without_null(found), **judged, "theme": found.get("theme") or NONE}
