"""Consent withdrawn: what somebody said leaves the transcript before any step sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.domain.ids import ParticipantId
from insightmine.domain.speech import DroppedWords, DropReason, Transcript, Turn
from insightmine.transcripts.coverage import words_of

# the entry says that words are gone, not which ones and not how many: keeping them would keep the person
GONE = DroppedWords(DropReason.CONSENT_WITHDRAWN, ())


def remove_withdrawn(transcript: Transcript, withdrawn: frozenset[ParticipantId]) -> Transcript:
    """The transcript without the turns of those who withdrew, turns numbered anew.

    Their labels go from the list of dropped words too. Where nobody else took part, all turns go: an interviewer
    repeats what was said. Instead of the words, one entry without words stands in `dropped`.
    """
    gone = [turn for turn in transcript.turns if turn.participant in withdrawn]
    if not gone:
        return transcript
    others = set(transcript.participants) - withdrawn
    kept = [turn for turn in transcript.turns if turn.participant not in withdrawn] if others else []
    labels = {turn.speaker for turn in gone if turn.speaker is not None}
    return replace(
        transcript,
        turns=tuple(_renumbered(kept)),
        dropped=(*_without_labels(transcript.dropped, labels), GONE) if others else (GONE,),
        roles=tuple(
            decision for decision in transcript.roles if decision.label not in labels or decision.label is None
        ),
        warnings=(*transcript.warnings, "somebody withdrew consent: what they said was left out"),
    )


def _renumbered(turns: Sequence[Turn]) -> list[Turn]:
    return [replace(turn, index=index) for index, turn in enumerate(turns)]


def _without_labels(dropped: Sequence[DroppedWords], labels: set[str]) -> list[DroppedWords]:
    names = {word for label in labels for word in words_of(label)}
    kept = []
    for entry in dropped:
        words = tuple(word for word in entry.words if word not in names)
        if words:
            kept.append(DroppedWords(entry.reason, words))
    return kept
