"""Roles and participants over the whole study: the same for any order of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.config import PEOPLE_FILE, PersonRow, SpeakerOptions
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Person, Record, Role, RoleDecision, Transcript
from insightmine.transcripts.notes import link_notes, role_in_notes
from insightmine.transcripts.people import (
    Place,
    describe_people,
    labels_of,
    map_by_source,
    map_people,
    name_participants,
    ruled_places,
    spelt_alike,
)
from insightmine.transcripts.role_signs import SAYS_SO
from insightmine.transcripts.role_words import label_key, role_of_label
from insightmine.transcripts.roles import decide_roles, recurring_names
from insightmine.transcripts.slips import is_slip, slips_of
from insightmine.transcripts.table import ANSWERS, QUESTION, TURNS
from insightmine.transcripts.translated import same_places, share_people, share_roles, unmatched
from insightmine.transcripts.withdrawal import remove_withdrawn, withdrawn_people

_NAMED = 6  # so many labels are listed in a warning


@dataclass(frozen=True, slots=True)
class Cast:
    """The transcripts with roles and participants, by id; the people in them, by id; what did not fit."""

    transcripts: tuple[Transcript, ...]
    people: tuple[Person, ...]
    problems: tuple[str, ...]


def assign_speakers(
    transcripts: Sequence[Transcript],
    speakers: SpeakerOptions,
    people: Sequence[PersonRow],
    rulings: Sequence[Decision],
    guide: Sequence[str] = (),
) -> Cast:
    """Who is who. What a person decided wins, then the settings, participants.csv, and the evidence in the texts.

    `guide` holds the questions of the study's guide: whoever asks them is likely to be the interviewer.
    """
    ordered = _unique_ids(transcripts)
    mapped = map_people(ordered, people, rulings)
    ruled = _ruled_roles(ordered, rulings)
    recurring = recurring_names(ordered)
    decisions: dict[TranscriptId, dict[str | None, RoleDecision]] = {}
    spelling: dict[TranscriptId, dict[str | None, str | None]] = {}
    for transcript in ordered:
        known = _known(transcript, speakers, mapped.by_place, ruled)
        spelling[transcript.id] = _spelling(transcript, known)
        decisions[transcript.id] = _decided(transcript, known, recurring, spelling[transcript.id], guide)
    same = same_places(ordered)
    share_roles(decisions, same)
    map_by_source(ordered, _answering(decisions, spelling), mapped)
    share_people(mapped.by_place, same)
    names = _named(ordered, decisions, spelling, mapped.by_place, same)
    filled = [_filled(transcript, decisions[transcript.id], names, spelling[transcript.id]) for transcript in ordered]
    known_people = [
        *(participant for participant, _ in names.values()),
        *(ParticipantId(row.participant) for row in people),
    ]
    filled = link_notes(unmatched(filled, same), known_people, mapped.by_place)
    withdrawn, problems = withdrawn_people(people), [*mapped.problems, *spelt_alike(names, mapped.by_place)]
    kept = tuple(remove_withdrawn(transcript, withdrawn) for transcript in filled)
    return Cast(kept, describe_people(kept, people, problems), tuple(problems))


def _decided(
    transcript: Transcript,
    known: Mapping[str | None, RoleDecision],
    recurring: frozenset[str],
    spelling: Mapping[str | None, str | None],
    guide: Sequence[str],
) -> dict[str | None, RoleDecision]:
    """The role of each label; a slip of the pen gets that of the label it stands for, unless somebody decided."""
    clean = replace(transcript, turns=tuple(replace(turn, speaker=spelling[turn.speaker]) for turn in transcript.turns))
    decided = {decision.label: decision for decision in decide_roles(clean, known, recurring, guide)}
    for label, meant in spelling.items():
        if label != meant:
            slip = RoleDecision(label, decided[meant].role, f"another spelling of {meant!r}")
            decided[label] = known.get(label, slip)
    return {label: decided[label] for label in labels_of(transcript)}


def _spelling(transcript: Transcript, known: Collection[str | None]) -> dict[str | None, str | None]:
    """For each label the one it stands for; the values of a table's column are taken as they are."""
    if transcript.format in (ANSWERS, TURNS):
        return {label: label for label in labels_of(transcript)}
    return slips_of(transcript, known)


def _answering(
    decisions: Mapping[TranscriptId, Mapping[str | None, RoleDecision]],
    spelling: Mapping[TranscriptId, Mapping[str | None, str | None]],
) -> dict[TranscriptId, list[str | None]]:
    """The labels of the participants of each transcript, each in one spelling."""
    return {
        name: list(dict.fromkeys(spelling[name][label] for label in decided if decided[label].role is Role.PARTICIPANT))
        for name, decided in decisions.items()
    }


def _named(
    transcripts: Sequence[Transcript],
    decisions: Mapping[TranscriptId, Mapping[str | None, RoleDecision]],
    spelling: Mapping[TranscriptId, Mapping[str | None, str | None]],
    mapped: Mapping[Place, ParticipantId],
    same: Mapping[Place, Place],
) -> dict[Place, tuple[ParticipantId, str]]:
    """Participant and key of each label that is a participant, slips under the name of the label they stand for.

    A label in a translation is whoever its place in the original is (`same`).
    """
    speaking = [
        (transcript.id, label)
        for transcript in transcripts
        for label in labels_of(transcript)
        if decisions[transcript.id][label].role is Role.PARTICIPANT
    ]
    meant = {place: place if place in mapped else (place[0], spelling[place[0]][place[1]]) for place in speaking}
    meant = {place: same.get(other, other) if place not in mapped else other for place, other in meant.items()}
    names = name_participants(transcripts, list(dict.fromkeys(meant.values())), mapped)
    return {place: names[meant[place]] for place in speaking}


def _unique_ids(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """The transcripts by id; where two cells or files share one, all of them are called by file and id."""
    counts = Counter(transcript.id for transcript in transcripts)
    unique = [
        transcript
        if counts[transcript.id] == 1
        else replace(transcript, id=TranscriptId(f"{transcript.source}/{transcript.id}"))
        for transcript in transcripts
    ]
    return sorted(unique, key=lambda transcript: transcript.id)


def _ruled_roles(transcripts: Sequence[Transcript], rulings: Sequence[Decision]) -> dict[Place, RoleDecision]:
    ruled: dict[Place, RoleDecision] = {}
    for ruling in rulings:
        if ruling.action is Action.ROLE and ruling.value in tuple(Role) and len(ruling.targets) == 2:
            for place in ruled_places(transcripts, ruling):
                ruled[place] = RoleDecision(place[1], Role(ruling.value), f"decision {ruling.id}", ruling.by)
    return ruled


def _known(
    transcript: Transcript,
    speakers: SpeakerOptions,
    mapped: Mapping[Place, ParticipantId],
    ruled: Mapping[Place, RoleDecision],
) -> dict[str | None, RoleDecision]:
    """The roles that need no evidence from how people talk."""
    known: dict[str | None, RoleDecision] = {}
    for label in labels_of(transcript):
        place = (transcript.id, label)
        decision = ruled.get(place) or _from_settings(label, speakers) or role_in_notes(transcript, label)
        if decision is None and place in mapped:
            decision = RoleDecision(label, Role.PARTICIPANT, PEOPLE_FILE, PEOPLE_FILE)
        if decision is None and transcript.format == ANSWERS:
            decision = _from_column(label, transcript)
        if decision is not None:
            known[label] = decision
    return known


def _from_settings(label: str | None, speakers: SpeakerOptions) -> RoleDecision | None:
    if label is None:
        return None
    for role, labels in (
        (Role.INTERVIEWER, speakers.interviewers),
        (Role.PARTICIPANT, speakers.participants),
        (Role.OBSERVER, speakers.observers),
    ):
        if label_key(label) in map(label_key, labels):
            return RoleDecision(label, role, "named in the settings", "settings")
    return None


def _from_column(label: str | None, transcript: Transcript) -> RoleDecision:
    """In a column of participants everybody is one, except where the value itself says otherwise.

    Where each row is to be kept as a statement, everybody is one without exception. A single letter among several
    people (A, B, I, Q) is what a participant is called; it says something only where there are just two.
    """
    is_code = label is not None and len(label.strip()) == 1 and len(labels_of(transcript)) > 2
    says_role = label is not None and not transcript.rows_are_statements and not is_code
    role = role_of_label(label) if label is not None and says_role else None
    if label == QUESTION or role in (Role.INTERVIEWER, Role.OBSERVER):
        return RoleDecision(label, role or Role.INTERVIEWER, SAYS_SO)
    return RoleDecision(label, Role.PARTICIPANT, "a row of a table of participants")


def _filled(
    transcript: Transcript,
    decisions: Mapping[str | None, RoleDecision],
    names: Mapping[Place, tuple[ParticipantId, str]],
    spelling: Mapping[str | None, str | None],
) -> Transcript:
    turns = []
    for turn in transcript.turns:
        role = decisions[turn.speaker].role
        participant, key = names.get((transcript.id, turn.speaker), (None, ""))
        turns.append(replace(turn, role=role, participant=participant, person_key=key))
    roles = tuple(decisions.values())
    warnings = (*_warnings(transcript, roles), *_joined(transcript, spelling))
    return replace(transcript, turns=tuple(turns), roles=roles, warnings=warnings)


def _joined(transcript: Transcript, spelling: Mapping[str | None, str | None]) -> tuple[str, ...]:
    """What a person should know of labels that were taken for others with a letter wrong."""
    counts = Counter(turn.speaker for turn in transcript.turns)
    return tuple(
        f"the label {label!r} ({counts[label]} of {len(transcript.turns)} turns) is taken for a slip of {meant!r}; if "
        f'it is somebody else: insightmine decide person "{transcript.source}" "{label}" NAME'
        for label, meant in spelling.items()
        if label is not None and meant is not None and is_slip(label, counts[label], meant, counts[meant])
    )


def _warnings(transcript: Transcript, roles: Sequence[RoleDecision]) -> tuple[str, ...]:
    warnings = list(transcript.warnings)
    unknown = [decision.label for decision in roles if decision.role is Role.UNKNOWN]
    if unknown:
        labels = [repr(label) if label is not None else "no label" for label in unknown]
        more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
        example = f'insightmine decide role "{transcript.source}" "{unknown[0] or ""}" participant'
        remedy = f"say who is who, as in: {example}; or name them under [speakers] in insightmine.toml"
        listed = ", ".join(labels[:_NAMED]) + more
        warnings.append(f"role unknown, and therefore no statements: {listed}; {remedy}")
    if transcript.record is Record.NOTES:
        return tuple(warnings)
    if transcript.turns and not any(decision.role is Role.PARTICIPANT for decision in roles) and not unknown:
        warnings.append("nobody in it is a participant: only interviewers or observers speak")
    return tuple(warnings)
