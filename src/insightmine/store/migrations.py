"""The schema, as numbered steps that are never edited once released; `user_version` counts the steps taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from insightmine.errors import StoreDamaged, StoreTooNew
from insightmine.store.codec import REBUILD_HINT
from insightmine.store.connection import own_errors, quick_check, transaction
from insightmine.store.results import renew_rows_digest
from insightmine.store.schema import (
    ANSWERS,
    CODES_OF_THEMES,
    CONTRADICTIONS,
    FIRST_TABLES,
    LEFT_OUT_OF_READINGS,
    PRIVACY_AND_GUIDE,
    ROWS_REFUSED,
    THEMES_AND_DECIDING,
)

Migration = Callable[[sqlite3.Connection], None]


def m001_first_tables(connection: sqlite3.Connection) -> None:
    """Sources, caches, results, themes of former runs, and the word index."""
    for statement in FIRST_TABLES:
        connection.execute(statement)


def m002_privacy_and_guide(connection: sqlite3.Connection) -> None:
    """What of the guide was asked of whom, what stands in the place of identifiers, and who was forgotten."""
    for statement in PRIVACY_AND_GUIDE:
        connection.execute(statement)


def m003_left_out_of_readings(connection: sqlite3.Connection) -> None:
    """Whose words were taken out of what was read from a file."""
    for statement in LEFT_OUT_OF_READINGS:
        connection.execute(statement)


def m004_themes_and_deciding(connection: sqlite3.Connection) -> None:
    """The hierarchy of themes, what became of themes from run to run, and what a person should look at first."""
    for statement in THEMES_AND_DECIDING:
        connection.execute(statement)


def m005_codes_of_themes(connection: sqlite3.Connection) -> None:
    """Which code of the researcher's own codebook a theme of the past stood for."""
    for statement in CODES_OF_THEMES:
        connection.execute(statement)


def m006_answers(connection: sqlite3.Connection) -> None:
    """What a language model of the user's own answered."""
    for statement in ANSWERS:
        connection.execute(statement)


def m007_contradictions(connection: sqlite3.Connection) -> None:
    """Where words and deeds of one person differ."""
    for statement in CONTRADICTIONS:
        connection.execute(statement)


def m008_rows_refused(connection: sqlite3.Connection) -> None:
    """Of what could not be used: what it is about, and whether rows of a file were left out for it."""
    for statement in ROWS_REFUSED:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    m001_first_tables,
    m002_privacy_and_guide,
    m003_left_out_of_readings,
    m004_themes_and_deciding,
    m005_codes_of_themes,
    m006_answers,
    m007_contradictions,
    m008_rows_refused,
)


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations this database has seen."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def refuse_newer(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise `StoreTooNew`, having touched nothing, for a store of a later program."""
    version = version_of(connection)
    if version > len(migrations):
        raise StoreTooNew(
            f"the study was written by a newer insightmine (store version {version}, this one knows {len(migrations)})",
            hint="update insightmine",
        )


def refuse_foreign(connection: sqlite3.Connection) -> None:
    """Raise `StoreDamaged`, having touched nothing, for a database that this program did not make."""
    if version_of(connection) == 0:
        raise StoreDamaged("study.db holds no study", hint=REBUILD_HINT)


def is_older(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether the store was written by an earlier program."""
    return version_of(connection) < len(migrations)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Take the missing steps in one transaction, then make sure that the result is whole.

    Raises `StoreDamaged`, with the store as it was, when it is not.
    """
    version = version_of(connection)
    with transaction(connection, write=True):
        for step in migrations[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        renew_rows_digest(connection)  # the steps may have changed rows
        faults = quick_check(connection)
        if faults or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreDamaged("the study could not be brought up to date", hint="its former state is kept as it was")


def back_up(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the database to `study.db.v<version>.backup` beside it, replacing an earlier copy of that version."""
    target = path.with_name(f"{path.name}.v{version_of(connection)}.backup")
    with own_errors():
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target)) as copy:
            connection.backup(copy)
    return target
