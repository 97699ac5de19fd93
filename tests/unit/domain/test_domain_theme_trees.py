"""The dial: at its own detail the themes, below it unions of whole themes, above it parts of them."""

from __future__ import annotations

import pytest

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.theme_trees import Join, Leaf, ThemeTree


def leaf(theme: str, *statements: str) -> Leaf:
    return Leaf(ThemeId(theme), tuple(StatementId(s) for s in statements), (f"word of {statements[0]}",))


# T1 is made of three parts, T2 of two, T3 and T4 are whole; T1 and T2 come together first, then T3 and T4.
TREE = ThemeTree(
    (
        leaf("T1", "a", "b"), leaf("T1", "c"), leaf("T1", "d"), leaf("T2", "e"), leaf("T2", "f"),
        leaf("T3", "g"), leaf("T4", "h"),
    ),
    (Join(0, 1, 0.9), Join(7, 2, 0.5), Join(3, 4, 0.7), Join(8, 9, 0.3), Join(5, 6, 0.2), Join(10, 11, 0.1)),
)  # fmt: skip


def shape(detail: float) -> set[tuple[str, str, bool]]:
    return {(" ".join(sorted(b.themes)), "".join(b.statements), b.is_part) for b in TREE.at(detail)}


def test_at_its_own_detail_it_is_the_themes() -> None:
    assert shape(0.5) == {("T1", "abcd", False), ("T2", "ef", False), ("T3", "g", False), ("T4", "h", False)}


def test_below_whole_themes_come_together_the_nearest_first() -> None:
    assert shape(0.4) == {("T1 T2", "abcdef", False), ("T3", "g", False), ("T4", "h", False)}
    assert shape(0.25) == {("T1 T2", "abcdef", False), ("T3 T4", "gh", False)}
    assert shape(0.0) == {("T1 T2 T3 T4", "abcdefgh", False)}


def test_above_what_was_joined_last_comes_apart_first() -> None:
    assert shape(0.58) == {
        ("T1", "abc", True), ("T1", "d", True), ("T2", "ef", False), ("T3", "g", False), ("T4", "h", False)
    }  # fmt: skip
    assert len(shape(1.0)) == len(TREE.leaves)


def test_every_level_holds_every_statement_once() -> None:
    for step in range(21):
        assert sorted(s for branch in TREE.at(step / 20) for s in branch.statements) == list("abcdefgh")


def test_a_union_names_its_largest_theme_first() -> None:
    assert TREE.at(0.4)[0].themes == ("T1", "T2")


@pytest.mark.parametrize("joins", [(Join(0, 0, 0.5),), (Join(0, 9, 0.5),), (Join(0, 1, 0.5), Join(0, 2, 0.4))])
def test_joins_of_what_is_not_there_are_refused(joins: tuple[Join, ...]) -> None:
    with pytest.raises(ValueError, match="join"):
        ThemeTree(TREE.leaves, joins)
