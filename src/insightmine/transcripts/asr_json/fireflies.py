"""Fireflies: sentences with the names of who says them; summaries and action items beside them are nobody's words."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces
from insightmine.transcripts.asr_json.values import Member, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue

_TEXT = ("text", "raw_text", "sentence")
_NAMED = ("speaker_name", "speaker_id")


def _are_sentences(parts: list[Member]) -> bool:
    return bool(parts) and all(
        any(isinstance(part.get(key), str) for key in _TEXT) and set(_NAMED) & set(part) for part in parts
    )


def accepts(value: object) -> bool:
    """`{"sentences": [{"speaker_name": "...", "text": "...", "start_time": 1.2}]}`."""
    return _are_sentences(members(value, "sentences"))


def accepts_list(value: object) -> bool:
    """The sentences alone, as the application downloads them."""
    return isinstance(value, list) and _are_sentences(members(value))


def read(value: object) -> Pieces:
    """A cue a sentence; `text` counts, `raw_text` only where there is no other."""
    parts = members(value) if isinstance(value, list) else members(value, "sentences")
    cues: list[Cue] = []
    for number, part in enumerate(parts, start=1):
        start = seconds(part.get("start_time", part.get("startTime")))
        end = seconds(part.get("end_time", part.get("endTime")))
        cues.append(Cue(label(part, *_NAMED), spoken(string(part, *_TEXT)), f"sentence {number}", start, end))
    return Pieces(cues, lines=True)
