"""Analysis -> everything that a report shows, in the order in which it shows it. HTML and Markdown only print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ThemeId
from insightmine.domain.sharing import shareable
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status, Theme
from insightmine.report.journey_views import JourneyView, Mark, journey_view
from insightmine.report.method_views import MethodView, method_view
from insightmine.report.outcome_views import Card, card_of
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.snapshots import Snapshot, snapshot_of
from insightmine.report.theme_views import ThemeView, theme_view
from insightmine.report.wording import counted, heading

# A report of 125 interviews has to open on a telephone, so what repeats is capped, and says so.
MOST_SNAPSHOTS = 30
MOST_THEMES = 60
MOST_SINGLE_VOICES = 40
MOST_CARDS = 24
_SECTION_QUOTES = {"quotes": 3}
_QUOTES = 4
_IN_SHORT = 3
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """One section of a snapshot; `n_more` statements are not shown."""

    title: str
    quotes: tuple[Quote, ...]
    n_more: int


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """One interview on one page."""

    participant: str
    attributes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    said: str
    parts: tuple[SnapshotPart, ...]
    themes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready to be printed in any format."""

    title: str
    accepted_only: bool
    n_drafts: int
    n_accepted: int
    facts: tuple[tuple[str, str], ...]
    journey: JourneyView
    themes: tuple[ThemeView, ...]
    more_themes: tuple[ThemeView, ...]
    single_voices: tuple[ThemeView, ...]
    n_single_voices: int
    cards: tuple[Card, ...]
    n_cards: int
    snapshots: tuple[SnapshotView, ...]
    n_people: int
    language_note: str | None
    method: MethodView

    @property
    def helps(self) -> tuple[Mark, ...]:
        """The boosters for the first page."""
        return in_short(self.journey.boosters)

    @property
    def hinders(self) -> tuple[Mark, ...]:
        """The blockers for the first page."""
        return in_short(self.journey.blockers)

    @property
    def anchors(self) -> frozenset[ThemeId]:
        """The themes that have a place in the report, to which others can link."""
        return frozenset(theme.id for theme in (*self.themes, *self.single_voices))


def in_short(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Three marks for a reader in a hurry: placed on the journey, more people for than against, most people first."""
    order = sorted(
        marks, key=lambda m: (m.step is None, m.n_for <= m.n_against, -m.n_for, m.n_against, -m.strength, m.theme)
    )
    return tuple(order[:_IN_SHORT])


def report_of(analysis: Analysis, title: str, accepted_only: bool) -> Report:
    """What may be shared of an analysis, as a report; rejected things are never in it."""
    shared = shareable(analysis)
    book = QuoteBook(shared)
    wanted = (Status.ACCEPTED,) if accepted_only else (Status.ACCEPTED, Status.CANDIDATE)
    kept = [theme for theme in shared.themes if theme.status in wanted]
    signals = tuple(signal for signal in shared.signals if signal.status in wanted)
    outcomes = [outcome for outcome in shared.outcomes if outcome.status in wanted]
    views = [theme_view(shared, theme, book) for theme in kept]
    several = tuple(view for view in views if view.n_people > 1)
    alone = tuple(view for view in views if view.n_people == 1)
    speakers = _speakers(shared)
    return Report(
        title=title,
        accepted_only=accepted_only,
        n_drafts=_n_with(shared, Status.CANDIDATE),
        n_accepted=_n_with(shared, Status.ACCEPTED),
        facts=_facts(shared, speakers),
        journey=journey_view(shared, signals, _not_rejected(shared.themes)),
        themes=several[:MOST_THEMES],
        more_themes=several[MOST_THEMES:],
        single_voices=alone[:MOST_SINGLE_VOICES],
        n_single_voices=len(alone),
        cards=tuple(card_of(shared, outcome, i, book) for i, outcome in enumerate(outcomes[:MOST_CARDS], 1)),
        n_cards=len(outcomes),
        snapshots=tuple(_snapshot_view(shared, name, book) for name in speakers[:MOST_SNAPSHOTS]),
        n_people=len(speakers),
        language_note=_language_note(shared),
        method=method_view(analysis, shared),
    )


def _n_with(analysis: Analysis, status: Status) -> int:
    """Themes and outcomes in this state."""
    statuses = [*(theme.status for theme in analysis.themes), *(outcome.status for outcome in analysis.outcomes)]
    return statuses.count(status)


def _not_rejected(themes: tuple[Theme, ...]) -> frozenset[ThemeId]:
    return frozenset(theme.id for theme in themes if theme.status is not Status.REJECTED)


def _speakers(analysis: Analysis) -> list[str]:
    """The participants who said something, P2 before P10."""
    spoke = {statement.participant for statement in analysis.statements}
    return sorted((person.id for person in analysis.people if person.id in spoke), key=_natural)


def _natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Numbers in a name count as numbers; the name itself decides between equals."""
    parts = re.findall(r"\d+|\D+", name)
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name


def _facts(analysis: Analysis, speakers: list[str]) -> tuple[tuple[str, str], ...]:
    words = sum(transcript.n_words for transcript in analysis.transcripts)
    return (
        (f"{len(analysis.transcripts):,}", "interview" if len(analysis.transcripts) == 1 else "interviews"),
        (f"{len(speakers):,}", "participant" if len(speakers) == 1 else "participants"),
        (f"{words:,}", "words read"),
        (f"{len(analysis.statements):,}", "statement" if len(analysis.statements) == 1 else "statements"),
    )


def _language_note(analysis: Analysis) -> str | None:
    """A warning where interviews are not in the language that the judgements are made for."""
    others = [t.language for t in analysis.transcripts if t.language not in (None, _LANGUAGE)]
    if not others:
        return None
    verb = "is" if len(others) == 1 else "are"
    return (
        f"{len(others)} of {counted(len(analysis.transcripts), 'interview')} {verb} not in English "
        f"({', '.join(sorted({str(language) for language in others}))}). Kinds, sides, steps and names are made for "
        "English, so for these read the quotes and not the counts."
    )


def _snapshot_view(analysis: Analysis, participant: str, book: QuoteBook) -> SnapshotView:
    snapshot = snapshot_of(analysis, participant)
    names = analysis.theme_by_id
    return SnapshotView(
        participant=participant,
        attributes=tuple(sorted((key, value) for key, value in snapshot.attributes.items() if value)),
        sources=snapshot.sources,
        said=_said(snapshot),
        parts=tuple(_part(section.name, section.title, section.statements, book) for section in snapshot.sections),
        themes=tuple((i, heading(names[i].name)) for i in snapshot.themes if names[i].status is not Status.REJECTED),
    )


def _said(snapshot: Snapshot) -> str:
    turns, statements = counted(snapshot.n_turns, "turn"), counted(snapshot.n_statements, "statement")
    return f"{turns}, {counted(snapshot.n_words, 'word')}, {statements}"


def _part(name: str, title: str, statements: tuple[Statement, ...], book: QuoteBook) -> SnapshotPart:
    limit = _SECTION_QUOTES.get(name, _QUOTES)
    best = sorted(statements[:limit], key=lambda s: (s.transcript, s.turn, s.start))
    return SnapshotPart(title, tuple(book.quote(s.id) for s in best), max(0, len(statements) - limit))
