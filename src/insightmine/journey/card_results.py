"""Outcome cards, signals with results, measures -> how it ended for those who showed what a card says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.domain.associations import Association
from insightmine.domain.ids import OutcomeId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.measures import Measures
from insightmine.domain.outcomes import Outcome
from insightmine.domain.signals import Signal
from insightmine.journey.association import Pair, figures_of, is_enough, pair_of, tables_of


def with_results(
    outcomes: Sequence[Outcome], signals: Sequence[Signal], measures: Measures, journey: Journey
) -> tuple[Outcome, ...]:
    """The cards; those of which no signal tells how it ended get that of their own people, as signals do.

    Those who showed it, against those who said that they do not or tried in vain, by each measure of the card's step
    and of the whole study that has a result of them, one with a reason not to count it included. Everybody else is
    unknown. Below 20 people a named table; from there on q counts the pairs
    of the signals and of these cards. `measures` are those of people of the study, at steps by their ids (see
    `Associated`). No signal and no card is changed by it: its direction and grade are what people said and did.
    """
    alone = [o for o in outcomes if not any(o.is_told_by(signal) for signal in signals)]
    own = {outcome.id: _tables(outcome, measures, journey) for outcome in alone}
    figures = _figures(own, signals)
    return tuple(
        replace(o, results=tuple(figures.get(pair_of(table), table) for table in own.get(o.id, ()))) for o in outcomes
    )


def _tables(outcome: Outcome, measures: Measures, journey: Journey) -> list[Association]:
    step = None if journey.origin is JourneyOrigin.QUESTIONS else outcome.step
    tables = tables_of(measures, measures.for_step(step), outcome.seen.showed, outcome.seen.did_not)
    return [table for table in tables if table.is_about({*outcome.seen.showed, *outcome.seen.did_not})]


def _figures(own: dict[OutcomeId, list[Association]], signals: Sequence[Signal]) -> dict[Pair, Association]:
    """The figures of the tables that are large enough, over all pairs of the study; nothing where none is."""
    tables = [table for some in own.values() for table in some]
    if not any(is_enough(table) for table in tables):
        return {}
    return figures_of([*(a for signal in signals for a in signal.associations), *tables])
