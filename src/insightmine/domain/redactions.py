"""What stands in the place of something that would identify somebody."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.ids import TranscriptId

PSEUDONYM = re.compile(
    r"(?<![\w-])(?:participant|interviewer|observer|person|organisation|place|address|postcode|e-mail|phone-number|link|"
    r"handle|device-address|account-number|identity-number|date-of-birth|age|job-title|number|name)-\d{1,6}(?![\w-])",
    re.IGNORECASE,
)


def pseudonym(word: str, number: int) -> str:
    """What stands for the `number`-th of its kind: "Person-4", "phone-number-1".

    One word, so that a parser takes it for a name wherever one stood.
    """
    return f"{word.replace(' ', '-')}-{number}"


@dataclass(frozen=True, slots=True)
class Redaction:
    """A stretch of a turn's text that is a pseudonym, and where what it stands for lies in the text that was read.

    All offsets are code points, end exclusive: `start` and `end` into the turn as everything else sees it,
    `original_start` and `original_end` into the turn as it was read. What was there is kept nowhere in this value.
    Where `pseudonym` is `None`, what was there is still there: it may identify somebody, and a person has to say.
    """

    transcript: TranscriptId
    turn: int
    start: int
    end: int
    original_start: int
    original_end: int
    kind: str
    pseudonym: str | None

    def __post_init__(self) -> None:
        length = self.original_end - self.original_start if self.pseudonym is None else len(self.pseudonym)
        if self.end - self.start != length or self.original_end <= self.original_start:
            raise ValueError("a redaction covers something, and its pseudonym fills its place")

    @property
    def awaits_review(self) -> bool:
        """Whether nothing was replaced yet."""
        return self.pseudonym is None


def original_offset(offset: int, redactions: Sequence[Redaction]) -> int:
    """Where a place of a redacted turn lies in the turn as it was read; `redactions` are those of the turn, by start.

    Within a pseudonym it is the start of what stood there, at its end the end.
    """
    shift = 0
    for item in redactions:
        if offset < item.end:
            return item.original_start if offset > item.start else offset + shift
        shift = item.original_end - item.end
    return offset + shift


def counted_by_kind(redactions: Sequence[Redaction]) -> dict[str, tuple[int, int]]:
    """By kind: how many different things were replaced, and at how many places; kinds by falling places, then name."""
    places = Counter(item.kind for item in redactions if not item.awaits_review)
    different: defaultdict[str, set[str]] = defaultdict(set)
    for item in redactions:
        if item.pseudonym is not None:
            different[item.kind].add(item.pseudonym)
    kinds = sorted(places, key=lambda kind: (-places[kind], kind))
    return {kind: (len(different[kind]), places[kind]) for kind in kinds}
