"""Labelled quotes -> the statements that cover them, by characters of the same turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.speech import Statement

ENOUGH = 0.5  # share of the quote's characters that its statement must hold


@dataclass(frozen=True, slots=True)
class Match:
    """A statement for a quote. `covered`: share of the quote in it; `jaccard`: overlap by union; `exact`: the same."""

    statement: Statement
    covered: float
    jaccard: float
    exact: bool


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, in code points, however its white space is written."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.search(pattern, text)
    return found.span() if found else None


def overlap(span: tuple[int, int], start: int, end: int) -> int:
    """How many characters two stretches share."""
    return max(0, min(span[1], end) - max(span[0], start))


def best_match(span: tuple[int, int], statements: Sequence[Statement]) -> Match | None:
    """The statement (of one turn) with the most characters of the quote, the earlier where two have as many."""
    shared = {statement.id: overlap(span, statement.start, statement.end) for statement in statements}
    best = max(statements, key=lambda statement: (shared[statement.id], -statement.start), default=None)
    length = span[1] - span[0]
    if best is None or shared[best.id] < ENOUGH * length:
        return None
    both = shared[best.id]
    union = length + best.end - best.start - both
    return Match(best, both / length, both / union, (best.start, best.end) == span)


def find_quote(analysis: Analysis, source: str, transcript: str | None, participant: str, quote: str) -> Match | None:
    """The statement for a quote of a participant in a source, in the first turn that holds the quote's words."""
    for item in analysis.transcripts:
        if item.source.split("/")[-1] != source or transcript not in (None, item.id):
            continue
        for turn in item.turns:
            span = span_of(quote, turn.text) if turn.participant == participant else None
            if span is not None:
                own = [s for s in analysis.statements if s.transcript == item.id and s.turn == turn.index]
                return best_match(span, own)
    return None
