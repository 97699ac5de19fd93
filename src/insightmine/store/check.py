"""Is the store whole? Looks at everything, changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreDamaged
from insightmine.store import results, words
from insightmine.store.caches import count_damaged
from insightmine.store.codec import REBUILD_HINT
from insightmine.store.connection import quick_check
from insightmine.store.loading import load_rows
from insightmine.store.sources import is_whole

_AGAIN = "run ingest again"
_CACHE_HINT = "nothing to do: the next ingest computes it again"


class Severity(StrEnum):
    """How bad it is: an error means that results cannot be trusted, a warning that something should be done."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do about it."""

    severity: Severity
    what: str
    hint: str


def check_store(connection: sqlite3.Connection, folder: Path, *, full: bool) -> list[Finding]:
    """Everything found wrong, the file itself first; `full` also reads the source files again."""
    faults = quick_check(connection)
    if faults:
        return [Finding(Severity.ERROR, f"study.db: {fault}", REBUILD_HINT) for fault in faults]
    findings = [*_references(connection), *_readings(connection), *_caches(connection), *_results(connection)]
    return [*findings, *_files(connection, folder)] if full else findings


def _error(what: str, hint: str = _AGAIN) -> Finding:
    return Finding(Severity.ERROR, what, hint)


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    broken: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        broken[table] = broken.get(table, 0) + 1
    for table, count in sorted(broken.items()):
        yield _error(f"{count} rows of the table {table} refer to something that is not there")


def _readings(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name, transcripts, expected in connection.execute(
        "SELECT name, transcripts, checksum FROM sources ORDER BY name"
    ):
        if not is_whole(transcripts, expected):
            yield _error(f"{name}: what was read from it is damaged", "ingest the file again")


def _caches(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in ("vectors", "annotations"):
        damaged = count_damaged(connection, table)
        if damaged:
            yield Finding(Severity.WARNING, f"{damaged} stored {table} are damaged", _CACHE_HINT)


def _results(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        analysis = load_rows(connection)
    except (StoreDamaged, ValueError):
        yield _error("the results cannot be read")
        return
    if analysis is None:
        yield from _leftovers(connection)
        return
    yield from _slices(analysis)
    yield from _evidence(analysis)
    if not results.rows_are_whole(connection):
        yield _error("the results are not those that were saved")
    yield from _readable_columns(connection, analysis)
    if not words.is_consistent(connection):
        yield _error("the word index does not fit the statements")


def _leftovers(connection: sqlite3.Connection) -> Iterator[Finding]:
    (count,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    if count:
        yield _error(f"there are {count} statements, but no record of the run that made them")


def _slices(analysis: Analysis) -> Iterator[Finding]:
    wrong = 0
    for statement in analysis.statements:
        transcript = analysis.transcript_by_id.get(statement.transcript)
        turns = transcript.turns if transcript else ()
        whole = (
            statement.turn < len(turns)
            and statement.text == (turns[statement.turn].text[statement.start : statement.end])
        )
        wrong += not whole
    if wrong:
        yield _error(f"{wrong} statements are not exact slices of their turns")


def _evidence(analysis: Analysis) -> Iterator[Finding]:
    statements = analysis.statement_by_id
    signals = {signal.id for signal in analysis.signals}
    people = analysis.person_by_id

    def missing(owner: str, kind: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
        gone = sorted(set(ids).difference(known))
        if gone:
            yield _error(f"{owner}: {len(gone)} {kind} are not there, the first is {gone[0]}")

    judged = (judgement.statement for judgement in analysis.judgements)
    yield from missing("judgements", "statements", judged, statements)
    for theme in analysis.themes:
        cited = (*theme.statements, *theme.exemplars, *theme.negative_cases)
        yield from missing(f"theme {theme.id}", "statements", cited, statements)
        yield from missing(f"theme {theme.id}", "people", theme.participants, people)
    for signal in analysis.signals:
        yield from missing(f"signal {signal.id}", "themes", (signal.theme,), analysis.theme_by_id)
        yield from missing(f"signal {signal.id}", "statements", (*signal.supporting, *signal.opposing), statements)
    for outcome in analysis.outcomes:
        cited = (*outcome.supporting, *outcome.opposing, *outcome.pain_points)
        yield from missing(f"outcome {outcome.id}", "themes", (outcome.theme,), analysis.theme_by_id)
        yield from missing(f"outcome {outcome.id}", "statements", cited, statements)
        yield from missing(f"outcome {outcome.id}", "signals", outcome.signals, signals)


def _readable_columns(connection: sqlite3.Connection, analysis: Analysis) -> Iterator[Finding]:
    """The rows that people read beside the payloads must say the same as the payloads."""
    members = [(theme.id, member.statement) for theme in analysis.themes for member in theme.members]
    rows = connection.execute(
        "SELECT theme, statement FROM theme_members JOIN themes ON themes.id = theme"
        " ORDER BY themes.position, theme_members.position"
    ).fetchall()
    if rows != members:
        yield _error("the table theme_members does not say what the themes say")
    for table, size in (("signals", len(analysis.signals)), ("outcomes", len(analysis.outcomes))):
        (count,) = connection.execute(f"SELECT count(DISTINCT id) FROM {table}").fetchone()  # noqa: S608 - constants
        if count != size:
            yield _error(f"the table {table} holds {count} rows instead of {size}")


def _files(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    for name, path, digest in connection.execute("SELECT name, path, digest FROM sources ORDER BY name").fetchall():
        if not digest:  # refused before it could be read
            continue
        here = folder / name  # the study folder may have been moved since
        found = _digest_of_file(here if here.exists() else Path(path))
        if found is None:
            yield Finding(
                Severity.WARNING, f"{name}: the file is gone or cannot be read", "bring it back, or ingest without it"
            )
        elif found != digest:
            yield Finding(Severity.WARNING, f"{name}: the file has changed since it was read", _AGAIN)


def _digest_of_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # a name that this system cannot spell is a ValueError
        return None
