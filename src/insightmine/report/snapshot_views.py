"""Interviews as they are shown, each on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status
from insightmine.report.one_page import one_page
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.snapshots import Snapshot, SnapshotSection, snapshot_of
from insightmine.report.wording import counted, heading, listed, shortened

MOST_SNAPSHOTS = 30
_QUOTE = 300
_ATTRIBUTES, _ATTRIBUTE = 6, 40
_SOURCES, _SOURCE = 3, 80
_THEMES, _NAME = 12, 60


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """One section of a snapshot; `n_more` statements are not shown."""

    title: str
    quotes: tuple[Quote, ...]
    n_more: int


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """One interview on one page; with `several_files` each quote names its own, and `sources` only some of them."""

    participant: ParticipantId
    attributes: tuple[str, ...]
    sources: str
    several_files: bool
    said: str
    parts: tuple[SnapshotPart, ...]
    themes: tuple[tuple[str, str], ...]
    n_more_themes: int


def snapshot_views(analysis: Analysis, speakers: Sequence[ParticipantId], book: QuoteBook) -> tuple[SnapshotView, ...]:
    """The interviews of the first of these people."""
    return tuple(_view(analysis, speaker, book) for speaker in speakers[:MOST_SNAPSHOTS])


def speakers_of(analysis: Analysis) -> tuple[ParticipantId, ...]:
    """The participants who said something, P2 before P10."""
    spoke = {statement.participant for statement in analysis.statements}
    return tuple(sorted((person.id for person in analysis.people if person.id in spoke), key=_natural))


def _natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Numbers in a name count as numbers; the name itself decides between equals."""
    parts = re.findall(r"\d+|\D+", name)
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name


def _view(analysis: Analysis, participant: ParticipantId, book: QuoteBook) -> SnapshotView:
    snapshot = snapshot_of(analysis, participant)
    names = analysis.theme_by_id
    themes = [
        (i, shortened(heading(names[i].name), _NAME)) for i in snapshot.themes if names[i].status is not Status.REJECTED
    ]
    attributes = sorted(f"{key}: {value}" for key, value in snapshot.attributes.items() if value)
    sources = listed([shortened(source, _SOURCE) for source in snapshot.sources], _SOURCES)
    several = len(snapshot.sources) > 1
    shown_attributes = tuple(shortened(text, _ATTRIBUTE) for text in attributes[:_ATTRIBUTES])
    around = (
        participant,
        " ".join((*shown_attributes, _said(snapshot), sources)),
        ", ".join(name for _, name in themes[:_THEMES]),
    )
    shown = one_page(snapshot.sections, lambda statement: _printed(book.quote(statement.id, _QUOTE), several), around)
    return SnapshotView(
        participant=participant,
        attributes=shown_attributes,
        sources=sources,
        several_files=several,
        said=_said(snapshot),
        parts=tuple(_part(section, shown[section.name], book) for section in snapshot.sections),
        themes=tuple(themes[:_THEMES]),
        n_more_themes=max(0, len(themes) - _THEMES),
    )


def _printed(quote: Quote, several_files: bool) -> str:
    """About as long as what will stand on the page."""
    heard = quote.media.text if quote.media else ""
    return f"{quote.quoted()} {heard} + turn {quote.turn}, {quote.time or ''} {quote.source * several_files}"


def _said(snapshot: Snapshot) -> str:
    turns, statements = counted(snapshot.n_turns, "turn"), counted(snapshot.n_statements, "statement")
    return f"{turns}, {counted(snapshot.n_words, 'word')}, {statements}"


def _part(section: SnapshotSection, shown: Sequence[Statement], book: QuoteBook) -> SnapshotPart:
    spoken = sorted(shown, key=lambda s: (s.transcript, s.turn, s.start))
    quotes = tuple(book.quote(statement.id, _QUOTE) for statement in spoken)
    return SnapshotPart(section.title, quotes, len(section.statements) - len(shown))
