"""Records of files -> the transcripts that count: each recording once, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from insightmine.domain.file_names import distinct, name_ends
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.store import SourceOutcome, SourceRecord, Store
from insightmine.transcripts import near_copies, other_forms


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that gave no transcript, and why."""

    source: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A transcript under its name in the study: the `number`-th of a record."""

    record: SourceRecord
    number: int
    transcript: Transcript


def study_transcripts(store: Store) -> tuple[tuple[Transcript, ...], tuple[Listed, ...]]:
    """All transcripts of the study under names that are its own, and the files that say the same as another.

    Of files with the same content the first by name counts. A transcript's id is the file's stem, or the id of
    its row; where two would share one, both are qualified, whichever came first.
    """
    transcripts, copies, _ = named_transcripts(store.readings())
    return transcripts, tuple(copy for _, copy in copies)


def placed_transcripts(records: Iterable[SourceRecord]) -> tuple[Placed, ...]:
    """All transcripts under their names in the study, each with the record that it was read into."""
    originals, _ = _originals(records)
    return tuple(_placed(originals, distinct([name_ends(record.name) for record in originals])))


def named_transcripts(
    records: Iterable[SourceRecord],
) -> tuple[tuple[Transcript, ...], list[tuple[SourceRecord, Listed]], dict[str, str]]:
    """Named transcripts, copies, and the name in the study of each record's file (by the record's name)."""
    originals, copies = _originals(records)
    names = distinct([name_ends(record.name) for record in originals])
    named = [placed.transcript for placed in _placed(originals, names)]
    by_record = {record.name: name for record, name in zip(originals, names, strict=True)}
    return _marked(sorted(named, key=lambda transcript: transcript.id)), copies, by_record


def forms_set_aside(records: Sequence[SourceRecord]) -> dict[str, SourceRecord]:
    """By name the records of files that are set aside now: other forms of the recording that is read from one.

    A copy of such a file, under whatever name, is that form as well.
    """
    alone = {record.name: record for record in _originals(records)[0] if len(record.transcripts) == 1}
    thinned = {name for name, record in alone.items() if record.left_out}
    same = other_forms({name: record.transcripts[0] for name, record in alone.items()}, thinned)
    richer = {(alone[name].digest, alone[name].options_digest): other for name, other in same.items()}
    return {
        record.name: replace(
            record,
            outcome=SourceOutcome.SET_ASIDE,
            reason=f"the same recording as {PurePosixPath(other).name}, counted once",
            transcripts=(),
            warnings=(),
        )
        for record in records
        if record.outcome is SourceOutcome.READ
        and (other := richer.get((record.digest, record.options_digest))) is not None
    }


def _originals(records: Iterable[SourceRecord]) -> tuple[list[SourceRecord], list[tuple[SourceRecord, Listed]]]:
    """The records of the files that count, by name, and those of files with the same content as one before."""
    read = [record for record in records if record.outcome is SourceOutcome.READ]
    first_of: dict[tuple[str, str], SourceRecord] = {}
    copies: list[tuple[SourceRecord, Listed]] = []
    for record in sorted(read, key=lambda record: record.name):
        original = first_of.setdefault((record.digest, record.options_digest), record)
        if original is not record:
            same = f"the same content as {PurePosixPath(original.name).name}"
            copies.append((record, Listed(PurePosixPath(record.name).name, same, "counted once")))
    return sorted(first_of.values(), key=lambda record: record.name), copies


def _placed(originals: Sequence[SourceRecord], names: Sequence[str]) -> list[Placed]:
    """The transcripts of these records, whose files have these names, each under an id of its own."""
    found = [
        Placed(record, number, replace(transcript, source=name))
        for record, name in zip(originals, names, strict=True)
        for number, transcript in enumerate(record.transcripts)
    ]
    ids = distinct([_id_candidates(placed.transcript) for placed in found])
    return [
        replace(placed, transcript=replace(placed.transcript, id=TranscriptId(id_)))
        for placed, id_ in zip(found, ids, strict=True)
    ]


def _marked(transcripts: Sequence[Transcript]) -> tuple[Transcript, ...]:
    """The transcripts, with a warning on what repeats another: its people would be counted twice."""
    copies = near_copies(transcripts)
    warning = "says nearly the same as {}; if it is a copy, take one of them away, or its people count twice"
    return tuple(
        replace(transcript, warnings=(*transcript.warnings, warning.format(copies[transcript.id])))
        if transcript.id in copies
        else transcript
        for transcript in transcripts
    )


def _id_candidates(transcript: Transcript) -> list[str]:
    """The id as read, then qualified by what tells its file from others."""
    source = PurePosixPath(transcript.source)
    if transcript.id == source.stem:
        return [source.stem, source.name, (source.parent / source.stem).as_posix(), source.as_posix()]
    return [transcript.id, f"{source.stem}/{transcript.id}", f"{source.as_posix()}/{transcript.id}"]
