"""HTML: the visible text of a web page as lines, read as labelled text; noScribe's anchors as cues.

Nothing is run and nothing is fetched. Programs, styles, hidden text and menus are no speech; they go to the list of
what was left out.
"""

from __future__ import annotations

import re

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.html_blocks import Block, blocks_of, text_of
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.lines import Line
from insightmine.transcripts.noscribe import anchored_turns

_PROLOGUE = re.compile(r"(?:\ufeff|\s|<\?xml[^<>]{0,300}\?>|<!--(?:(?!-->).){0,5000}-->)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PART = re.compile(r"<(?:meta|title|style|table|div|section|article|p|h[1-6])\b[^<>]{0,2000}>", re.IGNORECASE)
_CLOSED = re.compile(r"</[a-z][a-z0-9]{0,15}\s*>\s*\Z", re.IGNORECASE)


class HtmlParser:
    """Web pages: what Teams, Otter, Dovetail, Descript and noScribe export."""

    def accepts(self, document: Document) -> bool:
        """A page, or a part of one that begins and ends with a tag."""
        return is_html(document.text)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        ledger = Ledger()
        blocks = blocks_of(document, ledger)
        turns = anchored_turns(blocks, ledger) or read_lines(_lines(blocks), ledger, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            "html",
            turns,
            dropped=ledger.close(),
            encoding=document.encoding,
        )
        return Parsed((transcript,), text_of(document))


def is_html(text: str) -> bool:
    """Whether a text is a web page: by its first tag, and for a part of a page by its last one too."""
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue is not None else 0
    if _PAGE.match(text, start):
        return True
    return _PART.match(text, start) is not None and _CLOSED.search(text[-200:]) is not None


def _lines(blocks: list[Block]) -> list[Line]:
    lines: list[Line] = []
    for number, block in enumerate(blocks, 1):
        place = f"paragraph {number}"
        for index, row in enumerate(block.text.split("\n")):
            lines.append(Line(row.strip(), place, block.level, begins=index == 0))
        lines.append(Line("", place))
    return lines
