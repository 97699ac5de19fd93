"""What stops a command: a line on stderr, and with --json the same in one object on stdout."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from insightmine.cli import main


def ended(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> object:
    monkeypatch.setattr(sys, "argv", ["insightmine", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


def test_a_file_that_is_refused_stands_in_the_json_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journey = tmp_path / "steps.csv"
    journey.write_bytes(b"step\n\x00\n")
    code = ended(monkeypatch, "--study", tmp_path / "study", "import", journey, "--as", "journey", "--json")
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert code == 3
    assert [row["source"] for row in told["refused"]] == ["steps.csv"]
    assert all(row["reason"] and row["hint"] for row in told["refused"])
    assert (told["schema_version"], told["error"]["exit_code"]) == (1, 3)
    assert told["error"]["message"] in printed.err


def test_another_error_refuses_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "--study", tmp_path, "themes", "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] == []
    assert "insightmine ingest" in told["error"]["hint"]


def test_without_json_nothing_stands_on_stdout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "--study", tmp_path, "themes") == 2
    assert capsys.readouterr().out == ""
