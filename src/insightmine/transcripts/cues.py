"""WebVTT, SRT and SBV: an own pass over the lines, because no caption library keeps every word.

webvtt-py empties a cue whose text holds an arrow and drops what follows an empty line inside a cue; pysubs2 loses
the names of voice tags. The tests compare this reader with both on the files where they are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript, Turn
from insightmine.errors import InputRefused
from insightmine.transcripts.captions import drop_repeated, has_word_times, move_tags, split_speakers
from insightmine.transcripts.coverage import Ledger, words_of
from insightmine.transcripts.cue_turns import merge_cues
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.times import seconds

_CLOCK = r"-?(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*({_CLOCK})[ \t]{{0,9}}-->[ \t]{{0,9}}({_CLOCK})(?:[ \t]+(.{{1,300}}))?[ \t]*")
_SBV_TIMING = re.compile(r"(\d{1,2}:\d{2}:\d{2}\.\d{1,3}),(\d{1,2}:\d{2}:\d{2}\.\d{1,3})")
_BROKEN = re.compile(rf"[ \t]*(?:{_CLOCK})[ \t]{{0,9}}--?>?[^A-Za-z]{{0,40}}[ \t]*$|[ \t]*{_CLOCK}[ \t]{{0,9}}-->")
# a timing line in which a digit was mistyped: it still separates cues
_FLAWED = re.compile(r"[ \t]*\d[\w:.]{3,14}(?:[ \t]{0,9}-->[ \t]{0,9}|,)\d[\w:.,]{3,14}[ \t]*")
_SETTING = re.compile(r"[a-z]+:[\w%.,-]{1,60}")
_CUES = 3
_CUE_SHARE = 0.15  # of the lines: a cue in a document is a time, a name and a paragraph or two
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t].*)?")


class CueParser:
    """Files of timed cues."""

    def accepts(self, document: Document) -> bool:
        """A WEBVTT signature, or a timing line near the top."""
        text = document.text.lstrip()
        if text.startswith("WEBVTT"):
            return True
        rows = [row for row in text[:4000].split("\n")[:40] if row.strip()]
        return any(_timing(row) is not None for row in rows[:6])

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript; cues are merged into turns."""
        ledger = Ledger()
        warnings: list[str] = []
        turns = read_cues(document.text.split("\n"), ledger, warnings, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            _format(document.text),
            turns,
            dropped=ledger.close(),
            warnings=tuple(warnings),
            encoding=document.encoding,
        )
        return Parsed((transcript,), move_tags(document.text))


def read_cues(rows: Sequence[str], ledger: Ledger, warnings: list[str], speakers: SpeakerOptions) -> tuple[Turn, ...]:
    """The turns in the lines of timed cues; the words of `move_tags` of the text are in them or in the ledger."""
    raw = _scan(rows, ledger, warnings)
    return merge_cues(drop_repeated(split_speakers(raw, ledger, speakers), has_word_times(raw), ledger, warnings))


def first_of_cues(rows: Sequence[str]) -> int | None:
    """The row of the first timing with an arrow, where the lines of a document are cues; `None` where they are not."""
    filled = sum(1 for row in rows if row.strip())
    timings = [index for index, row in enumerate(rows) if "-->" in row and _timing(row) is not None]
    return timings[0] if len(timings) >= _CUES and len(timings) >= _CUE_SHARE * filled else None


@dataclass(slots=True)
class RawCue:
    """A cue as it stands in the file: its text with tags, line by line."""

    number: int
    start: float | None
    end: float | None
    lines: list[str] = field(default_factory=list)


def _format(text: str) -> str:
    if text.lstrip().startswith("WEBVTT"):
        return "webvtt"
    return "srt" if "-->" in text else "sbv"


def _timing(row: str) -> tuple[float, float, str] | None:
    match = _TIMING.fullmatch(row) if "-->" in row else _SBV_TIMING.fullmatch(row.strip())
    if match is None:
        return None
    settings = (match.group(3) or "").strip() if match.re is _TIMING else ""
    if settings and not all(_SETTING.fullmatch(part) for part in settings.split()):
        return None
    return seconds(match.group(1)), seconds(match.group(2)), settings


def _scan(rows: Sequence[str], ledger: Ledger, warnings: list[str]) -> list[RawCue]:
    """Cues with their lines; header, notes, ids and times go to the ledger."""
    first = _header_end(rows)
    ledger.drop(DropReason.FORMAT_HEADER, move_tags("\n".join(rows[:first])))
    cues: list[RawCue] = []
    current: RawCue | None = None
    broken = 0
    for index, kind in _kinds(rows, first):
        row = rows[index]
        if kind is not None:
            if kind is DropReason.INCOMPLETE_CUE:
                broken += 1
                current = None
            ledger.drop(kind, move_tags(row))
            continue
        timing = _timing(row)
        if timing is not None:
            ledger.drop(DropReason.CUE_SETTINGS, timing[2])
            ledger.drop(DropReason.TIME_CODE, row[: len(row.rstrip()) - len(timing[2])] if timing[2] else row)
            current = RawCue(len(cues) + 1, timing[0], timing[1])
            cues.append(current)
        elif _is_flawed(rows, index):
            ledger.drop(DropReason.TIME_CODE, row)
            current = RawCue(len(cues) + 1, None, None)
            cues.append(current)
        elif current is not None:
            current.lines.append(row)
        else:
            current = RawCue(len(cues) + 1, None, None, [row])
            cues.append(current)
    _warn(cues, broken, warnings)
    return cues


def _is_flawed(rows: Sequence[str], index: int) -> bool:
    row = rows[index]
    after_gap = index == 0 or not rows[index - 1].strip() or rows[index - 1].strip().isdecimal()
    return after_gap and row.count(":") >= 2 and _FLAWED.fullmatch(row) is not None


def _warn(cues: Sequence[RawCue], broken: int, warnings: list[str]) -> None:
    if broken:
        warnings.append(f"a cue breaks off at the end of the file; its lines are left out: {broken}")
    untimed = sum(1 for cue in cues if cue.start is None and any(words_of(row) for row in cue.lines))
    if untimed:
        warnings.append(f"cues without a readable time: {untimed}")
    starts = [cue.start for cue in cues if cue.start is not None]
    if any(two < one for one, two in pairwise(starts)):
        warnings.append("some times run backwards: the order of the file was kept")


def _header_end(rows: Sequence[str]) -> int:
    """The first row after the header of a WebVTT file, which ends with an empty line or a timing."""
    start = next((index for index, row in enumerate(rows) if row.strip()), 0)
    if not rows[start].startswith("WEBVTT"):
        return start
    for index in range(start + 1, len(rows)):
        if not rows[index].strip() or _timing(rows[index]) is not None:
            return index
    return len(rows)


def _kinds(rows: Sequence[str], first: int) -> Iterator[tuple[int, DropReason | None]]:
    """Each row that is not empty, with the reason why it is no speech and no timing, or `None`."""
    ids = _identifiers(rows, first)
    last_timing = max((index for index in range(first, len(rows)) if _timing(rows[index]) is not None), default=-1)
    inside: DropReason | None = None
    for index in range(first, len(rows)):
        row = rows[index]
        if not row.strip():
            inside = None if inside is DropReason.COMMENT else inside
            continue
        block = _BLOCK.fullmatch(row) if index == 0 or not rows[index - 1].strip() else None
        if block is not None:
            inside = DropReason.COMMENT if block.group(1) == "NOTE" else DropReason.FORMAT_HEADER
        elif _timing(row) is not None:
            inside = None
        elif index > last_timing and _BROKEN.match(row):
            inside = DropReason.INCOMPLETE_CUE
        elif inside is DropReason.FORMAT_HEADER and not rows[index - 1].strip():
            inside = None
        yield index, DropReason.CUE_IDENTIFIER if index in ids else inside


def _identifiers(rows: Sequence[str], first: int) -> frozenset[int]:
    """The rows that name the cue below: what stands alone before a timing, a number before it, the next number."""
    found = set()
    expected = 1
    for index in range(first, len(rows) - 1):
        row, below = rows[index].strip(), rows[index + 1]
        if not row or _timing(row) is not None:
            continue
        after_gap = index == first or not rows[index - 1].strip()
        before_time = _timing(below) is not None or _is_flawed(rows, index + 1)
        counts_on = after_gap and row == str(expected) and expected > 1 and bool(below.strip())
        if (before_time and (after_gap or row.isdecimal())) or counts_on:
            found.add(index)
            expected = int(row) + 1 if row.isdecimal() and len(row) < 9 else expected
    return frozenset(found)
