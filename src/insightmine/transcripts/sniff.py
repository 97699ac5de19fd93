"""What a file is, by its first bytes: formats that hold no transcript, or that are to be exported otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass

from insightmine.errors import InputRefused
from insightmine.transcripts.asr_json.parser import holds_transcript
from insightmine.transcripts.documents import Document
from insightmine.transcripts.html import is_html
from insightmine.transcripts.odt import is_odt
from insightmine.transcripts.pdf import is_pdf
from insightmine.transcripts.rtf import RTF_START
from insightmine.transcripts.spreadsheet import is_spreadsheet

_EXPORT = "export the transcript as text, Markdown, WebVTT, SRT, DOCX or CSV"
_SIGNATURES = (
    (b"\x89PNG", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"BM", "an image", ""),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file", "save it again as .docx, without password"),
    (b"SQLite format 3", "a database", ""),
    (b"ID3", "a recording", "transcribe it first"),
    (b"RIFF", "a recording", "transcribe it first"),
    (b"OggS", "a recording", "transcribe it first"),
    (b"fLaC", "a recording", "transcribe it first"),
    (b"\x1aE\xdf\xa3", "a recording", "transcribe it first"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first"),
    (b"Rar!", "a compressed file", "unpack it first"),
    (b"\x7fELF", "a program", ""),
)
_ARCHIVES = (
    (b"xl/workbook.bin", "a binary spreadsheet (XLSB)", "save it as .xlsx"),
    (b"xl/workbook", "a spreadsheet (XLSX)", "name it .xlsx"),
    (b"ppt/presentation", "a presentation", ""),
    (b"opendocument", "an OpenDocument file", "save it as .docx or as CSV"),
    (b"project.qde", "a QDA project", "export its transcripts as text"),
)
_CODE = (".py", ".ipynb", ".js", ".ts", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".xml", ".xsd", ".css", ".sh", ".r")
_CODE_NAMES = frozenset({"makefile", "dockerfile", "cmakelists.txt", "requirements.txt", "constraints.txt"})


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a file is not read, and what to do about it."""

    reason: str
    hint: str = ""


def sniff_binary(document: Document) -> NotRead | None:
    """Why a file of bytes is not read; `None` where it may be text or a Word document.

    Raises `InputRefused` for a damaged Word document: its name says that an interview is meant.
    """
    data = document.data
    if is_pdf(data):
        return None
    if is_spreadsheet(data) and not document.source.lower().endswith(".docx"):
        return None
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:64]):
            return NotRead(what, hint)
    if data[4:8] == b"ftyp":
        return NotRead("a recording", "transcribe it first")
    if data.startswith(b"PK\x03\x04"):
        not_read = _archive(data)
        if not_read is not None and document.source.lower().endswith(".docx"):
            wrong = f"named .docx, but no Word document is in it (it looks like {not_read.reason})"
            raise InputRefused(document.source, wrong, hint="open it in Word and save it again")
        return not_read
    return None


def _archive(data: bytes) -> NotRead | None:
    if b"word/document.xml" in data or is_odt(data):
        return None
    for mark, what, hint in _ARCHIVES:
        if mark in data:
            return NotRead(what, hint)
    return NotRead("a zip archive", "unpack it first")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are a package, a PDF, rich text or an old Office file, in which no text is to be decoded."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", RTF_START)) or is_pdf(data)


def sniff_text(document: Document) -> NotRead | None:
    """Why a text is not read that is written for programs, not for people; a fragment of it counts too."""
    text = document.text.lstrip()
    name = document.source.lower().rpartition("/")[2]
    start = text[:200].lower()
    if is_html(document.text):
        return None
    if name.endswith((".html", ".htm")) and start.startswith("<"):
        return NotRead("a part of a web page (HTML)", "save its text as .txt or .docx")
    if start.startswith("<?xml"):
        return NotRead("XML", _EXPORT)
    if name.endswith((".json", ".jsonl")) or (text[:1] in ("{", "[") and _is_json(text)):
        return None if holds_transcript(document) else NotRead("JSON", _EXPORT)
    if name.endswith(_CODE) or name in _CODE_NAMES:
        return NotRead("a settings or program file")
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        first, _, rest = text.partition("\n")
        return bool(rest.strip()) and _is_json(first) if first.rstrip().endswith("}") else False
    return True
