"""Transcript editors: autoEdit 2, the BBC's Kaldi with speakers' segments, digitalPaperEdit; times in seconds."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces, Span, SpeakerTimes
from insightmine.transcripts.asr_json.values import get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue


def accepts_autoedit(value: object) -> bool:
    """`{"text": [{"speaker": "...", "paragraph": [{"line": [{"text": "There", "startTime": 13.05}]}]}]}`."""
    return any(
        isinstance(get(line, 0, "text"), str)
        for part in members(value, "text")
        for paragraph in members(part, "paragraph")
        for line in [paragraph.get("line")]
    )


def read_autoedit(value: object) -> Pieces:
    """A cue a word; the speaker stands above the paragraphs."""
    cues = [
        Cue(
            label(part, "speaker"),
            spoken(string(word, "text")),
            f"speaker {number}, word {place}",
            seconds(word.get("startTime")),
            seconds(word.get("endTime")),
        )
        for number, part in enumerate(members(value, "text"), start=1)
        for paragraph in members(part, "paragraph")
        for place, word in enumerate(members(paragraph, "line"), start=1)
    ]
    return Pieces(cues)


def accepts_kaldi(value: object) -> bool:
    """`{"words": [{"word": "there", "punct": "There", "start": 13.02}], "segmentation": {...}}`."""
    words = members(value, "words")
    return bool(words) and all(
        isinstance(word.get("punct"), str) and seconds(word.get("start")) is not None for word in words
    )


def read_kaldi(value: object) -> Pieces:
    """A cue a word as punctuated; its speaker is the one of the segment in whose time it lies."""
    spans: list[Span] = []
    for part in members(value, "segmentation", "segments"):
        start, duration = seconds(part.get("start")), seconds(part.get("duration"))
        if start is not None and duration is not None:
            spans.append(Span(start, start + duration, label(part.get("speaker"), "@id")))
    return Pieces(_by_time(value, spans, "punct"))


def accepts_paper_edit(value: object) -> bool:
    """`{"words": [{"text": "There", "start": 13.02}], "paragraphs": [{"start": 13, "end": 23.8, "speaker": "A"}]}`."""
    words, paragraphs = members(value, "words"), members(value, "paragraphs")
    timed = all(seconds(part.get("start")) is not None and seconds(part.get("end")) is not None for part in paragraphs)
    return bool(words) and bool(paragraphs) and timed and all(isinstance(word.get("text"), str) for word in words)


def read_paper_edit(value: object) -> Pieces:
    """A cue a word; its speaker is the one of the paragraph in whose time it lies."""
    spans: list[Span] = []
    for part in members(value, "paragraphs"):
        start, end = seconds(part.get("start")), seconds(part.get("end"))
        if start is not None and end is not None:
            spans.append(Span(start, end, label(part, "speaker")))
    return Pieces(_by_time(value, spans, "text"))


def _by_time(value: object, spans: list[Span], key: str) -> list[Cue]:
    times = SpeakerTimes(spans)
    cues: list[Cue] = []
    for number, word in enumerate(members(value, "words"), start=1):
        start, end = seconds(word.get("start")), seconds(word.get("end"))
        cues.append(Cue(times.at(start, end), spoken(string(word, key)), f"word {number}", start, end))
    return cues
