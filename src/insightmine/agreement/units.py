"""What is drawn as one when an interval is asked for: a person, else a file, else the unit by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.agreement.values import Unit


@dataclass(frozen=True, slots=True)
class Drawn:
    """For each unit what it is drawn with, what these are called, and how many, `None` where nobody knows."""

    names: tuple[str, ...]
    word: str
    n_known: int | None


def drawn(units: Sequence[Unit]) -> Drawn:
    """By participant where all units have one, else by file where all have one, else each unit by itself."""
    people = tuple(unit.participant for unit in units if unit.participant)
    if len(people) == len(units):
        return Drawn(people, "participants", len(set(people)))
    files = tuple(unit.source for unit in units if unit.source)
    if len(files) == len(units):
        return Drawn(files, "files", len(set(files)))
    return Drawn(tuple(unit.key for unit in units), "units", None)
