"""IBM Watson: words as lists of text, begin and end, and who spoke from when to when; times in seconds."""

from __future__ import annotations

from insightmine.domain.speech import DropReason
from insightmine.transcripts.asr_json.pieces import Pieces, Span, SpeakerTimes
from insightmine.transcripts.asr_json.values import Member, get, label, members, seconds, spoken
from insightmine.transcripts.cue_turns import Cue

_HESITATION = "%HESITATION"  # what it writes for "uh"


def accepts(value: object) -> bool:
    """`{"results": [{"alternatives": [{"timestamps": [["word", 0.1, 0.4]]}]}]}`, once more inside `results` or not."""
    return any(
        isinstance(get(result, "alternatives", 0, "timestamps", 0, 0), str)
        for block in _blocks(value)
        for result in members(block, "results")
    )


def _blocks(value: object) -> list[Member]:
    """The answers of the service: asynchronous jobs hold a list of them."""
    inner = [block for block in members(value, "results") if members(block, "results")]
    return inner or ([value] if isinstance(value, dict) else [])


def speech(value: object) -> tuple[str, ...]:
    """Where the words stand that count: the first field of each time stamp."""
    nested = any(members(block, "results") for block in members(value, "results"))
    return (f"{'results[].' if nested else ''}results[].alternatives[0].timestamps[][0]",)


def read(value: object) -> Pieces:
    """A cue a word; its speaker is found by its times. Marks of hesitation are left out."""
    pieces = Pieces([])
    for block in _blocks(value):
        exact, times = _speakers(block)
        for number, result in enumerate(members(block, "results"), start=1):
            stamps = get(result, "alternatives", 0, "timestamps")
            for stamp in stamps if isinstance(stamps, list) else ():
                text, start, end = get(stamp, 0), seconds(get(stamp, 1)), seconds(get(stamp, 2))
                if not isinstance(text, str):
                    continue
                if text == _HESITATION:
                    pieces.dropped.append((DropReason.MARKUP, text))
                    continue
                speaker = exact[start] if start in exact else times.at(start, end)
                pieces.cues.append(Cue(speaker, spoken(text), f"result {number}", start, end))
    return pieces


def _speakers(block: Member) -> tuple[dict[float | None, str | None], SpeakerTimes]:
    exact: dict[float | None, str | None] = {}
    spans: list[Span] = []
    for part in members(block, "speaker_labels"):
        start, end = seconds(part.get("from")), seconds(part.get("to"))
        if start is not None and end is not None:
            exact[start] = label(part, "speaker")
            spans.append(Span(start, end, exact[start]))
    return exact, SpeakerTimes(spans)
