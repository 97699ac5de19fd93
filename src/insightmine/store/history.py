"""Themes of this run and all before it, so that a theme keeps its id and no id is used twice."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.themes import Status, Theme, ThemeMemory
from insightmine.store.codec import decode, encode


def remember(connection: sqlite3.Connection, themes: Sequence[Theme]) -> None:
    """Bring the history up to date: these themes are current, all others retired with what was last known of them."""
    connection.execute("UPDATE theme_history SET retired = 1")
    connection.executemany(
        "INSERT OR REPLACE INTO theme_history (number, id, name, members, named_by, status, retired)"
        " VALUES (?, ?, ?, ?, ?, ?, 0)",
        (
            (_number(theme.id), theme.id, theme.name, encode(sorted(theme.statements)), theme.named_by, theme.status)
            for theme in themes
        ),
    )


def recall(connection: sqlite3.Connection) -> tuple[ThemeMemory, ...]:
    """Every theme there ever was, by the number in its id."""
    rows = connection.execute(
        "SELECT id, name, members, named_by, status, retired FROM theme_history ORDER BY number, id"
    )
    return tuple(
        ThemeMemory(
            id=ThemeId(theme),
            name=name,
            members=decode(members, tuple[StatementId, ...]),
            named_by=named_by,
            status=Status(status),
            retired=bool(retired),
        )
        for theme, name, members, named_by, status, retired in rows
    )


def rename(connection: sqlite3.Connection, new_name: Callable[[str], str]) -> None:
    """Give every theme there ever was the name that is made of its own."""
    for theme, name in connection.execute("SELECT id, name FROM theme_history ORDER BY number, id").fetchall():
        connection.execute("UPDATE theme_history SET name = ? WHERE id = ?", (new_name(name), theme))


def _number(theme: ThemeId) -> int:
    digits = re.search(r"\d+", theme)
    return int(digits.group()) if digits else 0
