"""Impacts: the high-level results that a business looks at later, too big for one team."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.ids import OutcomeId, StepId


@dataclass(frozen=True, slots=True)
class Impact:
    """A declared impact; `indicator` is what is measured of it, and lags behind what people do.

    It should be moved by outcomes at `steps`, and by those of `outcomes`, which a person chose one by one.
    """

    name: str
    description: str = ""
    indicator: str = ""
    steps: tuple[StepId, ...] = ()
    outcomes: tuple[OutcomeId, ...] = ()
