"""Where what somebody says and what they do, or what was measured, differ: for tables, cards and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.contradictions import Contradiction
from insightmine.report.quotes import Quote, QuoteBook

TITLE = "Says and does differ"
EXPLAINED = "What somebody says of themselves, and what another passage of the same person, or a measure, shows."
_QUOTE = 240


@dataclass(frozen=True, slots=True)
class Differing:
    """One such place: what was said, how it differs, and the passage that shows it, unless a measure does."""

    participant: str
    said: Quote
    difference: str
    shown: Quote | None


def differing_of(analysis: Analysis, found: Sequence[Contradiction], book: QuoteBook) -> tuple[Differing, ...]:
    """Those whose passages may be shown, in their order."""
    known = analysis.statement_by_id
    return tuple(
        Differing(
            participant=each.participant,
            said=book.quotes((each.said,), 1, _QUOTE)[0],
            difference=in_words(each),
            shown=book.quotes((each.shown,), 1, _QUOTE)[0] if each.shown is not None else None,
        )
        for each in found
        if each.said in known and (each.shown is None or each.shown in known)
    )


def in_words(each: Contradiction) -> str:
    """`then failed`, `the measure says otherwise: success`."""
    return each.difference.value + (f": {each.measure}" if each.measure is not None else "")
