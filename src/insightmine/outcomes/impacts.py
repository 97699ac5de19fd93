"""Declared impacts -> which of them each outcome should move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.domain.impacts import Impact
from insightmine.domain.outcomes import Outcome


def with_impacts(outcomes: Sequence[Outcome], impacts: Sequence[Impact]) -> tuple[Outcome, ...]:
    """The outcomes, each with the impacts that name it; where none names it, with those that name its step.

    Nothing is guessed: where nobody declared it the impact stays `None`, for the team to name.
    """
    return tuple(_with_impact(outcome, impacts) for outcome in outcomes)


def _with_impact(outcome: Outcome, impacts: Sequence[Impact]) -> Outcome:
    chosen = [impact for impact in impacts if outcome.id in impact.outcomes]
    moved = chosen or [impact for impact in impacts if outcome.step is not None and outcome.step in impact.steps]
    if not moved:
        return outcome
    indicators = "; ".join(impact.indicator for impact in moved if impact.indicator)
    return replace(outcome, impact="; ".join(impact.name for impact in moved), lagging=indicators or None)


def without_outcome(outcomes: Sequence[Outcome], impacts: Sequence[Impact]) -> tuple[str, ...]:
    """What impacts say of outcomes that are not found today."""
    known = {outcome.id for outcome in outcomes}
    return tuple(
        f"impact {impact.name!r}: there is no outcome {wanted} today"
        for impact in impacts
        for wanted in impact.outcomes
        if wanted not in known
    )
