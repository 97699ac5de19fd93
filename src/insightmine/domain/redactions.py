"""What stands in the place of something that would identify somebody."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.ids import TranscriptId


@dataclass(frozen=True, slots=True)
class Redaction:
    """A stretch of a turn's text that is a pseudonym, and where what it stands for lies in the text that was read.

    All offsets are code points, end exclusive: `start` and `end` into the turn as everything else sees it,
    `original_start` and `original_end` into the turn as it was read. What was there is kept nowhere in this value.
    """

    transcript: TranscriptId
    turn: int
    start: int
    end: int
    original_start: int
    original_end: int
    kind: str
    pseudonym: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.pseudonym) or self.original_end <= self.original_start:
            raise ValueError("a redaction covers something, and its pseudonym fills its place")
