"""Judged statements -> one vote a participant, for each side, and how surely it was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from insightmine.domain.clarity import stands_alone
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import MACHINE, Effect, Judgement, Kind
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member

# What a statement of somebody's circumstances counts for, and a quote that nobody understands alone.
_CIRCUMSTANCES = 0.5
_UNCLEAR = 0.7


@dataclass(frozen=True, slots=True)
class Votes:
    """Who said that it helps and who that it hinders, and where. Somebody who said both stands on both sides."""

    helped: tuple[ParticipantId, ...]
    hindered: tuple[ParticipantId, ...]
    helping: tuple[StatementId, ...]
    hindering: tuple[StatementId, ...]
    surely_helped: float = 0.0
    surely_hindered: float = 0.0

    @property
    def took_a_side(self) -> int:
        """The number of people who said either."""
        return len({*self.helped, *self.hindered})

    def people(self, effect: SignalEffect) -> tuple[ParticipantId, ...]:
        """The supporters of a booster or of a blocker."""
        return self.helped if effect is SignalEffect.BOOSTER else self.hindered

    def statements(self, effect: SignalEffect) -> tuple[StatementId, ...]:
        """The statements for a booster or for a blocker, the clearest first."""
        return self.helping if effect is SignalEffect.BOOSTER else self.hindering

    def conviction(self, effect: SignalEffect) -> float:
        """How surely its supporters said it, 0 to 1: the mean of each one's clearest statement."""
        return self.surely_helped if effect is SignalEffect.BOOSTER else self.surely_hindered


def sides_taken(judgement: Judgement) -> tuple[Effect, ...]:
    """The sides that a statement speaks for: both where it is mixed, none where it is neutral, unsure or no evidence.

    Wishes, hypotheticals, advice and yes-answers to leading questions are no evidence (`Judgement.is_evidence`).
    """
    if not judgement.is_evidence:
        return ()
    if judgement.effect is Effect.MIXED:
        return (Effect.HELPS, Effect.HINDERS)
    return (judgement.effect,) if judgement.effect in {Effect.HELPS, Effect.HINDERS} else ()


def count_votes(
    members: Iterable[Member], statement_by_id: Mapping[StatementId, Statement], judged: Mapping[StatementId, Judgement]
) -> Votes:
    """One vote a person and side. A statement judged mixed speaks for both sides; neutral and unsure for none.

    First stands what says its side most clearly (see `conviction`) and is understood alone; then the strongest member.
    """
    surely: dict[Effect, dict[ParticipantId, float]] = defaultdict(dict)
    said: dict[Effect, list[StatementId]] = defaultdict(list)
    order = {member.statement: _order(member, statement_by_id, judged) for member in members}
    for name in sorted(order, key=lambda name: order[name]):
        judgement, person = judged[name], statement_by_id[name].participant
        for side in sides_taken(judgement):
            surely[side][person] = max(surely[side].get(person, 0.0), conviction(judgement))
            said[side].append(name)
    return Votes(
        helped=tuple(sorted(surely[Effect.HELPS])),
        hindered=tuple(sorted(surely[Effect.HINDERS])),
        helping=tuple(said[Effect.HELPS]),
        hindering=tuple(said[Effect.HINDERS]),
        surely_helped=_mean(surely[Effect.HELPS]),
        surely_hindered=_mean(surely[Effect.HINDERS]),
    )


def conviction(judgement: Judgement) -> float:
    """How surely a statement says that something helped or hindered, 0 to 1; what a person decided is sure.

    What mainly tells of somebody's circumstances says half as much of what helps them.
    """
    if judgement.decided_by != MACHINE:
        return 1.0
    sure = 1.0 if judgement.effect is Effect.MIXED else abs(judgement.effect_score)
    return sure * (_CIRCUMSTANCES if judgement.kinds[:1] == (Kind.CONTEXT,) else 1.0)


def _order(
    member: Member, statement_by_id: Mapping[StatementId, Statement], judged: Mapping[StatementId, Judgement]
) -> tuple[float, float, StatementId]:
    clear = 1.0 if stands_alone(statement_by_id[member.statement].text) else _UNCLEAR
    near = (1 + member.score) / 2
    return -round(conviction(judged[member.statement]) * clear * near, 6), -member.score, member.statement


def _mean(surely: Mapping[ParticipantId, float]) -> float:
    return sum(surely[person] for person in sorted(surely)) / len(surely) if surely else 0.0
