"""JSON of speech recognisers and meeting tools: `Document` -> `Parsed`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.asr_json.accounting import Account, account
from insightmine.transcripts.asr_json.pieces import loop_warnings, without_loops
from insightmine.transcripts.asr_json.shapes import Found, find_shape
from insightmine.transcripts.asr_json.values import spoken, string
from insightmine.transcripts.coverage import Ledger, words_of
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.documents import Document, Parsed

_OFTEN = 0.05  # words of the speech that other fields word otherwise
_IDS = ("transcript_id", "interview_id", "meeting_id", "session_id", "conversation_id", "id")
_SLACK = 1.0  # seconds by which words of people who talk at once may lie behind each other


class AsrJsonParser:
    """Transcripts that programs write for programs, told apart by their shape."""

    def accepts(self, document: Document) -> bool:
        """Whether it is JSON of a shape that is known."""
        return holds_transcript(document)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - nothing to choose
        """One transcript, of JSON lines one for each that holds one; words and lines are merged into turns."""
        talks = _talks(document.text)
        if len(talks) == 1:
            return _parsed(document, *talks[0])
        names = _names(document, talks)
        parts = [_parsed(replace(document, stem=name), *talk) for name, talk in zip(names, talks, strict=True)]
        transcripts = tuple(
            _placed(transcript, line) for line, part in enumerate(parts, start=1) for transcript in part.transcripts
        )
        return Parsed(transcripts, "\n".join(part.text for part in parts))


def holds_transcript(document: Document) -> bool:
    """Whether the document is JSON in the shape of a transcript; one that says no word counts too."""
    return bool(_talks(document.text))


def _talks(text: str) -> list[tuple[object, Found]]:
    """The values that are transcripts, with the shape of each: the document, its lines together, or each of them."""
    value = _loaded(text)
    found = find_shape(value)
    if found is not None:
        return [(value, found)]
    lines = _lines(text) if value is None else []
    found = find_shape(lines)
    if found is not None:
        return [(lines, found)]
    talks = [(line, shape) for line in lines if (shape := find_shape(line)) is not None]
    return talks if len(talks) == len(lines) else []


def _lines(text: str) -> list[object]:
    """The objects of JSON lines; empty where a line is none."""
    rows = [row for row in text.strip().removeprefix("\ufeff").split("\n") if row.strip()]
    values: list[object] = []
    for row in rows if len(rows) > 1 else []:
        value = _loaded(row)
        if not isinstance(value, dict):
            return []
        values.append(value)
    return values


def _names(document: Document, talks: Sequence[tuple[object, Found]]) -> list[str]:
    """What each line calls its transcript, where all have names of their own; else the file's stem and a number."""
    for key in _IDS:
        names = [spoken(string(value, key)) for value, _ in talks]
        if all(names) and len(set(names)) == len(names):
            return names
    return [f"{document.stem}-{number}" for number in range(1, len(talks) + 1)]


def _placed(transcript: Transcript, line: int) -> Transcript:
    turns = tuple(replace(turn, place=f"line {line}, {turn.place}") for turn in transcript.turns)
    return replace(transcript, turns=turns)


def _loaded(text: str) -> object:
    """The value; `None` where the text is no JSON."""
    text = text.strip().removeprefix("\ufeff")
    if text[:1] not in ("{", "[") or text[-1:] not in ("}", "]"):
        return None
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _parsed(document: Document, value: object, found: Found) -> Parsed:
    pieces = found.shape.read(found.value)
    ledger = Ledger()
    for reason, text in pieces.dropped:
        ledger.drop(reason, text)
    cues, looped = without_loops(pieces.cues, ledger) if pieces.lines else (pieces.cues, 0)
    turns = merge_cues(cues)
    if not turns:
        raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
    result = account(value, found, frozenset(cue.speaker for cue in cues if cue.speaker is not None))
    for reason, text in result.left_out:
        ledger.drop(reason, text)
    transcript = Transcript(
        TranscriptId(document.stem),
        document.source,
        f"{found.shape.name}-json",
        turns,
        dropped=ledger.close(),
        warnings=(*loop_warnings(looped), *_warnings(cues, result)),
        encoding=document.encoding,
    )
    return Parsed((transcript,), result.text)


def _warnings(cues: Sequence[Cue], result: Account) -> Iterator[str]:
    if result.alternatives > max(5, _OFTEN * sum(len(words_of(text)) for text in result.speech)):
        yield f"other fields have {result.alternatives} words that are not in what was read"
    starts = [cue.start for cue in cues if cue.start is not None]
    if any(two < one - _SLACK for one, two in pairwise(starts)):
        yield "some times run backwards: the order of the file was kept"
