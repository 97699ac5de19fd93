"""Which statements a second coder gets: so many of each interview, by a draw that anybody can repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import TranscriptId, digest_of
from insightmine.domain.sharing import is_masked
from insightmine.domain.speech import Statement


def codable(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements that a second coder may read: the words are there, and in a language that is judged."""
    in_themes = {transcript.id for transcript in analysis.transcripts if transcript.in_themes}
    return tuple(s for s in analysis.statements if s.transcript in in_themes and not is_masked(s.text))


def sampled(statements: Sequence[Statement], size: int, draw: int = 1) -> tuple[Statement, ...]:
    """A sample of at most `size`, spread over the interviews by their length, in an order that tells nothing.

    What is drawn follows from digests of the statements' ids: the same study gives the same sample, and it does not
    depend on what anybody judged. Draws of the same size (from 1) have no statement in common.
    """
    by_transcript: defaultdict[TranscriptId, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: digest_of("coding sample", s.id)):
        by_transcript[statement.transcript].append(statement)
    left = {name: len(own) for name, own in by_transcript.items()}
    taken = dict.fromkeys(left, 0)
    shares: dict[TranscriptId, int] = {}
    for _ in range(draw):
        for name, share in shares.items():
            left[name] -= share
            taken[name] += share
        shares = allocated(left, size)
    chosen = [s for name, own in by_transcript.items() for s in own[taken[name] : taken[name] + shares[name]]]
    return tuple(sorted(chosen, key=lambda s: digest_of("coding order", s.id)))


def allocated(available: Mapping[TranscriptId, int], size: int) -> dict[TranscriptId, int]:
    """How many of each interview: in proportion to what it holds, at least one of each as far as `size` goes.

    What is left over goes to the largest remainders, then by id (Hamilton's method).
    """
    total = sum(available.values())
    size = min(size, total)
    filled = sorted((name for name, count in available.items() if count), key=lambda name: (-available[name], name))
    shares = dict.fromkeys(available, 0)
    for name in filled[:size]:
        shares[name] = 1
    spare = size - sum(shares.values())
    room = {name: available[name] - shares[name] for name in filled}
    whole = sum(room.values())
    if spare and whole:
        exact = {name: spare * room[name] / whole for name in filled}
        for name in filled:
            shares[name] += int(exact[name])
        rest = size - sum(shares.values())
        for name in sorted(filled, key=lambda name: (-round(exact[name] % 1, 9), name))[:rest]:
            shares[name] += 1
    return shares
