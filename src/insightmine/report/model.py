"""Analysis -> everything that a report shows, in the order in which it shows it. HTML and Markdown only print it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.ids import ThemeId
from insightmine.domain.memos import Memo
from insightmine.domain.sharing import may_be_shared, shareable
from insightmine.domain.themes import Status, Theme
from insightmine.report.differing import Differing, differing_of
from insightmine.report.guide_views import GuideView, guide_view
from insightmine.report.journey_views import JourneyView, Mark, journey_view
from insightmine.report.language_notes import language_notes
from insightmine.report.memo_views import MemoView, memo_views
from insightmine.report.method_views import MethodView, method_view
from insightmine.report.outcome_views import Card, card_of
from insightmine.report.quotes import QuoteBook
from insightmine.report.segment_views import SplitView, segment_views
from insightmine.report.snapshot_views import SnapshotView, snapshot_views, speakers_of
from insightmine.report.theme_views import ThemeView, theme_view
from insightmine.report.wording import STATUSES, material_in_words

# A report of 125 interviews has to open on a telephone, so what repeats is capped, and says so.
MOST_THEMES = 40
MOST_SINGLE_VOICES = 40
MOST_CARDS = 24
_IN_SHORT = 3


@dataclass(frozen=True, slots=True)
class Notes:
    """The researcher's memos, and what ids in them mean that have no place in a report (by the id)."""

    memos: tuple[Memo, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


NO_NOTES = Notes()


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
    language_notes: tuple[str, ...]
    method: MethodView
    guide: GuideView
    memos: tuple[MemoView, ...] = ()
    segments: tuple[SplitView, ...] = ()
    differing: tuple[Differing, ...] = ()

    @property
    def has_drafts(self) -> bool:
        """Whether anything in it waits for a person: a theme, an outcome, a booster or blocker, the steps."""
        marks = (*self.journey.boosters, *self.journey.blockers)
        statuses = {mark.status for mark in marks} | {theme.status for theme in self._themes}
        drafts = {*statuses, *(card.status for card in self.cards)}
        return STATUSES[Status.CANDIDATE] in drafts or self.journey.is_draft

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

    @property
    def linked(self) -> frozenset[str]:
        """The ids to which a note links."""
        return frozenset(piece.id for memo in self.memos for piece in memo.pieces if piece.id is not None)

    @property
    def others(self) -> tuple[Mark, ...]:
        """The boosters and blockers that the first page leaves out."""
        shown = {mark.signal for mark in (*self.helps, *self.hinders)}
        return tuple(m for m in (*self.journey.boosters, *self.journey.blockers) if m.signal not in shown)

    @property
    def others_in_words(self) -> str:
        """How many the first page leaves out, and how many of them are weaker."""
        n_all, n_weak = len(self.others), sum(mark.is_weak for mark in self.others)
        if n_weak == n_all:
            return f"{n_all} weaker {'one' if n_all == 1 else 'ones'}"
        return f"{n_all} more, {n_weak} of them weaker"

    @property
    def _themes(self) -> tuple[ThemeView, ...]:
        return (*self.themes, *self.more_themes, *self.single_voices)


def in_short(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Three marks for a reader in a hurry: firm ones, those placed on the journey first; if none is firm, a weak one.

    Within that they keep their order (see `journey_view`).
    """
    firm = [mark for mark in marks if not mark.is_weak]
    return tuple(sorted(firm or marks[:1], key=lambda mark: mark.step is None)[:_IN_SHORT])


def report_of(
    analysis: Analysis,
    title: str,
    accepted_only: bool,
    guide: Guide | None = None,
    notes: Notes = NO_NOTES,
    by: str | None = None,
) -> Report:
    """What may be shared of an analysis, as a report; rejected things are never in it. `guide` is the study's.

    `by`: an attribute of people, by whose values themes and outcomes are split.
    """
    shared = shareable(analysis)
    book = QuoteBook(shared)
    wanted = (Status.ACCEPTED,) if accepted_only else (Status.ACCEPTED, Status.CANDIDATE)
    kept = [theme for theme in shared.themes if theme.status in wanted]
    signals = tuple(signal for signal in shared.signals if signal.status in wanted)
    outcomes = [outcome for outcome in shared.outcomes if outcome.status in wanted]
    views = [theme_view(shared, theme, book) for theme in kept]
    several = tuple(view for view in views if view.n_people > 1)
    alone = tuple(view for view in views if view.n_people == 1)
    speakers = speakers_of(shared)
    report = Report(
        title=title,
        accepted_only=accepted_only,
        n_drafts=_n_with(shared, Status.CANDIDATE),
        n_accepted=_n_with(shared, Status.ACCEPTED),
        facts=_facts(shared, speakers),
        journey=journey_view(shared, signals, _not_rejected(shared.themes), book, accepted_only),
        themes=several[:MOST_THEMES],
        more_themes=several[MOST_THEMES:],
        single_voices=alone[:MOST_SINGLE_VOICES],
        n_single_voices=len(alone),
        cards=tuple(card_of(shared, outcome, i, book) for i, outcome in enumerate(outcomes[:MOST_CARDS], 1)),
        n_cards=len(outcomes),
        snapshots=() if accepted_only else snapshot_views(shared, speakers, book),
        n_people=len(speakers),
        language_notes=language_notes(shared),
        method=method_view(analysis, shared),
        guide=guide_view(shared, guide or Guide()),
        differing=differing_of(shared, shared.contradictions, book),
        segments=segment_views(shared, by, kept, outcomes),
    )
    anchors = report.anchors | {card.id for card in report.cards}
    memos = memo_views(shared, notes.memos, book, anchors, notes.told, may_be_shared(analysis))
    return replace(report, memos=memos)


def _n_with(analysis: Analysis, status: Status) -> int:
    """Themes and outcomes in this state."""
    statuses = [*(theme.status for theme in analysis.themes), *(outcome.status for outcome in analysis.outcomes)]
    return statuses.count(status)


def _not_rejected(themes: tuple[Theme, ...]) -> frozenset[ThemeId]:
    return frozenset(theme.id for theme in themes if theme.status is not Status.REJECTED)


def _facts(analysis: Analysis, speakers: Sequence[str]) -> tuple[tuple[str, str], ...]:
    words = sum(transcript.n_words for transcript in analysis.transcripts)
    return (
        *material_in_words(analysis.transcripts),
        (f"{len(speakers):,}", "participant" if len(speakers) == 1 else "participants"),
        (f"{words:,}", "words read"),
        (f"{len(analysis.statements):,}", "statement" if len(analysis.statements) == 1 else "statements"),
    )
