"""What the splitter gives: statements, their grammar, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId
from insightmine.domain.speech import LeftOut, LeftOutReason, Statement

__all__ = ["LeftOut", "LeftOutReason", "Span", "Split"]


class Span(NamedTuple):
    """`[start, end)` in code points of a turn's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Split:
    """Statements and left-out stretches, both in the order of transcript, turn and start.

    `annotations` hold the grammar of each statement's own text. Every word of a participant's turn lies in a
    statement or in a left-out stretch.
    """

    statements: tuple[Statement, ...]
    annotations: dict[StatementId, Annotation]
    left_out: tuple[LeftOut, ...]
