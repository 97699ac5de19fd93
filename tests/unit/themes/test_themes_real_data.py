"""Promises about themes, on coded quotes of a real study beside the checkout."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.themes.study_of_cooks import Study, make_study, remembered

from insightmine.engines import Encoder, Grammar

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notes(shared_data: Path, grammar: Grammar, encoder: Encoder) -> Study:
    """The English notes of 19 usability sessions, one statement each, by participant."""
    with (shared_data / "heritrace" / "derived" / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["note_en"].strip() and row["axial_category"]]
    spoken = list(dict.fromkeys((row["participant"], row["note_en"]) for row in rows))
    study = make_study(grammar, encoder, spoken)
    return replace(study, transcripts=tuple(replace(t, rows_are_statements=True) for t in study.transcripts))


def test_themes_are_about_as_many_as_the_coders_found_and_few_quotes_are_left(notes: Study) -> None:
    themes = notes.themes().themes
    assert 33 / 1.5 <= len(themes) <= 33 * 1.5
    placed = sum(len(theme.members) for theme in themes)
    assert placed >= 0.85 * len(notes.statements)
    assert len({theme.name for theme in themes}) == len(themes)


def test_rows_in_another_order_give_the_same(notes: Study) -> None:
    order = list(range(len(notes.statements)))
    random.Random(5).shuffle(order)
    assert notes.themes(order=order) == notes.themes()


@pytest.mark.parametrize("n", [10, 40, 77, 250])
def test_a_small_slice_is_neither_one_theme_nor_nothing(notes: Study, n: int) -> None:
    part = replace(
        notes, statements=notes.statements[:n], judgements=notes.judgements[:n], vectors=notes.vectors[:n]
    ).themes()
    assert len(part.themes) >= 2
    assert max(len(theme.members) for theme in part.themes) < 0.7 * n
    if n >= 40:  # of ten, remarks that one person made alone or twice stay out
        assert sum(len(theme.members) for theme in part.themes) >= 0.85 * n


def test_a_fifth_more_interviews_moves_almost_nothing(notes: Study) -> None:
    people = sorted({statement.participant for statement in notes.statements})
    before = notes.without(set(people[-3:])).themes()
    after = notes.themes(remembered(before))
    was = {s: theme.id for theme in before.themes for s in theme.statements}
    now = {s: theme.id for theme in after.themes for s in theme.statements}
    assert sum(now.get(s) == theme for s, theme in was.items()) >= 0.95 * len(was)
