"""Who is to be forgotten: everything that a study knows of one person, before any of it goes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from insightmine.config import Options
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Decision
from insightmine.domain.file_names import name_key
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.sharing import concerns, may_be_theirs
from insightmine.domain.tombstones import Kind, stone_of, tombstone
from insightmine.errors import UsageError
from insightmine.forgetting.called import LEAST, calls_of, is_general, names_among
from insightmine.forgetting.voices import Heard, hear, shown_as, voice_stones
from insightmine.store import SourceOutcome, SourceRecord, Store
from insightmine.transcripts import names_of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read and that they speak in; `alone`: nobody else was interviewed in it. Never changed."""

    name: str
    path: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Forgetting:
    """One person, as far as it takes to let go of them, and to look afterwards whether they are gone.

    `alias` is their id in the results, a pseudonym where the study is redacted; `names` are their id and labels, and
    `calls` the parts of these that others may call them by; `places` the transcripts and labels under which they speak:
    id, file, label. `texts` are their own words, `asked` what was said to them where nobody else took part; `stones`
    are the digests that are kept, `recordings` what transcripts.csv calls the recordings of their sessions.
    """

    person: ParticipantId
    alias: str
    names: tuple[str, ...]
    calls: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]
    texts: tuple[str, ...]
    asked: tuple[str, ...]
    statements: tuple[StatementId, ...]
    files: tuple[SourceFile, ...]
    records: tuple[str, ...]
    stones: tuple[str, ...]
    at: str
    by: str
    because: str = ""
    recordings: tuple[str, ...] = ()

    @property
    def own_words(self) -> tuple[str, ...]:
        """Everything that has to be nowhere: their words, and those of an interviewer who spoke with them alone."""
        return (*self.texts, *self.asked)

    @property
    def named(self) -> tuple[str, ...]:
        """Ids, labels and names that are long enough to be looked for."""
        return tuple(dict.fromkeys(name for name in (*self.names, *self.calls) if len(name) >= LEAST))


def gather(
    store: Store,
    analysis: Analysis | None,
    options: Options,
    rulings: Sequence[Decision],
    person: str,
    *,
    at: str,
    by: str,
    because: str = "",
) -> Forgetting:
    """Everything that the study holds of a participant.

    Raises `UsageError` for somebody whom neither the results nor participants.csv know and who was not forgotten, and
    for a reason that would keep the name.
    """
    heard = hear(store.readings(), options, rulings)
    person, alias = _called(store.folder, person, heard, options)
    who = frozenset({ParticipantId(person)})
    theirs = [item for item in heard if concerns(item.cast, who)]
    emptied = [r for r in store.readings() if stone_of(r.left_out, Kind.PERSON, person) is not None]
    rows = [row for row in options.people if row.participant == person]
    stored = analysis is not None and alias in analysis.person_by_id
    stones = store.tombstones()
    before = stone_of(stones, Kind.PERSON, person) or stone_of(stones, Kind.CALLED, person)
    if not (theirs or emptied or rows or stored or before):
        raise _unknown(person, analysis, heard)
    labels = {turn.speaker for item in theirs for turn in item.cast.turns if turn.participant in who and turn.speaker}
    labels |= {row.label for row in rows if row.label}
    names = names_among((person, alias), labels)
    calls = calls_of(names)
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", because, re.IGNORECASE) for name in (*names, *calls)):
        raise UsageError("the reason names the person", hint="say why without a name: the reason is kept")
    statements, texts = _stored(analysis, alias)
    places = _places(theirs, who)
    hidden = shown_as(store.folder, {part for place in places for part in place})
    return Forgetting(
        person=ParticipantId(person),
        alias=alias,
        names=names,
        calls=calls,
        places=tuple(sorted({*places, *((hidden[a], hidden[b], hidden[c]) for a, b, c in places)})),
        texts=tuple(sorted({*texts, *_said(theirs, who)})),
        asked=tuple(sorted(_said_to(theirs, who))),
        statements=statements,
        files=_files(store.readings(), theirs, emptied, who),
        records=tuple(sorted({item.record.name for item in theirs} | {record.name for record in emptied})),
        stones=_stones(store.readings(), person, theirs, emptied, who, before),
        at=at,
        by=by,
        because=because,
        recordings=_recordings(options, theirs, who),
    )


def _recordings(options: Options, theirs: Iterable[Heard], who: frozenset[ParticipantId]) -> tuple[str, ...]:
    """The recordings, as transcripts.csv names them, of the transcripts that they speak in or that are about them."""
    sessions = {name_key(name) for item in theirs for name in names_of(item.cast)}
    rows = (row for row in options.transcripts if row.participant in who or name_key(row.source) in sessions)
    return tuple(sorted({row.media for row in rows if row.media}))


def _called(folder: Path, name: str, heard: Sequence[Heard], options: Options) -> tuple[str, str]:
    """The id of somebody, and the one that the results show; either may be given."""
    known = {person for item in heard for person in (*item.cast.participants, item.cast.about) if person is not None}
    clear = {*map(str, known), *(row.participant for row in options.people)}
    shown = shown_as(folder, {*clear, name})
    if name not in clear:
        name = next((person for person in sorted(clear) if shown[person] == name), name)
    return name, shown[name]


def _unknown(person: str, analysis: Analysis | None, heard: Iterable[Heard]) -> UsageError:
    known = sorted(
        {name for item in heard for name in item.cast.participants} | set(analysis.person_by_id if analysis else ())
    )
    near = difflib.get_close_matches(person, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"participants are: {', '.join(known) or 'none'}"
    return UsageError(f"no participant is called {person!r}", hint=hint)


def _places(theirs: Iterable[Heard], who: frozenset[ParticipantId]) -> set[tuple[str, str, str]]:
    places = set()
    for item in theirs:
        alone = not set(item.cast.participants) - who
        for turn in item.cast.turns:
            if turn.participant in who or alone:
                places |= {(str(item.cast.id), item.cast.source, turn.speaker or "")}
    return places


def _said(theirs: Iterable[Heard], who: frozenset[ParticipantId]) -> set[str]:
    return {turn.text for item in theirs for turn in item.cast.turns if may_be_theirs(item.cast, turn, who)}


def _said_to(theirs: Iterable[Heard], who: frozenset[ParticipantId]) -> set[str]:
    """What others said in transcripts in which nobody else took part."""
    alone = [item for item in theirs if not set(item.cast.participants) - who]
    return {turn.text for item in alone for turn in item.cast.turns if turn.participant not in who}


def _stored(analysis: Analysis | None, person: str) -> tuple[tuple[StatementId, ...], set[str]]:
    """The ids of their statements in the last result, and their words as they stand there (perhaps redacted)."""
    if analysis is None:
        return (), set()
    own = [statement for statement in analysis.statements if statement.participant == person]
    turns = {turn.text for t in analysis.transcripts for turn in t.turns if turn.participant == person}
    return tuple(sorted(statement.id for statement in own)), turns | {statement.text for statement in own}


def _is_alone(
    record: SourceRecord, theirs: Iterable[Heard], emptied: Sequence[SourceRecord], who: frozenset[ParticipantId]
) -> bool:
    """Whether nobody else takes part in any transcript of a record."""
    here = {item.placed.number: item for item in theirs if _same_content(item.record, record)}
    if not here:
        return record in emptied and not any(transcript.turns for transcript in record.transcripts)
    return all(
        (number in here and not set(here[number].cast.participants) - who) or not transcript.turns
        for number, transcript in enumerate(record.transcripts)
    )


def _same_content(one: SourceRecord, other: SourceRecord) -> bool:
    return (one.digest, one.options_digest) == (other.digest, other.options_digest)


def _concerned(
    records: Iterable[SourceRecord], theirs: Sequence[Heard], emptied: Sequence[SourceRecord]
) -> list[SourceRecord]:
    """The records in which they are or were, copies of the same content included."""
    return [
        record
        for record in records
        if record.outcome is SourceOutcome.READ
        and (record in emptied or any(_same_content(item.record, record) for item in theirs))
    ]


def _files(
    records: Iterable[SourceRecord],
    theirs: Sequence[Heard],
    emptied: Sequence[SourceRecord],
    who: frozenset[ParticipantId],
) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(record.name, record.path, _is_alone(record, theirs, emptied, who))
        for record in _concerned(records, theirs, emptied)
    )


def _stones(
    records: Iterable[SourceRecord],
    person: str,
    theirs: Sequence[Heard],
    emptied: Sequence[SourceRecord],
    who: frozenset[ParticipantId],
    before: str | None,
) -> tuple[str, ...]:
    """Digests of the person, of files in which only they speak, and of their labels in others."""
    stones = [before or tombstone(Kind.CALLED if is_general(person) else Kind.PERSON, person)]
    for record in _concerned(records, theirs, emptied):
        if _is_alone(record, theirs, emptied, who):
            stones += [tombstone(Kind.CONTENT, record.digest), tombstone(Kind.NAME, record.name)]
    for item in theirs:
        if not _is_alone(item.record, theirs, emptied, who):
            labels = {turn.speaker for turn in item.cast.turns if turn.participant in who}
            stones += [stone for label in sorted(labels, key=repr) for stone in voice_stones(item, label)]
    return tuple(stones)
