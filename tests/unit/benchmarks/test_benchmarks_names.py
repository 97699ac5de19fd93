"""The peers' labels by hand, and that no person stands on both sides of the picking."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.names import class_tf_idf, halves, top_words

GROUPS = [["the drill drill hammer"], ["the card drill"]]


def test_class_tf_idf_by_hand() -> None:
    weights, terms = class_tf_idf(GROUPS, 1)
    assert list(terms) == ["card", "drill", "hammer"]
    # two of three words, times log(1 + 2.5 words a group / 3 times in all)
    assert weights[0, 1] == pytest.approx(2 / 3 * np.log(1 + 2.5 / 3))
    assert weights[1, 0] == pytest.approx(1 / 2 * np.log(1 + 2.5 / 1))


def test_a_topic_is_called_by_its_highest_words() -> None:
    assert top_words(GROUPS, 2) == ["hammer drill", "card drill"]


class _Material:
    """Forty rows of eight people."""

    participants = tuple(f"P{row % 8}" for row in range(40))

    def people_of(self, rows: list[int]) -> tuple[str, ...]:
        return tuple(sorted({self.participants[row] for row in rows}))


def test_people_are_on_one_side_and_small_themes_are_left_out() -> None:
    material = cast("Any", _Material())
    shown, held = halves(material, [list(range(40)), [0, 1, 2]])
    assert len(shown) == len(held) == 1
    assert sorted([*shown[0], *held[0]]) == list(range(40))
    assert not set(material.people_of(shown[0])) & set(material.people_of(held[0]))
