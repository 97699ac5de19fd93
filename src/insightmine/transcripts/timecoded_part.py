"""Where in a document a transcript under time codes begins and ends, in whatever language its headings are.

Google Meet puts an assistant's notes and the transcript into one document. Its headings are translated, so the
transcript is known by its shape: a paragraph that is nothing but a time code, and below it `Name: what was said`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.speech import DropReason
from insightmine.transcripts.labels import Head, Shape, is_name_like
from insightmine.transcripts.lines import Line
from insightmine.transcripts.role_words import label_key

_CODE = re.compile(r"\d{2}:\d{2}:\d{2}")
_LAST_CODE = re.compile(r".{1,100}?\d{2}:\d{2}:\d{2}\.?")
_NAMED = 0.9
_CLOSING_ROWS = 4  # rows with words after the last turn: when it ended, and that a machine wrote it
_PROSE = 5  # words of a sentence: above a transcript without notes stand a title, a date and who was there


@dataclass(frozen=True, slots=True)
class TimecodedPart:
    """Rows `first` to `last` (exclusive) are the transcript; `before` is why what stands above is left out."""

    first: int
    last: int
    before: DropReason
    labels: frozenset[str]


def timecoded_part(rows: Sequence[Line], heads: Mapping[int, Head]) -> TimecodedPart | None:
    """The transcript under time codes; `None` where a document has none, or speaks above the first one."""
    filled = [index for index, row in enumerate(rows) if row.text]
    codes = [number for number, index in enumerate(filled) if _CODE.fullmatch(rows[index].text)]
    below = [filled[number + 1] for number in codes if number + 1 < len(filled)]
    under = [heads[index] for index in below if index in heads and _is_said(heads[index])]
    if not codes or len(under) < _NAMED * len(codes):
        return None
    first = filled[codes[0]]
    labels = frozenset(label_key(head.label) for head in under)
    said = [index for index, head in heads.items() if label_key(head.label) in labels and head.text]
    if sum(1 for index in said if index < first) >= 0.2 * len(said):
        return None
    before = DropReason.AI_SUMMARY if any(map(_is_prose, rows[:first])) else DropReason.FRONT_MATTER
    return TimecodedPart(first, _end(rows, filled, heads), before, labels)


def _is_said(head: Head) -> bool:
    return head.shape in (Shape.COLON, Shape.BOLD) and bool(head.text) and is_name_like(head.label)


def _is_prose(row: Line) -> bool:
    return row.text.rstrip("*_ ").endswith((".", "!", "?", "。")) and len(row.text.split()) >= _PROSE


def _end(rows: Sequence[Line], filled: Sequence[int], heads: Mapping[int, Head]) -> int:
    """The row after the last turn: where one says at what time code the transcription ended."""
    for index in filled[-_CLOSING_ROWS:]:
        text = rows[index].text.strip("*_ ")
        head = heads.get(index)
        if (head is None or head.shape is Shape.TIMED) and _LAST_CODE.fullmatch(text) and not _CODE.fullmatch(text):
            return index
    return len(rows)
