"""Which signals, outcomes and themes a person accepted or rejected."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.problems import Problem
from insightmine.domain.themes import Status

STATUS_AFTER: Mapping[Action, Status] = {Action.ACCEPT: Status.ACCEPTED, Action.REJECT: Status.REJECTED}


def verdicts(rulings: Sequence[Decision]) -> dict[str, Status]:
    """The status of each id that was accepted or rejected; of several decisions on one, the last counts."""
    return {
        target: STATUS_AFTER[ruling.action]
        for ruling in rulings
        if ruling.action in STATUS_AFTER
        for target in ruling.targets
    }


def without_object(rulings: Sequence[Decision], found: Collection[str]) -> tuple[Problem, ...]:
    """The signals and outcomes that were accepted or rejected and are not among those found today."""
    names = {"G": "signal", "O": "outcome"}
    return tuple(
        Problem(ruling.id, f"there is no {names[target[0]]} {target} any more")
        for ruling in rulings
        if ruling.action in STATUS_AFTER
        for target in ruling.targets
        if target[:1] in names and target not in found
    )
