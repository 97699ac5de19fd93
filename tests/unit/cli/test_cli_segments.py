"""`--by ATTRIBUTE` on every table, and `report --by`: each segment's own counts, and what may be said of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.builders import tool_library, with_consent

from insightmine.cli.app import group
from insightmine.domain.analysis import Analysis
from insightmine.domain.speech import Consent
from insightmine.errors import UsageError
from insightmine.open_study import OpenStudy
from insightmine.store import RunRecord, Store

RUN = RunRecord("i", "s", {}, {}, {})


def kept(analysis: Analysis, folder: Path) -> Path:
    with Store.open(folder, create=True) as store:
        store.save_analysis(analysis, RUN)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tool library as a study folder; P04 and P05 are new members."""
    return kept(tool_library(), tmp_path / "study")


def run(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(group, ["--study", str(folder), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the first table by their first cell."""
    lines = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.splitlines()]
    return {line[0]: line[1:] for line in lines if len(line) > 1}


def test_themes_by_segment_have_a_column_for_each_with_its_own_people(folder: Path) -> None:
    told = run(folder, "themes", "--by", "segment")
    assert rows(told)["theme"] == ["member (6)", "new member (2)"]
    assert rows(told)["Phoning the desk before booking"] == ["3 of 6", "1 of 2"]
    assert "Lending a borrowed tool on" not in told  # one voice
    assert "Lending a borrowed tool on" in run(folder, "themes", "--by", "segment", "--all")
    assert "%" not in told


def test_journey_outcomes_and_guide_take_the_same_option(folder: Path) -> None:
    (folder / "guide.toml").write_text("[[question]]\nid = 'Q1'\ntext = 'How did you book it?'\n", encoding="utf-8")
    journey = run(folder, "journey", "--by", "segment")
    assert rows(journey)["Book it"] == ["4 of 6", "1 of 2"]
    assert "- Standing before a closed door (Bring it back)" in journey
    outcomes = run(folder, "outcomes", "--by", "segment")
    assert rows(outcomes)["Borrowers phone the desk before they book"] == ["2 of 6", "1 of 2"]
    assert rows(run(folder, "guide", "--by", "segment"))["How did you book it?"] == ["-", "-"]


def test_as_json_people_opportunity_and_intervals_stand_in_every_share(folder: Path) -> None:
    told = json.loads(run(folder, "themes", "--by", "segment", "--json"))
    assert told["segments"][1] == {"value": "new member", "participants": ["P04", "P05"]}
    row = next(row for row in told["rows"] if row["id"] == "T2")
    assert row["shares"][1]["participants"] == ["P04"]
    assert row["shares"][1]["opportunity"] == ["P04", "P05"]
    assert row["shares"][1]["interval"] == [0.094531, 0.905469]
    both = json.loads(run(folder, "journey", "--by", "segment", "--json"))
    assert both["steps"]["by"] == both["signals"]["by"] == "segment"


def test_an_unknown_attribute_names_those_that_there_are(folder: Path) -> None:
    for words in (("themes",), ("journey",), ("outcomes",), ("guide",), ("report", "-o", str(folder / "r.md"))):
        result = CliRunner().invoke(group, ["--study", str(folder), *words, "--by", "plan"])
        assert isinstance(result.exception, UsageError)
        assert "attributes are: segment" in str(result.exception)


def test_people_of_whom_nothing_is_given_have_a_column_of_their_own(tmp_path: Path) -> None:
    analysis = tool_library()
    people = tuple(
        replace(person, attributes={"plan": "yearly"} if person.id < "P04" else {}) for person in analysis.people
    )
    folder = kept(replace(analysis, people=people), tmp_path / "study")
    told = run(folder, "themes", "--by", "plan")
    assert rows(told)["theme"] == ["yearly (3)", "not given (5)"]
    assert "Everybody whose plan is given has the same one" in told


def test_many_values_are_told_below_each_other(tmp_path: Path) -> None:
    analysis = tool_library()
    people = tuple(replace(person, attributes={"town": f"town {person.id}"}) for person in analysis.people)
    folder = kept(replace(analysis, people=people), tmp_path / "study")
    told = run(folder, "themes", "--by", "town")
    assert "town P01 1 of 1; town P02 0 of 1" in " ".join(told.split())
    assert "Every value of town belongs to one person: these are people, not segments." in " ".join(told.split())


def test_who_stays_internal_is_in_the_table_of_the_study_and_not_in_the_report(tmp_path: Path) -> None:
    folder = kept(with_consent(tool_library(), "P04", Consent.INTERNAL), tmp_path / "study")
    assert rows(run(folder, "themes", "--by", "segment"))["theme"] == ["member (6)", "new member (2)"]
    with OpenStudy.open(folder) as study:
        text = study.report(tmp_path / "r.md", by="segment").read_text(encoding="utf-8")
    assert "| Theme | member (6) | new member (1) |" in text
    assert "Only one person has segment new member: what stands there" in text


def test_the_report_has_the_tables_only_where_an_attribute_is_named(folder: Path, tmp_path: Path) -> None:
    with OpenStudy.open(folder) as study:
        plain = study.report(tmp_path / "plain.html").read_text(encoding="utf-8")
        split = study.report(tmp_path / "split.html", by="segment").read_text(encoding="utf-8")
        only_accepted = study.report(tmp_path / "a.html", by="segment", accepted_only=True).read_text(encoding="utf-8")
    assert 'id="segments"' not in plain
    assert 'id="segments"' not in only_accepted  # nobody accepted a theme or an outcome
    assert '<th scope="col" class="number"><bdi>new member (2)</bdi></th>' in split
    assert '<a href="#T2"><bdi>Phoning the desk before booking</bdi></a>' in split


def test_a_value_that_is_markup_is_shown_as_words(tmp_path: Path) -> None:
    analysis = tool_library()
    people = tuple(replace(person, attributes={"plan": "<b>|yes"}) for person in analysis.people)
    folder = kept(replace(analysis, people=people), tmp_path / "study")
    with OpenStudy.open(folder) as study:
        html = study.report(tmp_path / "r.html", by="plan").read_text(encoding="utf-8")
        markdown = study.report(tmp_path / "r.md", by="plan").read_text(encoding="utf-8")
    assert "<b>|yes" not in html
    assert "&lt;b&gt;\\|yes" in markdown


def test_by_does_not_go_with_the_history_or_another_detail(folder: Path) -> None:
    for other in ("--history", "--detail=fine"):
        result = CliRunner().invoke(group, ["--study", str(folder), "themes", "--by", "segment", other])
        assert result.exit_code == 2
