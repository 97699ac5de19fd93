"""Judged statements -> one vote a participant, for each side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Effect, Judgement
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member


@dataclass(frozen=True, slots=True)
class Votes:
    """Who said that it helps and who that it hinders, and where. Somebody who said both stands on both sides."""

    helped: tuple[ParticipantId, ...]
    hindered: tuple[ParticipantId, ...]
    helping: tuple[StatementId, ...]
    hindering: tuple[StatementId, ...]

    @property
    def took_a_side(self) -> int:
        """The number of people who said either."""
        return len({*self.helped, *self.hindered})

    def people(self, effect: SignalEffect) -> tuple[ParticipantId, ...]:
        """The supporters of a booster or of a blocker."""
        return self.helped if effect is SignalEffect.BOOSTER else self.hindered

    def statements(self, effect: SignalEffect) -> tuple[StatementId, ...]:
        """The statements for a booster or for a blocker, the strongest members first."""
        return self.helping if effect is SignalEffect.BOOSTER else self.hindering


def count_votes(
    members: Iterable[Member], statement_by_id: Mapping[StatementId, Statement], judged: Mapping[StatementId, Judgement]
) -> Votes:
    """One vote a person and side. A statement judged mixed speaks for both sides; neutral and unsure for none."""
    people: dict[Effect, set[ParticipantId]] = defaultdict(set)
    said: dict[Effect, list[StatementId]] = defaultdict(list)
    for member in sorted(members, key=lambda member: (-member.score, member.statement)):
        judgement = judged[member.statement]
        if judgement.is_evidence:
            for side in _sides(judgement):
                people[side].add(statement_by_id[member.statement].participant)
                said[side].append(member.statement)
    return Votes(
        helped=tuple(sorted(people[Effect.HELPS])),
        hindered=tuple(sorted(people[Effect.HINDERS])),
        helping=tuple(said[Effect.HELPS]),
        hindering=tuple(said[Effect.HINDERS]),
    )


def _sides(judgement: Judgement) -> tuple[Effect, ...]:
    if judgement.effect is Effect.MIXED:
        return (Effect.HELPS, Effect.HINDERS)
    return (judgement.effect,) if judgement.effect in {Effect.HELPS, Effect.HINDERS} else ()
