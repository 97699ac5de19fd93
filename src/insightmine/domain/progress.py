"""How a long run tells what it is doing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each stage and of what was done in it; a terminal draws a bar, a notebook may do nothing."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; `total` is how much there is to do, where that is known."""

    def advance(self, done: int = 1) -> None:
        """So much more of the stage is done."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Do nothing."""

    def advance(self, done: int = 1) -> None:
        """Do nothing."""
