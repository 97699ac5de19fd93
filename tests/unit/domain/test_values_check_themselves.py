"""Values of measures, contradictions and ranks that cannot be are refused where they are made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.measures import Measure, Scale
from insightmine.domain.outcomes import Rank


def differs(difference: ContradictionKind, shown: str | None, measure: str | None = None) -> Contradiction:
    other = None if shown is None else StatementId(shown)
    return Contradiction(ParticipantId("P1"), difference, StatementId("S1"), other, None, measure)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Measure(" ", Scale.BINARY),
        lambda: Measure("done", Scale.NUMBER, levels=("no", "yes")),
        lambda: Measure("done", Scale.ORDINAL, levels=("no", "no")),
        lambda: Measure("done", Scale.ORDINAL, inferred=("levels",)),
        lambda: differs(ContradictionKind.THEN_FAILED, None),
        lambda: differs(ContradictionKind.THEN_FAILED, "S2", "success"),
        lambda: differs(ContradictionKind.MEASURED, None),
        lambda: differs(ContradictionKind.MEASURED, "S2", "success"),
        lambda: differs(ContradictionKind.TAKEN_BACK, "S1"),
        lambda: Rank(evidence=1.0, reach=0.5, agreement=0.5, strength=1.2),
        lambda: Rank(evidence=1.0, reach=-0.1, agreement=0.5, strength=0.2),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_what_can_be_is_made() -> None:
    assert differs(ContradictionKind.MEASURED, None, "success").measure == "success"
    assert differs(ContradictionKind.THEN_DID, "S2").shown == "S2"
    assert Measure("done", Scale.ORDINAL, levels=("no", "partly", "yes")).in_words(1.0) == "partly"
    assert Rank(1.0, 1.0, 1.0, 1.0).score == 1.0
