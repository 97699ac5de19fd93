"""`compare`: parts of one study, and what is refused with a word on what to name."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import tool_library

from insightmine.cli.app import group
from insightmine.errors import InputRefused, NothingUsable, UsageError
from insightmine.open_study import OpenStudy
from insightmine.rounds import ChangeVerdict
from insightmine.store import RunRecord, Store

RUN = RunRecord("i", "s", {}, {}, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tool library, whose first four people were interviewed in round 1."""
    analysis = tool_library()
    people = tuple(
        replace(person, attributes={"round": "1" if person.id < "P05" else "2"}) for person in analysis.people
    )
    with Store.open(tmp_path / "study", create=True) as store:
        store.save_analysis(replace(analysis, people=people), RUN)
    return tmp_path / "study"


def invoked(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), "compare", *words])


def test_two_values_of_an_attribute_are_two_rounds_of_the_same_themes(folder: Path) -> None:
    told = invoked(folder, "--by", "round", "1", "2", "--all").stdout
    assert told.startswith("From round 1 (4 people) to round 2 (4 people): are people's behaviours changing?")
    assert "Rates of behaviour (who showed it, of those who had the opportunity)" in told
    assert "too few people to say" in told
    assert "Below 10 people a side nothing is called grown or shrunk: round 1 has 4, round 2 has 4." in told
    assert " grew" not in told.replace("called grown", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("1",), "1 round given, and it takes two, the earlier first: two folders of studies"),
        ((), "0 rounds given"),
        (("--by", "round", "1"), "two values of the attribute"),
        (("1", "2", "3"), "3 rounds given"),
    ],
)
def test_it_says_what_the_two_rounds_are_where_they_are_not_two(
    words: tuple[str, ...], told: str, folder: Path
) -> None:
    result = invoked(folder, *words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_as_json_the_counts_of_both_rounds_lead_to_people(folder: Path) -> None:
    told = json.loads(invoked(folder, "--by", "round", "1", "2", "--json").stdout)
    change = next(c for c in told["changes"] if c["what"] == "theme" and c["ids"] == ["T2", "T2"])
    assert [count["participants"] for count in change["counts"]] == [["P01", "P03", "P04"], ["P06"]]
    assert [(count["n"], count["of"]) for count in change["counts"]] == [(3, 4), (1, 4)]
    assert (change["verdict"], change["matched"], change["interval"]) == ("too_few", "same", None)


def test_files_can_be_the_rounds_and_silence_in_one_is_a_question(folder: Path) -> None:
    with OpenStudy.open(folder) as study:
        found = study.compare("p0[1-4].vtt", "interviews/p0[5-8].vtt", by="file")
    assert found.n_people == (4, 4)
    assert {change.verdict for change in found.changes} == {ChangeVerdict.TOO_FEW}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--by", "round", "1", "3"], "nobody has round '3'; there are: 1, 2"),
        (["--by", "wave", "1", "2"], "no participant has the attribute 'wave'; compare --by one of: round, file"),
        (["--by", "round", "1", "1"], "1 and 1 are the same; name two different values"),
        (["--by", "file", "*.vtt", "p01.vtt"], "*.vtt and p01.vtt have 7 statements in common"),
        (["--by", "file", "x*", "p01.vtt"], "no transcript is called x*"),
    ],
)
def test_parts_that_cannot_be_compared_are_refused(folder: Path, words: list[str], message: str) -> None:
    error = invoked(folder, *words).exception
    assert isinstance(error, UsageError)
    assert str(error).startswith(message)


def test_a_folder_that_is_no_study_is_refused(folder: Path, tmp_path: Path) -> None:
    error = invoked(folder, str(tmp_path), str(tmp_path / "nowhere")).exception
    assert isinstance(error, UsageError)
    assert "is neither a study nor an export" in str(error)
    missing = invoked(folder, str(tmp_path / "nowhere"), str(tmp_path)).exception
    assert isinstance(missing, UsageError)
    assert "is no folder" in str(missing)


def test_an_export_that_is_not_whole_names_file_and_line(folder: Path, tmp_path: Path) -> None:
    with OpenStudy.open(folder) as study:
        study.export(tmp_path / "out")
    broken = tmp_path / "out" / "themes.jsonl"
    broken.write_text(broken.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    error = invoked(folder, str(tmp_path / "out"), str(folder)).exception
    assert isinstance(error, InputRefused)
    assert str(error) == "themes.jsonl, line 8: no JSON; export the study again with this version"


def test_of_two_folders_the_one_without_results_is_named(folder: Path, tmp_path: Path) -> None:
    Store.open(tmp_path / "autumn", create=True).close()
    result = invoked(folder, str(folder), str(tmp_path / "autumn"))
    assert isinstance(result.exception, NothingUsable)
    assert "autumn" in str(result.exception)
