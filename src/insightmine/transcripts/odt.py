"""ODT: paragraphs, line breaks and tables of an OpenDocument text as lines, read from its XML.

Text that tracked changes deleted is not read; comments and footnotes go to the list of what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import Ledger, literal
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.lines import Line
from insightmine.transcripts.nesting import check_depth
from insightmine.transcripts.packages import xml_of
from insightmine.transcripts.unpacking import ZIP_START, Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BODY = "content.xml"
_MIME = b"application/vnd.oasis.opendocument.text"
_LIMITS = Limits(entries=5_000, entry_bytes=60_000_000, all_bytes=600_000_000, ratio=300)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_ASIDE = (f"{_OFFICE}annotation", f"{_TEXT}note")
_NOT_READ = (f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_TEXT}variable-decls")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_SPACES = 1_000
_SAVE = "open it in a word processor and save it again as .odt, .docx or as text"


class OdtParser:
    """OpenDocument texts, as LibreOffice and Google Docs write them."""

    def accepts(self, document: Document) -> bool:
        """A package whose first entry says that it is an OpenDocument text."""
        return is_odt(document.data)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        body = _body(document)
        ledger = Ledger()
        lines = [line for number, paragraph in enumerate(_paragraphs(body), 1) for line in _lines(*paragraph, number)]
        for aside in _asides(body):
            ledger.drop(DropReason.COMMENT, _all_text(aside), unescaped=True)
        turns = read_lines(lines, ledger, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(TranscriptId(document.stem), document.source, "odt", turns, dropped=ledger.close())
        return Parsed((transcript,), literal(_all_text(body)))


def is_odt(data: bytes) -> bool:
    """Whether the bytes are those of an OpenDocument text (or of a template for one)."""
    return data.startswith(ZIP_START) and _MIME in data[:200]


def _body(document: Document) -> Element:
    root = xml_of(document, _BODY, _LIMITS, "OpenDocument text", _SAVE)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputRefused(document.source, "an OpenDocument file without text", hint=_SAVE)
    check_depth(document.source, body, _SAVE)
    return body


def _paragraphs(element: Element) -> Iterator[tuple[str, int]]:
    """(text, heading level) of each paragraph in order; a table row is one paragraph with tabs between its cells."""
    yield from _stray(element.text)
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield "".join(_pieces(child)), _level(child)
        elif child.tag == f"{_TABLE}table-row":
            yield from _stray(" ".join([child.text or "", *(cell.tail or "" for cell in child)]))
            cells = [" ".join(" ".join(text for text, _ in _paragraphs(cell)).split()) for cell in _cells(child)]
            yield "\t".join(cells), 0
        elif child.tag not in (*_NOT_READ, *_ASIDE):
            yield from _paragraphs(child)
        yield from _stray(child.tail)


def _stray(text: str | None) -> Iterator[tuple[str, int]]:
    """Words between paragraphs, where the format has none, as a paragraph."""
    if text and text.strip():
        yield _collapsed(text), 0


def _cells(row: Element) -> list[Element]:
    """The cells of a row up to the last with words; repeats of an empty one are not counted."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    while cells and not "".join(cells[-1].itertext()).strip():
        cells.pop()
    return cells


def _pieces(element: Element) -> Iterator[str]:
    """The text of a paragraph: XML's white space collapsed, spaces, tabs and line breaks as its own elements say."""
    yield _collapsed(element.text)
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_count(child), _MOST_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in _PARAGRAPHS:  # a text box within the paragraph
            yield f"\n{''.join(_pieces(child))}\n"
        elif child.tag not in (*_NOT_READ, *_ASIDE):
            yield from _pieces(child)
        yield _collapsed(child.tail)


def _collapsed(text: str | None) -> str:
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ") if text else ""


def _count(space: Element) -> int:
    value = space.get(f"{_TEXT}c", "1")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _level(paragraph: Element) -> int:
    if paragraph.tag == f"{_TEXT}p":
        return 1 if paragraph.get(f"{_TEXT}style-name") == "Title" else 0
    value = paragraph.get(f"{_TEXT}outline-level", "1")
    return min(int(value), 6) if value.isdecimal() and value != "0" and len(value) < 3 else 1


def _lines(text: str, level: int, number: int) -> Iterator[Line]:
    place = f"paragraph {number}"
    for index, row in enumerate(text.split("\n")):
        yield Line(literal(row.strip()), place, level, begins=index == 0)
    yield Line("", place)


def _asides(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _ASIDE:
            yield child
        elif child.tag not in _NOT_READ:
            yield from _asides(child)


def _all_text(body: Element) -> str:
    """All text of the document without regard to paragraphs within cells: what the turns are checked against."""
    pieces: list[str] = []
    _loose(body, pieces, in_paragraph=False)
    return "".join(pieces)


def _loose(element: Element, pieces: list[str], *, in_paragraph: bool) -> None:
    if element.tag in _NOT_READ:
        return
    apart = element.tag in (*_PARAGRAPHS, *_ASIDE) or element.tag.startswith(_TABLE)
    spaced = apart or not in_paragraph or element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
    pieces.append(" " if spaced else "")
    pieces.append(element.text or "")
    for child in element:
        _loose(child, pieces, in_paragraph=in_paragraph or element.tag in _PARAGRAPHS)
        pieces.append(child.tail or "")
    pieces.append(" " if spaced else "")
