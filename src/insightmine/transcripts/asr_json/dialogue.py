"""Turns as programs and data sets write them: a list of objects, each with a speaker and what that one says.

No vendor's shape: `[{"speaker": "A", "text": "..."}]`, as a file, in JSON lines, or under any key of an object
(QMSum's `{"meeting_transcripts": [{"speaker": "...", "content": "..."}]}`). A chat, which names authors or a sender, is
no talk, and is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from insightmine.transcripts.asr_json.pieces import Pieces
from insightmine.transcripts.asr_json.values import Member, label, members, seconds, spoken, string
from insightmine.transcripts.coverage import words_of
from insightmine.transcripts.cue_turns import Cue

_SPEAKER = ("speaker", "speaker_name", "speakerName", "speaker_label", "speaker_id", "speakerId")
_TEXT = ("text", "content", "utterance", "transcript", "sentence", "speech")
_START = ("start", "start_time", "startTime", "begin", "start_seconds")
_END = ("end", "end_time", "endTime", "end_seconds")
_MOST = 0.8
_PLAIN_KEY = re.compile(r"[\w -]{1,60}")
_SLOWEST = 12.0  # seconds a word: between speech told in seconds (0.4) and the same in milliseconds (400)


def _are_turns(parts: Sequence[object]) -> bool:
    """Whether most of the entries, two at least, say who speaks and what."""
    turns = [part for part in parts if isinstance(part, Mapping) and label(part, *_SPEAKER) and string(part, *_TEXT)]
    return len(turns) >= 2 and len(turns) >= _MOST * len(parts)


def accepts_list(value: object) -> bool:
    """`[{"speaker": "A", "text": "..."}]`."""
    return isinstance(value, list) and _are_turns(value)


def accepts(value: object) -> bool:
    """An object with such a list under one of its keys."""
    return _key(value) is not None


def _key(value: object) -> str | None:
    """The first key whose list holds turns."""
    if not isinstance(value, Mapping):
        return None
    lists = ((key, part) for key, part in value.items() if isinstance(part, list) and _PLAIN_KEY.fullmatch(key))
    return next((key for key, part in lists if _are_turns(part)), None)


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count."""
    return (f"{_key(value) or ''}[].{'|'.join(_TEXT)}",)


def read(value: object) -> Pieces:
    """A cue an entry; those of one speaker that follow each other become one turn."""
    key = _key(value)
    parts = members(value) if key is None else members(value, key)
    unit = _unit(parts)
    cues = [
        Cue(
            label(part, *_SPEAKER),
            spoken(string(part, *_TEXT)),
            f"turn {number}",
            _time(part, _START, unit),
            _time(part, _END, unit),
        )
        for number, part in enumerate(parts, start=1)
    ]
    return Pieces(cues)


def _time(part: Member, keys: Sequence[str], unit: float = 1.0) -> float | None:
    return next((found for key in keys if (found := seconds(part.get(key), unit)) is not None), None)


def _unit(parts: Sequence[Member]) -> float:
    """How many of the times make a second: whole numbers too large for the words between them are milliseconds."""
    starts = [start for part in parts if (start := _time(part, _START)) is not None]
    words = sum(len(words_of(string(part, *_TEXT))) for part in parts)
    whole = all(start == start // 1 for start in starts)
    return 1000.0 if starts and whole and max(starts) - min(starts) > _SLOWEST * words else 1.0
