"""Whisper and what is built on it: segments of text with seconds, in WhisperX with speakers on segments and words.

OpenAI's Whisper, faster-whisper, whisper-timestamped and WhisperX write `segments`; whisper.cpp writes
`transcription` with offsets in milliseconds; the pipeline of Transformers writes `chunks` with pairs of seconds.
"""

from __future__ import annotations

from itertools import pairwise

from insightmine.transcripts.asr_json.pieces import Pieces, split_by_words
from insightmine.transcripts.asr_json.values import Member, get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue

_MOST = 0.8
_SPEAKER = ("speaker", "speaker_name", "speaker_id")


def _timed(segments: list[Member]) -> bool:
    good = [part for part in segments if isinstance(part.get("text"), str) and seconds(part.get("start")) is not None]
    return bool(good) and len(good) >= _MOST * len(segments)


def accepts_segments(value: object) -> bool:
    """`{"segments": [{"start": 0.0, "end": 2.1, "text": " ..."}]}`."""
    return _timed(members(value, "segments"))


def accepts_list(value: object) -> bool:
    """The same segments as a bare list: times that run on, one of them with a fraction, tell it from other lists."""
    if not isinstance(value, list) or not _timed(members(value)):
        return False
    starts = [start for part in members(value) if (start := seconds(part.get("start"))) is not None]
    return all(one <= two for one, two in pairwise(starts)) and any(start % 1 for start in starts)


def from_segments(value: object) -> Pieces:
    """A cue a segment, or one a speaker where the words of a segment name several."""
    segments = members(value) if isinstance(value, list) else members(value, "segments")
    cues: list[Cue] = []
    for number, part in enumerate(segments, start=1):
        place = f"segment {number}"
        start, end = seconds(part.get("start")), seconds(part.get("end"))
        line = Cue(label(part, *_SPEAKER), spoken(string(part, "text")), place, start, end)
        words = [
            Cue(label(word, *_SPEAKER), text, place, seconds(word.get("start")), seconds(word.get("end")))
            for word in members(part, "words")
            if (text := spoken(string(word, "word", "text")))
        ]
        cues.extend(split_by_words(line, words) if any(word.speaker for word in words) else [line])
    return Pieces(cues, lines=True)


def accepts_cpp(value: object) -> bool:
    """`{"transcription": [{"offsets": {"from": 0, "to": 2100}, "text": " ..."}]}`."""
    parts = members(value, "transcription")
    return bool(parts) and all(
        isinstance(part.get("text"), str) and get(part, "offsets", "from") is not None for part in parts
    )


def from_cpp(value: object) -> Pieces:
    """A cue a line; `speaker` is there where whisper.cpp was told to tell two channels apart."""
    cues = [
        Cue(
            label(part, "speaker"),
            spoken(string(part, "text")),
            f"line {number}",
            seconds(get(part, "offsets", "from"), 1000),
            seconds(get(part, "offsets", "to"), 1000),
        )
        for number, part in enumerate(members(value, "transcription"), start=1)
    ]
    return Pieces(cues, lines=True)


def accepts_chunks(value: object) -> bool:
    """`{"chunks": [{"timestamp": [0.0, 2.1], "text": " ..."}]}`."""
    parts = members(value, "chunks")
    return bool(parts) and all(
        isinstance(part.get("text"), str) and get(part, "timestamp", 0) is not None for part in parts
    )


def from_chunks(value: object) -> Pieces:
    """A cue a chunk, which is a line or a word."""
    cues = [
        Cue(
            label(part, "speaker"),
            spoken(string(part, "text")),
            f"chunk {number}",
            seconds(get(part, "timestamp", 0)),
            seconds(get(part, "timestamp", 1)),
        )
        for number, part in enumerate(members(value, "chunks"), start=1)
    ]
    return Pieces(cues, lines=True)
