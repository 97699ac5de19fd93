"""Themes as they are shown: who is behind them, and both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.judgements import Effect
from insightmine.domain.provenance import ONLY_NOTES, rests_on_notes
from insightmine.domain.themes import Theme
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.wording import KINDS, STATUSES, heading, sentence, share_of_people, stability_in_words

_SIDE_QUOTES = 2
_NO_SIDE_QUOTES = 2
_AGAINST_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """The people on one side, and what some of them said."""

    name: str
    sign: str
    title: str
    people: tuple[ParticipantId, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme. `dots` says of each person with the opportunity where they stand, "none" for nothing said."""

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
    dots: tuple[str, ...]


def theme_view(analysis: Analysis, theme: Theme, book: QuoteBook) -> ThemeView:
    """What the report shows of a theme."""
    sides = _sides(analysis, theme, book)
    shown = {quote.id for side in sides for quote in side.quotes}
    against = (statement for statement in theme.negative_cases if statement not in shown)
    return ThemeView(
        id=theme.id,
        name=heading(theme.name),
        definition=sentence(theme.definition),
        kinds=tuple(KINDS[kind] for kind in theme.kinds),
        status=STATUSES[theme.status],
        is_draft=theme.status.value == "candidate",
        named_by=None if theme.named_by == "machine" else theme.named_by,
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
        dots=_dots(analysis, theme),
    )


def standing(analysis: Analysis, theme: Theme) -> dict[ParticipantId, str]:
    """Where each of the theme's people stands: helps, hinders, both, neutral."""
    effects: dict[ParticipantId, set[Effect]] = {person: set() for person in theme.participants}
    for statement_id in theme.statements:
        judgement = analysis.judgement_by_id.get(statement_id)
        person = analysis.statement_by_id[statement_id].participant
        if judgement is not None and judgement.effect is not None:
            effects.setdefault(person, set()).add(judgement.effect)
    return {person: _stand(found) for person, found in effects.items()}


def _stand(effects: set[Effect]) -> str:
    if Effect.MIXED in effects or {Effect.HELPS, Effect.HINDERS} <= effects:
        return "both"
    if Effect.HELPS in effects:
        return "helps"
    return "hinders" if Effect.HINDERS in effects else "neutral"


def _sides(analysis: Analysis, theme: Theme, book: QuoteBook) -> tuple[Side, ...]:
    where = standing(analysis, theme)
    order = list(dict.fromkeys((*theme.exemplars, *theme.statements)))
    hinders = _with_effect(analysis, order, (Effect.HINDERS,)) + _with_effect(analysis, order, (Effect.MIXED,))
    helps = _with_effect(analysis, order, (Effect.HELPS,))
    sided = bool(hinders or helps)
    rest = [s for s in (theme.exemplars if sided else order) if s not in {*hinders, *helps}]
    sides = (
        Side("hinders", "▼", "It hinders", _people(where, ("hinders", "both")), book.quotes(hinders, _SIDE_QUOTES)),
        Side("helps", "▲", "It helps", _people(where, ("helps", "both")), book.quotes(helps, _SIDE_QUOTES)),
        Side("neutral", "", "Taking no side", _people(where, ("neutral",)), book.quotes(rest, _NO_SIDE_QUOTES)),
    )
    return tuple(side for side in sides if side.people or side.quotes)


def _with_effect(
    analysis: Analysis, statements: Iterable[StatementId], effects: tuple[Effect, ...]
) -> list[StatementId]:
    known = analysis.judgement_by_id
    return [statement for statement in statements if statement in known and known[statement].effect in effects]


def _people(where: dict[ParticipantId, str], stands: tuple[str, ...]) -> tuple[ParticipantId, ...]:
    return tuple(sorted(person for person, stand in where.items() if stand in stands))


def _dots(analysis: Analysis, theme: Theme) -> tuple[str, ...]:
    stands = list(standing(analysis, theme).values())
    spoke = [stand for name in ("hinders", "both", "helps", "neutral") for stand in stands if stand == name]
    return (*spoke, *("none",) * max(0, theme.n_opportunity - len(spoke)))
