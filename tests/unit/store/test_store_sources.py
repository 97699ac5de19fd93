from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreDamaged
from insightmine.store import SourceOutcome, SourceRecord, Store


@pytest.fixture
def record(analysis: Analysis) -> SourceRecord:
    return SourceRecord(
        name="wave1/ada.txt",
        path="/study/wave1/ada.txt",
        root="/study",
        digest="d1",
        parser_version="1",
        options_digest="o1",
        outcome=SourceOutcome.READ,
        warnings=("read as cp1252",),
        transcripts=analysis.transcripts[:1],
    )


def test_an_unchanged_file_is_known_with_all_that_was_read(store: Store, record: SourceRecord) -> None:
    store.put_reading(record)
    assert store.known_reading("wave1/ada.txt", "d1", "1", "o1") == record


@pytest.mark.parametrize(
    "key",
    [
        ("ada.txt", "d1", "1", "o1"),
        ("wave1/ada.txt", "d2", "1", "o1"),
        ("wave1/ada.txt", "d1", "2", "o1"),
        ("wave1/ada.txt", "d1", "1", "o2"),
    ],
)
def test_another_name_content_parser_or_option_is_not_known(
    store: Store, record: SourceRecord, key: tuple[str, str, str, str]
) -> None:
    store.put_reading(record)
    assert store.known_reading(*key) is None


def test_a_new_reading_takes_the_place_of_the_old(store: Store, record: SourceRecord) -> None:
    store.put_reading(record)
    refused = replace(
        record, digest="d2", outcome=SourceOutcome.REFUSED, reason="no speech", hint="export it again", transcripts=()
    )
    store.put_reading(refused)
    assert store.readings() == (refused,)
    assert store.raw_transcripts() == ()


def test_records_come_by_name_in_any_order_of_arrival(store: Store, record: SourceRecord, analysis: Analysis) -> None:
    first = replace(record, name="a.txt", transcripts=analysis.transcripts[1:])
    aside = replace(record, name="README.md", outcome=SourceOutcome.SET_ASIDE, reason="no interview")
    for entry in (record, aside, first):
        store.put_reading(entry)
    assert [entry.name for entry in store.readings()] == ["README.md", "a.txt", "wave1/ada.txt"]
    assert store.raw_transcripts() == (analysis.transcripts[1], analysis.transcripts[0])


def test_files_of_the_same_content_are_found(store: Store, record: SourceRecord) -> None:
    for name in ("z.txt", "b.txt"):
        store.put_reading(replace(record, name=name))
    store.put_reading(replace(record, name="c.txt", digest="d9"))
    assert store.names_with_digest("d1") == ("b.txt", "z.txt")
    assert store.names_with_digest("none") == ()


def test_a_forgotten_file_is_gone(store: Store, record: SourceRecord) -> None:
    store.put_reading(record)
    assert store.forget_source(record.name) is True
    assert store.forget_source(record.name) is False
    assert store.readings() == ()


def test_a_damaged_reading_is_parsed_again_and_never_used(store: Store, record: SourceRecord) -> None:
    store.put_reading(record)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE sources SET transcripts = replace(transcripts, 'lid', 'lip')")
    assert store.known_reading("wave1/ada.txt", "d1", "1", "o1") is None
    with pytest.raises(StoreDamaged, match=r"wave1/ada\.txt"):
        store.readings()
    assert [finding.what for finding in store.check()] == ["wave1/ada.txt: what was read from it is damaged"]
