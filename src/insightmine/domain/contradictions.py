"""Where what somebody says of themselves and what another passage of theirs shows differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StatementId, StepId


class ContradictionKind(StrEnum):
    """How words and deeds differ."""

    THEN_FAILED = "then failed"
    THEN_DID_NOT = "then did not"
    THEN_DID = "then did it after all"
    TAKEN_BACK = "then took it back"
    MEASURED = "the measure says otherwise"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`said` is what somebody says, `shown` a passage of the same person that shows otherwise.

    Where a measure shows it, `shown` is `None` and `measure` names it: nothing is claimed about why they differ.
    """

    participant: ParticipantId
    difference: ContradictionKind
    said: StatementId
    shown: StatementId | None
    step: StepId | None = None
    measure: str | None = None

    def __post_init__(self) -> None:
        by_measure = self.difference is ContradictionKind.MEASURED
        if by_measure != (self.shown is None) or by_measure != (self.measure is not None):
            raise ValueError(f"{self.said}: a passage or a measure shows otherwise, one of them")
        if self.said == self.shown:
            raise ValueError(f"{self.said} shows nothing other than itself")
