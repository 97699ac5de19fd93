"""Rev AI: monologues of elements, in which spaces are elements too; times in seconds."""

from __future__ import annotations

from insightmine.transcripts.asr_json.pieces import Pieces
from insightmine.transcripts.asr_json.values import get, label, members, seconds, spoken
from insightmine.transcripts.cue_turns import Cue


def accepts(value: object) -> bool:
    """`{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hi", "ts": 0.5}]}]}`."""
    return any(isinstance(get(part, "elements", 0, "value"), str) for part in members(value, "monologues"))


def read(value: object) -> Pieces:
    """A cue a monologue; a list of speakers with names, where there is one, says what their numbers mean."""
    names = {
        part.get("id"): label(part, "name") for part in members(value, "speakers") if isinstance(part.get("id"), int)
    }
    cues: list[Cue] = []
    for number, part in enumerate(members(value, "monologues"), start=1):
        elements = members(part, "elements")
        text = "".join(element["value"] for element in elements if isinstance(element.get("value"), str))  # type: ignore[misc]
        starts = [start for element in elements if (start := seconds(element.get("ts"))) is not None]
        ends = [end for element in elements if (end := seconds(element.get("end_ts"))) is not None]
        speaker = part.get("speaker")
        name = names.get(speaker) if isinstance(speaker, int) else None
        times = (starts[0] if starts else None, ends[-1] if ends else None)
        cues.append(Cue(name or label(part, "speaker"), spoken(text), f"monologue {number}", *times))
    return Pieces(cues)
