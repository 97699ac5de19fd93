"""PDF: the text layer of its pages as lines in reading order, read as labelled text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.columns import NoText
from insightmine.transcripts.coverage import Ledger, literal
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.pdf_layout import lines_of
from insightmine.transcripts.pdf_pages import Page, read_pages
from insightmine.transcripts.pdf_rows import rows_of

_AS_TEXT = "export the transcript as text or WebVTT and try again"
_NAMES = "if it is an interview, put each speaker's name and a colon before the turn"
_MARK = b"%PDF-"
_FIRST_BYTES = 1_024  # readers look for the mark of a PDF in so many
_LAST_BYTES = 2_048


class PdfParser:
    """Transcripts as PDF, exported or printed; scans without text are refused."""

    def accepts(self, document: Document) -> bool:
        """The mark of a PDF at the beginning."""
        return is_pdf(document.data)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        pages = read_pages(document)
        ledger = Ledger()
        rows = rows_of(pages, ledger)
        lines = lines_of(rows, ledger)
        if lines is None:
            raise NoText(document.source, "a table of data, not a transcript", hint=_NAMES)
        aside = [word for entry in ledger.close() for word in entry.words]
        text = "\n".join([line.text for line in lines] + [" ".join(aside)])
        _check_characters(document, pages, text)
        turns = read_lines([replace(line, text=literal(line.text)) for line in lines], ledger, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="run OCR first if its pages are pictures")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            "pdf",
            turns,
            dropped=ledger.close(),
            warnings=_warnings(pages),
            encoding="utf-8",
        )
        return Parsed((transcript,), literal(text))


def _check_characters(document: Document, pages: tuple[Page, ...], text: str) -> None:
    """Raise `InputRefused` unless the text has each letter and digit as often as the pages."""
    found: Counter[str] = Counter()
    for page in pages:
        found.update("".join(page.tilted))
        for fragment in (*page.fragments, *page.outside):
            found.update("".join(word.text for word in fragment.words))
    found.subtract(Counter(text))
    lost = sum(abs(count) for character, count in found.items() if character.isalnum())
    if lost:
        raise InputRefused(document.source, f"{lost} characters could not be accounted for", hint=_AS_TEXT)


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return data.startswith(_MARK) or (_MARK in data[:_FIRST_BYTES] and b"startxref" in data[-_LAST_BYTES:])


def _warnings(pages: tuple[Page, ...]) -> tuple[str, ...]:
    empty = [str(page.number) for page in pages if not page.fragments]
    if not empty:
        return ()
    shown = ", ".join(empty[:5]) + (", ..." if len(empty) > 5 else "")
    return (f"{len(empty)} of {len(pages)} pages hold no text ({shown}): pictures are not read",)
