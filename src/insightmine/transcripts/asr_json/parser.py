"""JSON of speech recognisers and meeting tools: `Document` -> `Parsed`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.asr_json.accounting import Account, account
from insightmine.transcripts.asr_json.pieces import loop_warnings, without_loops
from insightmine.transcripts.asr_json.shapes import Found, find_shape
from insightmine.transcripts.coverage import Ledger, words_of
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.documents import Document, Parsed

_OFTEN = 0.05  # words of the speech that other fields word otherwise
_SLACK = 1.0  # seconds by which words of people who talk at once may lie behind each other


class AsrJsonParser:
    """Transcripts that programs write for programs, told apart by their shape."""

    def accepts(self, document: Document) -> bool:
        """Whether it is JSON of a shape that is known."""
        return holds_transcript(document)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - nothing to choose
        """One transcript; words and lines are merged into turns."""
        value = _loaded(document.text)
        found = find_shape(value)
        assert found is not None, "accepted before"
        return _parsed(document, value, found)


def holds_transcript(document: Document) -> bool:
    """Whether the document is JSON in the shape of a transcript; one that says no word counts too."""
    return find_shape(_loaded(document.text)) is not None


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
