"""Labelled places of real studies: code points of turns and digests, no text; and the statements that stand there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import DataAbsent, read_rows
from benchmarks.overlap import best_match
from benchmarks.studies import read_study, speakers_of
from benchmarks.workbench import Workbench
from insightmine.config import Options
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId
from insightmine.domain.speech import Role, Statement, Transcript
from insightmine.statements import annotate_texts, split_study
from insightmine.transcripts import assign_speakers

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Labels:
    """What one reading says of a statement; empty what it did not look for, `prompting` `None` if it cannot be told."""

    kinds: tuple[str, ...]
    basis: str = ""
    effect: str = ""
    prompting: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A labelled place, the digest of what stands there, and its labels by the name of the reading."""

    study: str
    source: str
    transcript: str
    turn: int
    start: int
    end: int
    sha256: str
    readings: Mapping[str, Labels]

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What tells it from all other places."""
        return self.study, self.transcript, self.turn, self.start


@dataclass(frozen=True, slots=True)
class TableRow:
    """A labelled row of a table that is a set with a side (`polarity.SETS`): its text and labels."""

    table: str
    text: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Said:
    """The statements of every transcript with a labelled place, and which of them stands at a place."""

    statements: tuple[Statement, ...]
    annotations: Mapping[StatementId, Annotation]
    transcripts: tuple[Transcript, ...]
    at: Mapping[tuple[str, str, int, int], StatementId]


def read_places(name: str) -> list[Place]:
    """The places of a file in `gold/`, in its order."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [_place(json.loads(line)) for line in lines]


def read_table_rows(name: str) -> list[TableRow]:
    """The labelled rows of tables in a file of `gold/`. Raises `DataAbsent` where a table holds other texts."""
    columns = {"heritrace notes": ("heritrace/derived/codes.csv", "note_en"),
               "jupyter survey": ("jupyter-survey-2015/derived/responses.csv", "text")}  # fmt: skip
    tables = {table: [row[column] for row in read_rows(path)] for table, (path, column) in columns.items()}
    found = []
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = tables[row["table"]][row["row"]]
        if digest(text) != row["sha256"]:
            raise DataAbsent(f"row {row['row']} of {row['table']} as it was labelled")
        found.append(TableRow(row["table"], text, _labels(row)))
    return found


def read_invented(name: str) -> list[tuple[str, Labels]]:
    """The sentences that were invented to be learned from, and their labels."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [(row["text"], _labels(row)) for row in map(json.loads, lines)]


def digest(text: str) -> str:
    """SHA-256 of a text in lower case with single spaces."""
    return hashlib.sha256(" ".join(text.split()).lower().encode()).hexdigest()


def statements_at(bench: Workbench, places: Sequence[Place]) -> Said:
    """The statements around the places of one study. Raises `DataAbsent` where the text is another one.

    Only the transcripts that hold a place are split: how an interview is spoken is read from all of that interview.
    """
    options = Options()
    study = places[0].study
    read = read_study(study)
    cast = assign_speakers(read, speakers_of(study, read), options.people, ())
    wanted = {place.transcript for place in places}
    transcripts = tuple(transcript for transcript in cast.transcripts if transcript.id in wanted)
    texts = {
        (str(t.id), turn.index): turn.text for t in transcripts for turn in t.turns if turn.role is Role.PARTICIPANT
    }
    annotations = annotate_texts(sorted(set(texts.values())), bench.grammar, bench.memory)
    split = split_study(transcripts, annotations.__getitem__)
    by_turn: dict[tuple[str, int], list[Statement]] = {}
    for statement in split.statements:
        by_turn.setdefault((statement.transcript, statement.turn), []).append(statement)
    found: dict[tuple[str, str, int, int], StatementId] = {}
    for place in places:
        text = texts.get((place.transcript, place.turn), "")
        if digest(text[place.start : place.end]) != place.sha256:
            raise DataAbsent(f"turn {place.turn} of {place.source} as it was labelled")
        match = best_match((place.start, place.end), by_turn.get((place.transcript, place.turn), []))
        if match is not None:
            found[place.key] = match.statement.id
    return Said(split.statements, split.annotations, transcripts, found)


def _labels(row: Mapping[str, Any]) -> Labels:
    return Labels(tuple(row["kinds"]), row["basis"], row["effect"])


def _place(row: dict[str, object]) -> Place:
    readings = row.pop("labels", None)
    if readings is None:
        readings = {"one": {name: row.pop(name) for name in ("kinds", "basis", "effect")}}
    assert isinstance(readings, dict)
    labels = {
        name: Labels(**{**reading, "kinds": tuple(reading["kinds"])}) for name, reading in sorted(readings.items())
    }
    return Place(**row, readings=labels)  # type: ignore[arg-type]
