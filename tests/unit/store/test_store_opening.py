from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreDamaged, StoreError, StoreTooNew, UsageError
from insightmine.store import STORE_FOLDER, RunRecord, Store


def made(folder: Path) -> Path:
    with Store.open(folder, create=True) as store:
        return store.path


def test_a_folder_without_a_study_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no study") as caught:
        Store.open(tmp_path)
    assert "insightmine ingest" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_is_empty_whole_and_opens_again_without_create(tmp_path: Path) -> None:
    path = made(tmp_path / "deep" / "study")
    assert path == tmp_path / "deep" / "study" / STORE_FOLDER / "study.db"
    with Store.open(tmp_path / "deep" / "study") as store:
        assert store.load_analysis() is None
        assert store.last_run() is None
        assert store.results_digest() is None
        assert store.past_themes() == ()
        assert store.check(full=True) == []


def test_creating_where_there_is_a_study_keeps_it(tmp_path: Path, analysis: Analysis, run_record: RunRecord) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    with Store.open(tmp_path, create=True) as store:
        assert store.load_analysis() == analysis


def test_the_write_ahead_log_is_used_and_gone_after_closing(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert not path.with_name("study.db-wal").exists()


def test_what_a_killed_creation_left_behind_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / STORE_FOLDER).mkdir()
    (tmp_path / STORE_FOLDER / "study.new").write_bytes(b"half a database")
    with Store.open(tmp_path, create=True) as store:
        assert store.check() == []
    assert not (tmp_path / STORE_FOLDER / "study.new").exists()


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but long enough to hold a header" * 4, b"SQLite format 3\x00"]
)
def test_what_is_no_database_is_refused_and_not_overwritten(tmp_path: Path, content: bytes) -> None:
    path = made(tmp_path)
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(StoreDamaged) as caught:
            Store.open(tmp_path, create=create)
        assert caught.value.hint
        assert caught.value.exit_code == 6
    assert path.read_bytes() == content


def test_a_truncated_database_is_refused_and_not_overwritten(
    tmp_path: Path, analysis: Analysis, run_record: RunRecord
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    content = store.path.read_bytes()
    for size in (len(content) // 2, len(content) - 8192, 5000):
        store.path.write_bytes(content[:size])
        with pytest.raises(StoreDamaged):
            Store.open(tmp_path)
        assert store.path.read_bytes() == content[:size]


def test_an_overwritten_page_is_found_at_opening(tmp_path: Path, analysis: Analysis, run_record: RunRecord) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    content = store.path.read_bytes()
    refused = 0
    for page in range(0, len(content) // 8192):
        start = page * 8192 + (100 if page == 0 else 0)
        store.path.write_bytes(content[:start] + b"\xff" * 64 + content[start + 64 :])
        try:
            with Store.open(tmp_path) as opened:
                assert opened.load_analysis() == analysis
        except StoreDamaged:
            refused += 1
    assert refused > 10


def test_a_store_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="version 99") as caught:
        Store.open(tmp_path, create=True)
    assert caught.value.exit_code == 7
    assert path.read_bytes() == before


def test_a_study_that_nobody_can_write_to_is_read_and_never_changed(
    tmp_path: Path, analysis: Analysis, run_record: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    before = sorted(path.name for path in store.path.parent.iterdir())
    content = store.path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(tmp_path) as store:
        assert store.load_analysis() == analysis
        assert store.word_scores("lid", 1)
        assert store.check() == []
        with pytest.raises(StoreError, match="readonly"):
            store.save_analysis(Analysis(), run_record)
    assert sorted(path.name for path in store.path.parent.iterdir()) == before
    assert store.path.read_bytes() == content


def test_a_closed_store_can_be_closed_again_and_moved_away(tmp_path: Path) -> None:
    store = Store.open(tmp_path, create=True)
    store.close()
    store.close()
    store.path.rename(store.path.with_name("elsewhere.db"))
    assert not store.path.exists()


def test_no_words_go_to_temporary_files_and_what_is_deleted_is_wiped(
    tmp_path: Path, analysis: Analysis, run_record: RunRecord
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
        store.save_analysis(Analysis(), run_record)
    assert b"neighbour" not in store.path.read_bytes()


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="no study"):
        Store.open(tmp_path, create=True)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.glob("study.db*")] == ["study.db"]


def test_a_lost_log_gives_the_former_state(tmp_path: Path, analysis: Analysis, run_record: RunRecord) -> None:
    with Store.open(tmp_path / "a", create=True) as store:
        store.save_analysis(analysis, run_record)
    with Store.open(tmp_path / "a") as store:
        store.save_analysis(Analysis(), run_record)
        assert store.path.with_name("study.db-wal").stat().st_size > 0
        kept = store.path.read_bytes()  # as a copy without the log would hold it
    with Store.open(tmp_path / "b", create=True) as copy:
        path = copy.path
    path.write_bytes(kept)
    with Store.open(tmp_path / "b") as copy:
        assert copy.load_analysis() == analysis
        assert copy.check() == []
