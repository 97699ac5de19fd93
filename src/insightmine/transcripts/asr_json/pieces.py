"""What the shapes have in common: words and lines with speakers and times -> cues in the order of the talk."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger, words_of
from insightmine.transcripts.cue_turns import Cue

LOOP = 20  # the same line so often in a row is a recogniser's loop, not speech
_LANE_PAUSE = 1.0  # seconds of silence after which somebody on another channel may come in
_SENTENCE_END = (".", "!", "?", "…", "。")
_OVERLAPPING = 8  # spans of speakers that may lie above each other


@dataclass(slots=True)
class Pieces:
    """What a shape finds: cues in the order of the talk, what it leaves out of them, and what a reader should know.

    `lines`: each cue is a line that the recogniser set, so that the same one again and again is a loop.
    """

    cues: list[Cue]
    dropped: list[tuple[DropReason, str]] = field(default_factory=list)
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in seconds, a speaker was heard."""

    start: float
    end: float
    speaker: str | None


class SpeakerTimes:
    """Who speaks at a time, where words and speakers are told apart only by their times."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self._spans]

    def at(self, start: float | None, end: float | None) -> str | None:
        """The speaker of the span that holds the middle of the word; between spans, of the nearer one."""
        if start is None or not self._spans:
            return None
        middle = (start + (start if end is None else end)) / 2
        place = bisect_right(self._starts, middle)
        for span in reversed(self._spans[max(0, place - _OVERLAPPING) : place]):
            if middle <= span.end:
                return span.speaker
        before = self._spans[place - 1] if place else None
        after = self._spans[place] if place < len(self._spans) else None
        if before is None or (after is not None and after.start - middle < middle - before.end):
            return after.speaker if after is not None else None
        return before.speaker


def attach(words: Iterable[tuple[Cue, str]]) -> list[Cue]:
    """Words as cues; a mark that belongs to the "previous" or the "next" word, or to "both", stands with it."""
    cues: list[Cue] = []
    opening = ""
    glued = False
    for word, side in words:
        if cues and (glued or side in ("previous", "both")) and not _would_fuse(cues[-1].text, word.text):
            cues[-1] = replace(cues[-1], text=cues[-1].text + word.text, end=word.end or cues[-1].end)
            glued = side == "both"
        elif side == "next":
            opening += word.text
        else:
            cues.append(replace(word, text=opening + word.text if not _would_fuse(opening, word.text) else word.text))
            opening, glued = "", side == "both"
    if opening:
        cues.append(Cue(None, opening, ""))
    return cues


def _would_fuse(one: str, two: str) -> bool:
    return one[-1:].isalnum() and two[:1].isalnum()


def side_of(text: str) -> str:
    """Where a mark of punctuation belongs that the recogniser gives as a word of its own."""
    if any(character.isalnum() for character in text) or not text:
        return ""
    return "next" if text in ("¿", "¡", "(", "[", "«", "“", "„") else "previous"


def split_by_words(line: Cue, words: Sequence[Cue]) -> list[Cue]:
    """The line cut where its words change speakers; a word without speaker goes with the one before.

    The slices together are the line's text. Words that do not stand in it, in order, leave it whole, with the speaker
    whom most of them name.
    """
    named: list[Cue] = []
    last = next((word.speaker for word in words if word.speaker is not None), line.speaker)
    for word in words:
        last = word.speaker if word.speaker is not None else last
        named.append(replace(word, speaker=last))
    speakers = Counter(word.speaker for word in named)
    if len(speakers) < 2:
        return [replace(line, speaker=last)]
    cuts = _cuts(line.text, named)
    if cuts is None:
        most = max(speakers.values())
        return [replace(line, speaker=next(name for name in speakers if speakers[name] == most))]
    parts: list[Cue] = []
    for (begin, run), (end, _) in zip(cuts, [*cuts[1:], (len(line.text), [])], strict=True):
        text = line.text[begin:end].strip()
        starts = [word.start for word in run if word.start is not None]
        ends = [word.end for word in run if word.end is not None]
        times = (starts[0] if starts else line.start, ends[-1] if ends else line.end)
        parts.append(replace(line, speaker=run[0].speaker, text=text, start=times[0], end=times[1]))
    return parts


def _cuts(text: str, words: Sequence[Cue]) -> list[tuple[int, list[Cue]]] | None:
    """Where each run of one speaker's words begins in the text; `None` if a word is not there."""
    cuts: list[tuple[int, list[Cue]]] = []
    position = 0
    for word in words:
        found = text.find(word.text, position)
        if found < 0:
            return None
        position = found + len(word.text)
        inside = _would_fuse(text[:found], text[found:])
        if not cuts or (word.speaker != cuts[-1][1][0].speaker and not inside):
            cuts.append((found if cuts else 0, [word]))
        else:
            cuts[-1][1].append(word)
    return cuts


def interleave(lanes: Sequence[Sequence[Cue]]) -> list[Cue]:
    """The channels of a recording as one talk: what is said without a pause stays together, ordered by its start."""
    filled = [lane for lane in lanes if lane]
    if len(filled) < 2:
        return [cue for lane in filled for cue in lane]
    runs: list[tuple[float, int, int, list[Cue]]] = []
    for number, lane in enumerate(filled):
        at = 0.0
        for cue in lane:
            at = at if cue.start is None else cue.start
            last = runs[-1][3][-1] if runs and runs[-1][1] == number else None
            if last is not None and _runs_on(last, cue):
                runs[-1][3].append(cue)
            else:
                runs.append((at, number, len(runs), [cue]))
    return [cue for *_, run in sorted(runs, key=lambda item: item[:3]) for cue in run]


def _runs_on(last: Cue, cue: Cue) -> bool:
    pause = 0.0 if last.end is None or cue.start is None else cue.start - last.end
    return last.speaker == cue.speaker and pause <= _LANE_PAUSE and not last.text.endswith(_SENTENCE_END)


def without_loops(cues: Sequence[Cue], ledger: Ledger) -> tuple[list[Cue], int]:
    """The cues with each line that stands twenty times or more in a row kept once, and how many were left out."""
    kept: list[Cue] = []
    looped = 0
    for words, group in groupby(cues, key=lambda cue: [word.casefold() for word in words_of(cue.text)]):
        same = list(group)
        if words and len(same) >= LOOP:
            for cue in same[1:]:
                ledger.drop(DropReason.REPEATED_CAPTION, cue.text, unescaped=True)
            looped += len(same) - 1
            same = [replace(same[0], end=same[-1].end)]
        kept.extend(same)
    return kept, looped


def loop_warnings(looped: int) -> tuple[str, ...]:
    """What a reader should know of a recogniser's loops."""
    return (f"{looped} lines repeat the one before again and again, and are left out",) if looped else ()
