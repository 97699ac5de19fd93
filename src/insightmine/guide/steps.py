"""Which step of the journey a question or a task is about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey

_PREFIX = re.compile(
    r"^(?:(?:task|step|part|section|phase|scenario|topic|block)\s*(?:no\.?|number|#)?\s*)?\d*\s*[.:)–—-]*\s*"
)
_SUFFIX = re.compile(r"\s*\([^()]*\)\s*$")


def step_of_items(guide: Guide, journey: Journey) -> Mapping[str, StepId]:
    """The step of each item that has one on this journey.

    It is the one that the guide names; else the one with the name, id or heading of the item's heading or section.
    """
    known = {step.id for step in journey.steps}
    called = {
        plain_heading(name): step.id
        for step in reversed(journey.steps)
        for name in (*step.headings, step.id, step.name)
        if plain_heading(name)
    }
    found: dict[str, StepId] = {}
    for item in guide.items:
        step = item.step if item.step in known else called.get(plain_heading(_heading(item)))
        if step is not None:
            found[item.id] = step
    return found


def plain_heading(text: str) -> str:
    """Lower case, without "Task 1:", "(10 minutes)" and punctuation."""
    lowered = _SUFFIX.sub("", text.casefold().strip())
    words = re.findall(r"\w+", _PREFIX.sub("", lowered)) or re.findall(r"\w+", lowered)
    return " ".join(words)


def _heading(item: GuideQuestion | GuideTask) -> str:
    return (item.section if isinstance(item, GuideQuestion) else item.heading) or ""
