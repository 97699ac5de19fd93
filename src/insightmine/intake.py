"""Paths -> transcripts in the store: only new and changed files are read, and every file is accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from insightmine.config import Options
from insightmine.domain.decisions import Decision
from insightmine.domain.file_names import as_text, distinct, legible, name_ends, name_key, storable
from insightmine.domain.ids import digest_of
from insightmine.domain.progress import Progress
from insightmine.domain.speech import Consent, Record, Transcript
from insightmine.domain.tombstones import Kind, is_of, stone_of
from insightmine.errors import InputRefused
from insightmine.readings import Listed, forms_set_aside, named_transcripts
from insightmine.store import SourceOutcome, SourceRecord, Store
from insightmine.transcripts import (
    ARCHIVE,
    MAX_BYTES,
    PARSER_VERSION,
    Source,
    cast_study,
    find_sources,
    place_of,
    plug_in_releases,
    plug_ins,
    read_bytes,
    read_source,
)

_NOT_SPOKEN = (Record.NOTES, Record.WRITTEN)


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of every file under the given paths. All lists are in the order of the files' names."""

    read: tuple[SourceRecord, ...]
    n_unchanged: int
    set_aside: tuple[Listed, ...]
    refused: tuple[Listed, ...]
    gone: tuple[str, ...]
    problems: tuple[str, ...] = ()  # parsers of other packages that could not be asked


@dataclass(frozen=True, slots=True)
class Look:
    """What a file would give: its transcripts with roles; or, without any, why it is refused or set aside."""

    source: str
    outcome: SourceOutcome
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    transcripts: tuple[Transcript, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an ingest would read, by the files' names, and what does not fit together in it."""

    files: tuple[Look, ...]
    problems: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 all is well, 3 some files are refused, 4 nothing can be read."""
        outcomes = {look.outcome for look in self.files}
        if not any(look.transcripts for look in self.files):
            return 4
        return 3 if SourceOutcome.REFUSED in outcomes else 0


def look_at(
    paths: Sequence[Path],
    options: Options,
    rulings: Sequence[Decision],
    folder: Path,
    stored: Sequence[SourceRecord],
    stones: Mapping[str, str],
    progress: Progress,
    taken_out: Callable[[Sequence[SourceRecord]], Sequence[SourceRecord]] = tuple,
) -> Preview:
    """Read the files under the paths as `take_in` does, and keep nothing.

    `stored` is what the study in `folder` holds already: who somebody is may follow from it. A copy of another file
    is set aside, as an ingest would do. `stones` are the digests of what may not come back; `taken_out` gives
    all records without those whom these mean.
    """
    sources = find_sources(paths)
    options_digest = _options_digest(options)
    progress.stage("reading", len(sources))
    records: list[SourceRecord] = []
    home = place_of(folder)
    thinned = _thinned(stored, options, stones)
    for source in sources:
        lasting = _lasting(source, home)
        digest = _digest(lasting)
        forgotten = _forgotten(lasting, options_digest, digest, stones)
        records.append(forgotten or _like_its_copy(_read(lasting, options, options_digest, digest), thinned))
        progress.advance()
    given = {record.name for record in records}
    study = [*records, *(record for record in stored if record.name not in given)]
    forms = forms_set_aside(study)
    records, study = ([forms.get(record.name, record) for record in found] for found in (records, study))
    study = list(taken_out(study))
    records = study[: len(records)]
    transcripts, copies, names = named_transcripts(study)
    cast = cast_study(transcripts, options, rulings)
    same = {record.name: copy for record, copy in copies}
    shown = distinct([name_ends(record.name) for record in records])
    looks = [
        Look(name, SourceOutcome.SET_ASIDE, same[record.name].reason, same[record.name].hint)
        if record.name in same
        else Look(
            name,
            record.outcome,
            record.reason,
            record.hint,
            record.warnings,
            tuple(item for item in cast.transcripts if item.source == names.get(record.name)),
        )
        for record, name in zip(records, shown, strict=True)
    ]
    return Preview(tuple(looks), (*plug_ins().problems, *cast.problems))


def take_in(paths: Sequence[Path], options: Options, store: Store, progress: Progress) -> Intake:
    """Read what is new or changed under the paths, and forget what was there before and is gone.

    A file that is refused leaves nothing in the store but its name and the reason; one with the words of somebody who
    was forgotten, nothing at all.
    """
    stones = store.tombstones()
    thinned = _thinned(store.readings(), options, stones)
    sources = find_sources(paths)
    options_digest = _options_digest(options)
    progress.stage("reading", len(sources))
    records: list[SourceRecord] = []
    n_unchanged = 0
    home = place_of(store.folder)
    for source in sources:
        record, unchanged = _take(_lasting(source, home), options, options_digest, store, stones, thinned)
        records.append(record)
        n_unchanged += unchanged
        progress.advance()
    gone = _forget_what_is_gone(paths, {record.name for record in records}, store)
    forms = forms_set_aside(store.readings())
    for record in forms.values():
        store.put_reading(record)
    records = [forms.pop(record.name, record) for record in records]
    records += sorted(forms.values(), key=lambda record: record.name)  # read before, and said better now
    return Intake(
        read=tuple(record for record in records if record.outcome is SourceOutcome.READ),
        n_unchanged=n_unchanged,
        set_aside=_listed(records, SourceOutcome.SET_ASIDE),
        refused=_listed(records, SourceOutcome.REFUSED),
        gone=gone,
        problems=plug_ins().problems,
    )


def without_refused(intake: Intake, refused: Sequence[Listed]) -> Intake:
    """The intake, where some files turned out to hold nobody's words but those of somebody who was forgotten."""
    names = {item.source for item in refused}
    return replace(
        intake,
        read=tuple(record for record in intake.read if record.name not in names),
        refused=(*intake.refused, *(replace(item, source=PurePosixPath(item.source).name) for item in refused)),
    )


def _take(
    source: Source,
    options: Options,
    options_digest: str,
    store: Store,
    stones: Mapping[str, str],
    thinned: Mapping[tuple[str, str], SourceRecord],
) -> tuple[SourceRecord, bool]:
    """The record of a file, and whether it was known already."""
    digest = _digest(source)
    forgotten = _forgotten(source, options_digest, digest, stones)
    if forgotten is not None:
        return forgotten, False
    known = store.known_reading(source.name, digest, PARSER_VERSION, options_digest) if digest else None
    if known is not None and known.outcome is SourceOutcome.READ and _is_still_left_out(known, options, stones):
        return known, True
    record = _like_its_copy(_read(source, options, options_digest, digest), thinned)
    store.put_reading(record)
    return record, False


def _forgotten(source: Source, options_digest: str, digest: str, stones: Mapping[str, str]) -> SourceRecord | None:
    """What is said of a file in which only somebody spoke who was forgotten, by its content or its name."""
    stone = stone_of(stones, Kind.CONTENT, digest) or stone_of(stones, Kind.NAME, source.name)
    if stone is None:
        return None
    listed = forgotten_on(source.name, stones[stone])
    record = SourceRecord(source.name, "", "", digest, PARSER_VERSION, options_digest, SourceOutcome.REFUSED)
    return replace(record, reason=listed.reason, hint=listed.hint)


def forgotten_on(name: str, at: str) -> Listed:
    """A file that may not come back, since the person in it was forgotten at this ISO time."""
    reason = f"somebody in it was forgotten on {at[:10]}, and may not come back"
    return Listed(name, reason, "delete the file; if it is another interview, give it another name")


def _is_still_left_out(record: SourceRecord, options: Options, stones: Mapping[str, str]) -> bool:
    """Whether all who were taken out of a reading are still to be left out; else the file has to be read again."""
    withdrawn = [row.participant for row in options.people if row.consent is Consent.WITHDRAWN]
    return all(
        stone in stones or any(is_of(stone, Kind.PERSON, person) for person in withdrawn) for stone in record.left_out
    )


def _thinned(
    records: Iterable[SourceRecord], options: Options, stones: Mapping[str, str]
) -> dict[tuple[str, str], SourceRecord]:
    """By content the readings out of which somebody was taken who is still to be left out."""
    return {
        (record.digest, record.options_digest): record
        for record in records
        if record.outcome is SourceOutcome.READ and record.left_out and _is_still_left_out(record, options, stones)
    }


def _like_its_copy(record: SourceRecord, thinned: Mapping[tuple[str, str], SourceRecord]) -> SourceRecord:
    """The record of a file, without those who were taken out of one with the same content."""
    copy = thinned.get((record.digest, record.options_digest))
    if copy is None or record.outcome is not SourceOutcome.READ:
        return record
    return replace(record, transcripts=copy.transcripts, warnings=copy.warnings, left_out=copy.left_out)


def _read(source: Source, options: Options, options_digest: str, digest: str) -> SourceRecord:
    """The record of a file that is read now."""
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
        reading = read_source(source, options.input, options.speakers, declared=_is_declared(source, options))
    except InputRefused as refusal:
        return replace(record, reason=refusal.located_reason, hint=refusal.hint)
    return replace(
        record,
        digest=reading.digest,
        outcome=SourceOutcome.SET_ASIDE if reading.set_aside else SourceOutcome.READ,
        reason=reading.set_aside or "",
        warnings=reading.warnings,
        transcripts=reading.transcripts,
    )


def _options_digest(options: Options) -> str:
    declared = sorted(row.source for row in options.transcripts if row.record in _NOT_SPOKEN)
    return digest_of(repr(options.input), repr(options.speakers), *declared, *plug_in_releases())


def _is_declared(source: Source, options: Options) -> bool:
    """Whether transcripts.csv says that a file holds notes or what somebody wrote."""
    path = PurePosixPath(legible(source.name))
    names = {path.as_posix(), path.name, path.stem, path.with_suffix("").as_posix()}
    keys = {name_key(name) for name in names}
    return any(name_key(row.source) in keys for row in options.transcripts if row.record in _NOT_SPOKEN)


def _digest(source: Source) -> str:
    """The SHA-256 of a plain file, or of one in an archive; empty for anything that `read_source` will refuse."""
    path = source.path
    try:
        if source.refusal is not None:
            return ""
        if source.entry:
            return sha256(read_bytes(source)).hexdigest()
        if as_text(str(path)) is None or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, InputRefused):
        return ""


def _lasting(source: Source, home: Path) -> Source:
    """The source under one name for good: its path below the study folder, or from the root where it lies elsewhere.

    However it was given, and whatever was given with it; `study_transcripts` makes names that people read. `home` is
    where the study folder lies (`place_of`).
    """
    place = source.place
    name = place.relative_to(home) if place.is_relative_to(home) else place
    return replace(source, name=storable(name.as_posix()), stem=legible(place.stem))


def _forget_what_is_gone(paths: Iterable[Path], present: set[str], store: Store) -> tuple[str, ...]:
    """Drop files that were once read from a given folder and no longer lie there.

    A study folder may have been moved, with its transcripts in it: a file counts as lying where it would lie today.
    """
    roots = [place_of(path) for path in paths if path.is_dir() or path.suffix.lower() == ARCHIVE]
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
    names = distinct([name_ends(record.name) for record in records])
    named = zip(names, records, strict=True)
    return tuple(Listed(name, record.reason, record.hint) for name, record in named if record.outcome is outcome)
