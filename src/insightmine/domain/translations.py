"""A translation beside its original: which turn stands for which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from insightmine.domain.speech import Role, Transcript, Turn

_TIMED = 0.9  # of the turns: with fewer times, numbers are surer
_NEAR = 3.0  # seconds between the beginnings of turns that do not overlap
_LOOKED_AT = 50  # turns that begin before a turn ends
_NONE = (-_NEAR - 1, 0, 0)


def aligned(translation: Transcript, original: Transcript) -> dict[int, int]:
    """The number of the original's turn by the number of the translation's: always a turn of the same person.

    By time where nearly all turns of both have one: of that person's turns the one with which a turn shares most time,
    or the nearest within three seconds. Otherwise by number, if both have as many turns. Turns without words stand
    for none.
    """
    ours, theirs = _spoken(translation), _spoken(original)
    if _are_timed(ours) and _are_timed(theirs):
        found: dict[int, int] = {}
        for speaker in dict.fromkeys(map(_who, ours)):
            mine, others = ([turn for turn in turns if _who(turn) == speaker] for turns in (ours, theirs))
            found |= _by_time([turn for turn in mine if turn.start_seconds is not None], others)
        return dict(sorted(found.items()))
    if len(ours) == len(theirs):
        pairs = zip(ours, theirs, strict=True)
        return {turn.index: other.index for turn, other in pairs if _who(turn) == _who(other)}
    return {}


def _who(turn: Turn) -> tuple[Role, str | None]:
    """Whose turn it is; interviewers go by one role, however each version labels them."""
    return turn.role, turn.participant


def _spoken(transcript: Transcript) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.text.strip()]


def _are_timed(turns: Sequence[Turn]) -> bool:
    return bool(turns) and sum(turn.start_seconds is not None for turn in turns) >= _TIMED * len(turns)


def _by_time(ours: Sequence[Turn], theirs: Sequence[Turn]) -> dict[int, int]:
    spans = _spans(theirs)
    if not spans:
        return {}
    starts = [start for _, start, _ in spans]
    found: dict[int, int] = {}
    for index, start, end in _spans(ours):
        last = bisect_right(starts, max(end, start + _NEAR))
        near = spans[max(0, last - _LOOKED_AT) : last]
        likeness, _, other = max(
            ((_likeness(start, end, span), -i, span[0]) for i, span in enumerate(near)), default=_NONE
        )
        if likeness >= -_NEAR:
            found[index] = other
    return found


def _likeness(start: float, end: float, span: tuple[int, float, float]) -> float:
    """Seconds shared, or below zero how far the beginnings lie apart."""
    shared = min(end, span[2]) - max(start, span[1])
    return shared if shared > 0 else -abs(start - span[1])


def _spans(turns: Sequence[Turn]) -> list[tuple[int, float, float]]:
    """(index, start, end) of the timed turns by start; a turn without an end lasts until the next begins."""
    timed = sorted((turn.start_seconds, turn.index, turn) for turn in turns if turn.start_seconds is not None)
    if not timed:
        return []
    next_starts = [*(start for start, _, _ in timed[1:]), timed[-1][0] + _NEAR]
    return [
        (index, start, max(start, follows if turn.end_seconds is None else turn.end_seconds))
        for (start, index, turn), follows in zip(timed, next_starts, strict=True)
    ]
