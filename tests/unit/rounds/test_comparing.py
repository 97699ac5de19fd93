"""Two folders: how they become rounds, who is taken for whom, and what a reader is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.builders import tool_library

from insightmine.comparing import OpenedStudy, OpenStudyAt, compare_folders
from insightmine.domain.analysis import Analysis
from insightmine.domain.journeys import JourneyOrigin
from insightmine.engines import Vectors
from insightmine.errors import UsageError
from insightmine.exchange import export
from insightmine.rounds import Comparison, How, What

SOME = ("P01", "P02", "P03", "P04", "P05", "P06")


def encode(texts: Sequence[str]) -> Vectors:
    """A direction for each text, by its letters: texts of the same words lie together."""
    rows = np.array([[text.lower().count(letter) + 0.1 for letter in "abcdefghijklmno"] for text in texts], np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def opened(analysis: Analysis, models: str = "m", program: str = "1") -> OpenedStudy:
    vectors = encode([statement.text for statement in analysis.for_themes])
    return OpenedStudy(analysis, models, program, vectors, encode)


def folders(tmp_path: Path, **studies: OpenedStudy) -> OpenStudyAt:
    """Folders that look like studies; what is in them is given."""
    for name in studies:
        (tmp_path / name / ".insightmine").mkdir(parents=True)
    return lambda folder: studies[folder.name]


def compared(tmp_path: Path, spring: OpenedStudy, autumn: OpenedStudy, *, same_people: bool = False) -> Comparison:
    at = folders(tmp_path, spring=spring, autumn=autumn)
    return compare_folders((str(tmp_path / "spring"), str(tmp_path / "autumn")), at, encode, same_people)


def other_words(analysis: Analysis) -> Analysis:
    """The same people, who say other things: no statement has the id that it had."""
    statements = tuple(replace(item, id=type(item.id)(f"X{item.id}")) for item in analysis.statements)
    new = {old.id: item.id for old, item in zip(analysis.statements, statements, strict=True)}
    themes = tuple(
        replace(t, members=tuple(replace(m, statement=new[m.statement]) for m in t.members)) for t in analysis.themes
    )
    judgements = tuple(replace(item, statement=new[item.statement]) for item in analysis.judgements)
    return replace(analysis, statements=statements, themes=themes, judgements=judgements, signals=(), outcomes=())


def test_a_folder_that_grew_out_of_the_other_keeps_its_themes_and_its_people(tmp_path: Path) -> None:
    found = compared(tmp_path, opened(tool_library(SOME)), opened(tool_library()))
    themes = {change.ids: change.match.how for change in found.changes if change.what is What.THEME}
    assert themes[("T2", "T2")] is How.LINEAGE
    assert found.n_in_both == 6
    assert any("statements are in both rounds" in remark for remark in found.remarks)
    change = next(c for c in found.changes if c.what is What.THEME and c.ids == ("T2", "T2"))
    assert change.panel is not None
    assert (change.panel.both, change.panel.neither) == (4, 2)


def test_the_same_names_are_other_people_until_it_is_said_that_they_are_not(tmp_path: Path) -> None:
    spring, autumn = opened(tool_library()), opened(other_words(tool_library()))
    found = compared(tmp_path / "a", spring, autumn)
    assert found.n_in_both == 0
    assert any(remark.startswith("8 participants have the same name in both rounds") for remark in found.remarks)
    told = compared(tmp_path / "b", spring, autumn, same_people=True)
    assert told.n_in_both == 8
    assert not any("same name" in remark for remark in told.remarks)


def test_models_versions_languages_and_draft_journeys_are_told(tmp_path: Path) -> None:
    study = other_words(tool_library())
    german = tuple(replace(transcript, language="de") for transcript in study.transcripts)
    draft = replace(study.journey, origin=JourneyOrigin.HEADINGS)
    found = compared(
        tmp_path, opened(tool_library()), opened(replace(study, transcripts=german, journey=draft), "n", "2")
    )
    told = " ".join(found.remarks)
    assert "different models or precision" in told
    assert "different versions of the program" in told
    assert "different languages (spring: en; autumn: de)" in told
    assert "Steps are compared where journey.toml sets them" in told
    assert not [change for change in found.changes if change.what is What.STEP]


def test_the_same_interviews_in_two_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="hold the same interviews"):
        compared(tmp_path, opened(tool_library()), opened(tool_library()))


def test_one_folder_by_two_ways_is_refused(tmp_path: Path) -> None:
    at = folders(tmp_path, spring=opened(tool_library()))
    names = (str(tmp_path / "spring"), str(tmp_path / "spring" / ".." / "spring"))
    with pytest.raises(UsageError, match="are the same folder"):
        compare_folders(names, at, encode, same_people=False)


def test_an_export_is_compared_with_a_study_and_says_that_it_is_one(tmp_path: Path) -> None:
    at = folders(tmp_path, autumn=opened(tool_library()))
    export(tool_library(SOME), tmp_path / "spring")
    found = compare_folders((str(tmp_path / "spring"), str(tmp_path / "autumn")), at, encode, same_people=False)
    assert found.names == ("spring", "autumn")
    assert any(remark.startswith("spring is an export") for remark in found.remarks)
    assert ("T2", "T2") in {change.ids for change in found.changes}


def test_folders_of_one_name_are_told_by_their_paths(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place / "study" / ".insightmine").mkdir(parents=True)
    studies = {"a": opened(tool_library(SOME)), "b": opened(tool_library())}
    names = (str(tmp_path / "a" / "study"), str(tmp_path / "b" / "study"))
    found = compare_folders(names, lambda folder: studies[folder.parent.name], encode, same_people=False)
    assert found.names == names
