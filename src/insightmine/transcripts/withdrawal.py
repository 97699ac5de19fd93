"""Consent withdrawn: what somebody said leaves the transcript before any step sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from insightmine.domain.ids import ParticipantId
from insightmine.domain.sharing import NOBODYS_WORDS
from insightmine.domain.shingles import shingles
from insightmine.domain.speech import DroppedWords, DropReason, Transcript, Turn
from insightmine.transcripts.coverage import NOT_KEPT, words_of

# the entry says that words are gone, not which ones and not how many: keeping them would keep the person
GONE = DroppedWords(DropReason.CONSENT_WITHDRAWN, ())
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WITHDREW = "somebody withdrew consent: what they said was left out"


def remove_withdrawn(transcript: Transcript, withdrawn: frozenset[ParticipantId]) -> Transcript:
    """The transcript without the turns of those who withdrew, turns numbered anew; as `take_out` leaves it."""
    return take_out(transcript, transcript, withdrawn, WITHDREW)


def take_out(raw: Transcript, cast: Transcript, gone: frozenset[ParticipantId], why: str) -> Transcript:
    """The transcript without the turns of these people, turns numbered anew; `cast` has the same turns, and who speaks.

    Where nobody else took part, all turns go: an interviewer repeats what was said. So they do where the transcript is
    somebody's notes about one of them. Their labels go from the list of dropped words; of captions that were repeated,
    summaries, titles and other columns only the number of words stays, since it may be they who speak there. Of an
    interviewer's turn the sentences go that repeat five of their words which nobody had said before. One entry without
    words stands for what went, and `why` joins the warnings.
    """
    if not is_in(cast, gone):
        return raw
    others = set(cast.participants) - gone if cast.about not in gone else set()
    labels = {turn.speaker for turn in cast.turns if turn.participant in gone and turn.speaker is not None}
    echoes = _without_echoes(cast, gone)
    kept = [
        replace(turn, text=echoes.get(turn.index, turn.text))
        for turn, who in zip(raw.turns, cast.turns, strict=True)
        if who.participant not in gone and echoes.get(turn.index, turn.text)
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
        if turn.participant in gone:
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


def is_in(cast: Transcript, people: frozenset[ParticipantId]) -> bool:
    """Whether one of these people speaks in it, or it is about one of them."""
    return cast.about in people or any(turn.participant in people for turn in cast.turns)


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
