"""One SQLite file, opened with care: whole or refused, and every fault in the program's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from insightmine.errors import StoreDamaged, StoreError, StoreLocked
from insightmine.store.codec import REBUILD_HINT

_HEADER = b"SQLite format 3\x00"
_PAGE_SIZE = 8192  # five vectors of 384 numbers a page, instead of two in the default of 4096
_BUSY_SECONDS = 10.0
_ROOM_HINT = "see to disk space and permissions, then try again"
_SMALL = 128 * 2**20  # bytes; a larger file is examined before it is written to, not each time it is read


def connect(path: Path, *, archived: bool = False) -> sqlite3.Connection:
    """A connection that commits only where told to. The caller closes it.

    `archived`: nobody can write there, so the file is read without a lock and without a log beside it.
    """
    if archived:
        return sqlite3.connect(immutable_place(path.resolve().as_uri()), uri=True, isolation_level=None)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _settle(connection)
    except BaseException:
        connection.close()  # Windows lets nobody move or delete what is open
        raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    for pragma in (
        f"page_size = {_PAGE_SIZE}",
        "foreign_keys = ON",
        "secure_delete = ON",
        "synchronous = FULL",
        "temp_store = MEMORY",  # no words of an interview in the system's folder for temporary files
        "cache_size = -65536",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def immutable_place(uri: str) -> str:
    """The URI under which SQLite reads a file that nobody changes; a server of Windows becomes part of the path."""
    local = uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
    return f"{local}?mode=ro&immutable=1"


def is_out_of_reach(error: sqlite3.OperationalError) -> bool:
    """Whether SQLite could not make or write the files beside a database, as in a folder where nobody may write."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def use_write_ahead_log(connection: sqlite3.Connection) -> str:
    """Switch to WAL where the file system allows it; else to the rollback journal. Returns the mode in force."""
    for mode in ("WAL", "DELETE"):
        with suppress(sqlite3.OperationalError):
            (active,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            if str(active).upper() == mode:
                return mode
    return "UNKNOWN"


def refuse_damaged_file(path: Path) -> None:
    """Raise `StoreDamaged` for a file that is empty, cut short or no database, before SQLite touches it."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise StoreDamaged(f"{path.name} is empty", hint=REBUILD_HINT)
    if not header.startswith(_HEADER) or len(header) < 100:
        raise StoreDamaged(f"{path.name} is not a database", hint=REBUILD_HINT)


def refuse_damaged_pages(connection: sqlite3.Connection) -> None:
    """Raise `StoreDamaged` when SQLite's quick check finds a fault."""
    faults = quick_check(connection)
    if faults:
        raise StoreDamaged(f"study.db is damaged ({faults[0]})", hint=REBUILD_HINT)


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's quick check complains of; nothing when the file is whole."""
    try:
        rows = connection.execute("PRAGMA quick_check(10)").fetchall()
    except sqlite3.OperationalError:
        raise  # locked or out of reach, which says nothing about the pages
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [" ".join(str(row[0]).split()) for row in rows if row[0] != "ok"]


def is_small(path: Path) -> bool:
    """Whether the whole file can be examined at every opening without anybody waiting."""
    return path.stat().st_size <= _SMALL


@contextmanager
def own_errors() -> Iterator[None]:
    """Turn what SQLite and the file system raise into the store's errors."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a bug, not a fault of the store
    except sqlite3.OperationalError as error:
        raise _operational(error) from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"study.db is damaged ({error})", hint=REBUILD_HINT) from error
    except OSError as error:
        raise StoreError(f"the study cannot be written ({error.strerror})", hint=_ROOM_HINT) from error


def _operational(error: sqlite3.OperationalError) -> StoreError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreLocked("another process works on this study", hint="wait until it is done, then try again")
    if "malformed" in text or "no such table" in text or "no such column" in text:
        return StoreDamaged(f"study.db is damaged ({text})", hint=REBUILD_HINT)
    return StoreError(f"study.db cannot be used ({text})", hint=_ROOM_HINT)


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool) -> Iterator[None]:
    """All or nothing for what is inside; for reading, one state of the store. Inside another, it joins that one."""
    with own_errors():
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
