"""What a person should look at first: the statements whose correction would teach the program most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import StatementId


class About(StrEnum):
    """Which judgement is doubtful; each can be corrected with the decision of the same name."""

    KIND = "kind"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A doubtful judgement. `proposed` is what holds until somebody decides, empty for unsure.

    `doubt` runs from 0 to 1; `reason` says in a clause why this one comes so early.
    """

    statement: StatementId
    about: About
    proposed: str
    doubt: float
    reason: str
