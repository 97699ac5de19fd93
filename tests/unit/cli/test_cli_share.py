"""`report`: what it tells of notes that name nothing."""

from __future__ import annotations

import json
from pathlib import Path

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
