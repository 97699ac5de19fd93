"""`themes --detail`: the dial over one hierarchy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from insightmine import Study
from insightmine.errors import UsageError

pytestmark = pytest.mark.slow


def groups(run: Any, study: Path, detail: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("themes", "--detail", detail, "--json", folder=study).stdout)["groups"]
    return found


def test_the_dial_has_the_themes_in_its_middle_and_nothing_is_lost_at_its_ends(sample_study: Path, run: Any) -> None:
    broad, middle, fine = (groups(run, sample_study, detail) for detail in ("broad", "0.5", "fine"))
    with Study.open(sample_study) as study:
        themes = {theme.id: set(theme.statements) for theme in study.analysis.themes}
    assert {group["themes"][0]: set(group["statements"]) for group in middle} == themes
    assert len(broad) < len(middle) < len(fine)
    for found in (broad, fine):
        said = [statement for group in found for statement in group["statements"]]
        assert sorted(said) == sorted(statement for statements in themes.values() for statement in statements)
    assert not any(group["is_part"] for group in broad)
    assert any(group["is_part"] for group in fine)
    assert all(len(group["themes"]) == 1 for group in fine)


def test_the_terminal_says_of_which_themes_a_group_is(sample_study: Path, run: Any) -> None:
    broad = run("themes", "--detail", "0.1", "--quotes", "1", folder=sample_study).stdout
    assert " + " in broad
    assert "at detail 0.1; the themes are at 0.5." in broad
    assert "part of T" in run("themes", "--detail", "fine", "--all", folder=sample_study).stdout


def test_what_is_no_detail_is_refused(sample_study: Path, run: Any) -> None:
    refused = run("themes", "--detail", "deep", folder=sample_study)
    assert refused.returncode == 2
    assert "neither a number from 0 to 1 nor broad nor fine" in refused.stderr
    with Study.open(sample_study) as study, pytest.raises(UsageError, match="no detail"):
        study.themes_at(1.5)
