"""Measures of success: what was measured of whom at which step, and which direction is good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from insightmine.domain.ids import ParticipantId, SignalId, StepId
from insightmine.domain.problems import Problem


class Scale(StrEnum):
    """What the values of a measure are: yes or no, places in an order, or amounts."""

    BINARY = "binary"
    ORDINAL = "ordinal"
    NUMBER = "number"


class Better(StrEnum):
    """Which end of a measure is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; of a binary one 1 means yes. `levels` are an ordinal one's words from the lowest to the highest.

    `inferred` names what nobody declared ("kind", "better") and the program took from name and values.
    """

    name: str
    scale: Scale
    better: Better = Better.HIGHER
    levels: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a measure has no name")
        if self.levels and (self.scale is not Scale.ORDINAL or len(set(self.levels)) != len(self.levels)):
            raise ValueError(f"measure {self.name}: levels are different words of an ordinal measure")
        if not {"kind", "better"}.issuperset(self.inferred):
            raise ValueError(f"measure {self.name}: only kind and better can be inferred")

    def oriented(self, value: float) -> float:
        """The value, turned so that more is better."""
        return value if self.better is Better.HIGHER else -value

    def is_success(self, value: float) -> bool:
        """Of a binary measure: whether it went well."""
        return (value > 0) == (self.better is Better.HIGHER)

    def in_words(self, value: float) -> str:
        """The value as it is shown."""
        if self.levels and value == int(value) and 0 <= int(value) < len(self.levels):
            return self.levels[int(value)]
        if self.scale is Scale.BINARY:
            return "yes" if value > 0 else "no"
        return f"{value:g}"


@dataclass(frozen=True, slots=True)
class Result:
    """How it ended for one person, at a step or (`None`) in the whole study; with an `exclude_reason` not counted."""

    participant: ParticipantId
    step: StepId | None
    measure: str
    value: float | None
    exclude_reason: str = ""
    line: int = 0


@dataclass(frozen=True)
class Measures:
    """All measures in the order in which they are looked at, and all results by line.

    `problems` tell of rows that could not be used or count once, `notes` of what was inferred.
    """

    measures: tuple[Measure, ...] = ()
    results: tuple[Result, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Measure]:
        """Measures by their name."""
        return {measure.name: measure for measure in self.measures}

    def at(self, measure: str, step: StepId | None) -> tuple[Result, ...]:
        """The results of a measure at a step, or of the whole study."""
        return self._by_place.get((measure, step), ())

    @cached_property
    def _by_place(self) -> dict[tuple[str, StepId | None], tuple[Result, ...]]:
        found: defaultdict[tuple[str, StepId | None], list[Result]] = defaultdict(list)
        for result in self.results:
            found[result.measure, result.step].append(result)
        return {place: tuple(results) for place, results in found.items()}

    def for_step(self, step: StepId | None) -> tuple[tuple[Measure, StepId | None], ...]:
        """What was measured at a step, then what was measured of the whole study; each in the order of measures."""
        places = (step, None) if step is not None else (None,)
        return tuple(
            (measure, place) for place in places for measure in self.measures if (measure.name, place) in self._by_place
        )

    def known_as(self, name_of: Callable[[str], str], text_of: Callable[[str], str]) -> Measures:
        """The same with people by other names, and with reasons and problems in other words: their pseudonyms."""
        return Measures(
            self.measures,
            tuple(
                replace(
                    result,
                    participant=ParticipantId(name_of(result.participant)),
                    exclude_reason=text_of(result.exclude_reason),
                )
                for result in self.results
            ),
            tuple(replace(problem, text=text_of(problem.text)) for problem in self.problems),
            self.notes,
        )

    def without(self, people: Collection[str]) -> Measures:
        """The same without the results of some people, as of those who have withdrawn."""
        return replace(self, results=tuple(result for result in self.results if result.participant not in people))


@dataclass(frozen=True, slots=True)
class Doing:
    """Who did what a signal is about, at its step; nobody is in two lists.

    `did`: of a booster, who shows what is said to help; of a blocker, whom it held up. `did_not`: who is known not to
    have; everybody else is unknown, for silence in an interview is no absence. See `outcomes.doing`.
    """

    signal: SignalId
    did: tuple[ParticipantId, ...]
    did_not: tuple[ParticipantId, ...]
