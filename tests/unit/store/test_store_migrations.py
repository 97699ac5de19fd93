from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreDamaged
from insightmine.store import RunRecord, Store, migrations, results
from insightmine.store.connection import connect

FIRST_RELEASE = Path(__file__).parent / "study_v1.sql"
TODAY = len(migrations.MIGRATIONS)


def m900_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE themes ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")
    connection.execute("UPDATE themes SET colour = 'red'")


def m901_broken(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM theme_members")
    connection.execute("INSERT INTO theme_members VALUES ('T99', 0, 'S0', 1.0)")


@pytest.fixture
def older(tmp_path: Path, analysis: Analysis, run_record: RunRecord) -> Path:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    return store.path


@pytest.fixture
def connection(older: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(older)) as opened:
        yield opened


def test_each_migration_is_named_by_its_number() -> None:
    for number, migration in enumerate(migrations.MIGRATIONS, 1):
        assert getattr(migration, "__name__", "").startswith(f"m{number:03}_")


def test_an_older_store_gets_only_what_it_lacks(connection: sqlite3.Connection) -> None:
    steps = (*migrations.MIGRATIONS, m900_colour)
    assert migrations.is_older(connection, steps)
    migrations.migrate(connection, steps)
    assert connection.execute("SELECT id, colour FROM themes").fetchall() == [("T3", "red")]
    assert migrations.version_of(connection) == TODAY + 1
    assert results.rows_are_whole(connection)
    assert not migrations.is_older(connection, steps)


def test_a_migration_that_breaks_a_reference_leaves_all_as_it_was(connection: sqlite3.Connection) -> None:
    before = list(connection.iterdump())
    connection.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(StoreDamaged):
        migrations.migrate(connection, (*migrations.MIGRATIONS, m900_colour, m901_broken))
    assert migrations.version_of(connection) == TODAY
    assert list(connection.iterdump()) == before


def test_the_backup_is_the_older_store(older: Path, connection: sqlite3.Connection) -> None:
    copy = migrations.back_up(connection, older)
    assert copy.name == f"study.db.v{TODAY}.backup"
    migrations.migrate(connection, (*migrations.MIGRATIONS, m900_colour))
    with closing(sqlite3.connect(copy)) as backup:
        assert migrations.version_of(backup) == TODAY
        assert "colour" not in {row[1] for row in backup.execute("PRAGMA table_info(themes)")}
        assert backup.execute("SELECT count(*) FROM statements").fetchone() == (4,)


def test_opening_migrates_with_a_backup(older: Path, analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*migrations.MIGRATIONS, m900_colour)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    monkeypatch.setattr(migrations.is_older, "__defaults__", (steps,))
    monkeypatch.setattr(migrations.refuse_newer, "__defaults__", (steps,))
    with Store.open(older.parent.parent):
        assert sorted(path.name for path in older.parent.glob("*.backup")) == [f"study.db.v{TODAY}.backup"]
    with closing(connect(older)) as connection:
        assert migrations.version_of(connection) == TODAY + 1
        assert connection.execute("SELECT colour FROM themes").fetchall() == [("red",)]
    assert analysis.themes[0].id == "T3"


def test_the_store_of_the_first_release_still_opens(tmp_path: Path) -> None:
    (tmp_path / ".insightmine").mkdir()
    with closing(sqlite3.connect(tmp_path / ".insightmine" / "study.db")) as connection:
        connection.executescript(FIRST_RELEASE.read_text(encoding="utf-8"))
    with Store.open(tmp_path) as store:
        analysis = store.load_analysis()
        assert analysis is not None
        assert [statement.text for statement in analysis.statements] == ["I fold the map.", "It tears at once."]
        assert [theme.name for theme in analysis.themes] == ["Folding the map"]
        assert store.word_scores("TEARS", 5)[0][0] == analysis.statements[1].id
        assert [memory.id for memory in store.past_themes()] == ["T1", "T2"]
        assert [record.name for record in store.readings()] == ["cy.txt"]
        assert store.check() == []
