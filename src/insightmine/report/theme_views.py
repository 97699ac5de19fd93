"""Themes as they are shown: who is behind them, and both sides."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, ThemeId
from insightmine.domain.judgements import MACHINE
from insightmine.domain.provenance import ONLY_NOTES, rests_on_notes
from insightmine.domain.standing import BOTH, HELPS, HINDERS, NEUTRAL, Standing, standing_of
from insightmine.domain.talkers import talker_of
from insightmine.domain.theme_grades import grade_theme
from insightmine.domain.themes import Theme
from insightmine.report.evidence_words import reasons_in_words, sides_in_words, talker_in_words
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.wording import KINDS, STATUSES, heading, sentence, share_of_people, stability_in_words

_SIDE_QUOTES = 2
_NO_SIDE_QUOTES = 2
_AGAINST_QUOTES = 2
_OUTSIDE_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Side:
    """The people on one side, and what some of them said; `n_both` of them stand on the other side as well."""

    name: str
    sign: str
    title: str
    people: tuple[ParticipantId, ...]
    quotes: tuple[Quote, ...]
    n_both: int = 0


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme. `dots` says of each person with the opportunity where they stand, "none" for nothing said.

    `in_words`: how many stand where; `talker`: that one person carries the theme, where one does.
    """

    id: ThemeId
    name: str
    definition: str
    kinds: tuple[str, ...]
    status: str
    is_draft: bool
    named_by: str | None
    who: str
    people: tuple[ParticipantId, ...]
    n_people: int
    n_opportunity: int
    interval: tuple[float, float]
    stability: str
    n_statements: int
    sides: tuple[Side, ...]
    against: tuple[Quote, ...]
    outside: tuple[Quote, ...]
    dots: tuple[str, ...]
    in_words: str
    grade: str
    reasons: str
    talker: str | None


def theme_view(analysis: Analysis, theme: Theme, book: QuoteBook) -> ThemeView:
    """What the report shows of a theme."""
    standing = standing_of(analysis, theme)
    sides = _sides(theme, standing, book)
    graded, talker = grade_theme(analysis, theme), talker_of(analysis, theme)
    shown = {quote.id for side in sides for quote in side.quotes}
    against = (statement for statement in theme.negative_cases if statement not in shown)
    return ThemeView(
        id=theme.id,
        name=heading(theme.name),
        definition=sentence(theme.definition),
        kinds=tuple(KINDS[kind] for kind in theme.kinds),
        status=STATUSES[theme.status],
        is_draft=theme.status.value == "candidate",
        named_by=None if theme.named_by == MACHINE else theme.named_by,
        who=share_of_people(len(theme.participants), theme.n_opportunity, theme.opportunity_basis)
        + (f", {ONLY_NOTES}" if rests_on_notes(analysis, theme.statements) else ""),
        people=theme.participants,
        n_people=len(theme.participants),
        n_opportunity=theme.n_opportunity,
        interval=theme.interval,
        stability=stability_in_words(theme.stability),
        n_statements=len(theme.members),
        sides=sides,
        against=book.quotes(against, _AGAINST_QUOTES),
        outside=book.quotes(theme.just_outside, _OUTSIDE_QUOTES),
        dots=_dots(theme, standing),
        in_words=sides_in_words(analysis, standing),
        grade=graded.grade.value,
        reasons=reasons_in_words(graded),
        talker=talker_in_words(talker) if talker is not None else None,
    )


def _sides(theme: Theme, standing: Standing, book: QuoteBook) -> tuple[Side, ...]:
    """Those whom it hinders, those whom it helps, and the rest; who is on both sides stands in the first two."""
    both, taken = standing.both, {*standing.helping, *standing.hindering}
    order = theme.exemplars if standing.takes_sides else tuple(dict.fromkeys((*theme.exemplars, *theme.statements)))
    hinders, helps = book.quotes(standing.hindering, _SIDE_QUOTES), book.quotes(standing.helping, _SIDE_QUOTES)
    rest = book.quotes((statement for statement in order if statement not in taken), _NO_SIDE_QUOTES)
    sides = (
        Side("hinders", "▼", "It hinders", tuple(sorted((*standing.hinders, *both))), hinders, len(both)),
        Side("helps", "▲", "It helps", tuple(sorted((*standing.helps, *both))), helps, len(both)),
        Side("neutral", "", "Taking no side", standing.neutral, rest),
    )
    return tuple(side for side in sides if side.people or side.quotes)


def _dots(theme: Theme, standing: Standing) -> tuple[str, ...]:
    lists = standing.lists
    spoke = [name for name in (HINDERS, BOTH, HELPS, NEUTRAL) for _ in lists[name]]
    return (*spoke, *("none",) * max(0, theme.n_opportunity - len(spoke)))
