"""A sheet that a second coder filled in -> rows that hold, and what is wrong with the others, line by line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from insightmine.agreement import NONE, UNSURE, Aspect, Labels
from insightmine.domain.analysis import Analysis
from insightmine.domain.codebooks import Codebook
from insightmine.domain.codings import CODINGS_FOLDER
from insightmine.errors import InputRefused, UsageError
from insightmine.exchange.cells import RefusedRow, table_bytes
from insightmine.exchange.coding_places import Places, text_digest
from insightmine.exchange.coding_rows import CodedRow, read_codings
from insightmine.exchange.coding_values import COLUMNS, NO_CODES, Value, values_of

_KEPT = ("statement", "participant", "text_digest", *COLUMNS.values(), "comment")
_TAKEN = frozenset({"study", "program"})  # what the command line calls the study itself
_NAME = re.compile(r"\w[\w .-]{0,79}")
_LETTERS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The rows of a sheet that hold, in the order of their ids, and what is wrong with others.

    `empty` code nothing; those of them that have a comment are among the rows.
    """

    rows: tuple[CodedRow, ...]
    refused: tuple[RefusedRow, ...]
    empty: int

    @property
    def n_coded(self) -> int:
        """How many rows code something."""
        return sum(row.is_coded for row in self.rows)


def coding_file(folder: Path, coder: str) -> Path:
    """Where a coder's coding is kept. Raises `UsageError` for a name that can be no file's."""
    name = " ".join(coder.split())
    if not _NAME.fullmatch(name) or name.endswith(".") or name.casefold() in _TAKEN:
        raise UsageError(f"a coding cannot be kept under the name {coder!r}", hint="use letters, digits, - and blanks")
    return folder / CODINGS_FOLDER / f"{name}.csv"


def read_back(path: Path, analysis: Analysis, coder: str, codebook: Codebook = NO_CODES) -> ReadBack:
    """Check every row against the study. A value that does not fit is left out, and the row's others hold.

    Raises `InputRefused` where the file as a whole is no coding of statements.
    """
    file = read_codings(path, coder)
    if file.rows and not any(row.statement for row in file.rows):
        raise InputRefused(path.name, "no column has the ids of statements", place="line 1",
                           hint="keep the column statement of coding.csv as it was written")  # fmt: skip
    check = _Check(analysis, codebook)
    rows: dict[str, CodedRow] = {}
    refused = list(file.refused)
    empty = 0
    for row in file.rows:
        held, wrong = check.row(row)
        refused += wrong
        if held is None:
            continue
        empty += not (held.is_coded or wrong)
        if not (held.is_coded or held.comment):
            continue
        if held.statement in rows:
            refused.append(
                RefusedRow(row.line, f"{held.statement} is coded on line {rows[held.statement].line} already")
            )
        else:
            rows[held.statement] = held
    kept = tuple(rows[name] for name in sorted(rows))
    return ReadBack(kept, tuple(sorted(refused, key=lambda item: item.line)), empty)


class _Check:
    """What a row may say in this study."""

    def __init__(self, analysis: Analysis, codebook: Codebook) -> None:
        self._analysis = analysis
        self._places = Places(analysis)
        self._values = {aspect: _spellings(values) for aspect, values in values_of(analysis, codebook).items()}

    def row(self, row: CodedRow) -> tuple[CodedRow | None, list[RefusedRow]]:
        """The row with what holds of it, `None` where nothing can; and what is wrong."""
        if not row.statement:
            return None, [RefusedRow(row.line, "no statement id; copy the row's first cell from the sheet as exported")]
        units = self._places.units(row)
        if len(units) != 1:
            return None, [RefusedRow(row.line, f"the study has no statement {row.statement}; export a new sheet")]
        unit = units[0]
        if row.text and not _same_words(row.text, unit.text or ""):
            hint = "was the text changed, or one column sorted without the others?"
            return None, [RefusedRow(row.line, f"the text is not that of {row.statement}; {hint}")]
        labels: dict[Aspect, Labels] = {}
        wrong = []
        for aspect, given in row.labels.items():
            known = self._values.get(aspect)
            if known is None:
                continue  # a column that no sheet has: themes, prompting
            fitting, problem = _fitting(aspect, given, known)
            labels |= {aspect: fitting} if fitting is not None else {}
            wrong += [RefusedRow(row.line, problem)] if problem else []
        unsure = row.unsure & self._values.keys()
        digest = text_digest(unit.text or "")
        held = replace(row, statement=unit.key, participant=unit.participant or "", labels=labels, unsure=unsure,
                       text_digest=digest, text="", source="")  # fmt: skip
        return held, wrong


def _fitting(aspect: Aspect, given: Labels, known: Mapping[str, str]) -> tuple[Labels | None, str]:
    """The labels in their proper spelling, or why they do not fit; without a codebook any code does."""
    if not known:
        if aspect is Aspect.STEP and given:
            return None, "step: the journey has no steps"
        return given, ""
    for label in given:
        if label.casefold() not in known:
            values = sorted(set(known.values()))
            near = difflib.get_close_matches(label.casefold(), known, n=1)
            hint = f"did you mean '{known[near[0]]}'?" if near else f"use one of: {', '.join(values)}"
            return None, f"{COLUMNS[aspect]}: {label!r} does not fit; {hint}"
    fitting = tuple(dict.fromkeys(known[label.casefold()] for label in given))
    if len(fitting) > 1 and aspect not in (Aspect.KIND, Aspect.CODES):
        return None, f"{COLUMNS[aspect]}: takes one value; {len(fitting)} given"
    return fitting, ""


def _spellings(values: Sequence[Value]) -> dict[str, str]:
    names = {item.name.casefold(): item.value for item in values if item.name}
    return {**names, **{item.value.casefold(): item.value for item in values}}


def _same_words(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits: a spreadsheet may have lost the others on its way."""
    return _LETTERS.sub("", one.casefold()) == _LETTERS.sub("", other.casefold())


def kept_rows(path: Path) -> tuple[CodedRow, ...]:
    """The rows of a coding that is kept; none where there is no such file. Raises `InputRefused`."""
    return read_codings(path).rows if path.is_file() else ()


def kept_bytes(rows: Sequence[CodedRow]) -> bytes:
    """A coding as it is kept: ids and digests of what was coded, never its words."""
    return table_bytes(_KEPT, (_cells(row) for row in sorted(rows, key=lambda row: row.statement)))


def _cells(row: CodedRow) -> dict[str, str]:
    cells = {name: getattr(row, name) for name in ("statement", "participant", "text_digest", "comment")}
    for aspect, column in COLUMNS.items():
        if aspect in row.labels:
            cells[column] = "; ".join(row.labels[aspect]) or NONE
        elif aspect in row.unsure:
            cells[column] = UNSURE
    return cells


def merged(before: Sequence[CodedRow], new: Sequence[CodedRow]) -> tuple[tuple[CodedRow, ...], int]:
    """A coder's earlier rows with the new ones added, and how many of the earlier say something else now.

    An empty cell says nothing: what was coded there before stays, whether the sheet was of one column only or a value
    did not fit.
    """
    rows = {row.statement: row for row in before}
    changed = 0
    for row in new:
        earlier = rows.get(row.statement)
        rows[row.statement] = added = row if earlier is None else _added(earlier, row)
        changed += earlier is not None and (earlier.labels, earlier.unsure) != (added.labels, added.unsure)
    return tuple(rows.values()), changed


def _added(earlier: CodedRow, row: CodedRow) -> CodedRow:
    said = row.labels.keys() | row.unsure
    labels = {aspect: labels for aspect, labels in earlier.labels.items() if aspect not in said}
    comment = row.comment or earlier.comment
    return replace(row, labels={**labels, **row.labels}, unsure=row.unsure | (earlier.unsure - said), comment=comment)
