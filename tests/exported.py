"""Exports read back: every format as the texts that the program on the other side would see."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from insightmine.exchange.journeys import read_diagram

_MARKDOWN = re.compile(r"\\([\\`*_{}\[\]|~$@+=#!.)-])")
_INVISIBLE = "\N{WORD JOINER}"
_WORD = re.compile(r"[^\W_]+")


def csv_rows(path: Path) -> list[list[str]]:
    """The cells of a CSV in UTF-8; anything else than a rectangle fails."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) <= 1, path.name
    return rows


def csv_records(path: Path) -> list[dict[str, str]]:
    """Rows by the names of the header; the first of columns that share one."""
    header, *rows = csv_rows(path)
    return [dict(reversed(list(zip(header, row, strict=True)))) for row in rows]


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook, read by a library that did not write it."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables of an SQLite database, which is whole."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names}


class Page(HTMLParser):
    """The elements and the words of an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def from_markdown(text: str) -> str:
    """Markdown, and Jira's markup, without the marks that keep words from being markup."""
    return html.unescape(_MARKDOWN.sub(r"\1", text)).replace(_INVISIBLE, "")


def texts_of(path: Path) -> Iterator[str]:
    """Every text of an exported file, as somebody would read it; files that are not whole fail."""
    if path.suffix == ".csv":
        yield from (from_markdown(" ".join(Page(cell).words)) for row in csv_rows(path) for cell in row)
    elif path.suffix == ".xlsx":
        yield from (str(cell) for rows in sheets(path).values() for row in rows for cell in row)
    elif path.suffix == ".sqlite":
        yield from (str(cell) for rows in tables(path).values() for row in rows for cell in row.values())
    elif path.suffix == ".html":
        yield " ".join(Page(path.read_text("utf-8")).words)
    elif path.suffix in (".json", ".jsonl"):
        whole = path.read_text("utf-8")
        yield from _leaves([json.loads(line) for line in whole.split("\n") if line] if path.suffix == ".jsonl"
                           else json.loads(whole))  # fmt: skip
    else:
        text = path.read_text("utf-8")
        if path.suffix == ".mmd":
            read_diagram(text, path.name)
        yield from_markdown(text)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (leaf for item in value.values() for leaf in _leaves(item))
    elif isinstance(value, list):
        yield from (leaf for item in value for leaf in _leaves(item))
    else:
        yield str(value)


def words(text: str) -> str:
    """The words alone, so that marks and line breaks between them hide nothing."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
