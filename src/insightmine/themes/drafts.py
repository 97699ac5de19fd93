"""A theme in the making: which rows it holds, and what a person has said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from insightmine.domain.ids import ThemeId
from insightmine.domain.judgements import MACHINE
from insightmine.domain.themes import Status


@dataclass(slots=True)
class Draft:
    """A group of rows of the material; `name`, `named_by` and `status` as far as a person decided them.

    `goes_on`: the theme into which a person merged others, so that it keeps its id however large they are.
    """

    rows: set[int]
    name: str | None = None
    named_by: str = MACHINE
    status: Status = Status.CANDIDATE
    lineage: list[str] = field(default_factory=list)
    split_off: bool = False
    goes_on: ThemeId | None = None

    @property
    def is_decided(self) -> bool:
        """Whether a person said anything about it."""
        return self.name is not None or self.status is not Status.CANDIDATE or bool(self.lineage)

    @property
    def ordered(self) -> list[int]:
        """The rows, which stand in the order of their statements' ids."""
        return sorted(self.rows)
