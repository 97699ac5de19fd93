"""Notes about somebody and words that somebody wrote: what tells them from speech, and whom notes are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from insightmine.domain.ids import ParticipantId
from insightmine.domain.speech import Record, Role, RoleDecision, Transcript
from insightmine.transcripts.people import Place
from insightmine.transcripts.role_words import label_key, role_of_label

_SAYS_NOTES = re.compile(
    r"\b(?:(?:observ(?:er|ers|ation|ational)|field|interviewers?|moderators?|researchers?|facilitators?|debrief(?:ing)?|"
    r"session|visit|shadowing|note ?takers?)['’]?s? (?:notes?|logs?)|notes? (?:on|about|from|of)|note di campo|"
    r"feldnotizen|notes? de terrain)\b"
    # a bare word is a title where it opens or ends one: "notes P03", and not "interview on note taking habits"
    r"|^(?:notes|observations|appunti|osservazioni|notizen|beobachtungen|observaciones|notas)\b"
    r"|\b(?:notes|observations|appunti|osservazioni|notizen|beobachtungen|observaciones|notas)$"
)
_ID = re.compile(r"(?<!\w)[Pp]\d{1,4}(?!\w)")
_BY_MACHINES = re.compile(r"\b(?:gemini|copilot|ai|meeting|transcript)\b")
NOBODY = (
    "notes about nobody in particular, so they give no statements: name the person in transcripts.csv (source, record, "
    "participant)"
)


def recognised(transcript: Transcript) -> Transcript:
    """The transcript as what its name or first heading says it is: notes, if one voice without times writes in it.

    A conversation is no note whatever its file is called, and what a recorder timed was spoken.
    """
    if transcript.record is not Record.SPEECH or transcript.rows_are_statements or not transcript.turns:
        return transcript
    if any(turn.start_seconds is not None for turn in transcript.turns):
        return transcript
    labels = {turn.speaker for turn in transcript.turns}
    if any(label is not None and role_of_label(label) is not Role.OBSERVER for label in labels):
        return transcript
    if Role.OBSERVER in {role_of_label(label) for label in labels if label is not None}:
        return replace(transcript, record=Record.NOTES, record_evidence="only an observer writes in it")
    for where, text in _titles(transcript):
        if _SAYS_NOTES.search(label_key(text)) and not _BY_MACHINES.search(label_key(text)):
            return replace(transcript, record=Record.NOTES, record_evidence=f"its {where} says so")
    return transcript


def role_in_notes(transcript: Transcript, label: str | None) -> RoleDecision | None:
    """Who writes in notes: without a label the one who took them."""
    if transcript.record is not Record.NOTES or label is not None:
        return None
    return RoleDecision(label, Role.OBSERVER, f"wrote the notes: {transcript.record_evidence}")


def link_notes(
    transcripts: Sequence[Transcript], known: Iterable[ParticipantId], mapped: Mapping[Place, ParticipantId]
) -> list[Transcript]:
    """The transcripts, what observers note in them given to the person whom it is about.

    That is whom transcripts.csv names, or participants.csv (`mapped`), else the one participant of the study whose
    name stands in the name of the file or in its first heading. Turns keep the role of the one who wrote them.
    """
    names = sorted({str(participant) for participant in known})
    return [
        _linked(item, item.about or mapped.get((item.id, None)) or _named_in(item, names))
        if item.record is Record.NOTES
        else item
        for item in transcripts
    ]


def _linked(transcript: Transcript, about: ParticipantId | None) -> Transcript:
    if all(turn.participant is not None for turn in transcript.turns):
        return transcript
    if about is None:
        return replace(transcript, warnings=(*transcript.warnings, NOBODY))
    turns = tuple(
        turn if turn.participant is not None else replace(turn, participant=about, person_key=str(about))
        for turn in transcript.turns
    )
    return replace(transcript, turns=turns, about=about)


def _named_in(transcript: Transcript, names: Sequence[str]) -> ParticipantId | None:
    """The one participant named in a title; without any that is known, the one id that can be nothing else (`P03`)."""
    titles = [text for _, text in _titles(transcript)]
    for text in titles:
        found = [name for name in names if re.search(rf"(?<!\w){re.escape(label_key(name))}(?!\w)", label_key(text))]
        if found:
            return ParticipantId(found[0]) if len(found) == 1 else None
    ids = {label_key(match): match for text in reversed(titles) for match in _ID.findall(text)}
    return ParticipantId(next(iter(ids.values()))) if len(ids) == 1 else None


def _titles(transcript: Transcript) -> list[tuple[str, str]]:
    """The file's name and the first heading, without the signs that join their words."""
    stem = re.sub(r"[_\-.]+", " ", PurePosixPath(transcript.source).stem)
    heading = next((turn.heading for turn in transcript.turns if turn.heading), None)
    return [("name", stem), *([("first heading", re.sub(r"[_\-]+", " ", heading))] if heading else [])]
