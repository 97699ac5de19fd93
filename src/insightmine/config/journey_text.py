"""The steps of a journey -> the text of a journey.toml that a person would go on editing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from insightmine.domain.journeys import Journey, Step

_HEAD = """\
# The steps of the journey, from left to right{source}.
# Each has an id and a name; description, examples (phrases people use there) and headings help to place what is said.
"""


def journey_toml(journey: Journey, source: str = "") -> str:
    """The journey.toml of these steps; `source` says in its head where they come from, in a few words."""
    told = "".join(letter if letter.isprintable() else " " for letter in source)
    head = _HEAD.format(source=f", {told}" if told else "")
    return "\n".join([head, *("\n".join([*step_lines(step), ""]) for step in journey.steps)]).rstrip() + "\n"


def step_lines(step: Step) -> Iterator[str]:
    """The lines of its `[[step]]` table."""
    yield "[[step]]"
    yield f"id = {_string(step.id)}"
    yield f"name = {_string(step.name)}"
    if step.description:
        yield f"description = {_string(step.description)}"
    for key, texts in (("examples", step.examples), ("headings", step.headings)):
        if texts:
            yield f"{key} = ["
            yield from (f"    {_string(text)}," for text in texts)
            yield "]"


def _string(text: str) -> str:
    """A basic string of TOML 1.0: that of JSON, but for DEL and for lone surrogates, which TOML has no place for."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
