"""One sheet of a workbook -> its transcripts: where the header is, what merged cells stand for, rows without header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript
from insightmine.transcripts.columns import Columns, NoText, find_columns, is_known_column, is_text_column, list_columns
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.delimited import Table, check_header, is_header
from insightmine.transcripts.documents import Document
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.lines import Line
from insightmine.transcripts.table import table_transcripts

_HEADER_WITHIN = 20  # rows: above the header stand at most a title and some remarks
_LONG_TEXT = 25.0  # characters a cell on average: a column without header that holds speech
_ROWS = 3  # of a column without header
_WORDS = 1.5  # words a turn on average, in rows without header


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that hold anything, all of one width, with their numbers (from 1) in the sheet.

    `merged`: ranges as (first row, first column, last row, last column), numbered as `numbers` and from 0. `text` is
    all that stands in the cells.
    """

    name: str
    hidden: bool
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The transcripts of a sheet, and what merged cells say once and mean for several rows."""

    transcripts: tuple[Transcript, ...]
    copied: str = ""


def read_sheet(
    document: Document, sheet: Sheet, options: InputOptions, speakers: SpeakerOptions, unit: str
) -> SheetReading:
    """The transcripts of a sheet; none where it holds no text. Raises `NoText` and `InputRefused` as tables do."""
    start = _header_row(sheet, options)
    if start is None:
        return SheetReading(_without_header(document, sheet, speakers, unit))
    header = tuple(cell.strip() for cell in sheet.rows[start])
    for name in _given(options):
        if name.casefold() not in map(str.casefold, header):
            raise NoText(document.source, f"no column {name!r}", hint=list_columns(header))
    check_header(document.source, header, f"{unit} {sheet.numbers[start]}")
    rows, numbers = sheet.rows[start + 1 :], sheet.numbers[start + 1 :]
    columns = find_columns(document.source, header, rows, options)
    rows, copied = _filled(sheet, rows, numbers, columns)
    table = Table(header, rows, numbers, unit)
    transcripts = table_transcripts(document, table, columns, options, speakers)
    above = Ledger()
    for row in sheet.rows[:start]:
        above.drop(DropReason.FRONT_MATTER, " ".join(row))
    if not transcripts:
        return SheetReading(())
    first = replace(transcripts[0], dropped=(*above.close(), *transcripts[0].dropped))
    return SheetReading((first, *transcripts[1:]), copied)


def _header_row(sheet: Sheet, options: InputOptions) -> int | None:
    """The first row near the top that names columns, best one that names a column of speech; none if there is none."""
    top = range(min(_HEADER_WITHIN, len(sheet.rows) - 1))
    given = [name.casefold() for name in _given(options)]
    fitting = [index for index in top if _may_be_header(sheet.rows[index], len(sheet.rows) - index)]
    for index in top if given else fitting:
        cells = [cell.strip().casefold() for cell in sheet.rows[index]]
        if all(name in cells for name in given) and (given or any(map(is_known_column, cells))):
            return index
    return fitting[0] if fitting else None


def _given(options: InputOptions) -> list[str]:
    """The columns that were named, which a sheet has or is not read."""
    return [name.strip() for name in (options.text_column, options.participant_column) if name]


def _may_be_header(row: Sequence[str], n_rows: int) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(row) == 1:
        return is_text_column(row[0])
    return len(filled) > 1 and is_header(row, n_rows)


def _filled(
    sheet: Sheet, rows: Sequence[tuple[str, ...]], numbers: Sequence[int], columns: Columns
) -> tuple[tuple[tuple[str, ...], ...], str]:
    """The rows, a cell merged over several of them standing in each, but in the column of text."""
    where = {number: index for index, number in enumerate(numbers)}
    filled = [list(row) for row in rows]
    copied: list[str] = []
    for top, column, bottom, _ in sheet.merged:
        if column == columns.text or top not in where or column >= len(rows[where[top]]):
            continue
        value = rows[where[top]][column]
        for number in range(top + 1, bottom + 1):
            if value and number in where and not filled[where[number]][column]:
                filled[where[number]][column] = value
                copied.append(value)
    return tuple(map(tuple, filled)), "\n".join(copied)


def _without_header(document: Document, sheet: Sheet, speakers: SpeakerOptions, unit: str) -> tuple[Transcript, ...]:
    """Turns from rows like `0:05 | Ana | text`, or a column of text; a sheet of other things gives none."""
    ledger = Ledger()
    lines: list[Line] = []
    for row, number in zip(sheet.rows, sheet.numbers, strict=True):
        cells = [" ".join(cell.split()) for cell in row if cell.strip()]
        lines += [Line("\t".join(cells), f"{unit} {number}", begins=True), Line("", f"{unit} {number}")]
    turns = read_lines(lines, ledger, speakers)
    speakers_found = {turn.speaker for turn in turns if turn.speaker is not None}
    words = sum(len(turn.text.split()) for turn in turns)
    if 1 < len(speakers_found) <= len(turns) / 2 and words >= _WORDS * len(turns):  # else codes and what they mean
        found = Transcript(
            TranscriptId(document.stem), document.source, "sheet", turns, dropped=ledger.close(), encoding="utf-8"
        )
        return (found,)
    cells = [row[0] for row in sheet.rows]
    if len(sheet.rows[0]) > 1 or len(cells) < _ROWS or sum(map(len, cells)) < _LONG_TEXT * len(cells):
        return ()
    table = Table(("",), sheet.rows, sheet.numbers, unit)
    return table_transcripts(document, table, Columns(0), InputOptions(), speakers)
