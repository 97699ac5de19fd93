"""A report as Markdown: the same content as the HTML, for a wiki, a repository or a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.memos import Piece
from insightmine.report.model import NO_NOTES, Notes, report_of
from insightmine.report.plain import neutral
from insightmine.report.quotes import Recording
from insightmine.report.wording import EFFECTS, brief, listed

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_BLANK_LINES = re.compile(r"\n{3,}")
_MARKUP = re.compile(r"([\\`*_{}\[\]|~$@])")
_AUTOLINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_LINE_START = re.compile(r"^([-+=#])")
_LIST_NUMBER = re.compile(r"^(\d+)(?=[.)])")


def write_markdown(
    analysis: Analysis,
    title: str,
    accepted_only: bool,
    guide: Guide | None = None,
    notes: Notes = NO_NOTES,
    by: str | None = None,
) -> str:
    """The report; the same analysis, title and guide give the same text.

    `accepted_only` leaves out what nobody accepted; `by` is an attribute of people that adds a table by segment.
    """
    report = report_of(analysis, title, accepted_only, guide, notes, by)
    text = _environment().get_template("report.md.jinja").render(report=report)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def escaped(text: str) -> str:
    """Words as nothing but words: no markup, no link, no HTML, on one line."""
    line = " ".join(neutral(text).split())
    line = _MARKUP.sub(r"\\\1", line)
    line = _AUTOLINK.sub(r"\\", line)
    line = _LIST_NUMBER.sub(r"\1\\", _LINE_START.sub(r"\\\1", line))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class _Link:
    """A link as Markdown; it is no text, so that nothing of it is escaped once more."""

    recording: Recording

    def __str__(self) -> str:
        address = quote(self.recording.url, safe="%/:?#&=+,;~.-")
        return f"[{escaped(self.recording.text)}]({address})"


@dataclass(frozen=True, slots=True)
class _Linked:
    """The researcher's words with their links; blanks beside a link stay."""

    pieces: Sequence[Piece]

    def __str__(self) -> str:
        return "".join(map(_piece, self.pieces))


def _piece(piece: Piece) -> str:
    text = escaped(piece.text)
    if piece.id is not None:
        return f"[{text}](#{piece.id})"
    before, after = (" " if edge.isspace() else "" for edge in (piece.text[:1], piece.text[-1:]))
    return f"{before}{text}{after}" if text else before


@cache
def _environment() -> Environment:
    """Templates that escape every value. Jinja2 is loaded when the first report is written."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - this is not HTML: `finalize` escapes for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.globals.update(EFFECTS=EFFECTS, brief=brief, listed=listed, link=_Link, linked=_Linked)
    return environment


def _finalize(value: Any) -> Any:  # noqa: ANN401
    """Every text that a template prints."""
    return escaped(value) if isinstance(value, str) else value
