"""What was read from each file, so that an unchanged file is not parsed again."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from insightmine.domain.speech import Transcript
from insightmine.errors import StoreDamaged
from insightmine.store.codec import REBUILD_HINT, checksum, decode, encode


class SourceOutcome(StrEnum):
    """What became of a file."""

    READ = "read"
    SET_ASIDE = "set_aside"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One file: what it was (SHA-256 of its bytes), how it was read, and what came of it.

    `path` is where it lay, `root` the folder that `name` counts from; `reason` and `hint` say why a file was set
    aside or refused; `transcripts` are as parsed, before roles, but for the words of those who are `left_out`
    (digests, see `domain.tombstones`): somebody who withdrew consent, or was forgotten.
    """

    name: str
    path: str
    root: str
    digest: str
    parser_version: str
    options_digest: str
    outcome: SourceOutcome
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    left_out: tuple[str, ...] = ()


_COLUMNS = (
    "name, path, root, digest, parser_version, options_digest, outcome, reason, hint, warnings, left_out,"
    " transcripts, checksum"
)


def put(connection: sqlite3.Connection, record: SourceRecord) -> None:
    """Remember a file, in place of what was known under its name."""
    transcripts = encode(record.transcripts)
    row = (
        record.name,
        record.path,
        record.root,
        record.digest,
        record.parser_version,
        record.options_digest,
        record.outcome.value,
        record.reason,
        record.hint,
        encode(record.warnings),
        encode(record.left_out),
        transcripts,
        checksum(transcripts),
    )
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO sources ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608 - constants


def known(
    connection: sqlite3.Connection, name: str, digest: str, parser_version: str, options_digest: str
) -> SourceRecord | None:
    """The record of a file that was read in just this state, in just this way, and is whole."""
    query = (
        f"SELECT {_COLUMNS} FROM sources"  # noqa: S608 - constants
        " WHERE name = ? AND digest = ? AND parser_version = ? AND options_digest = ?"
    )
    row = connection.execute(query, (name, digest, parser_version, options_digest)).fetchone()
    if row is None or not is_whole(row[-2], row[-1]):
        return None
    return _record(row)


def forget(connection: sqlite3.Connection, name: str) -> bool:
    """Drop a file's record; whether there was one."""
    return connection.execute("DELETE FROM sources WHERE name = ?", (name,)).rowcount > 0


def every(connection: sqlite3.Connection) -> tuple[SourceRecord, ...]:
    """All records by name. Raises `StoreDamaged` when one is not as it was written."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM sources ORDER BY name")  # noqa: S608 - constants
    return tuple(_record(row) for row in rows)


def names_with(connection: sqlite3.Connection, digest: str) -> tuple[str, ...]:
    """The names of the files with this content."""
    rows = connection.execute("SELECT name FROM sources WHERE digest = ? ORDER BY name", (digest,))
    return tuple(str(name) for (name,) in rows)


def is_whole(transcripts: object, expected: object) -> bool:
    """Whether a stored reading is what was written."""
    return isinstance(transcripts, str) and checksum(transcripts) == expected


def _record(row: tuple[Any, ...]) -> SourceRecord:
    name, path, root, digest, parser_version, options_digest, outcome, reason, hint, *rest = row
    warnings, left_out, transcripts, expected = rest
    if not is_whole(transcripts, expected):
        raise StoreDamaged(f"what was read from {name} is damaged", hint=REBUILD_HINT)
    return SourceRecord(
        name=name,
        path=path,
        root=root,
        digest=digest,
        parser_version=parser_version,
        options_digest=options_digest,
        outcome=SourceOutcome(outcome),
        reason=reason,
        hint=hint,
        warnings=decode(warnings, tuple[str, ...]),
        transcripts=decode(transcripts, tuple[Transcript, ...]),
        left_out=decode(left_out, tuple[str, ...]),
    )
