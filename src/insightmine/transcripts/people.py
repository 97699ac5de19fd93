"""Which participant a label is: participants.csv, what a person decided, and otherwise the label itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from insightmine.config import PEOPLE_FILE, PersonRow
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.file_names import legible, name_key
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Consent, Person, Record, Role, Transcript
from insightmine.transcripts.role_words import is_generic, label_key, role_of_label
from insightmine.transcripts.table import ANSWERS, DIALOGUES, TURNS

Place = tuple[TranscriptId, str | None]  # a label in a transcript
_CODE_PARTS = re.compile(r"([a-z]{1,3}|[^\W\d_]{4,20})[-_ #.]?([0-9]{1,4})")
_SEPARATOR = "\x1f"


@dataclass(slots=True)
class Mapped:
    """The participants that labels were mapped to, the rows that named nobody so far, and what contradicts itself."""

    by_place: dict[Place, ParticipantId] = field(default_factory=dict)
    left: list[PersonRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def names_of(transcript: Transcript) -> frozenset[str]:
    """All ways in which a person may name a transcript: its id, and its file with or without folder and extension."""
    path = PurePosixPath(transcript.source)
    return frozenset({str(transcript.id), transcript.source, path.name, path.stem, path.with_suffix("").as_posix()})


def called(transcripts: Sequence[Transcript], name: str) -> list[Transcript]:
    """The transcripts that a person means by a name; where none is spelt so, those of another case or spelling."""
    wanted = legible(name)
    exactly = [transcript for transcript in transcripts if wanted in names_of(transcript)]
    key = name_key(name)
    return exactly or [item for item in transcripts if key in map(name_key, names_of(item))]


def labels_of(transcript: Transcript) -> list[str | None]:
    """The labels of a transcript in order of first appearance."""
    return list(dict.fromkeys(turn.speaker for turn in transcript.turns))


def map_people(transcripts: Sequence[Transcript], people: Sequence[PersonRow], rulings: Sequence[Decision]) -> Mapped:
    """The participants that rows and rulings give to labels. A ruling wins over a row, a later over an earlier."""
    mapped = Mapped()
    for transcript in transcripts:
        mapped.by_place.update(_of_one_person(transcript))
    for row in people:
        places = list(_places_of_row(transcripts, row))
        if not places:
            mapped.left.append(row)
        for place in places:
            before = mapped.by_place.setdefault(place, ParticipantId(row.participant))
            if before != row.participant:
                mapped.problems.append(
                    f"{PEOPLE_FILE}, line {row.line}: {row.participant} has the label of {before} in {place[0]}"
                )
    for ruling in rulings:
        if ruling.action is Action.PERSON and ruling.value and len(ruling.targets) == 2:
            for place in ruled_places(transcripts, ruling):
                mapped.by_place[place] = ParticipantId(ruling.value)
    return mapped


def _of_one_person(transcript: Transcript) -> dict[Place, ParticipantId]:
    """The one voice of a transcript that transcripts.csv gives to somebody; notes are about them, not by them."""
    voices = [label for label in labels_of(transcript) if label is None or not _is_staff(label)]
    if transcript.about is None or transcript.record is Record.NOTES or len(voices) != 1:
        return {}
    return {(transcript.id, voices[0]): transcript.about}


def map_by_source(
    transcripts: Sequence[Transcript], answering: Mapping[TranscriptId, Sequence[str | None]], mapped: Mapped
) -> None:
    """Give the rows that name only a source the one participant of that source, now that roles are known.

    `answering` holds the participants' labels of each transcript. Rows that still name nobody become problems.
    """
    for row in mapped.left:
        places = [
            (transcript.id, label)
            for transcript in (called(transcripts, row.source) if row.label is None and row.source is not None else ())
            for label in answering[transcript.id]
            if len(answering[transcript.id]) == 1 and not transcript.is_thinned
            if (transcript.id, label) not in mapped.by_place
        ]
        mapped.by_place.update(dict.fromkeys(places, ParticipantId(row.participant)))
        if not places:
            mapped.problems.append(_nobody(row, transcripts))


def _places_of_row(transcripts: Sequence[Transcript], row: PersonRow) -> Iterable[Place]:
    for transcript in transcripts if row.source is None else called(transcripts, row.source):
        for label in labels_of(transcript):
            if _goes_by(transcript, label, row):
                yield transcript.id, label


def _goes_by(transcript: Transcript, label: str | None, row: PersonRow) -> bool:
    """Whether this row means this label.

    Without a label in the row: the one who bears the participant's own name, else whoever is no interviewer in the
    source that the row names. Without either, a transcript that is called like the participant. A label that is
    the id of a transcript, as for a dialogue in a cell, means whoever is no interviewer in it.
    """
    if row.label is not None:
        labels = [item for item in labels_of(transcript) if item is not None]
        if name_key(row.label) != name_key(transcript.id) or label_key(row.label) in map(label_key, labels):
            return label is not None and label_key(label) == label_key(row.label)
    if label is not None and label_key(label) == label_key(row.participant):
        return True
    others = [item for item in labels_of(transcript) if item is None or not _is_staff(item)]
    if any(item is not None and label_key(item) == label_key(row.participant) for item in others):
        return False
    named = row.source is not None or bool(called([transcript], row.participant))
    return named and others == [label] and not transcript.is_thinned  # who is left may be somebody else


def _is_staff(label: str) -> bool:
    return role_of_label(label) in (Role.INTERVIEWER, Role.OBSERVER)


def _nobody(row: PersonRow, transcripts: Sequence[Transcript]) -> str:
    where = f"{PEOPLE_FILE}, line {row.line}: {row.participant}"
    if row.source is not None and not called(transcripts, row.source):
        return f"{where}: there is no transcript {row.source!r}"
    if row.label is not None:
        return f"{where}: nobody goes by the label {row.label!r}" + (f" in {row.source}" if row.source else "")
    return f"{where} speaks in no transcript; give the row a source and a label"


def ruled_places(transcripts: Sequence[Transcript], ruling: Decision) -> list[Place]:
    """The labels that a ruling about (file, label) means; an empty label is the voice of a file without speakers."""
    name, label = ruling.targets
    return [
        (transcript.id, item)
        for transcript in called(transcripts, name)
        for item in labels_of(transcript)
        if (label_key(item) if item is not None else "") == label_key(label)
    ]


def name_participants(
    transcripts: Sequence[Transcript], speaking: Sequence[Place], mapped: Mapping[Place, ParticipantId]
) -> dict[Place, tuple[ParticipantId, str]]:
    """(participant, person key) of each label that is a participant.

    Mapped people and the values of a table's column keep their names everywhere. A voice without label, and "User"
    in a cell with a dialogue, are called by the transcript. Any other label is qualified by the transcript where it
    occurs in several, because it may be another person there. The key does not change when other files join.
    """
    by_id = {transcript.id: transcript for transcript in transcripts}
    shared: defaultdict[str, set[TranscriptId]] = defaultdict(set)
    for place in speaking:
        if place not in mapped and place[1] is not None:
            shared[label_key(place[1])].add(place[0])
    return {place: _name(place, by_id[place[0]], mapped, shared) for place in speaking}


def _name(
    place: Place, transcript: Transcript, mapped: Mapping[Place, ParticipantId], shared: Mapping[str, set[TranscriptId]]
) -> tuple[ParticipantId, str]:
    name, label = place
    if place in mapped:
        return mapped[place], str(mapped[place])
    if label is None:
        return ParticipantId(str(name)), f"{name}{_SEPARATOR}"
    if transcript.format in (ANSWERS, TURNS):
        return ParticipantId(label), label
    key = f"{name}{_SEPARATOR}{label}"
    if transcript.format == DIALOGUES and is_generic(label):
        return ParticipantId(str(name)), key
    if len(shared[label_key(label)]) > 1:
        return ParticipantId(f"{label} ({name})"), key
    return ParticipantId(label), key


def spelt_alike(names: Mapping[Place, tuple[ParticipantId, str]], mapped: Mapping[Place, ParticipantId]) -> list[str]:
    """Warnings of ids that differ only in zeros or signs (P1, P01): two people until somebody says otherwise."""
    alike: defaultdict[tuple[str, int], dict[str, TranscriptId]] = defaultdict(dict)
    for transcript, label in sorted((place for place in names if place not in mapped), key=repr):
        match = _CODE_PARTS.fullmatch(label_key(label)) if label is not None else None
        is_id = match is not None and (len(match.group(1)) <= 3 or role_of_label(match.group(1)) is not None)
        if label is not None and match is not None and is_id:
            alike[match.group(1), int(match.group(2))].setdefault(label, transcript)
    return [
        f"{' and '.join(f'{label} in {name}' for label, name in sorted(labels.items()))} count as different people; if "
        f"they are one, give {PEOPLE_FILE} a row for each, with the same participant"
        for _, labels in sorted(alike.items())
        if len({label_key(label) for label in labels}) > 1
    ]


def describe_people(
    transcripts: Sequence[Transcript], people: Sequence[PersonRow], problems: list[str]
) -> tuple[Person, ...]:
    """The participants who speak, by id, with the attributes and the strictest consent of their rows."""
    spoken: defaultdict[ParticipantId, set[TranscriptId]] = defaultdict(set)
    for transcript in transcripts:
        for participant in transcript.participants:
            spoken[participant].add(transcript.id)
    rows: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in people:
        rows[row.participant].append(row)
    return tuple(
        Person(
            participant,
            tuple(sorted(spoken[participant])),
            _attributes(rows[participant], problems),
            consent_of(rows[participant]),
        )
        for participant in sorted(spoken)
    )


def _attributes(rows: Sequence[PersonRow], problems: list[str]) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for row in rows:
        for name, value in row.attributes.items():
            if value and attributes.setdefault(name, value) != value:
                problems.append(f"{PEOPLE_FILE}, line {row.line}: {row.participant} has two values for {name}")
    return attributes


def consent_of(rows: Sequence[PersonRow]) -> Consent:
    """The strictest consent that any row gives; without rows, the words may be quoted."""
    levels = list(Consent)
    return max((row.consent for row in rows), key=levels.index, default=Consent.VERBATIM)
