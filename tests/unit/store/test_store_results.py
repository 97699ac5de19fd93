from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.problems import Problem
from insightmine.domain.speech import (
    Consent,
    DroppedWords,
    DropReason,
    LeftOut,
    LeftOutReason,
    Person,
    Role,
    Statement,
    Transcript,
    Turn,
)
from insightmine.domain.themes import Member, Status, Theme
from insightmine.errors import StoreDamaged, StoreError
from insightmine.store import RunRecord, Store, analysis_digest

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCORES = st.floats(-1, 1)
SHARES = st.floats(0, 1)
RUN = RunRecord("i", "s", {}, {}, {})


@st.composite
def transcripts(draw: st.DrawFn, number: int) -> Transcript:
    times = st.none() | st.floats(-1e9, 1e9)
    turns = tuple(
        Turn(
            index=index,
            speaker=draw(st.none() | TEXTS),
            text=f"{draw(TEXTS)}word",
            place=draw(TEXTS),
            role=draw(st.sampled_from(Role)),
            participant=ParticipantId(draw(TEXTS)),
            person_key=draw(TEXTS),
            start_seconds=draw(times),
            end_seconds=draw(times),
            heading=draw(st.none() | TEXTS),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    dropped = st.builds(DroppedWords, st.sampled_from(DropReason), st.lists(TEXTS, max_size=2).map(tuple))
    return Transcript(
        id=TranscriptId(f"t{number}"),
        source=draw(TEXTS),
        format=draw(TEXTS),
        turns=turns,
        language=draw(st.none() | TEXTS),
        dropped=draw(st.lists(dropped, max_size=2).map(tuple)),
        rows_are_statements=draw(st.booleans()),
    )


def statement_of(transcript: Transcript, turn: Turn) -> Statement:
    return Statement(
        id=StatementId(f"S-{transcript.id}-{turn.index}"),
        transcript=transcript.id,
        source=transcript.source,
        participant=ParticipantId(str(turn.participant)),
        turn=turn.index,
        start=len(turn.text) - 4,
        end=len(turn.text),
        text="word",
        question=turn.heading,
        heading=turn.speaker,
    )


@st.composite
def judgements(draw: st.DrawFn, statement: Statement) -> Judgement:
    kinds = tuple(draw(st.lists(st.sampled_from(Kind), unique=True, max_size=3)))
    return Judgement(
        statement=statement.id,
        kinds=kinds,
        kind_scores=tuple(draw(SHARES) for _ in kinds),
        basis=draw(st.none() | st.sampled_from(Basis)),
        prompting=draw(st.none() | st.sampled_from(Prompting)),
        effect=draw(st.none() | st.sampled_from(Effect)),
        effect_score=draw(SCORES),
        step=draw(st.none() | TEXTS.map(StepId)),
        step_score=draw(st.none() | SHARES),
        decided_by=draw(TEXTS),
    )


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    spoken = tuple(draw(transcripts(number)) for number in range(draw(st.integers(0, 3))))
    statements = tuple(statement_of(transcript, turn) for transcript in spoken for turn in transcript.turns)
    themes = tuple(
        Theme(
            id=ThemeId(f"T{number}"),
            name=f"{draw(TEXTS)}name",
            definition=draw(TEXTS),
            kinds=(),
            keyphrases=tuple(draw(st.lists(TEXTS, max_size=2))),
            members=(Member(statement.id, draw(SCORES)),),
            participants=(statement.participant,),
            n_opportunity=draw(st.integers(0, 9)),
            opportunity_basis="all",
            interval=(draw(SHARES), draw(SHARES)),
            stability=draw(st.none() | SHARES),
            exemplars=(statement.id,),
            status=draw(st.sampled_from(Status)),
        )
        for number, statement in enumerate(statements[:2])
    )
    person = st.builds(
        Person,
        id=TEXTS.map(ParticipantId),
        transcripts=st.lists(TEXTS.map(TranscriptId), max_size=2).map(tuple),
        attributes=st.dictionaries(TEXTS, TEXTS, max_size=3),
        consent=st.sampled_from(Consent),
    )
    return Analysis(
        transcripts=spoken,
        people=tuple(draw(st.lists(person, max_size=2, unique_by=lambda one: one.id))),
        statements=statements,
        judgements=tuple(draw(judgements(statement)) for statement in statements),
        left_out=tuple(
            LeftOut(transcript.id, turn.index, 0, draw(st.integers(1, 4)), draw(st.sampled_from(LeftOutReason)))
            for transcript in spoken
            for turn in transcript.turns
        ),
        themes=themes,
    )


@given(analyses())
@settings(max_examples=30, deadline=None)
def test_what_is_loaded_is_what_was_saved_to_the_bit(analysis: Analysis) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        store.save_analysis(analysis, RUN)
        loaded = store.load_analysis()
        assert loaded == analysis
        assert msgspec.json.encode(loaded) == msgspec.json.encode(analysis)
        assert store.results_digest() == analysis_digest(analysis)


def test_every_part_of_a_whole_study_comes_back(store: Store, analysis: Analysis, run_record: RunRecord) -> None:
    store.save_analysis(analysis, run_record)
    loaded = store.load_analysis()
    assert loaded == analysis
    assert msgspec.json.encode(loaded) == msgspec.json.encode(analysis)  # -0.0 and the order of attributes too
    assert store.check() == []


def test_the_run_record_and_its_time_are_kept_apart(store: Store, analysis: Analysis, run_record: RunRecord) -> None:
    store.save_analysis(analysis, run_record, at="2026-05-01T10:00:00+00:00")
    assert store.last_run() == run_record
    assert store.last_run_at() == "2026-05-01T10:00:00+00:00"
    store.save_analysis(analysis, run_record)
    assert store.last_run_at() is None


def test_a_new_result_replaces_all_of_the_old(store: Store, analysis: Analysis, run_record: RunRecord) -> None:
    store.save_analysis(analysis, run_record)
    smaller = Analysis(transcripts=analysis.transcripts[:1])
    store.save_analysis(smaller, replace(run_record, inputs_digest="inputs-2"))
    assert store.load_analysis() == smaller
    last = store.last_run()
    assert last is not None
    assert last.inputs_digest == "inputs-2"
    assert store.word_scores("switch", 5) == []
    assert store.check() == []


def test_a_result_that_refers_to_nothing_is_not_saved(store: Store, analysis: Analysis, run_record: RunRecord) -> None:
    store.save_analysis(analysis, run_record)
    with pytest.raises(sqlite3.IntegrityError):
        store.save_analysis(replace(analysis, statements=analysis.statements[:1]), run_record)
    assert store.load_analysis() == analysis


NAN = float("nan")


def test_a_number_that_is_none_is_refused_before_anything_changes(
    store: Store, analysis: Analysis, run_record: RunRecord
) -> None:
    store.save_analysis(analysis, run_record)
    theme, judgement = analysis.themes[0], analysis.judgements[0]
    for broken in (
        replace(analysis, themes=(replace(theme, stability=NAN),)),
        replace(analysis, themes=(replace(theme, interval=(NAN, 1.0)),)),
        replace(analysis, judgements=(replace(judgement, kind_scores=(0.5, NAN)), *analysis.judgements[1:])),
    ):
        with pytest.raises(ValueError, match="cannot be stored"):
            store.save_analysis(broken, run_record)
    assert store.load_analysis() == analysis


def test_a_full_disk_is_reported_and_the_former_result_stays(
    store: Store, analysis: Analysis, run_record: RunRecord
) -> None:
    store.save_analysis(analysis, run_record)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    turns = tuple(replace(analysis.transcripts[0].turns[0], index=n, text="again " * 99) for n in range(500))
    larger = Analysis(transcripts=(replace(analysis.transcripts[0], turns=turns),))
    with pytest.raises(StoreError, match="full") as caught:
        store.save_analysis(larger, run_record)
    assert caught.value.exit_code == 6
    assert store.load_analysis() == analysis
    assert store.check() == []


@pytest.mark.parametrize(
    ("table", "kind", "renamed"),
    [
        ("turns", Turn, {"turn": "index"}),
        ("statements", Statement, {}),
        ("judgements", Judgement, {}),
        ("left_out", LeftOut, {}),
        ("people", Person, {}),
        ("problems", Problem, {}),
    ],
)
def test_every_field_that_is_stored_in_columns_has_one(
    store: Store, table: str, kind: type[Turn], renamed: dict[str, str]
) -> None:
    columns = [row[1] for row in store._connection.execute(f"PRAGMA table_info({table})")]
    names = {renamed.get(column, column) for column in columns} - {"position"}
    assert names - ({"transcript"} if kind is Turn else set()) == {field.name for field in fields(kind)}


def test_anyone_can_read_it_with_a_database_browser(store: Store, analysis: Analysis, run_record: RunRecord) -> None:
    store.save_analysis(analysis, run_record)
    with closing(sqlite3.connect(store.path)) as connection:
        rows = connection.execute("SELECT participant, text, theme FROM quotes WHERE effect = 'hinders'").fetchall()
        assert rows == [("Ada", "Then I could not find the café’s switch.", "Finding the switch")]
        query = "SELECT signals.effect, themes.name, n_opponents FROM signals JOIN themes ON themes.id = signals.theme"
        assert connection.execute(query).fetchall() == [("blocker", "Finding the switch", 1)]
        assert connection.execute("SELECT behaviour, grade FROM outcomes").fetchall() == [
            ("find the switch at once", "low")
        ]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE themes SET payload = replace(payload, 'participants', 'people')",
        "UPDATE turns SET role = 'pilot'",
        'UPDATE statements SET "end" = 3',
        "UPDATE judgements SET effect_score = 7",
        "DROP TABLE judgements",
        "UPDATE run SET journey_origin = 'nowhere'",
    ],
)
def test_damaged_results_are_refused_without_a_word_of_the_interviews(
    store: Store, analysis: Analysis, run_record: RunRecord, damage: str
) -> None:
    store.save_analysis(analysis, run_record)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(damage)
    with pytest.raises(StoreDamaged) as caught:
        store.load_analysis()
    assert not any(word in str(caught.value) for word in ("switch", "lid", "neighbour"))


@pytest.mark.slow
def test_a_hundred_thousand_statements_come_back_equal(store: Store) -> None:

    spoken = tuple(
        Transcript(
            id=TranscriptId(f"t{number:03}"),
            source=f"{number}.txt",
            format="text",
            turns=tuple(Turn(index, "A", f"I turned page {index}.", f"line {index}") for index in range(1000)),
        )
        for number in range(100)
    )
    statements = tuple(
        Statement(
            StatementId(f"S{transcript.id}-{turn.index}"), transcript.id, transcript.source, ParticipantId("A"),
            turn.index, 0, len(turn.text), turn.text,
        )
        for transcript in spoken
        for turn in transcript.turns
    )  # fmt: skip
    analysis = Analysis(transcripts=spoken, statements=statements)
    store.save_analysis(analysis, RUN)
    assert store.load_analysis() == analysis
