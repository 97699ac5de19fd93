"""What `agree` prints of the units and the people on which its figures rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from insightmine.cli.app import group

COLUMNS = {"participant": "over people", "source": "over files", "note": "over single quotes"}


def codings(folder: Path, column: str, names: list[str]) -> list[str]:
    """Two files of one quote for each name, which stands in the column."""
    for coder, values in (("ann", "helps,neutral"), ("ben", "helps,helps,neutral")):
        said = values.split(",")
        rows = [f"quote {n},{name},{said[n % len(said)]}" for n, name in enumerate(names)]
        (folder / f"{coder}.csv").write_text("\n".join((f"text,{column},effect", *rows)), encoding="utf-8")
    return [str(folder / "ann.csv"), str(folder / "ben.csv")]


def printed(folder: Path, files: list[str]) -> str:
    result = CliRunner().invoke(group, ["--study", str(folder), "agree", *files])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("column", COLUMNS)
def test_it_says_what_is_drawn_for_an_interval(column: str, tmp_path: Path) -> None:
    told = printed(tmp_path, codings(tmp_path, column, [f"P{n}" for n in range(12)]))
    assert "12 quotes" in told
    assert [words for words in COLUMNS.values() if words in told] == [COLUMNS[column]]


def test_one_person_is_not_called_participants(tmp_path: Path) -> None:
    told = printed(tmp_path, codings(tmp_path, "participant", ["P1"] * 6))
    assert "6 quotes of 1 participant that both coded" in told
    assert "it would rest on 1 participant, and" in told


def test_two_coders_without_a_unit_in_common_have_no_share(tmp_path: Path) -> None:
    path = tmp_path / "three.csv"
    rows = ["q1,Ann,helps", "q1,Ben,neutral", "q2,Ben,helps", "q2,Cleo,helps"]
    path.write_text("\n".join(("text,coder,effect", *rows)), encoding="utf-8")
    told = printed(tmp_path, [str(path)])
    assert "Ann Cleo 0 not defined - " in told
    assert "Ann Ben 1 0.00 0 %" in told
