"""What the program makes of the sample, against its labels: floors a little under what was measured.

The rules of judgement were developed on the sample, so these keep what was reached and prove nothing about other
studies; figures on statements that nothing was tuned on are in benchmarks/results/kinds.json. A fine-tuned
classifier, which does not know the sample, has most of the say in kinds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.sample import SampleFigures, analyse_sample, compare, own_themes

pytestmark = pytest.mark.slow

# judgement -> (accuracy, balanced accuracy); what the project asks of real studies stands behind it
LABELS = {
    "main kind": (0.66, 0.62),
    "basis": (0.72, 0.70),
    "prompting": (0.62, 0.51),
    "effect": (0.73, 0.73),
    "step": (0.53, 0.56),  # 0.40 accuracy
}


@pytest.fixture(scope="module")
def figures() -> SampleFigures:
    return compare(analyse_sample(), own_themes)


def test_quotes_are_found_as_statements(figures: SampleFigures) -> None:
    assert figures.quotes >= 320
    assert figures.matched >= 0.99
    assert figures.exact >= 0.60
    assert figures.mean_jaccard >= 0.89


def test_kinds(figures: SampleFigures) -> None:
    assert figures.kinds_macro_f1 >= 0.66  # 0.55
    assert figures.behaviour_f1 >= 0.75  # 0.75
    assert figures.behaviour_f1 > figures.always_behaviour_f1 + 0.1
    scores = {row.kind: row.f1 for row in figures.kinds}
    assert scores["workaround"] >= 0.55
    assert scores["pain_point"] >= 0.76
    assert scores["enabler"] >= 0.63


@pytest.mark.parametrize("name", LABELS)
def test_labels(figures: SampleFigures, name: str) -> None:
    label = next(row for row in figures.labels if row.judgement == name)
    accuracy, balanced = LABELS[name]
    assert label.accuracy >= accuracy
    assert label.balanced >= balanced
    assert label.unsure <= 0.1


def test_the_sign_of_the_effect(figures: SampleFigures) -> None:
    assert figures.effect_by_sign >= 0.87  # 0.68
    effect = next(row for row in figures.labels if row.judgement == "effect")
    assert effect.vader is not None
    assert effect.accuracy > effect.vader + 0.15


def test_themes_agree_with_the_planned_ones(figures: SampleFigures) -> None:
    (themes,) = figures.themes
    assert themes.ami >= 0.50
    assert themes.unplaced <= 0.15
    assert themes.gold_themes / 3 <= themes.k <= 3 * themes.gold_themes
    assert figures.planned_sides_found >= 9  # what holds today; the floor stands below


@pytest.mark.xfail(reason="9 of 14 since effects are judged by what was trained; the floor stays", strict=False)
def test_three_of_four_planned_sides_are_found(figures: SampleFigures) -> None:
    assert figures.planned_sides_found >= 0.75 * figures.planned_sides
