"""noScribe's web pages: `<a name="ts_START_END_SPEAKER">words</a>`, times in milliseconds -> turns."""

from __future__ import annotations

import re

from insightmine.domain.speech import DropReason, Turn
from insightmine.transcripts.coverage import Ledger, literal, words_of
from insightmine.transcripts.cue_turns import Cue, merge_cues
from insightmine.transcripts.html_blocks import Block
from insightmine.transcripts.wording import plain

_NAME = re.compile(r"ts_(\d{1,12})_(\d{1,12})_(.*)")
_TIME = re.compile(r"\s*\[\d{1,3}:\d{2}(?::\d{2})?(?:\.\d{1,3})?\]\s*")
_FEWEST = 2


def anchored_turns(blocks: list[Block], ledger: Ledger) -> tuple[Turn, ...]:
    """The turns of a page whose text stands in such anchors; empty if it is none.

    The name of the speaker before the words repeats the anchor's; what stands before the first anchor is front
    matter, text between anchors belongs to the one before.
    """
    anchors = {piece.anchor for block in blocks for piece in block.pieces if piece.anchor and words_of(piece.text)}
    if len(anchors) < _FEWEST:
        return ()
    cues: list[Cue] = []
    for number, block in enumerate(blocks, 1):
        groups: list[tuple[str, str]] = []
        for piece in block.pieces:
            if groups and (not piece.anchor or groups[-1][0] == piece.anchor):
                groups[-1] = (groups[-1][0], groups[-1][1] + literal(piece.text))
            else:
                groups.append((piece.anchor, literal(piece.text)))
        for name, text in groups:
            match = _NAME.fullmatch(name)
            if match is not None:
                cues.append(_cue(match, text, f"paragraph {number}", ledger))
            elif cues:
                cues.append(Cue(cues[-1].speaker, plain(text, ledger), f"paragraph {number}"))
            else:
                ledger.drop(DropReason.FRONT_MATTER, text)
    return merge_cues(cues)


def _cue(match: re.Match[str], text: str, place: str, ledger: Ledger) -> Cue:
    start, end, speaker = match.groups()
    text = text.strip()
    if speaker and text.startswith(f"{speaker}:"):
        ledger.drop(DropReason.SPEAKER_LABEL, speaker)
        text = text[len(speaker) + 1 :]
    time = _TIME.match(text)
    if time is not None:
        ledger.drop(DropReason.TIME_CODE, time.group())
        text = text[time.end() :]
    return Cue(speaker or None, plain(text, ledger), place, int(start) / 1000, int(end) / 1000)
