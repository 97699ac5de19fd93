"""Amazon Transcribe: items and who spoke when, or audio segments; times are texts of seconds."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces, Span, SpeakerTimes, attach, interleave
from insightmine.transcripts.asr_json.values import Member, get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue


def accepts(value: object) -> bool:
    """`{"results": {"items": [{"type": "pronunciation", "alternatives": [...]}]}}` or `audio_segments`."""
    items = members(value, "results", "items")
    typed = bool(items) and all(item.get("type") in ("pronunciation", "punctuation") for item in items)
    return typed or any(isinstance(part.get("transcript"), str) for part in members(value, "results", "audio_segments"))


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count: the audio segments, else the items."""
    if members(value, "results", "audio_segments"):
        return ("results.audio_segments[].transcript",)
    return ("results.items[].alternatives[0].content",)


def read(value: object) -> Pieces:
    """A cue an audio segment or a word; labels stand on them, or are found by their times."""
    lanes: dict[str, list[Cue]] = {}
    segments = members(value, "results", "audio_segments")
    for number, part in enumerate(segments, start=1):
        text = spoken(string(part, "transcript"))
        start, end = seconds(part.get("start_time")), seconds(part.get("end_time"))
        cue = Cue(label(part, "speaker_label", "channel_label"), text, f"segment {number}", start, end)
        lanes.setdefault(string(part, "channel_label"), []).append(cue)
    if segments:
        return Pieces(interleave(list(lanes.values())), lines=True)
    exact, times = _speakers(value)
    words: dict[str, list[tuple[Cue, str]]] = {}
    for number, item in enumerate(members(value, "results", "items"), start=1):
        start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
        speaker = label(item, "speaker_label")
        if speaker is None and start is not None:
            speaker = exact[start] if start in exact else times.at(start, end)
        text = spoken(string(get(item, "alternatives", 0), "content"))
        side = "previous" if item.get("type") == "punctuation" else ""
        lane = words.setdefault(string(item, "channel_label"), [])
        lane.append((Cue(speaker or label(item, "channel_label"), text, f"item {number}", start, end), side))
    return Pieces(interleave([attach(lane) for lane in words.values()]))


def _speakers(value: object) -> tuple[dict[float, str | None], SpeakerTimes]:
    """Labels by the start of the word, and by the time of the segment for words that no segment lists."""
    exact: dict[float, str | None] = {}
    spans: list[Span] = []
    for segment in members(value, "results", "speaker_labels", "segments"):
        _add(spans, segment)
        for item in members(segment, "items"):
            start = seconds(item.get("start_time"))
            if start is not None:
                exact.setdefault(start, label(item, "speaker_label"))
    return exact, SpeakerTimes(spans)


def _add(spans: list[Span], segment: Member) -> None:
    start, end = seconds(segment.get("start_time")), seconds(segment.get("end_time"))
    if start is not None and end is not None:
        spans.append(Span(start, end, label(segment, "speaker_label")))
