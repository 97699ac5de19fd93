"""`report`: what it tells of notes that name nothing; `export`: where to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.builders import tool_library

from insightmine.cli.app import group
from insightmine.store import RunRecord, Store


def test_a_note_that_names_nothing_is_told_in_the_json_too(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    with Store.open(folder, create=True) as store:
        store.save_analysis(tool_library(), RunRecord("i", "s", {}, {}, {}))
    (folder / "memos.md").write_text("T1 and T999 belong together.\n", encoding="utf-8")
    run = CliRunner().invoke(group, ["--study", str(folder), "report", "-o", str(tmp_path / "r.md"), "--json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["problems"] == ["memos.md, line 1: there is no T999"]
    assert "memos.md, line 1: there is no T999" in run.stderr


@pytest.mark.parametrize("named", [["{out}"], ["-o", "{out}"], ["--output", "{out}"]])
def test_the_folder_of_an_export_is_named_like_the_file_of_a_report_or_without_a_word(
    tmp_path: Path, named: list[str]
) -> None:
    folder, out = tmp_path / "study", tmp_path / "out"
    with Store.open(folder, create=True) as store:
        store.save_analysis(tool_library(), RunRecord("i", "s", {}, {}, {}))
    given = [word.format(out=out) for word in named]
    run = CliRunner().invoke(group, ["--study", str(folder), "export", *given, "--format", "mermaid"])
    assert run.exit_code == 0, run.output
    assert list(out.iterdir())


@pytest.mark.parametrize("named", [[], ["one", "-o", "two"]])
def test_an_export_to_no_folder_or_to_two_says_how_to_name_one(tmp_path: Path, named: list[str]) -> None:
    run = CliRunner().invoke(group, ["--study", str(tmp_path), "export", *named])
    assert run.exit_code == 2
    assert "name one folder to write to: insightmine export FOLDER, or -o FOLDER" in run.output
