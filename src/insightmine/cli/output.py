"""How things are printed: data on stdout, messages on stderr, nothing that a terminal would obey."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

import click

SCHEMA_VERSION = 1

# Escape sequences, other control characters, and marks that turn the direction of text.
_UNPRINTABLE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f]"
)

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


def printable(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return _UNPRINTABLE.sub("", text)


def emit_json(content: dict[str, Any]) -> None:
    """One object on stdout, with its schema version."""
    click.echo(json.dumps({"schema_version": SCHEMA_VERSION, **content}, ensure_ascii=False, indent=2))


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
