"""Where two people decided different things about the same matter: the later holds, and both are told."""

from __future__ import annotations

from collections.abc import Sequence

from insightmine.domain.decisions import Action, Decision, overruled
from insightmine.domain.problems import Problem

# Decisions about themes and their members find each other in the replay, where it is known which theme is meant.
_JUDGED = (Action.EFFECT, Action.KIND, Action.STEP, Action.ROLE, Action.PERSON)


def conflicts(rulings: Sequence[Decision]) -> tuple[Problem, ...]:
    """The decisions on statements, steps, roles and people that somebody else decided differently later.

    Who corrects what they themselves decided is in no conflict. `rulings` are those that hold, oldest first.
    """
    spoken: dict[tuple[str, ...], Decision] = {}
    problems = []
    for ruling in rulings:
        for matter in _matters(ruling):
            before = spoken.get(matter)
            if before is not None and before.by != ruling.by and _says(before) != _says(ruling):
                problems.append(overruled(before, ruling))
            spoken[matter] = ruling
    return tuple(dict.fromkeys(problems))


def _matters(ruling: Decision) -> list[tuple[str, ...]]:
    """What a decision is about, as far as its ids say it."""
    if ruling.action in _JUDGED:
        return [(ruling.action, *ruling.targets)]
    if ruling.action in (Action.ACCEPT, Action.REJECT):
        return [("status", target) for target in ruling.targets if not target.startswith("T")]
    return []


def _says(ruling: Decision) -> tuple[str, ...]:
    """What was decided; the order in which kinds are named counts, since the first is the main one."""
    if ruling.action in (Action.ACCEPT, Action.REJECT):
        return (ruling.action,)
    return tuple(part.strip() for part in (ruling.value or "").split(","))
