"""The journey: steps in the order in which people walk through them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import StepId

NO_STEP = "none"  # where a step is asked for, as in `decide step S12ab34cd56 none`; no step has this id
_AT_A_PLACE = "observed or asked at "


class JourneyOrigin(StrEnum):
    """Where the steps come from. Anything but `FILE` is a draft."""

    FILE = "file"
    HEADINGS = "headings"
    QUESTIONS = "questions"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `headings` are the transcript headings that stand for it, `examples` phrases people use there."""

    id: StepId
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """The steps in order; none at all is a valid answer."""

    steps: tuple[Step, ...] = ()
    origin: JourneyOrigin = JourneyOrigin.NONE

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            raise ValueError("two steps of the journey share an id")

    @property
    def is_draft(self) -> bool:
        """Whether the steps were proposed by the program."""
        return self.origin is not JourneyOrigin.FILE

    def step(self, step_id: StepId) -> Step:
        """The step with this id; `KeyError` if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


def observed_or_asked_at(place: str) -> str:
    """Who had the opportunity, for the line "6 of the 9 people observed or asked at ...": a step, task or topic."""
    return f"{_AT_A_PLACE}“{place}”"


def is_of_everybody_or_a_place(basis: str) -> bool:
    """Whether a denominator counts all, or those at a place, and not those who were asked the question itself."""
    return basis in ("", "all") or basis.startswith(_AT_A_PLACE)
