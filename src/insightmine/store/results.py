"""The result of the last run and what it was made from: saved whole or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from insightmine.domain.analysis import Analysis
from insightmine.domain.theme_events import RunNote
from insightmine.store import history, words
from insightmine.store.codec import analysis_digest, decode, encode
from insightmine.store.saving import insert, save_rows


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a result was made from. No time is in it, so the same run gives the same bytes.

    `inputs_digest` stands for everything that went in: when it has not changed, neither has the result.
    """

    inputs_digest: str
    settings_digest: str
    versions: dict[str, str]
    models: dict[str, str]
    counts: dict[str, int]
    warnings: tuple[str, ...] = ()
    people_digest: str = ""  # of participants.csv as it was then: consent may be changed without a run
    redactions_digest: str = ""  # of redactions.csv as the run left it
    looked_through: str = ""  # of everything that identifiers were looked for in
    decisions: tuple[str, ...] = ()  # the ids of those that held


_pack = msgspec.msgpack.Encoder().encode

# children before parents, as the foreign keys ask
_RESULT_TABLES = (
    "run", "contradictions", "to_decide", "theme_tree", "redactions", "asked", "problems", "outcomes", "signals",
    "theme_members", "themes", "judgements", "journey_steps", "left_out", "statements", "people", "turns",
    "transcripts",
)  # fmt: skip


def save(connection: sqlite3.Connection, analysis: Analysis, run: RunRecord, at: str) -> None:
    """Put this result in the place of the last one. Call it inside a transaction."""
    clear(connection)
    save_rows(connection, analysis)
    note = RunNote(
        0, at, len(analysis.transcripts), len(analysis.people), len(analysis.statements), run.decisions
    )  # fmt: skip
    history.remember(connection, analysis.themes, note)
    words.rebuild(connection)
    row = (
        1,
        encode(run),
        analysis.journey.origin.value,
        analysis_digest(analysis),
        at or None,
        rows_digest(connection),
    )
    insert(connection, "run", [row])


def clear(connection: sqlite3.Connection) -> None:
    """Drop the last result; the word index has to be built anew after it."""
    for table in _RESULT_TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants


def rows_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over all rows of the result as they are stored, whatever the vocabulary is by now."""
    hasher = sha256()
    for table in _RESULT_TABLES[1:]:
        hasher.update(table.encode("ascii"))
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):  # noqa: S608 - constants
            hasher.update(_pack(row))
    return hasher.hexdigest()


def renew_rows_digest(connection: sqlite3.Connection) -> None:
    """Take the rows as they are now for those that were saved."""
    connection.execute("UPDATE run SET rows_digest = ?", (rows_digest(connection),))


def rows_are_whole(connection: sqlite3.Connection) -> bool:
    """Whether the rows of the last result are those that were saved."""
    (expected,) = connection.execute("SELECT rows_digest FROM run").fetchone()
    return rows_digest(connection) == str(expected)


def last_run(connection: sqlite3.Connection) -> tuple[RunRecord, str, str | None] | None:
    """The record of the last run, the digest of its result, and when it was saved."""
    row = connection.execute("SELECT record, digest, saved_at FROM run").fetchone()
    return None if row is None else (decode(row[0], RunRecord), row[1], row[2])
