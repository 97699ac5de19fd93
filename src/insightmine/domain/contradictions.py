"""Where what somebody says of themselves and what another passage of theirs shows point apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StatementId, StepId


class Difference(StrEnum):
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
    difference: Difference
    said: StatementId
    shown: StatementId | None
    step: StepId | None = None
    measure: str | None = None
