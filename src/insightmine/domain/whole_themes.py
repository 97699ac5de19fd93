"""Boosters and blockers that stand at no step, and where on the journey their supporters said it all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.signals import Signal


@dataclass(frozen=True, slots=True)
class SaidHere:
    """A signal of a whole theme, and those of its supporters who said so at one step."""

    signal: Signal
    people: tuple[ParticipantId, ...]


def said_at(analysis: Analysis, step: StepId, signals: Iterable[Signal]) -> tuple[SaidHere, ...]:
    """Of these signals those without a step that somebody supports at this one, in the order given.

    They have no place because no step alone has enough people. Nothing at a step may be called silent where they
    were said, and there they are no count of their own: a supporter may be named at several steps.
    """
    steps = {one.id for one in analysis.journey.steps}
    found = []
    for signal in signals:
        if signal.step not in steps:
            here = (s for s in signal.supporting if analysis.judgement_by_id[s].step == step)
            people = tuple(sorted({analysis.statement_by_id[s].participant for s in here}))
            if people:
                found.append(SaidHere(signal, people))
    return tuple(found)
