"""`import` of a journey, and `export` into planning tools, as a person meets them in a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import tool_library

from insightmine.cli.app import group
from insightmine.config import load_journey
from insightmine.domain.analysis import Analysis
from insightmine.domain.themes import Status
from insightmine.errors import ConfigError, UsageError
from insightmine.store import RunRecord, Store
from insightmine.study import Study

DIAGRAM = "journey\n  section Find it\n    Search: 3: Me\n  section Book it\n"
RUN = RunRecord("i", "s", {}, {}, {})


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), *words])


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    path = tmp_path / "journey.mmd"
    path.write_text(DIAGRAM, encoding="utf-8")
    return path


def test_a_diagram_becomes_the_journey_of_the_study(tmp_path: Path, drawn: Path) -> None:
    result = run(tmp_path / "study", "import", str(drawn))
    assert result.exit_code == 0, result.output
    assert "2 steps in journey.toml" in result.stdout
    journey = load_journey(tmp_path / "study" / "journey.toml")
    assert journey is not None
    assert [(step.id, step.description) for step in journey.steps] == [("find-it", "Search"), ("book-it", "")]
    assert "taken over from journey.mmd" in (tmp_path / "study" / "journey.toml").read_text("utf-8")


def test_a_journey_that_is_there_is_never_overwritten_unasked(tmp_path: Path, drawn: Path) -> None:
    own = '# my own words\n[[step]]\nid = "a"\nname = "Arrive"\n'
    (tmp_path / "journey.toml").write_text(own, encoding="utf-8")
    with Study.open(tmp_path, create=True) as study, pytest.raises(UsageError, match="--replace"):
        study.import_journey(drawn)
    assert (tmp_path / "journey.toml").read_text("utf-8") == own
    result = run(tmp_path, "import", str(drawn), "--replace", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [step["id"] for step in told["steps"]] == ["find-it", "book-it"]
    assert Path(told["set_aside"]).read_text("utf-8") == own
    assert "Find it" in (tmp_path / "journey.toml").read_text("utf-8")


def test_the_same_steps_leave_the_file_as_it_is(tmp_path: Path) -> None:
    own = '# my own words\n[[step]]\nid = "a"\nname = "Arrive"\n'
    (tmp_path / "journey.toml").write_text(own, encoding="utf-8")
    (tmp_path / "steps.csv").write_text("step,name\na,Arrive\n", encoding="utf-8")
    result = run(tmp_path, "import", str(tmp_path / "steps.csv"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "journey.toml").read_text("utf-8") == own


def test_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text("step,name\na,Arrive\na,Again\n", encoding="utf-8")
    with Study.open(tmp_path, create=True) as study, pytest.raises(ConfigError, match=r"steps\.csv, line 3"):
        study.import_journey(tmp_path / "steps.csv", replace=True)
    assert not (tmp_path / "journey.toml").exists()


def test_a_list_without_a_column_step_is_a_journey_when_told_so(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,description\nFind it,Look it up\n", encoding="utf-8")
    result = run(tmp_path, "import", str(tmp_path / "list.csv"), "--as", "journey")
    assert result.exit_code == 0, result.output
    assert "find-it  Find it" in result.stdout


def test_measures_are_not_taken_for_a_journey(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("participant,step,measure,value\nP1,find,done,yes\n", encoding="utf-8")
    result = run(tmp_path, "import", str(tmp_path / "m.csv"))
    assert result.exit_code != 0
    assert not (tmp_path / "journey.toml").exists()


def stored(folder: Path, analysis: Analysis) -> Path:
    with Store.open(folder, create=True) as store, store.writing():
        store.save_analysis(analysis, RUN)
    return folder


def test_a_planning_export_without_outcomes_says_so_and_is_whole(tmp_path: Path) -> None:
    study = stored(tmp_path / "study", replace(tool_library(), outcomes=()))
    result = run(study, "export", str(tmp_path / "out"), "--format", "jira")
    assert result.exit_code == 0, result.output
    assert "no behaviour is supported well enough" in result.stderr
    assert (tmp_path / "out" / "jira.csv").read_text("utf-8").startswith('"Issue ID"')


def test_the_reason_for_no_outcome_is_the_true_one(tmp_path: Path) -> None:
    library = tool_library()
    rejected = tuple(replace(outcome, status=Status.REJECTED) for outcome in library.outcomes)
    study = stored(tmp_path / "study", replace(library, outcomes=rejected))
    assert "every candidate outcome was rejected" in run(study, "export", str(tmp_path / "o"), "--format", "okr").stderr
    run(study, "export", str(tmp_path / "r"), "--format", "roadmap")
    assert "Every candidate outcome was rejected" in (tmp_path / "r" / "roadmap.md").read_text("utf-8")
    steps = run(study, "export", str(tmp_path / "steps"), "--format", "journey-csv")
    assert steps.exit_code == 0, steps.output
    assert "outcome" not in steps.stderr


def test_accepted_says_that_nobody_has_accepted_one(tmp_path: Path) -> None:
    study = stored(tmp_path / "study", tool_library())
    result = run(study, "export", str(tmp_path / "out"), "--format", "roadmap", "--accepted")
    assert "nobody has accepted an outcome yet" in result.stderr
    assert "nothing to plan for" in (tmp_path / "out" / "roadmap.md").read_text("utf-8")


def test_what_somebody_accepted_is_exported_without_a_word(tmp_path: Path) -> None:
    study = tool_library()
    accepted = tuple(replace(outcome, status=Status.ACCEPTED) for outcome in study.outcomes[:1])
    folder = stored(tmp_path / "study", replace(study, outcomes=(*accepted, *study.outcomes[1:])))
    result = run(folder, "export", str(tmp_path / "out"), "--format", "roadmap", "--accepted")
    assert result.exit_code == 0
    assert result.stderr == ""
    text = (tmp_path / "out" / "roadmap.md").read_text("utf-8")
    assert accepted[0].id in text
    assert study.outcomes[1].id not in text


def test_accepted_with_a_table_is_refused(tmp_path: Path) -> None:
    study = stored(tmp_path / "study", tool_library())
    with Study.open(study) as opened, pytest.raises(UsageError, match="planning formats"):
        opened.export(tmp_path / "out", "coding", sample=3, accepted_only=True)


def test_a_sample_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    study = stored(tmp_path / "study", tool_library())
    with Study.open(study) as opened, pytest.raises(UsageError, match="a sample goes with"):
        opened.export(tmp_path / "out", "roadmap", sample=3, accepted_only=True)
    assert not (tmp_path / "out").exists()


def test_tables_never_overwrite_the_settings_of_the_study(tmp_path: Path) -> None:
    study = stored(tmp_path / "study", tool_library())
    (study / "transcripts.csv").write_text("source\n", encoding="utf-8")
    result = run(study, "export", str(study), "--format", "csv")
    assert isinstance(result.exception, UsageError)
    assert (study / "transcripts.csv").read_text("utf-8") == "source\n"
