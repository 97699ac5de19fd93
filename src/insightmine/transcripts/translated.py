"""Translations and their originals: one person in both, one role, and pairs that nobody declared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.languages import language_name
from insightmine.domain.speech import Role, RoleDecision, Transcript
from insightmine.domain.translations import aligned
from insightmine.transcripts.people import Place, labels_of
from insightmine.transcripts.role_words import label_key
from insightmine.transcripts.word_lists import listed

_SUFFIX = re.compile(r"^(?P<stem>.+?)[._ -]+[(\[]?(?P<code>[a-z]{2,3}|[a-z]{4,10})[)\]]?$", re.IGNORECASE)
_CODES = frozenset(
    listed("ar cs da de el en es fi fr he hi hu it ja ko nl no pl pt ro ru sv tr uk zh eng ita deu ger fra spa")
)
_ALIKE = 0.2  # by which numbers of turns may differ
_SAME_LENGTH = 0.05  # by which the last times may differ

Roles = dict[TranscriptId, dict[str | None, RoleDecision]]


def same_places(transcripts: Sequence[Transcript]) -> dict[Place, Place]:
    """The label in the original of each label in a translation: spelt alike, alone in both, or at the same places."""
    by_id = {transcript.id: transcript for transcript in transcripts}
    same: dict[Place, Place] = {}
    for transcript in transcripts:
        original = by_id.get(transcript.translation_of) if transcript.translation_of is not None else None
        if original is not None:
            for label, other in _labels(transcript, original).items():
                same[transcript.id, label] = (original.id, other)
    return same


def _labels(translation: Transcript, original: Transcript) -> dict[str | None, str | None]:
    ours, theirs = labels_of(translation), labels_of(original)
    if len(ours) == len(theirs) == 1:
        return {ours[0]: theirs[0]}
    keys = {label_key(label): label for label in theirs if label is not None}
    found: dict[str | None, str | None] = {
        label: keys[label_key(label)] for label in ours if label is not None and label_key(label) in keys
    }
    beside: dict[str | None, Counter[str | None]] = {label: Counter() for label in ours if label not in found}
    for turn, other in aligned(translation, original).items():
        label = translation.turns[turn].speaker
        if label in beside:
            beside[label][original.turns[other].speaker] += 1
    taken = set(found.values())
    for label, counts in beside.items():
        free = {other: count for other, count in counts.items() if other not in taken}
        best = min(free, key=lambda other: (-free[other], repr(other)), default=None)
        if best in free:
            found[label] = best
            taken.add(best)
    return found


def share_roles(decisions: Roles, same: Mapping[Place, Place]) -> None:
    """Give a label whose role is unknown the role that it has in the other version."""
    for (ours, label), (theirs, other) in same.items():
        for (name, mine), (source, known) in (((ours, label), (theirs, other)), ((theirs, other), (ours, label))):
            role = decisions[source][known].role
            if decisions[name][mine].role is Role.UNKNOWN and role is not Role.UNKNOWN:
                evidence = f"as {known!r} in {source}" if known is not None else f"as in {source}"
                decisions[name][mine] = RoleDecision(mine, role, f"{evidence}, the other version of it")


def share_people(mapped: dict[Place, ParticipantId], same: Mapping[Place, Place]) -> None:
    """Let what participants.csv or a person says of a label hold in both versions."""
    for place, original in same.items():
        if original in mapped:
            mapped.setdefault(place, mapped[original])
        elif place in mapped:
            mapped[original] = mapped[place]


def unmatched(transcripts: Sequence[Transcript], same: Mapping[Place, Place]) -> tuple[Transcript, ...]:
    """The transcripts, with a warning on a translation in which somebody stands for nobody in the original."""
    return tuple(
        replace(transcript, warnings=(*transcript.warnings, _strangers(transcript, same)))
        if transcript.translation_of is not None and _strangers(transcript, same)
        else transcript
        for transcript in transcripts
    )


def _strangers(transcript: Transcript, same: Mapping[Place, Place]) -> str:
    strangers = [
        repr(role.label or "(no label)")
        for role in transcript.roles
        if role.role is Role.PARTICIPANT and (transcript.id, role.label) not in same
    ]
    if not strangers:
        return ""
    return (
        f"{', '.join(strangers)}: not found in the original, so it is another person there; name both in "
        "participants.csv, with the same participant"
    )


def likely_originals(transcripts: Sequence[Transcript], served: Sequence[str]) -> dict[TranscriptId, TranscriptId]:
    """What looks like a translation, and of what: called alike but for a language, as long, in another language."""
    groups: dict[str, list[Transcript]] = {}
    for transcript in transcripts:
        if transcript.translation_of is None and transcript.replaced_by is None:
            groups.setdefault(_stem(transcript), []).append(transcript)
    found: dict[TranscriptId, TranscriptId] = {}
    for group in groups.values():
        ours = [item for item in group if item.language in served]
        others = [item for item in group if item.language is not None and item.language not in served]
        if len(ours) == len(others) == 1 and _alike(ours[0], others[0]):
            found[ours[0].id] = others[0].id
    return found


def _stem(transcript: Transcript) -> str:
    """The file's name without the extension and without a language at its end, as in `p01.it` or `p01 (English)`."""
    path = PurePosixPath(transcript.source)
    stem = path.with_suffix("").as_posix().casefold()
    match = _SUFFIX.fullmatch(stem)
    names = {language_name(code).casefold() for code in _CODES}
    return match["stem"] if match is not None and match["code"] in _CODES | names else stem


def _alike(one: Transcript, other: Transcript) -> bool:
    turns = [len(one.turns), len(other.turns)]
    if abs(turns[0] - turns[1]) > _ALIKE * max(turns):
        return False
    ends = [max((turn.start_seconds or 0.0 for turn in item.turns), default=0.0) for item in (one, other)]
    return abs(ends[0] - ends[1]) <= _SAME_LENGTH * max(ends)
