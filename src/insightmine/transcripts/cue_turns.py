"""Cues -> turns: a cue is a pause long, a turn is what one person says until another does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.speech import Turn

MAX_PAUSE = 2.0  # seconds: a longer one between cues without speakers begins a new turn
_LONG = 60  # words after which a turn without speaker ends at the next sentence end
_ENDLESS = 250  # words after which it ends anywhere: some captions have no punctuation
_SENTENCE_END = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”", "。")


@dataclass(frozen=True, slots=True)
class Cue:
    """What one person says in one cue; `start` and `end` in seconds, where they are known.

    `begins`: somebody else speaks from here on, though nobody says who.
    """

    speaker: str | None
    text: str
    place: str
    start: float | None = None
    end: float | None = None
    heading: str | None = None
    begins: bool = False


def merge_cues(cues: Sequence[Cue]) -> tuple[Turn, ...]:
    """Turns from cues in file order: start of the first, end of the last, texts joined with one space.

    With speakers, a turn lasts until another speaks. Without, until a pause of more than two seconds, or, being
    long, until a sentence ends.
    """
    groups: list[list[Cue]] = []
    for cue in cues:
        if not any(character.isalnum() for character in cue.text):
            continue
        if groups and _continues(groups[-1], cue):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return tuple(_turn(index, group) for index, group in enumerate(groups))


def _continues(group: Sequence[Cue], cue: Cue) -> bool:
    last = group[-1]
    if last.speaker != cue.speaker or last.heading != cue.heading or cue.begins:
        return False
    if cue.speaker is not None:
        return True
    ends_sentence = last.text.rstrip().endswith(_SENTENCE_END)
    if last.end is not None and cue.start is not None and cue.start - last.end > MAX_PAUSE:
        return not ends_sentence and cue.text[:1].islower()
    words = sum(len(item.text.split()) for item in group)
    return words < _LONG or (not ends_sentence and words < _ENDLESS)


def _turn(index: int, group: Sequence[Cue]) -> Turn:
    starts = [cue.start for cue in group if cue.start is not None]
    ends = [cue.end for cue in group if cue.end is not None]
    return Turn(
        index,
        group[0].speaker,
        " ".join(" ".join(cue.text for cue in group).split()),
        group[0].place,
        start_seconds=starts[0] if starts else None,
        end_seconds=ends[-1] if ends else None,
        heading=group[0].heading,
    )
