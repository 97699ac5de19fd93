"""Whose words may not be kept: what was read from the files, without those who withdrew or were forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from insightmine.config import Options, PersonRow
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Decision
from insightmine.domain.file_names import name_key
from insightmine.domain.ids import ParticipantId, StatementId, digest_of
from insightmine.domain.private_words import PrivateWords
from insightmine.domain.sharing import concerns, may_be_theirs
from insightmine.domain.speech import Consent, Transcript
from insightmine.domain.themes import is_named_by_machine
from insightmine.domain.tombstones import Kind, stone_of, tombstone
from insightmine.forgetting.called import LEAST, calls_of, names_among
from insightmine.forgetting.decided import without_quoted
from insightmine.forgetting.scan import Sought
from insightmine.intake import forgotten_on
from insightmine.privacy import Replacer
from insightmine.readings import Listed, Placed, placed_transcripts
from insightmine.store import (
    DECISIONS_FILE,
    REDACTIONS_FILE,
    Erasure,
    SourceOutcome,
    SourceRecord,
    Store,
    read_redactions,
)
from insightmine.themes import UNNAMED
from insightmine.transcripts import WITHDREW, cast_study, take_out, withdrawn_people, without_words

FORGOTTEN = "somebody was forgotten: what they said was left out"


@dataclass(frozen=True, slots=True)
class Heard:
    """A transcript as it was read (`placed`), and the same with everybody in it (`cast`): both have the same turns."""

    placed: Placed
    cast: Transcript

    @property
    def record(self) -> SourceRecord:
        """What was read from its file."""
        return self.placed.record

    @property
    def raw(self) -> Transcript:
        """The transcript as it lies in the record."""
        return self.record.transcripts[self.placed.number]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was taken out of the store: who, and the files that are refused because nobody else speaks in them."""

    people: frozenset[ParticipantId] = frozenset()
    refused: tuple[Listed, ...] = ()


def hear(records: Iterable[SourceRecord], options: Options, rulings: Sequence[Decision]) -> tuple[Heard, ...]:
    """Everybody in the readings of a study, those who withdrew included."""
    placed = placed_transcripts(records)
    people = [replace(row, consent=Consent.VERBATIM) for row in options.people]
    transcripts = [item.transcript for item in placed]
    cast = cast_study(transcripts, options, rulings, people)
    found = {(transcript.source, str(transcript.id)): transcript for transcript in cast.transcripts}
    return tuple(Heard(item, _cast_of(item.transcript, found)) for item in placed)


def _cast_of(transcript: Transcript, found: Mapping[tuple[str, str], Transcript]) -> Transcript:
    """Where two of a file share an id, their people are named after file and id."""
    key = (transcript.source, str(transcript.id))
    return found[key] if key in found else found[transcript.source, f"{transcript.source}/{transcript.id}"]


def voice_stones(item: Heard, label: str | None) -> tuple[str, ...]:
    """New digests of a label in a transcript: by the file's name, and by its content."""
    record, number = item.record, item.placed.number
    return (
        tombstone(Kind.VOICE, record.name, str(item.raw.id), label or ""),
        tombstone(Kind.SAME_VOICE, record.digest, str(number), label or ""),
    )


def people_under_stones(item: Heard, stones: Iterable[str]) -> frozenset[ParticipantId]:
    """Who in a transcript was forgotten: by their id, or by a label that was theirs in this file."""
    known = tuple(stones)
    if not known:
        return frozenset()
    record, number = item.record, str(item.placed.number)
    voices = {(turn.speaker or "", turn.participant) for turn in item.cast.turns if turn.participant is not None}
    if item.cast.about is not None:
        voices.add(("", item.cast.about))
    return frozenset(
        person
        for label, person in voices
        if stone_of(known, Kind.PERSON, person)
        or (person == f"{label} ({item.cast.id})" and stone_of(known, Kind.PERSON, label))  # in several new files
        or stone_of(known, Kind.VOICE, record.name, str(item.raw.id), label)
        or stone_of(known, Kind.SAME_VOICE, record.digest, number, label)
    )


def leave_out(store: Store, options: Options, rulings: Sequence[Decision], *, at: str) -> LeftOut:
    """Take out of the store what nobody may keep any more, and drop the last result if anything was.

    Names of themes and reasons of decisions that quote them or name them go as well, now that it is known whose words
    they are. Nothing is done, and nothing lost, where all of it was taken out before.
    """
    withdrawn = withdrawn_people(options.people)
    stones = store.tombstones()
    if not withdrawn and not stones:
        return LeftOut()
    heard = hear(store.readings(), options, rulings)
    gone = _gone(heard, stones, withdrawn)
    if not gone:
        return LeftOut()
    people = frozenset().union(*gone.values())
    known = {stone: person for person in people if (stone := stone_of(stones, Kind.PERSON, person))}
    forgotten = frozenset(people - withdrawn)
    cleaned = clean(store.readings(), heard, gone, forgotten, known)
    at_last = [record for record in cleaned if record.outcome is SourceOutcome.READ]
    emptied = [record for record in cleaned if record.outcome is SourceOutcome.REFUSED]
    shown = frozenset(shown_as(store.folder, people).values())
    dropped = [record.name for record in emptied]
    analysis = store.load_analysis()
    without_quoted(store.folder / DECISIONS_FILE, _quotes(analysis, heard, gone, shown, options))
    erasure = erasure_of(analysis, heard, gone, shown, at_last, dropped)
    since = max(stones.values(), default=at)
    stay_out = tuple(
        stone
        for record in emptied
        for stone in (tombstone(Kind.CONTENT, record.digest), tombstone(Kind.NAME, record.name))
    )
    store.erase(replace(erasure, stones=stay_out), at=since)
    refused = tuple(forgotten_on(record.name, since) for record in emptied)
    return LeftOut(people, refused)


Gone = Mapping[tuple[str, int], frozenset[ParticipantId]]  # by the name of the record and the number in it


def without_forgotten(
    records: Sequence[SourceRecord], options: Options, rulings: Sequence[Decision], stones: Mapping[str, str]
) -> list[SourceRecord]:
    """The records as `leave_out` would leave them of those who were forgotten; nothing is stored."""
    if not stones:
        return list(records)
    heard = hear(records, options, rulings)
    gone = _gone(heard, stones, frozenset())
    people = frozenset().union(*gone.values())
    listed = forgotten_on("", max(stones.values()))
    cleaned = {
        record.name: record
        if record.outcome is SourceOutcome.READ
        else replace(record, reason=listed.reason, hint=listed.hint)
        for record in clean(records, heard, gone, people, {})
    }
    return [cleaned.get(record.name, record) for record in records]


def _gone(heard: Sequence[Heard], stones: Iterable[str], withdrawn: frozenset[ParticipantId]) -> Gone:
    return {
        (item.record.name, item.placed.number): people
        for item in heard
        if (people := people_under_stones(item, stones) | withdrawn) and concerns(item.cast, people)
    }


def _quotes(
    analysis: Analysis | None, heard: Sequence[Heard], gone: Gone, shown: frozenset[str], options: Options
) -> Callable[[str], bool]:
    """Whether a text repeats what only these people said, or one of their names."""
    own, others, _ = _texts(heard, gone)
    own += _stored_texts(analysis, shown)
    script = [*options.guide.wordings, *(task.read_aloud for task in options.guide.tasks)]
    private = PrivateWords.of([*others, *script], [], own)
    labels = {
        turn.speaker
        for item in heard
        for turn in item.cast.turns
        if turn.speaker and turn.participant in gone.get((item.record.name, item.placed.number), frozenset())
    }
    names = names_among(sorted(shown.union(*gone.values())), labels)
    sought = Sought((), *([name for name in part if len(name) >= LEAST] for part in (names, calls_of(names))))
    return lambda text: private.are_in(text) or bool(sought.names_in(text))


def clean(
    records: Sequence[SourceRecord],
    heard: Sequence[Heard],
    gone: Gone,
    forgotten: frozenset[ParticipantId],
    known: Mapping[str, ParticipantId],
) -> list[SourceRecord]:
    """The records in which somebody is to be left out, without them; refused where only the forgotten took part.

    `records` are all of the study: a file with the same content as another is cleaned like it. `known` are digests
    that the store holds already.
    """
    by_record: dict[str, dict[int, Heard]] = {}
    for item in heard:
        by_record.setdefault(item.record.name, {})[item.placed.number] = item
    cleaned = []
    twins: dict[tuple[str, str], list[SourceRecord]] = {}
    for record in records:
        twins.setdefault((record.digest, record.options_digest), []).append(record)
    for name, items in by_record.items():
        here = {number: gone[name, number] for number in items if (name, number) in gone}
        if not here:
            continue
        record = next(iter(items.values())).record
        cleaned += [
            _cleaned(twin, items, here, forgotten, known) for twin in twins[record.digest, record.options_digest]
        ]
    return cleaned


def _cleaned(
    record: SourceRecord,
    items: Mapping[int, Heard],
    gone: Mapping[int, frozenset[ParticipantId]],
    forgotten: frozenset[ParticipantId],
    known: Mapping[str, ParticipantId],
) -> SourceRecord:
    kept: list[Transcript] = []
    for number, item in sorted(items.items()):
        people = gone.get(number, frozenset())
        why = FORGOTTEN if people & forgotten else WITHDREW
        left = take_out(item.raw, item.cast, people, why) if people else item.raw
        if left.turns or not people & forgotten:
            kept.append(left if people else replace(left, dropped=tuple(without_words(left.dropped, set()))))
    people = frozenset().union(*gone.values())
    stone_for = {person: stone for stone, person in known.items()}
    stones = tuple(stone_for.get(person) or tombstone(Kind.PERSON, person) for person in sorted(people))
    return replace(
        record,
        outcome=SourceOutcome.READ if kept else SourceOutcome.REFUSED,
        transcripts=tuple(kept),
        warnings=(),
        left_out=(*record.left_out, *stones),
    )


def shown_as(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """What people or files are called in the results: a pseudonym, where the study is redacted."""
    listed = read_redactions(folder / REDACTIONS_FILE)
    if listed is None:
        return {name: name for name in names}
    replacer = Replacer(listed)
    return {name: replacer.hide_name(name) for name in names}


def erasure_of(
    analysis: Analysis | None,
    heard: Sequence[Heard],
    gone: Gone,
    shown: frozenset[str],
    readings: Sequence[SourceRecord],
    dropped: Sequence[str],
) -> Erasure:
    """What goes from the database with these voices: their statements, their words in caches, names made of them.

    `shown` is what they are called in the analysis.
    """
    own, others, keys = _texts(heard, gone)
    lost: set[StatementId] = set()
    if analysis is not None:
        lost = {statement.id for statement in analysis.statements if statement.participant in shown}
    stored = _stored_texts(analysis, shown)
    own += stored
    keys |= {digest_of(text) for text in stored}
    return Erasure(
        readings=tuple(readings),
        lost=frozenset(lost),
        keys=frozenset(keys),
        rename=names_without(PrivateWords.of(others, [], own)),
        dropped=tuple(dropped),
    )


def _stored_texts(analysis: Analysis | None, shown: frozenset[str]) -> list[str]:
    """Their turns and statements as they stand in the last result, perhaps redacted."""
    if analysis is None:
        return []
    turns = [turn.text for t in analysis.transcripts for turn in t.turns if turn.participant in shown]
    return [*turns, *(statement.text for statement in analysis.statements if statement.participant in shown)]


def _texts(heard: Sequence[Heard], gone: Gone) -> tuple[list[str], list[str], set[str]]:
    """What they said, what others say, and the cache keys of every text that goes."""
    own: list[str] = []
    others: list[str] = []
    keys: set[str] = set()
    for item in heard:
        people = gone.get((item.record.name, item.placed.number), frozenset())
        stays = not people or bool(set(item.cast.participants) - people)
        for turn in item.cast.turns:
            is_theirs = may_be_theirs(item.cast, turn, people)
            if is_theirs:
                own.append(turn.text)
            elif stays and not (people and turn.participant is None):
                others.append(turn.text)
            if is_theirs or not stays:
                keys.add(digest_of(turn.text))
    return own, others, keys


def names_without(private: PrivateWords) -> Callable[[str, str], str]:
    """What a theme of the past is called: the machine names it anew, a person's name stays unless it quotes them."""

    def rename(name: str, named_by: str) -> str:
        return UNNAMED if is_named_by_machine(named_by) or private.are_in(name) else name

    return rename


def rows_to_use(people: Sequence[PersonRow], records: Iterable[SourceRecord]) -> tuple[PersonRow, ...]:
    """The rows of participants.csv without those of people whose words were taken out: they mean nobody any more.

    A row that names a source is one of them only if they were taken out of a file of that name: a slip in another row
    is still reported.
    """
    cleaned = [record for record in records if record.left_out]
    withdrawn = withdrawn_people(people)

    def is_obeyed(row: PersonRow) -> bool:
        return row.participant in withdrawn and any(
            stone_of(record.left_out, Kind.PERSON, row.participant) is not None
            for record in cleaned
            if row.source is None or _is_called(record, row.source)
        )

    return tuple(row for row in people if not is_obeyed(row))


def _is_called(record: SourceRecord, name: str) -> bool:
    path = PurePosixPath(record.name)
    names = (path.as_posix(), path.name, path.stem, *(transcript.id for transcript in record.transcripts))
    return name_key(name) in map(name_key, names) or name_key(record.name).endswith("/" + name_key(name))
