"""DOCX: paragraphs, line breaks and tables as lines, read from the XML itself.

An own pass instead of python-docx, which leaves out inserted text of tracked changes and content controls, and
inflates a zip bomb before anybody can look at it. Deleted text and comments are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.outlines import OutlineLine
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.captions import move_tags
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.cues import first_of_cues, read_cues
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.lines import Line
from insightmine.transcripts.nesting import check_depth
from insightmine.transcripts.packages import xml_of
from insightmine.transcripts.unpacking import Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LIMITS = Limits(entries=5_000, entry_bytes=60_000_000, all_bytes=60_000_000, ratio=300)
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}


class DocxParser:
    """Word documents, as Teams, Meet, Otter and typists write them."""

    def accepts(self, document: Document) -> bool:
        """A zip archive that holds a Word document."""
        return document.data.startswith(b"PK\x03\x04") and _BODY.encode() in document.data

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        body = _body(document)
        lines = [line for number, paragraph in enumerate(_paragraphs(body), 1) for line in _lines(paragraph, number)]
        ledger = Ledger()
        warnings: list[str] = []
        rows = [line.text for line in lines]
        first = first_of_cues(rows)
        if first is None:
            turns = read_lines(lines, ledger, speakers)
        else:
            ledger.drop(DropReason.FRONT_MATTER, "\n".join(rows[:first]))
            turns = read_cues(rows[first:], ledger, warnings, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            "docx",
            turns,
            dropped=ledger.close(),
            warnings=tuple(warnings),
            encoding="utf-8",
        )
        return Parsed((transcript,), move_tags(_all_text(body)) if first is not None else _all_text(body))


def _body(document: Document) -> Element:
    body = xml_of(document, _BODY, _LIMITS, "Word document", _SAVE)
    check_depth(document.source, body, _SAVE)
    return body


_SAVE = "open it in a word processor and save it again as .docx or as text"


def _name(element: Element) -> str:
    tag = element.tag
    if tag.startswith((_WORD, _STRICT)):
        return tag.rpartition("}")[2]
    return ""


def _paragraphs(element: Element) -> Iterator[tuple[str, int]]:
    """(text, heading level) of each paragraph in order; a table row is one paragraph with tabs between its cells."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield _text(child), _level(child)
        elif name == "tr":
            yield "\t".join(" ".join(_cell(cell).split()) for cell in child if _name(cell) in ("tc", "sdt")), 0
        elif name not in _SKIPPED and child.tag != _FALLBACK:
            yield from _paragraphs(child)


def outline_of(document: Document) -> Iterator[OutlineLine]:
    """The headings, list items and paragraphs of a Word document that is no transcript. Raises `InputRefused`.

    A row of a table is an item with its other cells under it.
    """
    for number, (text, level, depth) in enumerate(_outline(_body(document)), 1):
        for row in filter(None, (row.strip() for row in text.split("\n"))):
            yield OutlineLine(" ".join(row.split()), f"paragraph {number}", level, depth)


def _outline(element: Element) -> Iterator[tuple[str, int, int | None]]:
    """(text, heading level, depth in a list or `None`) of each paragraph."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield _text(child), _level(child), _depth(child)
        elif name == "tr":
            cells = (cell for cell in child if _name(cell) in ("tc", "sdt"))
            for column, cell in enumerate(cells):
                yield from ((text, level, min(column, 1)) for text, level in _paragraphs(cell))
        elif name not in _SKIPPED and child.tag != _FALLBACK:
            yield from _outline(child)


def _depth(paragraph: Element) -> int | None:
    """How deep the paragraph lies in a list: by its numbering, else by the name of its style ("List Bullet 2")."""
    values = {
        _name(element): next((value for key, value in element.attrib.items() if key.endswith("}val")), "")
        for element in paragraph.iter()
        if _name(element) in ("numId", "ilvl", "pStyle")
    }
    if values.get("numId", "0") != "0":
        level = values.get("ilvl", "0")
        return int(level) if level.isdecimal() and len(level) < 3 else 0
    style = values.get("pStyle", "")
    return (int(style[-1]) - 1 if style[-1] in "2345" else 0) if style.startswith("List") else None


def _cell(cell: Element) -> str:
    return "\n".join(text for text, _ in _paragraphs(cell))


def _text(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
            yield from _pieces(child)
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "p":  # a text box inside a run
            yield f"\n{_text(child)}\n"
        elif name not in _SKIPPED and child.tag != _FALLBACK:
            yield from _pieces(child)


def _level(paragraph: Element) -> int:
    for element in paragraph.iter():
        if _name(element) == "pStyle":
            value = next((item for key, item in element.attrib.items() if key.endswith("}val")), "")
            if value == "Title":
                return 1
            if value.startswith("Heading") and value[7:].isdecimal() and len(value) < 12:
                return min(int(value[7:]), 6)
    return 0


def _lines(paragraph: tuple[str, int], number: int) -> Iterator[Line]:
    text, level = paragraph
    for index, row in enumerate(text.split("\n")):
        yield Line(row.strip(), f"paragraph {number}", level, begins=index == 0)
    yield Line("", f"paragraph {number}")


def _all_text(body: Element) -> str:
    """All text of the document, found without regard to its structure: what the turns are checked against."""
    return " ".join(_loose(body))


def _loose(element: Element) -> Iterator[str]:
    name = _name(element)
    if name in ("del", "moveFrom", "delText", "instrText") or element.tag == _FALLBACK:
        return
    if name == "p":
        yield "".join(_kept(element))
        return
    for child in element:
        yield from _loose(child)


def _kept(element: Element) -> Iterator[str]:
    """The text of a paragraph; a text box in it stands apart from the words around it."""
    for child in element:
        name = _name(child)
        if name in ("del", "moveFrom", "pPr") or child.tag == _FALLBACK:
            continue
        yield (child.text or "") if name == "t" else _BREAKS.get(name, " " if name == "p" else "")
        yield from _kept(child)
        yield " " if name == "p" else ""
