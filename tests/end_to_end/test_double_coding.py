"""Blind double coding through the command line: a sheet goes out, comes back, is kept, compared, adopted, forgotten."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from insightmine.cli.app import group
from insightmine.study import Study

pytestmark = pytest.mark.slow

Row = dict[str, str]


def call(folder: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), *map(str, words)])


def told(folder: Path, *words: str | Path, code: int = 0) -> Any:
    result = call(folder, *words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def rows_in(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def save(rows: list[Row], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def filled(folder: Path, sheet: Path, target: Path, slips: float, seed: int) -> Path:
    """The sheet as somebody fills it in who mostly finds what the program found."""
    lot = random.Random(seed)
    with Study.open(folder) as study:
        judged = study.analysis.judgement_by_id
        themes = study.analysis.theme_of
    rows = rows_in(sheet)
    for row in rows:
        found = judged[row["statement"]]  # type: ignore[index]
        kinds = "; ".join(found.kinds)
        row["kinds"] = lot.choice(["goal", "opinion", "behaviour"]) if lot.random() < slips else kinds
        row["effect"] = lot.choice(["helps", "hinders"]) if lot.random() < slips else found.effect or "unsure"
        row["step"] = "none" if lot.random() < slips else found.step or ""
        theme = themes.get(row["statement"])  # type: ignore[call-overload]
        row["codes"] = f"about {theme.id}" if theme is not None else "none"
    return save(rows, target)


@pytest.fixture
def sheet(own_study: Path, tmp_path: Path) -> Path:
    written = told(own_study, "export", tmp_path / "out", "--format", "coding", "--sample", "40")["files"]
    assert [Path(name).name for name in written] == ["coding.csv", "coding-values.csv", "coding-instructions.md"]
    return tmp_path / "out" / "coding.csv"


def test_a_sheet_goes_out_and_comes_back(own_study: Path, sheet: Path, tmp_path: Path) -> None:
    decided = (own_study / "decisions.jsonl").read_bytes() if (own_study / "decisions.jsonl").exists() else b""
    answer = told(own_study, "import", filled(own_study, sheet, tmp_path / "ann.csv", 0.2, 1), "--by", "Ann")
    assert answer["coding"] == {
        "coder": "Ann", "path": (own_study / "codings" / "Ann.csv").as_posix(), "n_rows": 40, "n_new": 40,
        "n_changed": 0, "n_empty": 0,
    }  # fmt: skip
    by = {item["on"]: item for item in answer["agreement"]["comparisons"]}
    assert by.keys() == {"kind", "effect", "step", "codes/theme"}
    assert by["kind"]["n_units"] == 40
    assert 0.6 < by["kind"]["alpha"]["value"] < 1.0
    low, high = by["kind"]["alpha"]["interval"]
    assert low < by["kind"]["alpha"]["value"] < high
    assert by["codes/theme"]["ari"]["value"] == 1.0
    after = (own_study / "decisions.jsonl").read_bytes() if (own_study / "decisions.jsonl").exists() else b""
    assert after == decided

    told(own_study, "import", filled(own_study, sheet, tmp_path / "ben.csv", 0.4, 2), "--by", "Ben")
    both = told(own_study, "agree", "Ann", "Ben", "program", "--on", "effect", "--limit", "3")
    (effect,) = both["comparisons"]
    assert effect["coders"] == ["Ann", "Ben", "program"]
    assert len(effect["pairs"]) == 3
    assert len(effect["disagreements"]) == 3 <= effect["n_disagreements"]
    plain = call(own_study, "agree", "Ann", "Ben").output
    for words in ("Krippendorff's alpha", "Cohen's kappa", "participants that both coded", "They differ on"):
        assert words in plain
    outside = tmp_path / "nowhere"
    outside.mkdir()
    without = told(outside, "agree", tmp_path / "ann.csv", tmp_path / "ben.csv", "--on", "effect")
    kept = told(own_study, "agree", "Ann", "Ben", "--on", "effect")
    assert without["comparisons"][0]["alpha"] == kept["comparisons"][0]["alpha"]


def test_rows_that_do_not_hold_are_told_by_line(own_study: Path, sheet: Path, tmp_path: Path) -> None:
    rows = rows_in(filled_rows(own_study, sheet, tmp_path))
    rows[0]["effect"] = "good"
    rows[1]["text"] = "something else"
    result = call(own_study, "import", save(rows, tmp_path / "x.csv"), "--by", "Ann")
    assert result.exit_code == 3
    assert "x.csv, line 2: effect: 'good' does not fit; use one of: helps, hinders, mixed, neutral" in result.stderr
    assert "x.csv, line 3: the text is not that of" in result.stderr
    assert "39 statements coded by Ann" in result.stdout
    assert len(rows_in(own_study / "codings" / "Ann.csv")) == 39


def filled_rows(folder: Path, sheet: Path, tmp_path: Path) -> Path:
    made = filled(folder, sheet, tmp_path / "filled.csv", 0.2, 3)
    rows = list(csv.DictReader(io.StringIO(made.read_text(encoding="utf-8"), newline=""), delimiter=";"))
    with made.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return made


def test_a_coding_is_adopted_at_once_and_leaves_others_decisions_alone(
    own_study: Path, sheet: Path, tmp_path: Path
) -> None:
    rows = rows_in(sheet)
    for row in rows[:6]:
        row["effect"] = "mixed"
    rows[0]["codes"] = "mine"
    theirs, disputed = rows[1]["statement"], rows[2]["statement"]
    assert call(own_study, "decide", "effect", disputed, "neutral", "--by", "Ben").exit_code == 0
    answer = told(own_study, "import", save(rows, tmp_path / "x.csv"), "--by", "Ann", "--adopt")
    assert answer["coding"]["n_empty"] == 34
    assert len(answer["adopted"]["decisions"]) == 5
    assert [item["statement"] for item in answer["adopted"]["conflicts"]] == [disputed]
    assert answer["adopted"]["left"] == 1
    with Study.open(own_study) as study:
        judged = study.analysis.judgement_by_id
        assert judged[theirs].decided_by == "Ann"  # type: ignore[index]
        assert judged[theirs].effect == "mixed"  # type: ignore[index]
        assert judged[disputed].decided_by == "Ben"  # type: ignore[index]
        assert study.decisions[-1].anchors[0][0].text
    again = told(own_study, "import", tmp_path / "x.csv", "--by", "Ann", "--adopt")
    assert (again["coding"]["n_new"], again["coding"]["n_changed"]) == (0, 0)
    assert (again["adopted"]["decisions"], again["adopted"]["n_held"]) == ([], 5)
    # what she decided is no second opinion: she is compared with what the program found by itself
    assert again["agreement"] is None or again["agreement"]["coders"][1]["coder"] == "program"


def test_forgetting_takes_a_persons_rows_out_of_every_coding(own_study: Path, sheet: Path, tmp_path: Path) -> None:
    told(own_study, "import", filled(own_study, sheet, tmp_path / "x.csv", 0.2, 1), "--by", "Ann")
    kept = own_study / "codings" / "Ann.csv"
    before = rows_in(kept)
    person = before[0]["participant"]
    theirs = [row for row in before if row["participant"] == person]
    plan = told(own_study, "forget", person, "--dry-run")
    assert len(plan["rows"]["codings/Ann.csv"]) == len(theirs)
    assert call(own_study, "forget", person, "--yes").exit_code in (0, 3)
    assert rows_in(kept) == [row for row in before if row["participant"] != person]
    assert call(own_study, "agree", "Ann", "study", "--on", "effect").exit_code == 0


def test_sheets_and_codings_are_no_interviews(own_study: Path, sheet: Path, tmp_path: Path) -> None:
    for path in sheet.parent.iterdir():
        (own_study / path.name).write_bytes(path.read_bytes())
    (own_study / "coding-ann.csv").write_bytes(filled(own_study, sheet, tmp_path / "x.csv", 0.2, 1).read_bytes())
    told(own_study, "import", tmp_path / "x.csv", "--by", "Ann")
    looked = told(own_study, "ingest", own_study, "--dry-run")
    found = [item for item in looked["files"] if item["source"] in ("coding.csv", "coding-ann.csv", "Ann.csv")]
    assert [item["outcome"] for item in found] == ["set_aside"] * 3
    assert all("insightmine import FILE" in item["reason"] for item in found)


def test_two_runs_are_compared_as_groups(own_study: Path, tmp_path: Path) -> None:
    told(own_study, "export", tmp_path / "run")
    (found,) = told(own_study, "agree", tmp_path / "run", "study", "--on", "theme")["comparisons"]
    assert found["as"] == "groups"
    assert found["ari"]["value"] == found["ami"]["value"] == 1.0
    assert all(item["jaccard"] == 1.0 for item in found["counterparts"])


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("agree", "study"), 2, "agreement needs two coders"),
        (("agree", "nobody", "study"), 2, "there is no coding 'nobody'"),
        (("import", "{sheet}", "--by", "study"), 2, "cannot be kept under the name"),
        (("import", "{sheet}"), 2, "say whose coding it is"),
        (("export", "x", "--sample", "5"), 2, "a sample goes with the format coding"),
    ],
)
def test_what_cannot_be_is_said(words: tuple[str, ...], code: int, message: str, own_study: Path, sheet: Path) -> None:
    result = call(own_study, *(word.format(sheet=sheet) for word in words))
    shown = f"{result.output}{result.exception or ''}"
    assert message in shown
    assert (result.exit_code if result.exit_code != 1 else getattr(result.exception, "exit_code", 1)) == code
