"""Paths -> transcripts in the store: only new and changed files are read, and every file is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from insightmine.config import Options
from insightmine.domain.file_names import as_text, legible, storable
from insightmine.domain.ids import TranscriptId, digest_of
from insightmine.domain.progress import Progress
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.store import SourceOutcome, SourceRecord, Store
from insightmine.transcripts import MAX_BYTES, PARSER_VERSION, Source, find_sources, near_copies, place_of, read_source


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that gave no transcript, and why."""

    source: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of every file under the given paths. All lists are in the order of the files' names."""

    read: tuple[SourceRecord, ...]
    n_unchanged: int
    set_aside: tuple[Listed, ...]
    refused: tuple[Listed, ...]
    gone: tuple[str, ...]


def take_in(paths: Sequence[Path], options: Options, store: Store, progress: Progress) -> Intake:
    """Read what is new or changed under the paths, and forget what was there before and is gone.

    A file that is refused leaves nothing in the store but its name and the reason.
    """
    sources = find_sources(paths)
    options_digest = digest_of(repr(options.input), repr(options.speakers))
    progress.stage("reading", len(sources))
    records: list[SourceRecord] = []
    n_unchanged = 0
    home = place_of(store.folder)
    for source in sources:
        record, unchanged = _take(_lasting(source, home), options, options_digest, store)
        records.append(record)
        n_unchanged += unchanged
        progress.advance()
    gone = _forget_what_is_gone(paths, {record.name for record in records}, store)
    return Intake(
        read=tuple(record for record in records if record.outcome is SourceOutcome.READ),
        n_unchanged=n_unchanged,
        set_aside=_listed(records, SourceOutcome.SET_ASIDE),
        refused=_listed(records, SourceOutcome.REFUSED),
        gone=gone,
    )


def study_transcripts(store: Store) -> tuple[tuple[Transcript, ...], tuple[Listed, ...]]:
    """All transcripts of the study under names that are its own, and the files that say the same as another.

    Of files with the same content the first by name counts. A transcript's id is the file's stem, or the id of
    its row; where two would share one, both are qualified, whichever came first.
    """
    read = [record for record in store.readings() if record.outcome is SourceOutcome.READ]
    first_of: dict[tuple[str, str], SourceRecord] = {}
    copies: list[Listed] = []
    for record in sorted(read, key=lambda record: record.name):
        original = first_of.setdefault((record.digest, record.options_digest), record)
        if original is not record:
            same = f"the same content as {PurePosixPath(original.name).name}"
            copies.append(Listed(PurePosixPath(record.name).name, same, "counted once"))
    originals = sorted(first_of.values(), key=lambda record: record.name)
    names = _distinct([_name_candidates(record.name) for record in originals])
    transcripts = [
        replace(transcript, source=name)
        for record, name in zip(originals, names, strict=True)
        for transcript in record.transcripts
    ]
    ids = _distinct([_id_candidates(transcript) for transcript in transcripts])
    named = [replace(transcript, id=TranscriptId(id_)) for transcript, id_ in zip(transcripts, ids, strict=True)]
    return _marked(sorted(named, key=lambda transcript: transcript.id)), tuple(copies)


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


def _take(source: Source, options: Options, options_digest: str, store: Store) -> tuple[SourceRecord, bool]:
    """The record of a file, and whether it was known already."""
    digest = _digest(source.path)
    known = store.known_reading(source.name, digest, PARSER_VERSION, options_digest) if digest else None
    if known is not None and known.outcome is SourceOutcome.READ:
        return known, True
    record = SourceRecord(
        name=source.name,
        path=storable(source.path.as_posix()),
        root=storable(source.path.parent.as_posix()),
        digest=digest,
        parser_version=PARSER_VERSION,
        options_digest=options_digest,
        outcome=SourceOutcome.REFUSED,
    )
    try:
        reading = read_source(source, options.input, options.speakers)
    except InputRefused as refusal:
        record = replace(record, reason=refusal.located_reason, hint=refusal.hint)
    else:
        record = replace(
            record,
            digest=reading.digest,
            outcome=SourceOutcome.SET_ASIDE if reading.set_aside else SourceOutcome.READ,
            reason=reading.set_aside or "",
            warnings=reading.warnings,
            transcripts=reading.transcripts,
        )
    store.put_reading(record)
    return record, False


def _digest(path: Path) -> str:
    """The SHA-256 of a plain file; empty for anything that cannot be read, which `read_source` will explain."""
    try:
        if as_text(str(path)) is None or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _lasting(source: Source, home: Path) -> Source:
    """The source under one name for good: its path below the study folder, or from the root where it lies elsewhere.

    However it was given, and whatever was given with it; `study_transcripts` makes names that people read. `home` is
    where the study folder lies (`place_of`).
    """
    place = source.path
    name = place.relative_to(home) if place.is_relative_to(home) else place
    return replace(source, name=storable(name.as_posix()), stem=legible(place.stem))


def _forget_what_is_gone(paths: Iterable[Path], present: set[str], store: Store) -> tuple[str, ...]:
    """Drop files that were once read from a given folder and no longer lie there.

    A study folder may have been moved, with its transcripts in it: a file counts as lying where it would lie today.
    """
    roots = [place_of(path) for path in paths if path.is_dir()]
    home = place_of(store.folder)
    gone = [
        record.name
        for record in store.readings()
        if record.name not in present and any((home / record.name).is_relative_to(root) for root in roots)
    ]
    for name in gone:
        store.forget_source(name)
    return tuple(gone)


def _listed(records: Sequence[SourceRecord], outcome: SourceOutcome) -> tuple[Listed, ...]:
    """The files of this outcome, each by the shortest end of its path that is its own."""
    names = _distinct([_name_candidates(record.name) for record in records])
    named = zip(names, records, strict=True)
    return tuple(Listed(name, record.reason, record.hint) for name, record in named if record.outcome is outcome)


def _name_candidates(key: str) -> list[str]:
    """A file's name as people type it, then longer and longer ends of its path; at last the path as it is spelt."""
    parts = PurePosixPath(legible(key)).parts
    return [*("/".join(parts[-length:]) for length in range(1, len(parts) + 1)), key]


def _id_candidates(transcript: Transcript) -> list[str]:
    """The id as read, then qualified by what tells its file from others."""
    source = PurePosixPath(transcript.source)
    if transcript.id == source.stem:
        return [source.stem, source.name, (source.parent / source.stem).as_posix(), source.as_posix()]
    return [transcript.id, f"{source.stem}/{transcript.id}", f"{source.as_posix()}/{transcript.id}"]


def _distinct(candidates: Sequence[Sequence[str]]) -> list[str]:
    """For each the first candidate that no other can claim; the last one where all are claimed."""
    claims = Counter(name for names in candidates for name in dict.fromkeys(names))
    return [next((name for name in names if claims[name] == 1), names[-1]) for names in candidates]
