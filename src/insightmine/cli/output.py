"""How things are printed: data on stdout, messages on stderr, nothing that a terminal would obey."""

from __future__ import annotations

import codecs
import io
import json
import re
import shlex
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from insightmine.errors import InputRefused, InsightmineError

if TYPE_CHECKING:
    from insightmine.domain.problems import Problem

SCHEMA_VERSION = 1

# Escape sequences, other control characters, and marks that turn the direction of text.
_UNPRINTABLE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f]"
)

# What typography says, in letters that every encoding has.
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-",
     "‑": "-", "…": "...", "→": "->", "←": "<-", "•": "*", "·": "*", "\u00a0": " ", "\u202f": " ", "✓": "+", "✗": "x"}
)  # fmt: skip
_DEGRADE = "insightmine.plain"
_HALF = re.compile("[\ud800-\udfff]")  # half a character, as in an odd file name: no console takes it

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


def printable(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return _HALF.sub("?", _UNPRINTABLE.sub("", text))


def degrade_output() -> None:
    """Let a stream print plainer letters where its encoding lacks one (cp1252 in a pipe on Windows), never fail."""
    codecs.register_error(_DEGRADE, _in_plainer_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "backslashreplace"):
            stream.reconfigure(errors=_DEGRADE)


def _in_plainer_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plainer, error.object[error.start : error.end])), error.end


def _plainer(character: str) -> str:
    letter = unicodedata.normalize("NFD", character)[0]
    plain = character.translate(_PLAIN)
    return plain if plain.isascii() else letter if letter.isascii() else "?"


def emit_json(content: dict[str, Any]) -> None:
    """One object on stdout, with its schema version: in UTF-8, or with escapes where stdout has another encoding."""
    numbered = {"schema_version": SCHEMA_VERSION, **content}
    text = json.dumps(numbered, ensure_ascii=False, indent=2)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if codecs.lookup(encoding).name != "utf-8" or not _is_whole(text):
        text = json.dumps(numbered, indent=2)
    click.echo(text)


def refusal_row(error: InsightmineError) -> dict[str, Any]:
    """What stopped a command, as plain values; with the file in `refused` where it is one that cannot be read."""
    refused = []
    if isinstance(error, InputRefused):
        refused.append({"source": error.source, "reason": error.located_reason, "hint": error.hint})
    return {
        "error": {"message": error.message, "hint": error.hint, "exit_code": error.exit_code},
        "refused": refused,
    }


def problem_row(problem: Problem) -> dict[str, Any]:
    """What could not be used, as plain values; `decision` is the id of a decision, or the name of a file."""
    return {"decision": problem.about, "problem": problem.text, "refused": problem.refused}


def _is_whole(text: str) -> bool:
    """Whether UTF-8 can hold the text: half a character, as in an odd file name, it cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def quoted(word: PurePath | str, *, for_windows: bool = sys.platform == "win32") -> str:
    """A path, or what somebody is called, as one word of a command line on this system."""
    text = str(word)
    if for_windows:
        return f'"{text}"' if re.search(r"[\s&()^;,=%!'`]", text) else text
    return shlex.quote(text)


def say(text: str = "") -> None:
    """A line of data on stdout."""
    click.echo(printable(text))


def note(text: str) -> None:
    """A message on stderr."""
    click.echo(printable(text), err=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 theme", "2 themes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def width() -> int:
    """Columns to write in: the terminal's, at most 110; 100 when it is not one."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return min(110, shutil.get_terminal_size((100, 24)).columns) if is_terminal else 100


def paragraph(text: str, indent: str = "", hanging: str | None = None) -> None:
    """A text wrapped to the terminal; lines after the first get `hanging`, or the same indent."""
    follow = indent if hanging is None else hanging
    say(
        textwrap.fill(printable(text), width(), initial_indent=indent, subsequent_indent=follow, break_on_hyphens=False)
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table; the widest column is wrapped so that the line fits."""
    columns = [[printable(cell) for cell in column] for column in zip(header, *rows, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    spare = width() - sum(widths) - 2 * (len(widths) - 1)
    if spare < 0:
        widest = widths.index(max(widths))
        widths[widest] = max(16, widths[widest] + spare)
    _table_row(header, widths)
    _table_row(["-" * size for size in widths], widths)
    for row in rows:
        _table_row(row, widths)


def _table_row(cells: Sequence[str], widths: Sequence[int]) -> None:
    wrapped = [textwrap.wrap(printable(cell), size) or [""] for cell, size in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = [lines[line] if line < len(lines) else "" for lines in wrapped]
        say("  ".join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip())
