"""A theme in the making: which rows it holds, and what a person has said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from insightmine.domain.ids import ThemeId
from insightmine.domain.judgements import MACHINE
from insightmine.domain.themes import Status


@dataclass(slots=True, eq=False)
class Draft:
    """A group of rows of the material; `name`, `named_by` and `status` as far as a person decided them.

    `goes_on`: the theme into which a person merged others, so that it keeps its id however large they are. `code`: the
    code of a codebook that it stands for, with the definition given there; `also` are rows of other drafts that belong
    here as well.
    """

    rows: set[int]
    name: str | None = None
    named_by: str = MACHINE
    status: Status = Status.CANDIDATE
    lineage: list[str] = field(default_factory=list)
    split_off: bool = False
    goes_on: ThemeId | None = None
    code: str | None = None
    definition: str = ""
    also: set[int] = field(default_factory=set)

    @property
    def is_decided(self) -> bool:
        """Whether a person said anything about it."""
        named = self.code is not None or self.name is not None
        return named or self.status is not Status.CANDIDATE or bool(self.lineage)

    @property
    def ordered(self) -> list[int]:
        """The rows in the order of the material."""
        return sorted(self.rows)
