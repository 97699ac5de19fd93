"""Google Speech-to-Text: results of words; with speakers told apart, the last result repeats all words with tags."""

from __future__ import annotations

from collections import Counter

from insightmine.transcripts.asr_json.pieces import Pieces, interleave
from insightmine.transcripts.asr_json.values import Member, all_members, get, label, members, seconds, spoken, string
from insightmine.transcripts.cue_turns import Cue

_REPEATED_SHARE = 0.9


def accepts(value: object) -> bool:
    """`{"results": [{"alternatives": [{"transcript": "...", "words": [{"word": ..., "startTime": ...}]}]}]}`."""
    results = all_members(value, "results")
    if any(get(result, "alternatives", 0, "timestamps") is not None or result.get("type") for result in results):
        return False
    return any(isinstance(get(result, "alternatives", 0, "transcript"), str) or _words(result) for result in results)


def _words(result: Member) -> list[Member]:
    return [word for word in members(result, "alternatives", 0, "words") if isinstance(word.get("word"), str)]


def _counted(results: list[Member]) -> list[int]:
    """The results that count: the last alone if it has speakers and holds the words of all others again."""
    words = [[string(word, "word") for word in _words(result)] for result in results]
    others = Counter(word for part in words[:-1] for word in part)
    tagged = any(
        get(word, "speakerTag") or get(word, "speakerLabel") for word in (_words(results[-1]) if results else ())
    )
    repeated = (others & Counter(words[-1])).total() if words else 0
    if tagged and others and repeated >= _REPEATED_SHARE * others.total():
        return [len(results) - 1]
    return list(range(len(results)))


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count: each counted result's words, else its transcript."""
    results = members(value, "results")
    return tuple(
        f"results[{number}].alternatives[0]." + ("words[].word" if _words(results[number]) else "transcript")
        for number in _counted(results)
    )


def read(value: object) -> Pieces:
    """A cue a word, or a result where it has no words."""
    results = members(value, "results")
    lanes: dict[str, list[Cue]] = {}
    channels = {str(result.get("channelTag")) for result in results}
    for number in _counted(results):
        result = results[number]
        channel = f"Channel {result.get('channelTag')}" if len(channels) > 1 else None
        lane = lanes.setdefault(str(result.get("channelTag")), [])
        for place, word in enumerate(_words(result), start=1):
            start = seconds(word.get("startTime", word.get("startOffset")))
            end = seconds(word.get("endTime", word.get("endOffset")))
            speaker = label(word, "speakerLabel") or (label(word, "speakerTag") if word.get("speakerTag") else None)
            text = spoken(string(word, "word"))
            lane.append(Cue(speaker or channel, text, f"result {number + 1}, word {place}", start, end))
        if not _words(result):
            end = seconds(result.get("resultEndTime", result.get("resultEndOffset")))
            text = spoken(string(get(result, "alternatives", 0), "transcript"))
            lane.append(Cue(channel, text, f"result {number + 1}", None, end))
    return Pieces(interleave(list(lanes.values())))
