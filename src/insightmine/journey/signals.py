"""Themes and judgements -> booster and blocker candidates, with the evidence for and against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from insightmine.domain.decisions import Decision
from insightmine.domain.ids import SignalId, StatementId, StepId, digest_of
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Status, Theme
from insightmine.domain.verdicts import verdicts
from insightmine.domain.votes import Votes, count_votes

_ID_DIGITS = 8
_SMALL_STUDY = 5
_SHARE_OF_STUDY = 0.02


def find_signals(
    themes: Sequence[Theme],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    journey: Journey,
    rulings: Sequence[Decision] = (),
) -> tuple[Signal, ...]:
    """What people said helps or hinders, per theme and step: strongest first, then by id.

    Each person has one vote for each side; who said both stands on both, and both sides show it. Wishes,
    hypotheticals, advice and yes-answers to leading questions have no vote (see `Judgement.is_evidence`).

    A side becomes a candidate with 2 supporters, or 2 % of the study's people where that is more. Where both sides
    have enough both become candidates, each with the other against it; a side with fewer is too little to say.

    A theme gives its signals at each step where a side has enough. What is left of it (other steps, or no step)
    is counted together as the theme's signal without a step, so that nothing is lost or counted twice. In a study of
    at most 5 people a theme of several that gives none so far gives one for a lone supporter whom nobody contradicts,
    at the step where it was said: a beginning to look into, with the low strength of one voice.

    Strength: the lower end of the 95 % Wilson interval of supporters among those who took a side there, times
    the share of the theme's people who did, times how surely its supporters said it (see `votes.conviction`). A theme
    without a subject gives none. `rulings` may accept or reject a signal by its id; the last counts.
    """
    statement_by_id = {statement.id: statement for statement in statements}
    judged = {judgement.statement: judgement for judgement in judgements}
    study_size = len({statement.participant for statement in statements})
    signals: list[Signal] = []
    for theme in themes:
        if theme.status is not Status.REJECTED and theme.has_subject:
            signals += _signals_of(theme, statement_by_id, judged, journey, study_size)
    ruled = verdicts(rulings)
    signals = [replace(signal, status=ruled.get(signal.id, signal.status)) for signal in signals]
    return tuple(sorted(signals, key=lambda signal: (-signal.strength, signal.id)))


def _signals_of(
    theme: Theme,
    statement_by_id: Mapping[StatementId, Statement],
    judged: Mapping[StatementId, Judgement],
    journey: Journey,
    study_size: int,
) -> list[Signal]:
    known = {step.id for step in journey.steps}
    cells: dict[StepId | None, list[Member]] = defaultdict(list)
    for member in theme.members:
        step = judged[member.statement].step
        cells[step if step in known else None].append(member)
    rest, signals = cells.pop(None, []), list[Signal]()
    for step in (step.id for step in journey.steps if step.id in cells):
        found = _candidates(theme, step, count_votes(cells[step], statement_by_id, judged), study_size)
        signals += found
        rest += [] if found else cells[step]
    signals += _candidates(theme, None, count_votes(rest, statement_by_id, judged), study_size)
    if signals or study_size > _SMALL_STUDY or theme.single_voice:
        return signals
    votes = count_votes(theme.members, statement_by_id, judged)
    if votes.took_a_side != 1 or (votes.helped and votes.hindered):
        return []
    steps = {judged[statement].step for statement in (*votes.helping, *votes.hindering)} & known
    step = steps.pop() if len(steps) == 1 else None
    return [_signal(theme, step, SignalEffect.BOOSTER if votes.helped else SignalEffect.BLOCKER, votes)]


def _candidates(theme: Theme, step: StepId | None, votes: Votes, study_size: int) -> list[Signal]:
    enough = max(2, math.ceil(_SHARE_OF_STUDY * study_size))
    return [_signal(theme, step, effect, votes) for effect in SignalEffect if len(votes.people(effect)) >= enough]


def _signal(theme: Theme, step: StepId | None, effect: SignalEffect, votes: Votes) -> Signal:
    supporters, took_a_side = votes.people(effect), votes.took_a_side
    share = min(1.0, took_a_side / len(theme.participants))
    return Signal(
        id=SignalId("G" + digest_of(theme.id, step or "", effect)[:_ID_DIGITS]),
        theme=theme.id,
        step=step,
        effect=effect,
        strength=wilson_interval(len(supporters), took_a_side)[0] * share * votes.conviction(effect),
        participants=supporters,
        opponents=votes.people(_other(effect)),
        supporting=votes.statements(effect),
        opposing=votes.statements(_other(effect)),
    )


def _other(effect: SignalEffect) -> SignalEffect:
    return SignalEffect.BLOCKER if effect is SignalEffect.BOOSTER else SignalEffect.BOOSTER
