"""Strength of membership, second themes, and the hierarchy over the themes of a study."""

from __future__ import annotations

import numpy as np
from tests.unit.themes.study_of_cooks import Study
from tests.unit.themes.test_themes_rulings import anchored, ruling

from insightmine.domain.decisions import Action
from insightmine.domain.theme_trees import ThemeTree
from insightmine.themes import Themes
from insightmine.themes.belonging import Belonging
from insightmine.themes.consensus import Consensus
from insightmine.themes.study import Material, gather

# Six statements in four groupings; 2 stands with 0 and 1 in half of them, with 3 and 4 in the other half; 5 is alone.
CELLS = np.array([[0, 3, 6, 9], [0, 3, 6, 9], [0, 3, 7, 10], [1, 4, 7, 10], [1, 4, 7, 10], [2, 5, 8, 11]])


def material_of(study: Study) -> Material:
    material = gather(
        study.statements[:6], study.judgements[:6], study.annotations, study.vectors[:6], study.transcripts
    )
    vars(material)["consensus"] = Consensus(CELLS)
    return material


def test_a_statement_between_two_groups_belongs_to_both(study: Study) -> None:
    belonging = Belonging(material_of(study), [[0, 1, 2], [3, 4]])
    assert belonging.strengths(0).tolist() == [1.0, 1.0, 0.5, 0.0 + 1 / 4, 0.25, 0.0]
    assert belonging.second([True, True], frozenset()) == [set(), {2}]


def test_what_people_placed_and_groups_that_take_no_part_have_no_second_theme(study: Study) -> None:
    belonging = Belonging(material_of(study), [[0, 1, 2], [3, 4]])
    assert belonging.second([True, True], frozenset({2})) == [set(), set()]
    assert belonging.second([True, False], frozenset()) == [set(), set()]


def test_what_is_hardly_at_home_anywhere_has_no_second_theme(study: Study) -> None:
    belonging = Belonging(material_of(study), [[0, 1], [3, 4], [5, 2]])
    assert belonging.second([True] * 3, frozenset()) == [set(), set(), set()]


def test_strengths_are_shares_and_members_come_by_strength(found: Themes) -> None:
    for theme in found.themes:
        scores = [member.score for member in theme.members]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= scores[-1] <= scores[0] <= 1


def of_theme(tree: ThemeTree) -> dict[str, set[str]]:
    return {branch.themes[0]: set(branch.statements) for branch in tree.at(tree.detail)}


def test_the_tree_holds_the_themes_at_their_detail(found: Themes) -> None:
    assert of_theme(found.tree) == {theme.id: set(theme.statements) for theme in found.themes}
    assert len(found.tree.joins) == len(found.tree.leaves) - 1


def test_the_tree_follows_what_people_decided(study: Study, found: Themes) -> None:
    one, two = found.themes[0], found.themes[3]
    merged = study.themes((), [anchored(study, ruling(Action.MERGE, one.id, two.id), one, two)])
    assert of_theme(merged.tree) == {theme.id: set(theme.statements) for theme in merged.themes}
