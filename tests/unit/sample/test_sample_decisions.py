"""What people decide of one statement of the sample moves no other, and an undone decision leaves no trace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from insightmine import Study
from insightmine.domain.decisions import Action
from insightmine.domain.judgements import Kind
from insightmine.domain.themes import Theme
from insightmine.resources import sample_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    folder = tmp_path_factory.mktemp("sample") / "study"
    shutil.copytree(sample_folder(), folder)
    with Study.open(folder, create=True) as opened:
        opened.ingest([folder / "transcripts"])
        yield opened


def members(study: Study) -> dict[str, frozenset[str]]:
    return {theme.id: frozenset(theme.statements) for theme in study.analysis.themes}


def undone(study: Study) -> tuple[Theme, ...]:
    study.decide(Action.UNDO, [])
    return study.analysis.themes


def test_a_new_name_changes_nothing_but_the_name(study: Study) -> None:
    before, themes = members(study), study.analysis.themes
    study.decide(Action.RENAME, [themes[0].id], "what they call it")
    assert members(study) == before
    assert undone(study) == themes


def test_a_corrected_kind_lets_all_others_stand_where_they_stood(study: Study) -> None:
    """The statement was taken for talk about the session; now it joins a theme."""
    before, themes = members(study), study.analysis.themes
    kinds = zip(study.analysis.statements, study.analysis.judgements, strict=True)
    talk = next(s.id for s, judgement in kinds if judgement.kinds[:1] == (Kind.SESSION_TALK,))
    study.decide(Action.KIND, [talk], "behaviour")
    assert {theme: rows - {talk} for theme, rows in members(study).items()} == before
    assert undone(study) == themes
