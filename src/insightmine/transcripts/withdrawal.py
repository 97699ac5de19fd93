"""Consent withdrawn: what somebody said leaves the transcript before any step sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from insightmine.config import PersonRow
from insightmine.domain.ids import ParticipantId
from insightmine.domain.sharing import NOBODYS_WORDS, concerns, is_only_theirs, may_be_theirs
from insightmine.domain.shingles import shingles
from insightmine.domain.speech import Consent, DroppedWords, DropReason, Transcript, Turn
from insightmine.transcripts.coverage import NOT_KEPT, words_of

# the entry says that words are gone, not which ones and not how many: keeping them would keep the person
GONE = DroppedWords(DropReason.CONSENT_WITHDRAWN, ())
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WITHDREW = "somebody withdrew consent: what they said was left out"


def withdrawn_people(people: Sequence[PersonRow]) -> frozenset[ParticipantId]:
    """Those who have a row that says so."""
    return frozenset(ParticipantId(row.participant) for row in people if row.consent is Consent.WITHDRAWN)


def remove_withdrawn(transcript: Transcript, withdrawn: frozenset[ParticipantId]) -> Transcript:
    """The transcript without the turns of those who withdrew, turns numbered anew; as `take_out` leaves it."""
    return take_out(transcript, transcript, withdrawn, WITHDREW)


def take_out(raw: Transcript, cast: Transcript, gone: frozenset[ParticipantId], why: str) -> Transcript:
    """The transcript without the turns of these people, turns numbered anew; `cast` has the same turns, and who speaks.

    Where nobody else took part, all turns go: an interviewer repeats what was said. Where others did, those go that
    may be theirs (`may_be_theirs`). Their labels go from the list of dropped words; of captions that were repeated,
    summaries, titles and other columns only the number of words stays, since it may be they who speak there. Of an
    interviewer's turn the sentences go that repeat five of their words which nobody had said before. One entry without
    words stands for what went, and `why` joins the warnings.
    """
    if not concerns(cast, gone):
        return raw if cast.about not in gone else replace(raw, about=None, media=None)
    others = not is_only_theirs(cast, gone)
    theirs = {turn.index for turn in cast.turns if may_be_theirs(cast, turn, gone)}
    labels = {label for turn in cast.turns if turn.index in theirs and (label := turn.speaker) is not None}
    echoes = _without_echoes(cast, gone)
    kept = [
        replace(turn, text=echoes.get(turn.index, turn.text))
        for turn in raw.turns
        if turn.index not in theirs and echoes.get(turn.index, turn.text)
    ]
    return replace(
        raw,
        turns=tuple(_renumbered(kept)) if others else (),
        dropped=(*without_words(raw.dropped, labels), GONE) if others else (GONE,),
        roles=tuple(decision for decision in raw.roles if decision.label not in labels or decision.label is None),
        warnings=(*(text for text in raw.warnings if not any(label in text for label in labels)), why),
        about=None if cast.about in gone else raw.about,
        media=None,  # they are heard in it
    )


def _without_echoes(cast: Transcript, gone: frozenset[ParticipantId]) -> dict[int, str]:
    """What is left, perhaps nothing, of each turn in which somebody who is no participant repeats these people."""
    said: set[str] = set()
    known: set[str] = set()
    left = {}
    for turn in cast.turns:
        runs = shingles([turn.text])
        if may_be_theirs(cast, turn, gone):
            said |= runs - known
        elif turn.participant is None and not said.isdisjoint(runs):
            sentences = [part for part in _SENTENCE.split(turn.text) if said.isdisjoint(shingles([part]))]
            rest = " ".join(sentences)
            left[turn.index] = rest if said.isdisjoint(shingles([rest])) else ""
            known |= shingles([left[turn.index]])
        else:
            known |= runs
            said -= runs
    return left


def without_words(dropped: Sequence[DroppedWords], labels: set[str]) -> list[DroppedWords]:
    """The list of a file in which somebody is not to be found any more, neither by a label nor by what they said."""
    names = {word for label in labels for word in words_of(label)}
    kept = []
    for entry in dropped:
        words = entry.words
        if entry.reason is DropReason.SPEAKER_LABEL:
            words = tuple(word for word in words if word not in names)
        elif entry.reason not in NOBODYS_WORDS:
            words = (NOT_KEPT,) * len(words)
        if words:
            kept.append(DroppedWords(entry.reason, words))
    return kept


def _renumbered(turns: Sequence[Turn]) -> list[Turn]:
    return [replace(turn, index=index) for index, turn in enumerate(turns)]
