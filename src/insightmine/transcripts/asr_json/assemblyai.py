"""AssemblyAI: utterances with speakers, or words, or the text alone; times in milliseconds."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces, interleave, split_by_words
from insightmine.transcripts.asr_json.values import Member, get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue

_MARKS = ("acoustic_model", "audio_url", "audio_duration", "speech_model")


def accepts(value: object) -> bool:
    """Utterances of text with times, or words beside the fields that a job of theirs has."""
    utterances, words = members(value, "utterances"), members(value, "words")
    if utterances:
        return all(isinstance(part.get("text"), str) and seconds(part.get("start")) is not None for part in utterances)
    is_job = any(get(value, key) is not None for key in _MARKS) and isinstance(get(value, "text"), str)
    return is_job and all(isinstance(word.get("text"), str) for word in words)


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count: the utterances, else the words, else the whole text."""
    if members(value, "utterances"):
        return ("utterances[].text",)
    return ("words[].text",) if members(value, "words") else ("text",)


def read(value: object) -> Pieces:
    """A cue an utterance or a word; what other channels say comes in where it was said."""
    for kind in ("utterances", "words"):
        parts = members(value, kind)
        if parts:
            # others with the same shape write seconds, which have fractions
            unit = 1.0 if any(isinstance(part.get("start"), float) and part["start"] % 1 for part in parts) else 1000.0  # type: ignore[operator]
            lanes: dict[str, list[Cue]] = {}
            for number, part in enumerate(parts, start=1):
                place = f"{kind[:-1]} {number}"
                cue = _cue(part, place, unit)
                words = [_cue(word, place, unit) for word in members(part, "words")]
                split = split_by_words(cue, words) if any(word.speaker for word in words) else [cue]
                lanes.setdefault(str(part.get("channel", "")), []).extend(split)
            return Pieces(interleave(list(lanes.values())), lines=kind == "utterances")
    return Pieces([Cue(None, spoken(string(value, "text")), "text")])


def _cue(part: Member, place: str, unit: float) -> Cue:
    channel = part.get("channel")
    speaker = label(part, "speaker")
    if speaker is None and isinstance(channel, str | int):
        speaker = f"Channel {channel}"
    return Cue(
        speaker, spoken(string(part, "text")), place, seconds(part.get("start"), unit), seconds(part.get("end"), unit)
    )
