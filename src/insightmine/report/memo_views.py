"""The researcher's own notes as they are shown: ids in them are links, and what they name stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.memos import Memo, Piece, pieces
from insightmine.report.quotes import Quote, QuoteBook

WITHHELD = "(A note is withheld: it repeats words of somebody who may not be quoted, or names them.)"
_QUOTES = 6


@dataclass(frozen=True, slots=True)
class MemoView:
    """A paragraph. `heading` is empty where it is that of the paragraph before; `quotes` are statements that it names.

    `notes` say what its ids mean that have no place in the report: decisions, themes of the past.
    """

    heading: str
    pieces: tuple[Piece, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[str, ...]


def memo_views(
    analysis: Analysis,
    memos: Sequence[Memo],
    book: QuoteBook,
    anchors: frozenset[str],
    told: Mapping[str, str],
    may_be_shown: Callable[[str], bool],
) -> tuple[MemoView, ...]:
    """The memos of a shared analysis; `anchors` are the ids that have a place in the report.

    `told` says of an id without one what it is. What `may_be_shown` refuses is withheld.
    """
    views: list[MemoView] = []
    before = ""
    shown: set[str] = set()
    for memo in memos:
        heading = memo.heading if may_be_shown(memo.heading) else ""
        title, before = (heading if heading != before else ""), heading
        if not may_be_shown(memo.text):
            views.append(MemoView(title, (Piece(WITHHELD),), (), ()))
            continue
        parts = pieces(memo.text, [*anchors, *analysis.statement_by_id])
        named = list(dict.fromkeys(part.id for part in parts if part.id in analysis.statement_by_id))
        new = [StatementId(name) for name in named if name and name not in shown][:_QUOTES]
        shown.update(new)
        linked = anchors | shown
        views.append(
            MemoView(
                heading=title,
                pieces=tuple(part if part.id in linked else Piece(part.text) for part in parts),
                quotes=book.quotes(new, _QUOTES),
                notes=tuple(
                    f"{name}: {told[name]}" for name in memo.mentions if name in told and may_be_shown(told[name])
                ),
            )
        )
    return tuple(views)
