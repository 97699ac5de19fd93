"""The store's door: opens a study's database, holds its lock, and hands out what the rooms behind it do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from insightmine.domain.analysis import Analysis
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId
from insightmine.domain.speech import Transcript
from insightmine.domain.theme_events import RunNote, ThemeEvent
from insightmine.domain.themes import ThemeMemory
from insightmine.engines import Answer, Vectors
from insightmine.errors import StoreDamaged, StoreError, StoreLocked, UsageError
from insightmine.store import answers, caches, history, migrations, results, sources, words
from insightmine.store import connection as database
from insightmine.store.check import Finding, check_store
from insightmine.store.codec import REBUILD_HINT
from insightmine.store.erasure import (
    Erasure,
    backups,
    cached_among,
    derived_texts,
    erase,
    scrub,
    scrub_is_wanted,
    stones,
    want_scrub,
)
from insightmine.store.files import replace_file, sync_folder
from insightmine.store.loading import load_rows
from insightmine.store.results import RunRecord
from insightmine.store.sources import SourceOutcome, SourceRecord

STORE_FOLDER = ".insightmine"
DATABASE_FILE = "study.db"
_LOCK_FILE = "study.lock"
_LOCK_SECONDS = 10.0


class Store:
    """The memory of one study. Reading needs no lock; every change takes it, or joins `writing()`.

    All methods raise `StoreDamaged` when the database turns out not to be whole, `StoreLocked` when another process
    keeps writing, and `StoreError` when the disk is full or cannot be written to; what was stored before stays.
    One thread uses one store.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: FileLock) -> None:
        self.folder = folder
        self.path = folder / STORE_FOLDER / DATABASE_FILE
        self._connection = connection
        self._lock = lock
        self._examined = database.is_small(self.path)

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, lock_timeout: float = _LOCK_SECONDS) -> Store:
        """Open the store in a study folder, making it (and the folder) first where `create` allows.

        An older store is backed up and brought up to date. Raises `UsageError` where there is no study,
        `StoreDamaged`, `StoreTooNew`, and `StoreLocked` when a writer does not finish within `lock_timeout` seconds.
        """
        path = folder / STORE_FOLDER / DATABASE_FILE
        lock = FileLock(path.with_name(_LOCK_FILE), timeout=lock_timeout)
        if not path.exists():
            if not create:
                raise UsageError(f"no study in {folder}", hint="run insightmine ingest there, or name the study folder")
            _create(path, lock)
        connection = _open(path, lock)
        return cls(folder, connection, lock)

    def close(self) -> None:
        """Close the database. Closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes from writing. May be nested. Raises `StoreLocked` when another is at it.

        It is no transaction: each change inside is committed by itself, so that a killed run goes on where it was.
        """
        with _locked(self._lock):
            if not self._examined:
                with database.own_errors():
                    database.refuse_damaged_pages(self._connection)
                self._examined = True
            yield

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self.writing(), database.transaction(self._connection, write=True):
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with database.transaction(self._connection, write=False):
            yield self._connection

    # What was read from the files

    def known_reading(self, name: str, digest: str, parser_version: str, options_digest: str) -> SourceRecord | None:
        """What was read from a file of this name and content, by this parser with these options."""
        with self._reading() as connection:
            return sources.known(connection, name, digest, parser_version, options_digest)

    def put_reading(self, record: SourceRecord) -> None:
        """Remember a file, in place of what was known under its name."""
        with self._changing() as connection:
            sources.put(connection, record)

    def forget_source(self, name: str) -> bool:
        """Drop a file's record; whether there was one."""
        with self._changing() as connection:
            return sources.forget(connection, name)

    def readings(self) -> tuple[SourceRecord, ...]:
        """The records of all files, by name."""
        with self._reading() as connection:
            return sources.every(connection)

    def raw_transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts of all files that were read, by the files' names, as parsed: roles are not known yet."""
        read = (record for record in self.readings() if record.outcome is SourceOutcome.READ)
        return tuple(transcript for record in read for transcript in record.transcripts)

    def names_with_digest(self, digest: str) -> tuple[str, ...]:
        """The names of the files with this content."""
        with self._reading() as connection:
            return sources.names_with(connection, digest)

    # Caches

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> dict[str, Vectors]:
        """Vectors of shape (dimension,) by key; one that is absent or damaged is left out. Not to be written to."""
        with self._reading() as connection:
            return caches.get_vectors(connection, identity, dimension, keys)

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        """Keep vectors of shape (keys, dimension), made by the encoder of this identity."""
        with self._changing() as connection:
            caches.put_vectors(connection, identity, keys, matrix)

    def annotations(self, identity: str, keys: Sequence[str]) -> dict[str, Annotation]:
        """Annotations by key; one that is absent or damaged is left out."""
        with self._reading() as connection:
            return caches.get_annotations(connection, identity, keys)

    def put_annotations(self, identity: str, annotations: Mapping[str, Annotation]) -> None:
        """Keep annotations by key, made by the grammar of this identity."""
        with self._changing() as connection:
            caches.put_annotations(connection, identity, annotations)

    def prune_caches(self, vector_keys: Collection[str], annotation_keys: Collection[str]) -> int:
        """Drop the cached rows whose keys are not among those in use; how many went."""
        with self._changing() as connection:
            dropped = caches.prune(connection, "vectors", vector_keys)
            return dropped + caches.prune(connection, "annotations", annotation_keys)

    def answer(self, model: str, key: str) -> Answer | None:
        """What a language model answered to the question with this key."""
        with self._reading() as connection:
            return answers.get(connection, model, key)

    def put_answer(self, model: str, key: str, answer: Answer) -> None:
        """Keep an answer of a language model."""
        with self._changing() as connection:
            answers.put(connection, model, key, answer)

    def prune_answers(self, keys: Collection[str]) -> int:
        """Drop the answers whose questions are not asked any more; how many went."""
        with self._changing() as connection:
            return answers.prune(connection, keys)

    # Results

    def save_analysis(self, analysis: Analysis, run: RunRecord, *, at: str = "") -> None:
        """Put a result in the place of the last one, all or nothing. `at` is an ISO time for people, never exported."""
        with self._changing() as connection:
            results.save(connection, analysis, run, at)

    def load_analysis(self) -> Analysis | None:
        """The last result, exactly as it was saved; `None` before the first."""
        with self._reading() as connection:
            try:
                return load_rows(connection)
            except ValueError as error:  # the vocabulary refuses what the rows say
                raise StoreDamaged("the results are damaged", hint=REBUILD_HINT) from error

    def last_run(self) -> RunRecord | None:
        """What the last result was made from."""
        last = self._last_run()
        return last[0] if last else None

    def last_run_at(self) -> str | None:
        """When the last result was saved, if the caller said."""
        last = self._last_run()
        return last[2] if last else None

    def results_digest(self) -> str | None:
        """The digest of the last result: that of `analysis_digest`."""
        last = self._last_run()
        return last[1] if last else None

    def _last_run(self) -> tuple[RunRecord, str, str | None] | None:
        with self._reading() as connection:
            return results.last_run(connection)

    def word_scores(self, query: str, limit: int) -> list[tuple[StatementId, float]]:
        """The statements that share words with the query: BM25, higher is nearer, ties by id; any text is a query."""
        with self._reading() as connection:
            return words.scores(connection, query, limit)

    def past_themes(self) -> tuple[ThemeMemory, ...]:
        """Every theme there ever was, by number. Those of the last result are current, the others `retired`."""
        with self._reading() as connection:
            return history.recall(connection)

    def theme_story(self) -> tuple[tuple[RunNote, ...], tuple[ThemeEvent, ...]]:
        """Every run whose result was kept, and what became of themes in it, oldest first."""
        with self._reading() as connection:
            return history.story(connection)

    # What has to go

    def erase(self, erasure: Erasure, *, at: str = "") -> None:
        """Take words out of readings, caches, history and word index, and drop the last result, all or nothing.

        The next run makes a result of what is left. `scrub` has to follow.
        """
        with self._changing() as connection:
            want_scrub(self.path)
            erase(connection, erasure, at)

    @property
    def needs_scrub(self) -> bool:
        """Whether words were erased and `scrub` has not followed yet, as after a killed run."""
        return scrub_is_wanted(self.path)

    def hide_past(self, hide: Callable[[str], str]) -> None:
        """Let the names of all themes of the past hold what `hide` makes of them; `scrub` has to follow."""
        with self._changing() as connection:
            want_scrub(self.path)
            history.rename(connection, hide)

    def tombstones(self) -> dict[str, str]:
        """The digests of what may not come back, each with the ISO time at which it went."""
        with self._reading() as connection:
            return stones(connection)

    def cached_among(self, keys: Collection[str]) -> int:
        """How many vectors and annotations are kept under these keys."""
        with self._reading() as connection:
            return cached_among(connection, keys)

    def derived_texts(self) -> list[tuple[str, str]]:
        """What was made of what people said (theme names and all), each text with the name of its table."""
        with self._reading() as connection:
            return derived_texts(connection)

    def backups(self) -> tuple[Path, ...]:
        """The copies of former versions of the database that lie beside it."""
        return backups(self.path)

    def scrub(self) -> None:
        """Leave nothing of deleted rows on disk: index, free pages, log, saved vectors (see `erasure.scrub`).

        Call it after what had to go was deleted and the caches were pruned; never inside a change.
        """
        with self.writing(), database.own_errors():
            scrub(self._connection, self.path)

    def check(self, *, full: bool = False) -> list[Finding]:
        """Everything that is not as it should be; `full` also compares the source files with what was read."""
        with self._reading() as connection:
            return check_store(connection, self.folder, full=full)


@contextmanager
def _locked(lock: FileLock) -> Iterator[None]:
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            "another process works on this study", hint="wait until it is done, then try again"
        ) from error
    except (OSError, NotImplementedError) as error:
        raise StoreError("the study cannot be locked", hint="see to its permissions and to its file system") from error
    try:
        yield
    finally:
        lock.release()


def _create(path: Path, lock: FileLock) -> None:
    """Make an empty store aside and move it into place, so that a half-made one is never taken for a study."""
    with database.own_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(lock):
            if path.exists():  # another process was faster
                return
            unfinished = path.with_suffix(".new")
            unfinished.unlink(missing_ok=True)
            connection = database.connect(unfinished)
            try:
                migrations.migrate(connection)
            finally:
                connection.close()
            replace_file(unfinished, path)
            sync_folder(path.parent)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if migrations.is_older(connection):  # unless another process was faster
        migrations.back_up(connection, path)
        migrations.migrate(connection)


def _open(path: Path, lock: FileLock) -> sqlite3.Connection:
    with database.own_errors():
        database.refuse_damaged_file(path)
        log = path.with_name(f"{path.name}-wal")
        has_log = log.exists() and log.stat().st_size > 0
        if not has_log and not os.access(path.parent, os.W_OK):
            return _opened(path, lock, archived=True)
        try:
            return _opened(path, lock, archived=False)
        except sqlite3.OperationalError as error:
            # Windows does not say beforehand that nobody may write in a folder: SQLite finds out
            if has_log or not database.is_out_of_reach(error):
                raise
            return _opened(path, lock, archived=True)


def _opened(path: Path, lock: FileLock, *, archived: bool) -> sqlite3.Connection:
    connection = database.connect(path, archived=archived)
    try:
        migrations.refuse_foreign(connection)
        migrations.refuse_newer(connection)
        if database.is_small(path):
            database.refuse_damaged_pages(connection)
        if migrations.is_older(connection):
            with _locked(lock):
                _bring_up_to_date(connection, path)
        if not archived:
            database.use_write_ahead_log(connection)
    except BaseException:
        connection.close()
        raise
    return connection
