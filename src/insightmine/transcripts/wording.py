"""Lines -> the words as somebody said them: mark-up taken off, wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger, unescape
from insightmine.transcripts.labels import is_bracketed_time, split_leading_time
from insightmine.transcripts.times import is_time, seconds

_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(([^()\s]{1,500})\)")
_PARAGRAPH_TIME = re.compile(r"#\d{1,2}:\d{2}:\d{2}(?:-\d)?#")
_CLOSING_TIME = re.compile(r"#(\d{1,2}:\d{2}:\d{2})(?:-(\d))?#\s*$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])")
_SENTENCE_END = (".", "!", "?", "…", '"', "”", "’", ")", "]", "»", "—")
_WRAP_LIMIT = 160


def closing_time(text: str) -> float | None:
    """The seconds of the time mark at the end of a paragraph, `#00:01:02-3#` with tenths, where f4 sets it."""
    match = _CLOSING_TIME.search(text[-20:])
    return None if match is None else seconds(match.group(1)) + int(match.group(2) or 0) / 10


def plain(text: str, ledger: Ledger) -> str:
    """The text without Markdown's marks; a leading time code and the address behind a link go to the ledger."""
    text = unescape(text)
    time_text, _, rest = split_leading_time(text)
    if time_text and (is_bracketed_time(time_text) or is_time(text)):
        ledger.drop(DropReason.TIME_CODE, time_text)
        text = rest
    if "#" in text:  # f4 sets times at the end of paragraphs
        for match in _PARAGRAPH_TIME.finditer(text):
            ledger.drop(DropReason.TIME_CODE, match.group(), unescaped=True)
        text = _PARAGRAPH_TIME.sub(" ", text)
    if "](" in text:
        text = _without_links(text, ledger)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "_" in text:
        text = _UNDERLINE.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.split())


def gap(text: str, match: re.Match[str]) -> str:
    """A space where taking the match out would glue two words together."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return " " if before.isalnum() and after.isalnum() else ""


def _without_links(text: str, ledger: Ledger) -> str:
    """The words of links without their addresses, with a space where two words would touch."""
    pieces: list[str] = []
    position = 0
    for link in _LINK.finditer(text):
        ledger.drop(DropReason.LINK_TARGET, link.group(2), unescaped=True)
        pieces += [text[position : link.start()], link.group(1)]
        position = link.end()
    pieces.append(text[position:])
    pieces = [piece for piece in pieces if piece]
    return "".join(
        f"{piece} " if piece[-1].isalnum() and after[:1].isalnum() else piece
        for piece, after in zip(pieces, [*pieces[1:], ""], strict=True)
    )


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which the lines were wrapped, in characters; 0 if they were not."""
    long = sorted(len(line) for line in lines if line)
    if len(long) < 3 or long[-1] > _WRAP_LIMIT:
        return 0
    return long[-1]


def join_lines(lines: Sequence[str], width: int) -> str:
    """One text: a line is joined to the next with a space if it was wrapped, else kept apart by a line break.

    A line was wrapped if it ends within a sentence, or if the next word would not have fitted into the width.
    """
    text = ""
    last = ""
    for line in filter(None, lines):
        if not text:
            text = line
        else:
            next_word = line.split(" ", 1)[0]
            wrapped = not last.endswith(_SENTENCE_END) or (width > 0 and len(last) + 1 + len(next_word) > width)
            text += (" " if wrapped else "\n") + line
        last = line
    return text
