"""Words that have to go, gone from the file as well: in SQLite deleted rows leave their text behind unless told not to.

What was deleted lies on in free pages, in the shadow tables of the word index and in the write-ahead log. All
connections run with `secure_delete`; on top of that the index is built anew, the file is written anew without free
pages (VACUUM, whose temporary copy stays in memory), and the log is emptied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from insightmine.domain.ids import StatementId
from insightmine.errors import StoreLocked
from insightmine.store import history, sources, words
from insightmine.store.codec import decode, encode
from insightmine.store.results import clear
from insightmine.store.sources import SourceRecord

INDEX_FILE = "index.faiss"  # the vectors of all statements, for search: a cache beside the database
_DERIVED = (
    "people", "journey_steps", "themes", "signals", "outcomes", "problems", "judgements", "theme_history",
    "theme_events", "answers",
)  # fmt: skip
_WANTED = "scrub.wanted"
_UNFINISHED = ("*.part", "*.new")  # what a killed process may have left: copies of the index, of an empty store


@dataclass(frozen=True, slots=True)
class Erasure:
    """What has to go from the database, and what stands in its place.

    `readings` replace those of the same names, `dropped` names go altogether. `lost` are statements, `keys` the cache
    keys of texts. `rename` gives the name that a theme of the past keeps, from its name and who gave it. `stones`
    are the digests of what may not come back.
    """

    readings: tuple[SourceRecord, ...]
    lost: frozenset[StatementId]
    keys: frozenset[str]
    rename: Callable[[str, str], str]
    dropped: tuple[str, ...] = ()
    stones: tuple[str, ...] = ()


def erase(connection: sqlite3.Connection, erasure: Erasure, at: str) -> None:
    """Carry an erasure out. Call it inside a transaction. Doing it twice does no harm.

    All themes of the past are retired, so that the next grouping is that of a study without the lost statements; their
    ids stay taken.
    """
    rows = ((stone, at) for stone in erasure.stones)
    connection.executemany("INSERT OR IGNORE INTO forgotten (digest, forgotten_at) VALUES (?, ?)", rows)
    for name in erasure.dropped:
        sources.forget(connection, name)
    for record in erasure.readings:
        sources.put(connection, record)
    clear(connection)
    words.rebuild(connection)
    _clean_history(connection, erasure)
    keys = [(key,) for key in sorted(erasure.keys)]
    connection.executemany("DELETE FROM vectors WHERE key = ?", keys)
    connection.executemany("DELETE FROM annotations WHERE key = ?", keys)
    connection.execute("DELETE FROM answers")  # each was made of several people's words


def _clean_history(connection: sqlite3.Connection, erasure: Erasure) -> None:
    themes = connection.execute("SELECT id, members FROM theme_history ORDER BY number, id").fetchall()
    for theme, members in themes:
        kept = [member for member in decode(members, tuple[StatementId, ...]) if member not in erasure.lost]
        connection.execute("UPDATE theme_history SET members = ?, retired = 1 WHERE id = ?", (encode(kept), theme))
    history.rename_by(connection, erasure.rename)


def stones(connection: sqlite3.Connection) -> dict[str, str]:
    """All digests of what may not come back, with the time at which it went."""
    rows = connection.execute("SELECT digest, forgotten_at FROM forgotten ORDER BY forgotten_at, digest")
    return {str(digest): str(at) for digest, at in rows}


def cached_among(connection: sqlite3.Connection, keys: Iterable[str]) -> int:
    """How many rows the caches hold under these keys."""
    query = "SELECT (SELECT count(*) FROM vectors WHERE key = ?1) + (SELECT count(*) FROM annotations WHERE key = ?1)"
    return sum(int(connection.execute(query, (key,)).fetchone()[0]) for key in keys)


def derived_texts(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """What stands in the tables that the program made of what people said, each text with its table's name."""
    found = []
    for table in _DERIVED:
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - constants
            found += [(table, cell) for cell in row if isinstance(cell, str)]
    return found


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Leave nothing of deleted rows in the database file, its log or the files beside it. Not inside a transaction.

    The saved index goes: it may hold vectors of what was deleted, and the next search makes it again. Raises
    `StoreLocked` where another process keeps reading the study: its log cannot be emptied meanwhile.
    """
    want_scrub(path)
    words.rebuild(connection)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    _empty_log(connection)
    connection.execute("VACUUM")
    _empty_log(connection)
    for pattern in (INDEX_FILE, f"{INDEX_FILE}.json", *_UNFINISHED):
        for leftover in (*path.parent.glob(pattern), *path.parent.glob(f".{pattern}")):
            with suppress(FileNotFoundError):
                leftover.unlink()
    (path.parent / _WANTED).unlink(missing_ok=True)


def want_scrub(path: Path) -> None:
    """Remember that deleted words may still lie in free pages, until `scrub` has gone through."""
    (path.parent / _WANTED).touch()


def scrub_is_wanted(path: Path) -> bool:
    """Whether a scrub was begun or is due, and none has gone through since."""
    return (path.parent / _WANTED).exists()


def backups(path: Path) -> tuple[Path, ...]:
    """The copies of former versions of the database that lie beside it."""
    return tuple(sorted(path.parent.glob(f"{path.name}.v*.backup")))


def _empty_log(connection: sqlite3.Connection) -> None:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreLocked(
            "another process is reading this study, so that its log keeps deleted words",
            hint="close it (a search, a report, a SQL browser), then run the same command again",
        )
