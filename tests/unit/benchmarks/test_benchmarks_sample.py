"""The measure of planned sides: which planned theme a signal stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from benchmarks.sample import stands_for
from tests.builders import tool_library

from insightmine.domain.ids import StatementId

EARLY, LATE = [StatementId(f"early{n}") for n in range(3)], [StatementId(f"late{n}") for n in range(4)]
GOLD = {**dict.fromkeys(EARLY, "books-early"), **dict.fromkeys(LATE, "last-minute")}


@pytest.mark.parametrize(
    ("supporting", "opposing", "planned"),
    [
        (EARLY, LATE, "books-early"),  # more speak for the other side, which is another planned theme
        (LATE, EARLY, "last-minute"),
        ([*EARLY, LATE[0]], [], "books-early"),
        (EARLY[:1] + LATE[:1], LATE, None),
        ([StatementId("unlabelled")], EARLY, None),
    ],
)
def test_a_signal_stands_for_what_most_of_its_supporting_quotes_are_of(
    supporting: Sequence[StatementId], opposing: Sequence[StatementId], planned: str | None
) -> None:
    signal = replace(tool_library().signals[0], supporting=tuple(supporting), opposing=tuple(opposing))
    assert stands_for(signal, GOLD) == planned
