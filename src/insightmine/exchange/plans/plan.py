"""Plan: what of an analysis may be planned with, in words; every planning format is written from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.journeys import Step
from insightmine.domain.outcomes import Outcome
from insightmine.domain.sharing import shareable
from insightmine.domain.signals import Signal
from insightmine.domain.themes import Status, Theme
from insightmine.report.outcome_views import Card, card_of
from insightmine.report.plain import neutral
from insightmine.report.quotes import Quote, QuoteBook

QUOTES_A_SIDE = 3
_LONGEST_QUOTE = 1_500  # characters: what is longer is cut between two words, with a mark
_NO_CONSENT = "(words withheld)"
_DRAFTS = (Status.ACCEPTED, Status.CANDIDATE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate outcome as a card, with whole quotes: at most `QUOTES_A_SIDE` a side, one a person before others."""

    outcome: Outcome
    card: Card
    step: Step | None
    supporting: tuple[Quote, ...]
    opposing: tuple[Quote, ...]
    pain_points: tuple[Quote, ...]

    @property
    def id(self) -> str:
        """The same from run to run, as long as the outcome is."""
        return self.outcome.id

    @property
    def headline(self) -> str:
        """Direction and behaviour: `More often: people type in the code`."""
        sentence = plain(self.card.sentence).rstrip(".")
        return f"{self.card.direction.capitalize()}: {_lower_first(sentence)}"

    @property
    def title(self) -> str:
        """The headline as the title of an entry in another tool, marked where nobody has accepted it yet."""
        return f"[candidate] {self.headline}" if self.card.is_draft else self.headline

    @property
    def place(self) -> str:
        """The name of the step, or nothing."""
        return plain(self.step.name) if self.step else ""

    @property
    def seen(self) -> str:
        """Who showed the behaviour among whom, and where everybody else stands; in people."""
        parts = (f"{part.name}: {part.count}" + (f" ({part.people})" if part.people else "") for part in self.card.seen)
        return plain("; ".join(parts))

    @property
    def evidence(self) -> str:
        """The grade, and what it rests on."""
        return plain(f"{self.card.grade}: {'; '.join(self.card.grade_reasons)}".rstrip(": "))


@dataclass(frozen=True)
class Plan:
    """Outcomes by rank, signals by strength and themes by number of people, without what was rejected.

    `analysis` is shareable already; nothing else of it may be shown.
    """

    title: str
    accepted_only: bool
    analysis: Analysis
    entries: tuple[Entry, ...]
    signals: tuple[Signal, ...]
    themes: tuple[Theme, ...]

    @property
    def places(self) -> tuple[Step | None, ...]:
        """The steps from left to right, then `None` for what has no place on the journey."""
        return (*self.analysis.journey.steps, None)

    def entries_at(self, step: Step | None) -> tuple[Entry, ...]:
        """The outcomes of a step, by rank."""
        return tuple(entry for entry in self.entries if entry.step == step)

    def signals_at(self, step: Step | None) -> tuple[Signal, ...]:
        """The boosters and blockers of a step, the strongest first."""
        known = {item.id for item in self.analysis.journey.steps}
        place = step.id if step else None
        return tuple(s for s in self.signals if (s.step if s.step in known else None) == place)

    def theme(self, theme: ThemeId) -> Theme:
        """The theme with this id."""
        return self.analysis.theme_by_id[theme]

    def quotes(self, statements: Iterable[StatementId], most: int = QUOTES_A_SIDE) -> tuple[Quote, ...]:
        """The first of these whose words may be shown, whole, one a person before others."""
        return _quotes(self._book, statements, most)

    @cached_property
    def _book(self) -> QuoteBook:
        return QuoteBook(self.analysis)


def plan_of(analysis: Analysis, title: str = "", *, accepted_only: bool = False) -> Plan:
    """What may be shared and was not rejected; `accepted_only` leaves out what nobody has accepted yet."""
    shared = shareable(analysis)
    wanted = (Status.ACCEPTED,) if accepted_only else _DRAFTS
    rejected = {theme.id for theme in shared.themes if theme.status is Status.REJECTED}
    outcomes = [o for o in shared.outcomes if o.status in wanted and o.theme not in rejected]
    book = QuoteBook(shared)
    return Plan(
        title=plain(title),
        accepted_only=accepted_only,
        analysis=shared,
        entries=tuple(_entry(shared, outcome, rank, book) for rank, outcome in enumerate(outcomes, 1)),
        signals=tuple(s for s in shared.signals if s.status in wanted and s.theme not in rejected),
        themes=tuple(theme for theme in shared.themes if theme.status in wanted),
    )


def _entry(analysis: Analysis, outcome: Outcome, rank: int, book: QuoteBook) -> Entry:
    steps = {step.id: step for step in analysis.journey.steps}
    return Entry(
        outcome=outcome,
        card=card_of(analysis, outcome, rank, book),
        step=steps.get(outcome.step) if outcome.step else None,
        supporting=_quotes(book, outcome.supporting, QUOTES_A_SIDE),
        opposing=_quotes(book, outcome.opposing, QUOTES_A_SIDE),
        pain_points=_quotes(book, outcome.pain_points, QUOTES_A_SIDE),
    )


def _quotes(book: QuoteBook, statements: Iterable[StatementId], most: int) -> tuple[Quote, ...]:
    found = book.quotes(statements, most, _LONGEST_QUOTE)
    return tuple(quote for quote in found if quote.words is not None)


def plain(text: str) -> str:
    """The text on one line, without characters that reorder or hide what stands around them."""
    return " ".join(neutral(text).split())


def said(quote: Quote) -> str:
    """The words of a quote on one line, in quotation marks, or after `note:` where somebody else wrote them down."""
    return plain(quote.quoted(_LONGEST_QUOTE)) if quote.words is not None else _NO_CONSENT


def origin(quote: Quote) -> str:
    """Where a quote is found again: participant, turn, time, file and id."""
    time = f", {quote.time}" if quote.time else ""
    return plain(f"{quote.participant}, turn {quote.turn}{time}, {quote.source}, {quote.id}")


def _lower_first(sentence: str) -> str:
    """The sentence after a colon; names and abbreviations keep their capital."""
    first = sentence.split(" ", 1)[0]
    return sentence if first != first.capitalize() or first == "I" else sentence[:1].lower() + sentence[1:]
