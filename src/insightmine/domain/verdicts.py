"""Which signals, outcomes and themes a person accepted or rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from insightmine.domain.decisions import Action, Decision
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
