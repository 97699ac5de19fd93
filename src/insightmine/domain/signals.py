"""Signals: a theme at a journey step as a booster or blocker candidate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.themes import Status


class SignalEffect(StrEnum):
    """What people said about it: it helps them on, or it holds them up."""

    BOOSTER = "booster"
    BLOCKER = "blocker"


@dataclass(frozen=True, slots=True)
class Association:
    """What people did: whether those who showed the behaviour did better on a measure. Never a cause."""

    measure: str
    n_with: int
    n_without: int
    estimate: float | None
    kind: str
    interval: tuple[float, float] | None
    p: float | None
    q: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Signal:
    """Evidence for and against, counted in participants, one vote each: the side of most of what they said.

    `strength` (0 to 1): see `journey/signals.py`. `supporting` are the statements of the supporters, `participants`;
    `opposing` is all that was said for the other side, also by a supporter. `step` is `None` for a theme that has no
    place on the journey.
    """

    id: SignalId
    theme: ThemeId
    step: StepId | None
    effect: SignalEffect
    strength: float
    participants: tuple[ParticipantId, ...]
    opponents: tuple[ParticipantId, ...]
    supporting: tuple[StatementId, ...]
    opposing: tuple[StatementId, ...]
    association: Association | None = None
    conflict: bool = False
    status: Status = Status.CANDIDATE

    def __post_init__(self) -> None:
        if not self.supporting or not self.participants:
            raise ValueError(f"signal {self.id} has no evidence")
        if not 0.0 <= self.strength <= 1.0:
            raise ValueError(f"signal {self.id}: strength lies outside 0 to 1")
