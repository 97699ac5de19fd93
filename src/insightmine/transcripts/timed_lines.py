"""Text in which each line is a cue with a time: the lines are joined to turns, as cues are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from insightmine.domain.speech import DropReason, Turn
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.labels import Shape, split_leading_time
from insightmine.transcripts.lines import Line
from insightmine.transcripts.times import is_time
from insightmine.transcripts.wording import plain

_TIMED_SHARE = 0.6
_CUT_SHARE = 0.2
_SENTENCE_END = (".", "!", "?", "…", '"', "”", ")", "]", "。")


def timed_turns(rows: Sequence[Line], ledger: Ledger) -> tuple[Turn, ...]:
    """Turns of a text without speakers whose lines begin with a time; empty if it is none."""
    filled = [row for row in rows if row.text and not row.level]
    timed = [row for row in filled if split_leading_time(row.text)[0]]
    if len(timed) < 3 or len(timed) < _TIMED_SHARE * len(filled) / 2:
        return ()
    if not any(is_time(row.text) for row in timed) and len(timed) < _TIMED_SHARE * len(filled):
        return ()
    return merge_cues(_cues(rows, ledger))


def _cues(rows: Sequence[Line], ledger: Ledger) -> list[Cue]:
    cues: list[Cue] = []
    heading: str | None = None
    start: float | None = None
    for row in rows:
        if row.level and not is_time(row.text):
            ledger.drop(DropReason.HEADING, row.text)
            heading = plain(row.text, Ledger())
            continue
        time_text, at, text = split_leading_time(row.text)
        if time_text:
            ledger.drop(DropReason.TIME_CODE, time_text)
            start = at
        if text:
            cues.append(Cue(None, plain(text, ledger), row.place, start, None, heading))
    return cues


def merge_timed(turns: tuple[Turn, ...], shapes: frozenset[Shape]) -> tuple[Turn, ...]:
    """Labelled turns, joined where the file is a list of cues: one speaker's sentences run over several of them."""
    if Shape.VOICE not in shapes and not _is_cue_list(turns):
        return turns
    cues = [
        Cue(turn.speaker, turn.text, turn.place, turn.start_seconds, turn.end_seconds, turn.heading) for turn in turns
    ]
    return merge_cues(cues)


def _is_cue_list(turns: Sequence[Turn]) -> bool:
    """Whether many timed turns of one speaker break off within a sentence that the next one goes on with."""
    pairs = [(one, two) for one, two in pairwise(turns) if one.speaker == two.speaker and two.start_seconds is not None]
    cut = sum(1 for one, _ in pairs if not one.text.rstrip().endswith(_SENTENCE_END))
    return len(pairs) >= 5 and cut >= _CUT_SHARE * len(pairs)
