"""Themes of this run and all before it, so that a theme keeps its id, no id is used twice, and its story is known."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.theme_events import RunNote, ThemeEvent, What, events_of
from insightmine.domain.themes import Status, Theme, ThemeMemory
from insightmine.store.codec import decode, encode

_RUN = "run"  # the event that is no theme's: what a run was made of


def remember(connection: sqlite3.Connection, themes: Sequence[Theme], note: RunNote | None = None) -> None:
    """Bring the history up to date: these themes are current, all others retired with what was last known of them.

    What became of each is written down under the number of the run; `note` says what the run was made of.
    """
    _tell(connection, themes, note or RunNote(0))
    connection.execute("UPDATE theme_history SET retired = 1")
    connection.executemany(
        "INSERT OR REPLACE INTO theme_history (number, id, name, members, named_by, status, retired, code)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
        (
            (
                _number(theme.id), theme.id, theme.name, encode(sorted(theme.statements)), theme.named_by,
                theme.status, theme.code,
            )
            for theme in themes
        ),
    )  # fmt: skip


def recall(connection: sqlite3.Connection) -> tuple[ThemeMemory, ...]:
    """Every theme there ever was, by the number in its id."""
    rows = connection.execute(
        "SELECT id, name, members, named_by, status, retired, code FROM theme_history ORDER BY number, id"
    )
    return tuple(
        ThemeMemory(
            id=ThemeId(theme),
            name=name,
            members=decode(members, tuple[StatementId, ...]),
            named_by=named_by,
            status=Status(status),
            retired=bool(retired),
            code=code,
        )
        for theme, name, members, named_by, status, retired, code in rows
    )


def story(connection: sqlite3.Connection) -> tuple[tuple[RunNote, ...], tuple[ThemeEvent, ...]]:
    """Every run whose result was kept, and what became of themes in it, oldest first."""
    rows = connection.execute("SELECT event, payload FROM theme_events ORDER BY number").fetchall()
    return (
        tuple(decode(payload, RunNote) for event, payload in rows if event == _RUN),
        tuple(decode(payload, ThemeEvent) for event, payload in rows if event != _RUN),
    )


def rename(connection: sqlite3.Connection, new_name: Callable[[str], str]) -> None:
    """Give every theme there ever was, and every name it ever had, the name that is made of its own."""
    rename_by(connection, lambda name, _: new_name(name))


def rename_by(connection: sqlite3.Connection, new_name: Callable[[str, str], str]) -> None:
    """The same, with who gave the name."""
    themes = connection.execute("SELECT id, name, named_by FROM theme_history ORDER BY number, id").fetchall()
    for theme, name, named_by in themes:
        connection.execute("UPDATE theme_history SET name = ? WHERE id = ?", (new_name(name, named_by), theme))
    events = connection.execute("SELECT number, payload FROM theme_events WHERE event <> ?", (_RUN,)).fetchall()
    for number, payload in events:
        event = decode(payload, ThemeEvent)
        changed = replace(
            event,
            name=event.name and new_name(event.name, event.by),
            former=event.former and new_name(event.former, event.former_by),
        )
        connection.execute("UPDATE theme_events SET payload = ? WHERE number = ?", (encode(changed), number))


def _tell(connection: sqlite3.Connection, themes: Sequence[Theme], note: RunNote) -> None:
    """Write down a run and what became of themes in it.

    Themes that were set back because somebody's words went (`erasure`) are not taken for gone: their last event says
    whether they were.
    """
    (last,) = connection.execute("SELECT coalesce(max(run), 0) FROM theme_events").fetchone()
    run = last + 1
    past = recall(connection)
    told = dict(connection.execute("SELECT theme, event FROM theme_events WHERE theme <> '' ORDER BY number"))
    ended = {What.RETIRED.value, What.MERGED.value}
    gone = {memory.id for memory in past if (told[memory.id] in ended if memory.id in told else memory.retired)}
    rows = [(run, "", _RUN, encode(replace(note, run=run)))]
    rows += [(run, event.theme, event.what.value, encode(event)) for event in events_of(run, past, gone, themes)]
    connection.executemany("INSERT INTO theme_events (run, theme, event, payload) VALUES (?, ?, ?, ?)", rows)


def _number(theme: ThemeId) -> int:
    digits = re.search(r"\d+", theme)
    return int(digits.group()) if digits else 0
