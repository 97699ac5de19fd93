from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.store import RunRecord, Severity, SourceOutcome, SourceRecord, Store

SLICE = "1 statements are not exact slices of their turns"
UNREADABLE = "the results cannot be read"
CHANGED = "the results are not those that were saved"
INDEX = "the word index does not fit the statements"
OTHER_WORDS = "INSERT INTO words (words, rowid, text) VALUES ('delete', 0, 'I open the lid first.')"
OTHER_THEME = "UPDATE outcomes SET payload = replace(payload, '\"T3\"', '\"T4\"')"

DAMAGE = [
    ("UPDATE turns SET text = replace(text, 'lid', 'lip')", SLICE),
    ("UPDATE statements SET text = 'Short.' WHERE position = 0", UNREADABLE),
    ("UPDATE statements SET text = replace(text, 'glows', 'shows') WHERE position = 2", SLICE),
    ("UPDATE statements SET text = replace(text, 'glows', 'shows') WHERE position = 2", INDEX),
    ("DELETE FROM turns WHERE turn = 1", "4 rows of the table statements refer to something that is not there"),
    ("DELETE FROM theme_members WHERE position = 0", "the table theme_members does not say what the themes say"),
    ("DELETE FROM judgements WHERE position = 3", CHANGED),
    ("DELETE FROM signals", "outcome O1: 1 signals are not there, the first is B1"),
    ("DELETE FROM people", "theme T3: 2 people are not there, the first is Ada"),
    ("UPDATE judgements SET effect_score = 0.31 WHERE position = 2", CHANGED),
    ("UPDATE themes SET name = 'Another name'", CHANGED),
    ("DELETE FROM run", "there are 4 statements, but no record of the run that made them"),
    (OTHER_WORDS, INDEX),
    (OTHER_THEME, "outcome O1: 1 themes are not there, the first is T4"),
    ("UPDATE signals SET payload = '{}'", UNREADABLE),
]


@pytest.fixture
def saved(store: Store, analysis: Analysis, run_record: RunRecord) -> Store:
    store.save_analysis(analysis, run_record)
    return store


@pytest.mark.parametrize(("damage", "what"), DAMAGE)
def test_damage_is_found_and_named(saved: Store, damage: str, what: str) -> None:
    assert saved.check(full=True) == []
    with closing(sqlite3.connect(saved.path)) as connection, connection:
        connection.execute(damage)
    findings = saved.check()
    assert what in [finding.what for finding in findings]
    assert all(finding.severity is Severity.ERROR and finding.hint for finding in findings)


def test_checking_changes_nothing(saved: Store) -> None:
    with closing(sqlite3.connect(saved.path)) as connection:
        before = list(connection.iterdump())
        saved.check(full=True)
        assert list(connection.iterdump()) == before


def test_a_full_check_finds_files_that_changed_or_vanished(store: Store, tmp_path: Path) -> None:
    for name in ("same.txt", "changed.txt", "gone.txt"):
        file = tmp_path / name
        file.write_bytes(b"Ada: I wait.")
        digest = sha256(file.read_bytes()).hexdigest()
        store.put_reading(SourceRecord(name, str(file), str(tmp_path), digest, "1", "o", SourceOutcome.READ))
    (tmp_path / "changed.txt").write_bytes(b"Ada: I waited.")
    (tmp_path / "gone.txt").unlink()
    assert store.check() == []
    findings = store.check(full=True)
    assert [finding.what for finding in findings] == [
        "changed.txt: the file has changed since it was read",
        "gone.txt: the file is gone or cannot be read",
    ]
    assert {finding.severity for finding in findings} == {Severity.WARNING}
