"""`[[impacts]]` in insightmine.toml -> the impacts that outcomes should move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from insightmine.config.files import refuse_unknown, texts_of
from insightmine.config.options import SETTINGS_FILE
from insightmine.domain.ids import OutcomeId, StepId
from insightmine.domain.impacts import Impact
from insightmine.domain.journeys import Journey
from insightmine.errors import ConfigError

_TEXTS = ("name", "description", "indicator")


def load_impacts(settings: Mapping[str, Any], journey: Journey | None) -> tuple[Impact, ...]:
    """The impacts in their order. Raises `ConfigError` naming the file, the impact and the key.

    `journey` is the study's own, whose steps they may name; without one any step is taken, since steps are proposed.
    """
    tables = settings.get("impacts", [])
    if not isinstance(tables, list):
        raise ConfigError(f"{SETTINGS_FILE}: impacts is not a list", hint="write each impact as an [[impacts]] table")
    impacts = tuple(_impact(table, f"{SETTINGS_FILE}, impact {number}") for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for number, impact in enumerate(impacts, 1):
        place = f"{SETTINGS_FILE}, impact {number}"
        if impact.name.casefold() in seen:
            raise ConfigError(f"{place}: the name {impact.name!r} is used twice", hint="give each impact its own name")
        seen.add(impact.name.casefold())
        unknown = [step for step in impact.steps if journey is not None and step not in {s.id for s in journey.steps}]
        if unknown:
            raise ConfigError(
                f"{place}: steps names {unknown[0]!r}, which is no step of journey.toml", hint="write the id of a step"
            )
    return impacts


def _impact(table: object, place: str) -> Impact:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: not a table", hint="write each impact as an [[impacts]] table")
    refuse_unknown(table, tuple(f.name for f in fields(Impact)), place)
    for key in _TEXTS:
        if not isinstance(table.get(key, ""), str):
            raise ConfigError(f"{place}: {key} is not a text")
    if not table.get("name", "").strip():
        raise ConfigError(f"{place}: name is missing", hint='write name = "..."')
    return Impact(
        **{key: " ".join(table.get(key, "").split()) for key in _TEXTS},
        steps=tuple(StepId(text) for text in texts_of(table.get("steps", []), f"{place}: steps")),
        outcomes=tuple(OutcomeId(text) for text in texts_of(table.get("outcomes", []), f"{place}: outcomes")),
    )
