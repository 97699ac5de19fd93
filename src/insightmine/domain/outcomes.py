"""Outcomes: changes in behaviour that a team could plan for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import OutcomeId, ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.themes import Status


class Direction(StrEnum):
    """Whether the team would want more or less of the behaviour."""

    MORE = "more"
    LESS = "less"


class Grade(StrEnum):
    """How good the evidence is."""

    STRONG = "strong"
    MODERATE = "moderate"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who showed the behaviour, among those who had the opportunity; `unclear`: could not be told."""

    showed: tuple[ParticipantId, ...]
    opportunity: tuple[ParticipantId, ...]
    unclear: tuple[ParticipantId, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A candidate change in behaviour. Baseline and target stay empty until a team measures and sets them."""

    id: OutcomeId
    theme: ThemeId
    who: str
    behaviour: str
    step: StepId | None
    direction: Direction
    seen: Seen
    metric: str
    question: str
    hypothesis: str
    next_test: str
    alternatives: tuple[str, ...]
    grade: Grade
    grade_reasons: tuple[str, ...]
    signals: tuple[SignalId, ...]
    supporting: tuple[StatementId, ...]
    opposing: tuple[StatementId, ...]
    pain_points: tuple[StatementId, ...] = ()
    impact: str | None = None
    baseline: str | None = None
    target: str | None = None
    status: Status = Status.CANDIDATE

    def __post_init__(self) -> None:
        if not self.supporting or not self.seen.showed:
            raise ValueError(f"outcome {self.id} has no evidence")
