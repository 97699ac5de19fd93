"""Speechmatics: json-v2 with words, marks and speakers in `results`; the old shape with words and speakers' times."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces, Span, SpeakerTimes, attach, interleave, side_of
from insightmine.transcripts.asr_json.values import get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue

_NOBODY = "UU"  # a speaker who could not be told apart


def accepts(value: object) -> bool:
    """`{"results": [{"type": "word", "alternatives": [{"content": "...", "speaker": "S1"}]}]}`."""
    results = members(value, "results")
    return (
        bool(results)
        and all(isinstance(result.get("type"), str) for result in results)
        and any(isinstance(get(result, "alternatives", 0, "content"), str) for result in results)
    )


def read(value: object) -> Pieces:
    """A cue a word; marks stand with the word that `attaches_to` says."""
    lanes: dict[str, list[tuple[Cue, str]]] = {}
    for number, result in enumerate(members(value, "results"), start=1):
        best = get(result, "alternatives", 0)
        speaker = label(best, "speaker") or label(result, "speaker")
        channel = string(result, "channel")
        text = spoken(string(best, "content"))
        mark = result.get("type") == "punctuation"
        side = string(result, "attaches_to") or "previous" if mark else ""
        start, end = seconds(result.get("start_time")), seconds(result.get("end_time"))
        cue = Cue((None if speaker == _NOBODY else speaker) or channel or None, text, f"result {number}", start, end)
        lanes.setdefault(channel, []).append((cue, side))
    return Pieces(interleave([attach(lane) for lane in lanes.values()]))


def accepts_old(value: object) -> bool:
    """`{"words": [{"name": "There", "time": "13.05", "duration": "0.18"}], "speakers": [...]}`."""
    words = members(value, "words")
    return bool(words) and all(isinstance(word.get("name"), str) and "time" in word for word in words)


def read_old(value: object) -> Pieces:
    """A cue a word; its speaker is the one in whose time it lies."""
    spans: list[Span] = []
    for part in members(value, "speakers"):
        start, duration = seconds(part.get("time")), seconds(part.get("duration"))
        if start is not None and duration is not None:
            spans.append(Span(start, start + duration, label(part, "name")))
    times = SpeakerTimes(spans)
    words: list[tuple[Cue, str]] = []
    for number, word in enumerate(members(value, "words"), start=1):
        start, duration = seconds(word.get("time")), seconds(word.get("duration"))
        end = None if start is None or duration is None else round(start + duration, 3)
        text = spoken(string(word, "name"))
        words.append((Cue(times.at(start, end), text, f"word {number}", start, end), side_of(text)))
    return Pieces(attach(words))
