"""Transcripts that say nearly the same: a corrected copy, or one interview in two formats."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript

_RUN = 6  # words: long enough that two people do not say the same by chance
_SKETCH = 200
_FEWEST = 20  # runs of words below which there is no saying
_NEARLY = 0.5
_SCRIPTED = 12  # transcripts that share a run of words: that is what the interviewer reads out
_WORD = re.compile(r"\w+")


def near_copies(transcripts: Sequence[Transcript]) -> dict[TranscriptId, TranscriptId]:
    """For each transcript that repeats most of another one before it by id, that other one.

    The share of common runs of six words is estimated from the 200 smallest hashes (Broder 1997, On the resemblance
    and containment of documents, section 4), so that two hundred interviews take a second.
    """
    ordered = sorted(transcripts, key=lambda transcript: transcript.id)
    sketches = [_sketch(transcript) for transcript in ordered]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for run in sketch:
            holders[run].append(number)
    shared = Counter(
        pair for numbers in holders.values() if len(numbers) <= _SCRIPTED for pair in combinations(numbers, 2)
    )
    found: dict[TranscriptId, TranscriptId] = {}
    for first, second in sorted(shared):
        if _resemblance(sketches[first], sketches[second]) >= _NEARLY:
            found.setdefault(ordered[second].id, ordered[first].id)
    return found


def resemblance(one: Transcript, other: Transcript) -> float:
    """The share of common runs of six words, as estimated for `near_copies`; 0 where there are too few to say."""
    sketches = _sketch(one), _sketch(other)
    return _resemblance(*sketches) if all(sketches) else 0.0


def containment(one: Transcript, other: Transcript) -> float:
    """The share of the runs of six words within turns of one that stand anywhere in the other; 0 for too few."""
    runs = frozenset().union(*(_runs(turn.text) for turn in one.turns))
    return len(runs & _runs(_text(other))) / len(runs) if len(runs) >= _FEWEST else 0.0


def _sketch(transcript: Transcript) -> frozenset[int]:
    runs = _runs(_text(transcript))
    return frozenset(sorted(runs)[:_SKETCH]) if len(runs) >= _FEWEST else frozenset()


def _text(transcript: Transcript) -> str:
    return " ".join(turn.text for turn in transcript.turns)


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(zlib.crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1))


def _resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    smallest = sorted(one | other)[:_SKETCH]
    return sum(run in one and run in other for run in smallest) / len(smallest)
