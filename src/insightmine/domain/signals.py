"""Signals: a theme at a journey step as a booster or blocker candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.associations import Association, disagree
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.themes import Status


class SignalEffect(StrEnum):
    """What people said about it: it helps them on, or it holds them up."""

    BOOSTER = "booster"
    BLOCKER = "blocker"


@dataclass(frozen=True, slots=True)
class Signal:
    """Evidence for and against, counted in participants, one vote each: the side of most of what they said.

    `strength` (0 to 1): see `journey/signals.py`. `supporting` are the statements of the supporters, `participants`;
    `opposing` is all else that was said for the other side, also by a supporter. `step` is `None` for a theme that
    has no place on the journey.

    `about` is what its supporters speak of beside the name of the theme (`themes/about.py`), `None` where they have
    no phrase of their own.

    `association` is what people did, by the measure that comes first: one of this step before one of the whole study,
    then as declared; `other_associations` are those by the other measures. `conflict`: what people said and what they
    did disagree, by the first of these that points to a side.
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
    other_associations: tuple[Association, ...] = ()
    about: str | None = None

    def __post_init__(self) -> None:
        if not self.supporting or not self.participants:
            raise ValueError(f"signal {self.id} has no evidence")
        if not 0.0 <= self.strength <= 1.0:
            raise ValueError(f"signal {self.id}: strength lies outside 0 to 1")

    @property
    def is_one_voice(self) -> bool:
        """Whether one person alone supports it."""
        return len(self.participants) == 1

    @property
    def associations(self) -> tuple[Association, ...]:
        """By every measure, the first one first."""
        return () if self.association is None else (self.association, *self.other_associations)

    @property
    def measures_disagree(self) -> tuple[tuple[str, str], ...]:
        """Measures of which one says better, the other worse, of those who did it."""
        return disagree(self.associations)


def is_conflict(effect: SignalEffect, associations: Iterable[Association]) -> bool:
    """Whether what people said and what they did, by the first of these that points to a side, disagree."""
    points = next((association.points for association in associations if association.points), 0)
    return points == (-1 if effect is SignalEffect.BOOSTER else 1)
