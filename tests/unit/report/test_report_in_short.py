"""What a reader in a hurry sees first."""

from __future__ import annotations

from insightmine.domain.ids import ThemeId
from insightmine.report.journey_views import Mark
from insightmine.report.model import in_short


def mark(theme: str, step: str | None, n_for: int, n_against: int, strength: float) -> Mark:
    return Mark(
        ThemeId(theme), theme, "booster", n_for, n_against, 9, "9 people", strength, "candidate", False, None, step
    )


def test_what_has_a_place_and_most_people_for_it_comes_first() -> None:
    marks = [
        mark("T1", None, 5, 0, 0.9),
        mark("T2", "find", 2, 4, 0.8),
        mark("T3", "find", 4, 1, 0.3),
        mark("T4", "book", 3, 0, 0.5),
    ]
    assert [found.theme for found in in_short(marks)] == ["T3", "T4", "T2"]
    assert in_short(marks[::-1]) == in_short(marks)


def test_without_a_journey_most_people_come_first() -> None:
    marks = [mark("T1", None, 2, 0, 0.9), mark("T2", None, 6, 1, 0.4)]
    assert [found.theme for found in in_short(marks)] == ["T2", "T1"]
