"""A document that holds no speech (a discussion guide) -> its headings, list items and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from insightmine.domain.outlines import OutlineLine
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.decoding import decode
from insightmine.transcripts.documents import Document
from insightmine.transcripts.docx import outline_of
from insightmine.transcripts.pdf_layout import lines_of
from insightmine.transcripts.pdf_pages import read_pages
from insightmine.transcripts.pdf_rows import rows_of
from insightmine.transcripts.sources import Source, read_bytes

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*$")
_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__):?[ \t]*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•◦▪–]|\(?(?:\d{1,2}|[a-z])[.)]|Q\d{1,2}[.:)])[ \t]+(?=\S)", re.IGNORECASE)
_BULLETS = {"•": 0, "●": 0, "-": 0, "–": 0, "○": 1, "◦": 1, "o": 1, "■": 2, "▪": 2}  # as word processors set them
_BULLET = re.compile(r"([•●○◦■▪o–-])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}\)")
_ENDS = (".", "?", "!", ":", '"', "”")
_TAB = 4
_BOLD_LEVEL = 6


class _Row(NamedTuple):
    number: int
    text: str
    is_quoted: bool


def read_outline(path: Path) -> tuple[OutlineLine, ...]:
    """The lines of a DOCX, Markdown, text or PDF file, by the name's ending. Raises `InputRefused`."""
    data = read_bytes(Source(path.name, path, given=True, root=path.parent))
    ending = path.suffix.lower()
    if ending == ".docx":
        return tuple(outline_of(Document(path.name, path.stem, data)))
    if ending == ".pdf":
        return tuple(_pdf_lines(Document(path.name, path.stem, data)))
    return tuple(_text_lines(decode(path.name, data, None).text))


def _pdf_lines(document: Document) -> Iterator[OutlineLine]:
    """Paragraphs with their wrapped lines joined; a list mark makes an item."""
    ledger = Ledger()
    waiting: OutlineLine | None = None
    for line in lines_of(rows_of(read_pages(document), ledger), ledger) or ():
        if line.wrapped and waiting is not None and not (_ITEM.match(line.text) or _BULLET.match(line.text)):
            waiting = OutlineLine(f"{waiting.text} {line.text}", waiting.place, waiting.level, waiting.depth)
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        if line.text:
            bullet = _BULLET.match(line.text)
            item = bullet or _ITEM.match(line.text)
            text = line.text[item.end() :] if item else line.text
            depth = _BULLETS[bullet.group(1)] if bullet else 0 if item else None
            waiting = OutlineLine(text, line.place, line.level, depth)
    if waiting is not None:
        yield waiting


def _text_lines(text: str) -> Iterator[OutlineLine]:
    """The lines of Markdown or of plain text: wrapped ones joined, comments left out, code blocks and `>` quoted."""
    rows = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text).split("\n")
    waiting: list[_Row] = []
    depths: list[int] = []
    fence = ""
    for number, row in enumerate([*rows, ""], 1):
        mark = _FENCE.match(row)
        is_fence = mark is not None and (not fence or mark.group(1).startswith(fence))
        quoted = bool(fence) or _QUOTE.match(row) is not None
        words = "" if is_fence else row if fence else _QUOTE.sub("", row, count=1)
        heading = None if fence else _heading(words.strip())
        if heading is not None or not words.strip() or _begins(words, waiting):
            yield from _joined(waiting, depths)
            waiting = []
        if mark is not None and is_fence:
            fence = "" if fence else mark.group(1)[:3]
        if heading is not None:
            depths.clear()
            yield OutlineLine(_plain(heading[1]), f"line {number}", heading[0])
        elif words.strip():
            waiting.append(_Row(number, words, quoted))


def _begins(row: str, waiting: Sequence[_Row]) -> bool:
    """Whether a row begins anew rather than going on with the one above, which was wrapped."""
    return bool(waiting) and (_ITEM.match(row) is not None or waiting[-1].text.rstrip().endswith(_ENDS))


def _joined(rows: Sequence[_Row], depths: list[int]) -> Iterator[OutlineLine]:
    """The rows of one paragraph or item as one line; `depths` are the indents of the list that it lies in."""
    if not rows:
        return
    texts = [row.text for row in rows]
    item = _ITEM.match(texts[0])
    depth = None
    if item is not None:
        indent = len(item.group(1).expandtabs(_TAB))
        while depths and depths[-1] > indent:
            depths.pop()
        if not depths or depths[-1] < indent:
            depths.append(indent)
        depth = len(depths) - 1
        texts[0] = texts[0][item.end() :]
    text = _plain(" ".join(" ".join(texts).split()))
    if text:
        yield OutlineLine(text, f"line {rows[0].number}", depth=depth, is_quoted=rows[0].is_quoted)


def _heading(row: str) -> tuple[int, str] | None:
    """Level and text of a heading; a line all in bold is a small one."""
    match = _HEADING.match(row)
    if match is not None:
        return len(match.group(1)), match.group(2)
    match = _BOLD.fullmatch(row)
    return None if match is None else (_BOLD_LEVEL, match.group(1))


def _plain(text: str) -> str:
    """The text without marks of emphasis and links."""
    return _LINK.sub(r"\1", _MARKS.sub(r"\2", text)).replace("`", "").strip()
