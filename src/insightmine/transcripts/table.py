"""Tables, of CSV and of spreadsheets: rows as turns, rows as statements, or a whole dialogue in each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript, Turn
from insightmine.errors import InputRefused
from insightmine.transcripts.columns import Columns, find_columns, long_columns
from insightmine.transcripts.coverage import Ledger, unescape, words_of
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.delimited import Table, is_table, read_table
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.label_choice import choose_labels, named_labels
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.labels import read_head
from insightmine.transcripts.lines import split_lines
from insightmine.transcripts.records import record_of_column
from insightmine.transcripts.times import is_time, seconds

ANSWERS = "csv"  # a column of participants
TURNS = "csv-turns"  # a column of speakers, interviewers among them
CAPTIONS = "csv-captions"  # times and text, without speakers
DIALOGUES = "csv-dialogues"  # a whole interview in each cell
_DIALOGUE_SHARE = 0.5
_SHOWN = 60  # characters of a column's name in a warning
_MOST_SHOWN = 4
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


class TableParser:
    """Comma, semicolon or tab separated values with a header."""

    def accepts(self, document: Document) -> bool:
        """Rows of cells under a header."""
        return is_table(document)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:
        """A transcript, one for each session, or one for each cell that holds a dialogue."""
        table = read_table(document)
        columns = find_columns(document.source, table.header, table.rows, options)
        transcripts = table_transcripts(document, table, columns, options, speakers)
        if not any(transcript.turns for transcript in transcripts):
            raise InputRefused(document.source, "no text in its rows", hint="check that the export is complete")
        return Parsed(transcripts, document.text)


def table_transcripts(
    document: Document, table: Table, columns: Columns, options: InputOptions, speakers: SpeakerOptions
) -> tuple[Transcript, ...]:
    """The transcripts of a table whose columns are known, without regard to the file that it stands in."""
    if options.as_statements:
        transcripts: tuple[Transcript, ...] = (_statements(document, table, columns),)
    elif _holds_dialogues(table, columns, speakers):
        transcripts = _dialogues(document, table, columns, speakers)
    elif _are_captions(columns):
        transcripts = (_captions(document, table, columns),)
    else:
        transcripts = _sessions(document, table, columns)
    transcripts = tuple(_with_warnings(item, table, columns) if n == 0 else item for n, item in enumerate(transcripts))
    recorded = record_of_column(table.header[columns.text], columns.start is not None)
    if recorded is None or not transcripts or transcripts[0].format not in (ANSWERS, TURNS):
        return transcripts
    return tuple(replace(item, record=recorded[0], record_evidence=recorded[1]) for item in transcripts)


def _with_warnings(transcript: Transcript, table: Table, columns: Columns) -> Transcript:
    """The first transcript of a table, with what a reader of its columns should know."""
    warnings = list(transcript.warnings)
    others = long_columns(table.header, table.rows, columns)
    if others:
        name = _shortened([table.header[columns.text]])
        more = f"there is more in {_shortened(others)}: --text-column reads another, a row for each answer reads all"
        warnings.append(f"text is read from {name!r} only; {more}")
    if columns.person is None and transcript.format == ANSWERS and len(table.rows) > 1:
        warnings.append("no column of participants: all rows count as one person; --participant-column names one")
    return replace(transcript, warnings=tuple(warnings))


def _shortened(names: Sequence[str]) -> str:
    """The first names, the long ones cut: surveys have whole questions for names."""
    shown = [name if len(name) <= _SHOWN else f"{name[: _SHOWN - 3]}..." for name in names[:_MOST_SHOWN]]
    return ", ".join([*shown, f"{len(names) - _MOST_SHOWN} others"] if len(names) > _MOST_SHOWN else shown)


def _holds_dialogues(table: Table, columns: Columns, speakers: SpeakerOptions) -> bool:
    """Whether the cells of text hold turns of at least two speakers, most of them."""
    cells = [row[columns.text] for row in table.rows if row[columns.text].strip()]
    sample = cells[:: max(1, len(cells) // 60)]
    several = [cell for cell in sample if _is_dialogue(cell, speakers)]
    return bool(sample) and len(several) >= _DIALOGUE_SHARE * len(sample)


def _is_dialogue(cell: str, speakers: SpeakerOptions) -> bool:
    if cell.count("\n") < 1:
        return False
    heads = [head for row in cell.split("\n") if (head := read_head(row.strip())) is not None]
    return len({key for key, _ in choose_labels(heads, named_labels(speakers))}) >= 2


def _cell(text: str) -> str:
    return unescape(text).strip()


def _drop_rest(ledger: Ledger, table: Table, row: Sequence[str], used: frozenset[int]) -> None:
    for index in range(len(table.header)):
        if index not in used:
            ledger.drop(DropReason.METADATA_COLUMN, row[index])


def _start_ledger(table: Table, is_first: bool) -> Ledger:
    """The header row is noted once, with the first transcript of the file."""
    ledger = Ledger()
    if is_first:
        ledger.drop(DropReason.FORMAT_HEADER, " ".join(table.header))
    return ledger


def _time(row: Sequence[str], column: int | None) -> float | None:
    cell = row[column].strip() if column is not None else ""
    if _NUMBER.fullmatch(cell):
        return float(cell)
    return seconds(cell) if is_time(cell) and ":" in cell and "-" not in cell else None


def _statements(document: Document, table: Table, columns: Columns) -> Transcript:
    """Every row a turn, in the order of the file; a row without text is kept, and reported.

    A column called task, step, heading or the like says under which heading the row was said.
    """
    ledger = _start_ledger(table, True)
    turns: list[Turn] = []
    used = frozenset(i for i in (columns.text, columns.person, columns.heading) if i is not None)
    for row, place in zip(table.rows, table.places, strict=True):
        _drop_rest(ledger, table, row, used)
        speaker = _speaker(row, columns, ledger)
        turns.append(
            Turn(
                len(turns),
                speaker,
                _cell(row[columns.text]),
                table.place(place),
                start_seconds=_time(row, columns.start),
                end_seconds=_time(row, columns.end),
                heading=_heading(row, columns, ledger),
            )
        )
    return Transcript(
        TranscriptId(document.stem),
        document.source,
        ANSWERS,
        tuple(turns),
        dropped=ledger.close(),
        warnings=_empty_rows(turns),
        encoding=document.encoding,
        rows_are_statements=True,
    )


def _heading(row: Sequence[str], columns: Columns, ledger: Ledger) -> str | None:
    if columns.heading is None:
        return None
    ledger.drop(DropReason.HEADING, row[columns.heading])
    return " ".join(_cell(row[columns.heading]).split()) or None


def _empty_rows(turns: Sequence[Turn]) -> tuple[str, ...]:
    empty = [turn.place for turn in turns if not words_of(turn.text)]
    if not empty:
        return ()
    return (f"{len(empty)} rows hold no words ({', '.join(empty[:5])}{', ...' if len(empty) > 5 else ''})",)


def _speaker(row: Sequence[str], columns: Columns, ledger: Ledger) -> str | None:
    if columns.person is None:
        return None
    ledger.drop(DropReason.SPEAKER_LABEL, row[columns.person])
    return _cell(row[columns.person]) or None


def _dialogues(document: Document, table: Table, columns: Columns, speakers: SpeakerOptions) -> tuple[Transcript, ...]:
    """Each cell a transcript, called by its id cell, else by the file's stem and the row."""
    transcripts: list[Transcript] = []
    names = _row_names(document, table, columns)
    for row, place, name in zip(table.rows, table.places, names, strict=True):
        ledger = _start_ledger(table, not transcripts)
        _drop_rest(ledger, table, row, frozenset({columns.text}))
        first = place + sum(cell.count("\n") for cell in row[: columns.text])
        lines = split_lines(row[columns.text], ledger, first)
        turns = read_lines(lines, ledger, speakers)
        if table.unit != "line":
            turns = tuple(replace(turn, place=table.place(place)) for turn in turns)
        warnings = () if turns else (f"{table.place(place)}: no speech in the cell",)
        transcripts.append(
            Transcript(
                TranscriptId(name),
                document.source,
                DIALOGUES,
                turns,
                dropped=ledger.close(),
                warnings=warnings,
                encoding=document.encoding,
            )
        )
    return tuple(transcripts)


def _are_captions(columns: Columns) -> bool:
    """Whether rows are cues, as Whisper writes them: times and text, and nobody's name."""
    others = (columns.person, columns.transcript, columns.question)
    return columns.start is not None and columns.end is not None and others == (None, None, None)


def _captions(document: Document, table: Table, columns: Columns) -> Transcript:
    """Rows merged into turns; times are milliseconds where none has a fraction or a colon (Whisper's TSV)."""
    ledger = _start_ledger(table, True)
    assert columns.start is not None
    assert columns.end is not None
    stamps = [row[column].strip() for row in table.rows for column in (columns.start, columns.end)]
    unit = 1000.0 if all(stamp.isdecimal() for stamp in stamps) and max(map(len, stamps)) >= 4 else 1.0
    cues: list[Cue] = []
    for row, place in zip(table.rows, table.places, strict=True):
        _drop_rest(ledger, table, row, columns.used)
        start, end = _time(row, columns.start), _time(row, columns.end)
        cues.append(
            Cue(
                None,
                " ".join(_cell(row[columns.text]).split()),
                table.place(place),
                None if start is None else start / unit,
                None if end is None else end / unit,
            )
        )
    return Transcript(
        TranscriptId(document.stem),
        document.source,
        CAPTIONS,
        merge_cues(cues),
        dropped=ledger.close(),
        encoding=document.encoding,
    )


def _row_names(document: Document, table: Table, columns: Columns) -> list[str]:
    """A name for each row: its id cell where all are different, else the person's, else stem and row number."""
    for column in (columns.transcript, columns.row_id, columns.person):
        if column is not None:
            cells = [_cell(row[column]) for row in table.rows]
            if all(cells) and len(set(cells)) == len(cells):
                return cells
    return [f"{document.stem}-{number}" for number in range(1, len(table.rows) + 1)]


def _sessions(document: Document, table: Table, columns: Columns) -> tuple[Transcript, ...]:
    """Rows as turns, in the order of the file, grouped by the transcript column where there is one."""
    groups: dict[str, list[int]] = {}
    ids = [_cell(row[columns.transcript]) if columns.transcript is not None else "" for row in table.rows]
    for index, name in enumerate(ids):
        groups.setdefault(name or document.stem, []).append(index)
    return tuple(
        _session(document, table, columns, name, indexes, number == 0)
        for number, (name, indexes) in enumerate(groups.items())
    )


def _session(
    document: Document, table: Table, columns: Columns, name: str, indexes: Sequence[int], is_first: bool
) -> Transcript:
    ledger = _start_ledger(table, is_first)
    turns: list[Turn] = []
    asked: str | None = None
    for index in indexes:
        row, place = table.rows[index], table.place(table.places[index])
        _drop_rest(ledger, table, row, columns.used)
        asked = _ask(turns, row, columns, asked, place, ledger)
        speaker = _speaker(row, columns, ledger)
        text = _cell(row[columns.text])
        if words_of(text):
            turns.append(
                Turn(
                    len(turns),
                    speaker,
                    text,
                    place,
                    start_seconds=_time(row, columns.start),
                    end_seconds=_time(row, columns.end),
                )
            )
    kind = ANSWERS if columns.person_is_participant or columns.person is None else TURNS
    return Transcript(
        TranscriptId(name), document.source, kind, tuple(turns), dropped=ledger.close(), encoding=document.encoding
    )


QUESTION = "Question"  # the label of a turn that a question column gives


def _ask(
    turns: list[Turn], row: Sequence[str], columns: Columns, asked: str | None, place: str, ledger: Ledger
) -> str | None:
    """The question of the row becomes a turn of its own, unless it was just asked."""
    if columns.question is None:
        return asked
    question = _cell(row[columns.question])
    if question and question != asked and words_of(question):
        turns.append(Turn(len(turns), QUESTION, question, place))
    else:
        ledger.drop(DropReason.METADATA_COLUMN, row[columns.question])
    return question
