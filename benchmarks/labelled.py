"""Labelled places of real studies: code points of turns and digests, no text; and the statements that stand there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import DataAbsent
from benchmarks.overlap import best_match
from benchmarks.studies import read_study
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
    """What one reading says of a statement. `prompting` is `None` where it cannot be told."""

    kinds: tuple[str, ...]
    basis: str
    effect: str
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


def digest(text: str) -> str:
    """SHA-256 of a text in lower case with single spaces."""
    return hashlib.sha256(" ".join(text.split()).lower().encode()).hexdigest()


def statements_at(bench: Workbench, places: Sequence[Place]) -> Said:
    """The statements around the places of one study. Raises `DataAbsent` where the text is another one.

    Only the transcripts that hold a place are split: how an interview is spoken is read from all of that interview.
    """
    options = Options()
    cast = assign_speakers(read_study(places[0].study), options.speakers, options.people, ())
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


def _place(row: dict[str, object]) -> Place:
    readings = row.pop("labels", None)
    if readings is None:
        readings = {"one": {name: row.pop(name) for name in ("kinds", "basis", "effect")}}
    assert isinstance(readings, dict)
    labels = {
        name: Labels(**{**reading, "kinds": tuple(reading["kinds"])}) for name, reading in sorted(readings.items())
    }
    return Place(**row, readings=labels)  # type: ignore[arg-type]
