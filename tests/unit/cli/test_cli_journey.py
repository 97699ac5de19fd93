"""`journey`: what is open and what stands at no step; and steps to begin with."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import tool_library

from insightmine.cli.app import group
from insightmine.domain.analysis import Analysis
from insightmine.store import STORE_FOLDER, RunRecord, Store, files_noted


def kept(analysis: Analysis, folder: Path) -> Path:
    with Store.open(folder, create=True) as store:
        store.save_analysis(analysis, RunRecord("i", "s", {}, {}, {}))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tool library as a study folder with results."""
    return kept(tool_library(), tmp_path / "study")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), "journey", *words])


def test_a_step_that_nobody_speaks_of_is_asked_about(folder: Path) -> None:
    told = " ".join(run(folder).stdout.split())
    assert "What the journey leaves open (silence is not absence)" in told
    assert "? Nobody spoke of “Tell a neighbour”;" in told
    assert "stand at no step" in told


def test_the_same_for_programs(folder: Path) -> None:
    found = json.loads(run(folder, "--json").stdout)
    question = next(one for one in found["open_questions"] if one["step"] == "recommend")
    assert question["gap"] == "unspoken"
    assert question["speakers"] == []
    assert found["no_step"]["n_of"] == 41


def test_a_draft_is_printed_or_written_once(folder: Path) -> None:
    printed = run(folder, "--suggest").stdout
    steps = tomllib.loads(printed)["step"]
    assert len(steps) >= 2
    target = folder / "draft.toml"
    assert run(folder, "--suggest", "-o", str(target)).exit_code == 0
    assert tomllib.loads(target.read_text("utf-8"))["step"] == steps
    again = run(folder, "--suggest", "-o", str(target))
    assert again.exit_code != 0
    assert tomllib.loads(target.read_text("utf-8"))["step"] == steps


def test_a_draft_outside_the_study_is_remembered_since_it_quotes_people(folder: Path) -> None:
    outside = folder.parent / "draft.toml"
    assert run(folder, "--suggest", "-o", str(outside)).exit_code == 0
    assert run(folder, "--suggest", "-o", str(folder / "journey.toml")).exit_code == 0
    noted = [item.path for item in files_noted(folder / STORE_FOLDER)]
    assert noted == [outside.resolve().as_posix()]


def test_a_draft_for_programs_says_why(folder: Path) -> None:
    rows = json.loads(run(folder, "--suggest", "--json").stdout)["steps"]
    assert all(row["sureness"] in ("sure", "fair", "guess") and row["because"] for row in rows)


def test_a_study_that_suggests_nothing_says_so(tmp_path: Path) -> None:
    result = run(kept(Analysis(), tmp_path / "empty"), "--suggest")
    assert result.exit_code == 0
    assert "Nothing here suggests steps" in result.stdout


def test_steps_are_suggested_for_everybody_and_by_no_attribute(folder: Path) -> None:
    result = run(folder, "--suggest", "--by", "segment")
    assert result.exit_code == 2
    assert "--by goes with the journey as it is" in result.stderr


def test_an_output_without_suggest_is_refused(folder: Path) -> None:
    assert "goes with --suggest" in run(folder, "-o", "x.toml").output


def test_a_theme_says_at_which_steps_it_stands(folder: Path) -> None:
    told = CliRunner().invoke(group, ["--study", str(folder), "show", "T1"]).stdout
    assert "journey    Find a tool 100% (" in told
