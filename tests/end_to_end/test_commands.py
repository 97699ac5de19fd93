"""Every command on the sample study, as a process: one JSON object, quotes that are there, decisions that hold."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

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
        (["guide"], "items"),
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


def test_the_limit_that_themes_names_shows_every_theme(sample_study: Path, run: Any) -> None:
    few = run("themes", "--limit", "1", folder=sample_study).stdout
    limit = few.partition("(--limit ")[2].partition(",")[0]
    many = run("themes", "--limit", limit, folder=sample_study).stdout
    assert "smaller theme" in few
    assert "smaller theme" not in many


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


def test_only_a_decision_that_holds_can_be_undone(own_study: Path) -> None:
    with Study.open(own_study) as study:
        with pytest.raises(UsageError, match="nothing to undo"):
            study.decide(Action.UNDO, [])
        made = study.decide(Action.RENAME, [study.analysis.themes[0].id], "mine")
        taken_back = study.decide(Action.UNDO, [made.id])
        for target in ("D99", made.id):
            with pytest.raises(UsageError, match=f"no decision '{target}' to undo"):
                study.decide(Action.UNDO, [target])
        study.decide(Action.UNDO, [taken_back.id])
        assert study.analysis.themes[0].name == "mine"


def test_text_and_like_at_once_are_refused(sample_study: Path) -> None:
    with Study.open(sample_study) as study, pytest.raises(UsageError, match="at once"):
        study.search(SearchRequest(text="late fee", like=study.analysis.statements[0].id))


def test_search_needs_nothing_to_be_written(own_study: Path) -> None:
    with Study.open(own_study) as study, FileLock(own_study / ".insightmine" / "study.lock"):
        assert study.search(SearchRequest(text="a text that was never encoded before", limit=2)).hits


def test_show_adds_up_what_was_left_out(sample_study: Path, run: Any) -> None:
    lines = run("show", "p01-priya.vtt", folder=sample_study).stdout.splitlines()
    reasons = [line.rpartition(",")[2] for line in lines if line.startswith("  left out:")]
    assert reasons
    assert len(reasons) == len(set(reasons))


def test_a_closed_pipe_is_no_failure_and_a_full_disk_is_no_bug(sample_study: Path) -> None:
    command = [sys.executable, "-c", "from insightmine.cli import main; main()", "themes"]
    with subprocess.Popen(command, cwd=sample_study, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        ran.stdout.close()
        assert ran.stderr is not None
        assert ran.stderr.read() == b""
    assert ran.returncode == 0
    full = Path("/dev/full")
    if full.exists():
        with full.open("wb") as target:
            told = subprocess.run(command, cwd=sample_study, stdout=target, stderr=subprocess.PIPE, check=False)
        assert told.returncode == 2
        assert told.stderr.decode().count("\n") == 1


def test_init_names_the_command_that_uses_its_settings(tmp_path: Path, run: Any) -> None:
    command = run("init", "my study").stdout.rpartition("run: insightmine ")[2]
    (tmp_path / "my study" / "talk.txt").write_text(
        "Interviewer: How?\nP1: I always print the list and tick it off by hand.\n" * 4, encoding="utf-8"
    )
    assert run(*shlex.split(command)).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my study"]


def test_a_report_has_a_known_ending(own_study: Path, run: Any) -> None:
    refused = run("report", "-o", "out.pdf", folder=own_study)
    assert refused.returncode == 2
    assert ".html" in refused.stderr
    assert not (own_study / "out.pdf").exists()
