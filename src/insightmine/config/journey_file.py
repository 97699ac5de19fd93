"""journey.toml -> the steps of the journey, from left to right."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from insightmine.config.files import content_of, read_toml, refuse_unknown, texts_of
from insightmine.domain.ids import StepId
from insightmine.domain.journeys import NO_STEP, Journey, JourneyOrigin, Step
from insightmine.errors import ConfigError


def load_journey(path: Path) -> Journey | None:
    """The steps of a journey.toml (`[[step]]` tables with id, name, description, examples, headings), or `None`."""
    if content_of(path) is None:
        return None
    content = read_toml(path)
    refuse_unknown(content, ("step",), path.name)
    tables = content.get("step")
    if not isinstance(tables, list) or not tables:
        raise ConfigError(f"{path.name}: no steps", hint="add at least one [[step]] table with an id and a name")
    steps = tuple(_step(table, f"{path.name}, step {number}") for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for number, step in enumerate(steps, 1):
        if step.id in seen:
            raise ConfigError(
                f"{path.name}, step {number}: the id {step.id!r} is used twice", hint="give each step its own id"
            )
        seen.add(step.id)
    return Journey(steps=steps, origin=JourneyOrigin.FILE)


def _step(table: object, place: str) -> Step:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: not a table", hint="write each step as a [[step]] table")
    refuse_unknown(table, tuple(f.name for f in fields(Step)), place)
    for key in ("id", "name"):
        if key in table and not isinstance(table[key], str):
            raise ConfigError(f"{place}: {key} is not a text", hint=f'put it in quotation marks: {key} = "..."')
        if not table.get(key, "").strip():
            raise ConfigError(f"{place}: {key} is missing", hint=f'write {key} = "..."')
    if not any(character.isalnum() for character in table["name"]):
        raise ConfigError(f"{place}: the name has no words", hint="name it by what people do there: Book it")
    if table["id"].strip() == NO_STEP:
        raise ConfigError(f"{place}: the id {NO_STEP!r} stands for no step at all", hint="give it another id")
    if not isinstance(table.get("description", ""), str):
        raise ConfigError(f"{place}: description is not a text")
    lists = {key: texts_of(table.get(key, []), f"{place}: {key}") for key in ("examples", "headings")}
    return Step(
        id=StepId(table["id"].strip()), name=table["name"].strip(), description=table.get("description", ""), **lists
    )
