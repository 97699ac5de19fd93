"""A journey that somebody wrote -> what to know of it before trusting the places: it is used as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.journey.propose import Encode

_ALIKE = 0.7  # cosine of name with description from which on two steps are hard to tell apart
_MANY = 30
_NAMED = 3
_MOST_PAIRS = 5  # told one by one; sixty steps by number would make 1,770 of them


def doubts(journey: Journey, encode: Encode) -> tuple[str, ...]:
    """Steps that share a name, heading or example or mean the same, a lone step, and very many steps.

    A draft is not doubted: nobody wrote it.
    """
    steps = journey.steps
    if journey.origin is not JourneyOrigin.FILE or not steps:
        return ()
    found = [*_shared("name", {step.id: (step.name,) for step in steps})]
    found += _shared("heading", {step.id: step.headings for step in steps})
    found += _shared("example", {step.id: step.examples for step in steps})
    found += _alike(steps, encode)
    if len(steps) == 1:
        found.append("there is only one step, so what is said is at it or nowhere")
    if len(steps) > _MANY:
        found.append(
            f"there are {len(steps)} steps; the more there are, the less sure is each place, and few people speak of "
            "each: consider fewer, broader ones"
        )
    return tuple(found)


def _shared(what: str, texts: Mapping[str, Sequence[str]]) -> list[str]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for step, own in texts.items():
        for text in {_folded(text) for text in own} - {""}:
            holders[text].append(step)
    return [
        f"{_steps(holders[text])} have the same {what}, so only one of them gets what is said there"
        for text in sorted(holders)
        if len(holders[text]) > 1
    ]


def _alike(steps: Sequence[Step], encode: Encode) -> list[str]:
    rows = encode([f"{step.name}. {step.description}".strip() for step in steps])
    near = rows @ rows.T
    told = [
        f"{_steps((one.id, other.id))} mean nearly the same; say in their descriptions what tells them apart"
        for i, one in enumerate(steps)
        for j, other in enumerate(steps[:i])
        if _folded(one.name) != _folded(other.name) and round(float(near[i, j]), 6) >= _ALIKE
    ]
    more = len(told) - _MOST_PAIRS
    rest = [f"{more:,} more pair{'s' if more > 1 else ''} of steps mean nearly the same"] if more > 0 else []
    return told[:_MOST_PAIRS] + rest


def _steps(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name) for name in sorted(names)[:_NAMED])
    return f"the steps {shown}{' and others' if len(names) > _NAMED else ''}"


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
