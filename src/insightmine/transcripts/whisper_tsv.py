"""Whisper's TSV: whole milliseconds and text between tabs, in which a quote is a quote and not a table's."""

from __future__ import annotations

import re

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.asr_json.pieces import loop_warnings, without_loops
from insightmine.transcripts.asr_json.values import seconds, spoken
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.documents import Document, Parsed

_HEADER = "start\tend\ttext"
_ROW = re.compile(r"(-?\d{1,10})\t(-?\d{1,10})\t([^\t]*)")


class WhisperTsvParser:
    """What Whisper writes as TSV: it quotes nothing, so that tables' rules do not hold."""

    def accepts(self, document: Document) -> bool:
        """Its header, and below it nothing but its rows."""
        header, _, body = document.text.partition("\n")
        rows = [row for row in body.split("\n") if row.strip()]
        return header.strip() == _HEADER and bool(rows) and all(map(_ROW.fullmatch, rows))

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - nothing to choose
        """One transcript without speakers; rows are merged into turns."""
        ledger = Ledger()
        ledger.drop(DropReason.FORMAT_HEADER, _HEADER)
        cues: list[Cue] = []
        for number, row in enumerate(document.text.split("\n"), start=1):
            match = _ROW.fullmatch(row)
            if match is not None:
                start, end, text = match.groups()
                ledger.drop(DropReason.TIME_CODE, f"{start} {end}")
                times = (seconds(int(start), 1000), seconds(int(end), 1000))
                cues.append(Cue(None, spoken(text), f"line {number}", *times))
        kept, looped = without_loops(cues, ledger)
        turns = merge_cues(kept)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            "whisper-tsv",
            turns,
            dropped=ledger.close(),
            warnings=loop_warnings(looped),
            encoding=document.encoding,
        )
        return Parsed((transcript,), document.text)
