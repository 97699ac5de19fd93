"""Deepgram: utterances where they were asked for, else the words of each channel; times in seconds."""

from __future__ import annotations

from collections.abc import Mapping

from insightmine.transcripts.asr_json.pieces import Pieces, interleave, split_by_words
from insightmine.transcripts.asr_json.values import Member, all_members, get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue


def accepts(value: object) -> bool:
    """`{"results": {"channels": [{"alternatives": [...]}]}}`, with or without utterances."""
    return any(members(channel, "alternatives") for channel in all_members(value, "results", "channels"))


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count: the utterances, else each channel's words, else its transcript."""
    if members(value, "results", "utterances"):
        return ("results.utterances[].transcript",)
    return tuple(
        f"results.channels[{number}].alternatives[0]."
        + ("words[].punctuated_word|word" if members(channel, "alternatives", 0, "words") else "transcript")
        for number, channel in enumerate(members(value, "results", "channels"))
    )


def read(value: object) -> Pieces:
    """A cue an utterance or a word; channels come in where they are heard."""
    channels = members(value, "results", "channels")
    utterances = members(value, "results", "utterances")
    lanes: dict[int, list[Cue]] = {}
    if utterances:
        several = len({str(part.get("channel")) for part in utterances}) > 1
        for number, part in enumerate(utterances, start=1):
            channel = part.get("channel")
            lane = channel if isinstance(channel, int) else 0
            cue = _cue(part, string(part, "transcript"), f"utterance {number}", lane if several else None)
            words = _words(members(part, "words"), lane if several else None)
            lanes.setdefault(lane, []).extend(split_by_words(cue, words) if words else [cue])
        return Pieces(interleave([lanes[key] for key in sorted(lanes)]), lines=True)
    best = {
        number: first
        for number, channel in enumerate(channels)
        for first in [get(channel, "alternatives", 0)]
        if isinstance(first, Mapping) and (string(first, "transcript") or members(first, "words"))
    }
    for number, first in best.items():
        named = number if len(best) > 1 else None
        words = _words(members(first, "words"), named)
        lanes[number] = words or [_cue(first, string(first, "transcript"), f"channel {number}", named)]
    return Pieces(interleave(list(lanes.values())))


def _words(words: list[Member], channel: int | None) -> list[Cue]:
    return [
        _cue(word, string(word, "punctuated_word", "word"), f"word {place}", channel)
        for place, word in enumerate(words, start=1)
    ]


def _cue(part: Member, text: str, place: str, channel: int | None) -> Cue:
    speaker = label(part, "speaker")
    if channel is not None:
        speaker = f"Channel {channel}" if speaker is None else f"Channel {channel} {speaker}"
    return Cue(speaker, spoken(text), place, seconds(part.get("start")), seconds(part.get("end")))
