"""Every command on the sample study, as a process: one JSON object, quotes that are there, decisions that hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from insightmine.domain.decisions import Action
from insightmine.errors import UsageError
from insightmine.search_session import SearchRequest
from insightmine.study import Study

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["themes"], "themes"),
        (["journey"], "journey"),
        (["outcomes"], "outcomes"),
        (["snapshot", "P08"], "snapshots"),
        (["search", "the code for the locker had run out"], "results"),
        (["show", "p08-ines.txt"], "found"),
        (["check"], "findings"),
        (["doctor"], "models"),
    ],
)
def test_command_prints_one_object(arguments: list[str], key: str, sample_study: Path, run: Any) -> None:
    ran = run(*arguments, "--json", folder=sample_study)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["schema_version"] == 1
    assert key in told
    plain = run(*arguments, folder=sample_study)
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout.strip()
    assert "\x1b" not in plain.stdout


def test_search_finds_what_a_person_would_have_meant(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        answer = study.search(SearchRequest(text="the code for the locker had expired", limit=5))
        rows = study.search_rows(answer)
        assert not answer.nothing_like_it
        assert any("expired" in row["text"] for row in rows)
        assert all(row["source"] and row["participant"] and row["turn"] >= 0 for row in rows)
        assert any(row["question"] for row in rows)
        nowhere = study.search(SearchRequest(text="quarterly revenue forecasts for the shareholders", limit=3))
        assert nowhere.nothing_like_it
        assert len(nowhere.hits) == 3


def test_search_filters_and_says_who_is_silent(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        own = study.search(SearchRequest(text="booking a tool", participant="P08"))
        assert {study.analysis.statement_by_id[hit.statement].participant for hit in own.hits} == {"P08"}
        missing = study.search(SearchRequest(text="an alarm on my phone to bring it back", missing=True)).missing
        assert missing is not None
        assert missing.counted == len(study.analysis.people)
        assert missing.spoke
        assert missing.silent
        with pytest.raises(UsageError, match="no step 'fly'"):
            study.search(SearchRequest(text="x", step="fly"))


def test_saved_index_is_a_cache_that_a_flipped_byte_does_not_survive(own_study: Path) -> None:
    request = SearchRequest(text="late fee")
    with Study.open(own_study) as study:
        before = study.search(request)
    index = own_study / ".insightmine" / "index.faiss"
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 255
    index.write_bytes(content)
    with Study.open(own_study) as study:
        assert study.search(request) == before


def test_decisions_are_replayed_and_undone(own_study: Path) -> None:
    with Study.open(own_study) as study:
        theme = study.analysis.themes[0]
        statement = theme.exemplars[0]
        study.decide(Action.RENAME, [theme.id], "my own name", by="Ann", because="clearer")
        study.decide(Action.ACCEPT, [theme.id], by="Ann")
        study.decide(Action.EFFECT, [statement], "hinders", by="Ann")
        study.decide(Action.STEP, [statement], "return", by="Ann")
    with Study.open(own_study) as study:
        study.ingest([own_study / "transcripts"])
        renamed = study.analysis.theme_by_id[theme.id]
        assert (renamed.name, renamed.status.value, renamed.named_by) == ("my own name", "accepted", "Ann")
        judgement = study.analysis.judgement_by_id[statement]
        assert (judgement.effect, judgement.step, judgement.decided_by) == ("hinders", "return", "Ann")
        study.decide(Action.UNDO, [], by="Ann")
        study.decide(Action.UNDO, [], by="Ann")
        assert study.analysis.judgement_by_id[statement].decided_by == "machine"
        assert study.analysis.theme_by_id[theme.id].name == "my own name"


def test_moves_and_merges_hold(own_study: Path) -> None:
    with Study.open(own_study) as study:
        first, second = study.analysis.themes[:2]
        statement = first.statements[-1]
        study.decide(Action.MOVE, [statement], second.id)
        assert study.analysis.theme_of[statement].id == second.id
        study.decide(Action.MERGE, [first.id, second.id])
        merged = study.analysis.theme_by_id[first.id]
        assert set(merged.statements) >= {*first.statements, *second.statements}
        assert second.id not in study.analysis.theme_by_id


def test_undone_move_and_split_leave_no_trace(own_study: Path) -> None:
    with Study.open(own_study) as study:
        before = {theme.id: set(theme.statements) for theme in study.analysis.themes}
        first, second = study.analysis.themes[:2]
        moved = first.statements[0]
        study.decide(Action.MOVE, [moved], second.id)
        study.decide(Action.UNDO, [])
        assert study.analysis.theme_of[moved].id == first.id
        study.decide(Action.SPLIT, [first.id, *first.statements[:3]])
        assert study.analysis.theme_of[moved].id != first.id
        study.decide(Action.UNDO, [])
        assert {theme.id: set(theme.statements) for theme in study.analysis.themes} == before


def test_decision_that_does_not_fit_is_not_written(own_study: Path) -> None:
    with Study.open(own_study) as study:
        before = study.decisions
        for action, targets, value in (
            (Action.RENAME, ["T999"], "x"),
            (Action.EFFECT, [study.analysis.statements[0].id], "great"),
            (Action.STEP, [study.analysis.themes[0].id], "fly"),
            (Action.MERGE, [study.analysis.themes[0].id], None),
            (Action.ROLE, ["p08-ines.txt", "Nobody"], "interviewer"),
        ):
            with pytest.raises(UsageError):
                study.decide(action, targets, value)
        assert study.decisions == before


def test_role_decision_changes_who_is_heard(own_study: Path) -> None:
    with Study.open(own_study) as study:
        study.decide(Action.ROLE, ["p08-ines.txt", "P8"], "observer", by="Ann")
        assert "P08" not in study.analysis.person_by_id
        study.decide(Action.UNDO, [])
        assert "P08" in study.analysis.person_by_id


def test_report_is_written_by_the_name(own_study: Path, run: Any) -> None:
    assert run("report", "-o", "out.html", folder=own_study).returncode == 0
    assert run("report", "-o", "out.md", folder=own_study).returncode == 0
    page = (own_study / "out.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert "<script" not in page
    assert (own_study / "out.md").read_text(encoding="utf-8").startswith("#")


def test_demo_runs_anywhere(tmp_path: Path, run: Any) -> None:
    ran = run("demo", "--into", "here")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "here" / "report.html").is_file()
    assert "Find" in ran.stdout
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "participants.csv").write_text("participant\nP1\n", encoding="utf-8")
    refused = run("demo", "--into", "mine")
    assert refused.returncode == 2
    assert (tmp_path / "mine" / "participants.csv").read_text(encoding="utf-8") == "participant\nP1\n"


def test_new_study_needs_no_editing(tmp_path: Path, run: Any) -> None:
    assert run("init", "mine").returncode == 0
    (tmp_path / "mine" / "talk.txt").write_text(
        "Interviewer: How?\nP1: I always print the list and tick it off by hand.\n" * 4
    )
    ran = run("ingest", ".", folder=tmp_path / "mine")
    assert ran.returncode == 0, ran.stderr
    assert "1 interview, 1 participant, 4 statements" in ran.stdout
    assert "0 booster or blocker candidates, 0 candidate outcomes" in ran.stdout  # one person alone is too few to say
