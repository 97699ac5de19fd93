"""RTF: the paragraphs of a rich text file as lines, read as labelled text (f4transkript, NVivo, Descript, Word).

The conversion is striprtf's; what it would blur is settled before: line breaks stay apart from paragraphs, cells of
tables get tabs, deleted text of tracked changes is taken out, hidden text is kept apart.
"""

from __future__ import annotations

import re

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import Ledger, literal
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.labelled_text import read_lines
from insightmine.transcripts.lines import Line

RTF_START = b"{\\rtf"
_MAX_BYTES = 60_000_000
_LINE_BREAK = "\u2028"
_MARK = re.compile(r"\\(?:[\\{}]|(?P<name>line|cell|nestcell)(?![a-zA-Z])[ ]?)")
_MARKS = {"line": "{\\uc0\\u8232 }", "cell": "\\tab ", "nestcell": "\\tab "}
_WORDS = r"(?:\\[a-z]{1,32}-?\d{0,10}[ ]?|\\\*)"
_DELETED = re.compile(r"\{(?:" + _WORDS + r"){0,40}?\\deleted(?![a-z0-9])[^{}]{0,100000}\}")
_HIDDEN = re.compile(r"\{(?:" + _WORDS + r"){0,40}?\\v(?![a-z0-9])(?P<text>[^{}]{0,100000})\}")
_BRACES = re.compile(r"\\[\\{}]|[{}]")
_SAVE = "open it in a word processor and save it again as .docx or as text"


class RtfParser:
    """Rich text files."""

    def accepts(self, document: Document) -> bool:
        """The mark of rich text at the beginning."""
        return document.data.startswith(RTF_START)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        if len(document.data) > _MAX_BYTES:
            raise InputRefused(document.source, "more than a transcript has", hint="save it as text, without pictures")
        source = _MARK.sub(_put, _as_characters(document.data)).replace("{\\field{", "{\\field {")
        source = _DELETED.sub("{}", source)
        hidden = [_converted(document, f"{{\\rtf1 {match.group('text')}}}") for match in _HIDDEN.finditer(source)]
        text = _converted(document, _HIDDEN.sub("{}", source))
        ledger = Ledger()
        ledger.drop(DropReason.HIDDEN, " ".join(hidden), unescaped=True)
        turns = read_lines(_lines(text), ledger, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            "rtf",
            turns,
            dropped=ledger.close(),
            warnings=() if _is_whole(source) else ("the file breaks off: its last part is missing",),
        )
        return Parsed((transcript,), literal("\n".join([text.replace(_LINE_BREAK, "\n"), *hidden])))


def _as_characters(data: bytes) -> str:
    """The file as RTF in ASCII: bytes beyond it, which some programs write, as escapes of its code page."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in data)


def _put(match: re.Match[str]) -> str:
    name = match.group("name")
    return match.group() if name is None else _MARKS[name]


def _converted(document: Document, source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(source)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError as error:
        raise InputRefused(document.source, "has letters that its code page does not know", hint=_SAVE) from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise InputRefused(document.source, "a damaged rich text file", hint=_SAVE) from error
    return text.replace("\xad", "").replace("\u2011", "-").replace("\x00", "")


def _is_whole(source: str) -> bool:
    depth = 0
    for match in _BRACES.finditer(source):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
    return depth <= 0


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for number, paragraph in enumerate(text.split("\n"), 1):
        place = f"paragraph {number}"
        for index, row in enumerate(paragraph.split(_LINE_BREAK)):
            lines.append(Line(literal(" ".join(row.strip().split("\r")).strip()), place, begins=index == 0))
        lines.append(Line("", place))
    return lines
