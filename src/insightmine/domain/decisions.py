"""What a person decided: replayed on every run, never lost, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import StatementId
from insightmine.domain.problems import Problem


class Action(StrEnum):
    """What can be decided."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    ACCEPT = "accept"
    REJECT = "reject"
    EFFECT = "effect"
    KIND = "kind"
    STEP = "step"
    ROLE = "role"
    PERSON = "person"
    TOGETHER = "together"
    APART = "apart"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The quote that a decision hangs on, so that it finds its way after the text was corrected."""

    statement: StatementId
    participant: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of decisions.jsonl.

    `targets` are ids (or a file and a label for `role` and `person`), `value` what was decided ("helps", a name,
    a step), `anchors` the quotes behind each target. `at` is an ISO time, for people; order in the file counts.
    """

    id: str
    action: Action
    targets: tuple[str, ...]
    value: str | None
    by: str
    because: str
    at: str
    anchors: tuple[tuple[Anchor, ...], ...] = ()


def overruled(earlier: Decision, later: Decision) -> Problem:
    """The problem of a decision that a later one contradicts: both people are named where they are two."""
    if earlier.by == later.by:
        return Problem(earlier.id, f"overruled by {later.id}")
    return Problem(earlier.id, f"{earlier.by} decided this; overruled by {later.id}, decided by {later.by}")
