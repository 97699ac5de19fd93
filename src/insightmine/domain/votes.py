"""Judged statements -> one vote a participant: the side of most of what they said, and how surely they said it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.clarity import is_plain_question, stands_alone
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import MACHINE, Effect, Judgement, Kind
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.subjects import speaks_of, subject_of
from insightmine.domain.themes import Member, Theme

# A side is somebody's when it has so many times the weight of what the same person said for the other.
CLEARLY_MORE = 2.0
# An effect score nearer to 0 is a guess that takes no side.
_FAINT = 0.2
# What a statement of somebody's circumstances counts for, and a quote that nobody understands alone.
_CIRCUMSTANCES = 0.5
UNCLEAR = 0.7
# What counts for less: a statement in which nothing else was seen of its side, that speaks of both, or that neither
# names the theme's subject nor answers a question that does.
_NO_KIND_OF_IT = 0.35
_MIXED = 0.5
_UNNAMED = 0.6
_KINDS_OF = {Effect.HELPS: (Kind.ENABLER,), Effect.HINDERS: (Kind.PAIN_POINT, Kind.WORKAROUND)}

# What a statement is put in order by, and what it counts for: whether it says both, how clearly it says its side and
# how strong a member it is (both negative), its id; its worth.
_Said = tuple[bool, float, float, StatementId, float]


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on a side, how surely each (0 to 1, in the same order), and all statements that speak for it.

    `statements`: the clearest first, whoever said them, what says both last; also what was said by people who mostly
    say the opposite. `worths`: what each of them counts for (see `weight`), in the same order.
    `weight`: the sum of what all of them count for.
    """

    people: tuple[ParticipantId, ...]
    sureness: tuple[float, ...]
    statements: tuple[StatementId, ...]
    worths: tuple[float, ...] = ()
    weight: float = 0.0

    @property
    def conviction(self) -> float:
        """How surely its people said it, 0 to 1: the mean of each one's clearest statement."""
        return sum(self.sureness) / len(self.sureness) if self.sureness else 0.0


@dataclass(frozen=True, slots=True)
class Votes:
    """Whom it helps and whom it hinders, and where they said so. Who said both about equally stands on both sides."""

    helps: Side
    hinders: Side

    @property
    def took_a_side(self) -> int:
        """The number of people who stand on either."""
        return len({*self.helps.people, *self.hinders.people})

    def side(self, effect: SignalEffect) -> Side:
        """The side of a booster or of a blocker."""
        return self.helps if effect is SignalEffect.BOOSTER else self.hinders


def sides_taken(judgement: Judgement, text: str) -> tuple[Effect, ...]:
    """The sides that a statement speaks for: both where it is mixed, none where it is neutral, unsure or no evidence.

    Wishes, hypotheticals, advice and yes-answers to leading questions are no evidence (`Judgement.is_evidence`), nor
    is a plain question, nor what the program hardly leans to a side on. What a person decided counts as decided.
    """
    if not judgement.is_evidence:
        return ()
    by_machine = judgement.decided_by == MACHINE
    if by_machine and is_plain_question(text):
        return ()
    if judgement.effect is Effect.MIXED:
        return (Effect.HELPS, Effect.HINDERS)
    if by_machine and abs(judgement.effect_score) < _FAINT:
        return ()
    return (judgement.effect,) if judgement.effect in {Effect.HELPS, Effect.HINDERS} else ()


def count_votes(
    theme: Theme,
    members: Iterable[Member],
    statement_by_id: Mapping[StatementId, Statement],
    judged: Mapping[StatementId, Judgement],
) -> Votes:
    """One vote a person: the side of most of what they said among these members of a theme, by weight.

    A side is theirs alone when it weighs at least twice as much as the other; else they stand on both. A statement
    judged mixed speaks for both sides; neutral and unsure for none. First stands what says its side most clearly (see
    `weight`) and is understood alone; then the strongest member; last, what says both.
    """
    subject = subject_of(theme)
    weighed: dict[Effect, dict[ParticipantId, list[float]]] = {
        Effect.HELPS: defaultdict(list),
        Effect.HINDERS: defaultdict(list),
    }
    said: dict[Effect, list[_Said]] = defaultdict(list)
    for member in members:
        statement, judgement = statement_by_id[member.statement], judged[member.statement]
        for side in sides_taken(judgement, statement.text):
            worth = weight(member, statement, judgement, side, subject)
            weighed[side][statement.participant].append(worth)
            clear = 1.0 if stands_alone(statement.text) else UNCLEAR
            says_both = judgement.effect is Effect.MIXED
            said[side].append((says_both, -round(worth * clear, 6), -member.score, member.statement, worth))
    return Votes(*(_side(side, weighed, said[side]) for side in (Effect.HELPS, Effect.HINDERS)))


def _side(
    side: Effect,
    weighed: Mapping[Effect, Mapping[ParticipantId, Sequence[float]]],
    said: Sequence[_Said],
) -> Side:
    other = weighed[Effect.HINDERS if side is Effect.HELPS else Effect.HELPS]
    own = weighed[side]
    people = sorted(who for who in own if _stands(own[who], other.get(who, ())))
    return Side(
        people=tuple(people),
        sureness=tuple(max(own[who]) for who in people),
        statements=tuple(statement for *_, statement, _ in sorted(said)),
        worths=tuple(worth for *_, worth in sorted(said)),
        weight=round(sum(sorted(worth for said_by in own.values() for worth in said_by)), 6),
    )


def _stands(own: Sequence[float], other: Sequence[float]) -> bool:
    """Whether somebody who said this much for a side, and that much for the other, stands on it."""
    return round(sum(sorted(other)), 6) < CLEARLY_MORE * round(sum(sorted(own)), 6)


def weight(member: Member, statement: Statement, judgement: Judgement, side: Effect, subject: frozenset[str]) -> float:
    """What a statement counts for on a side of a theme, 0 to 1.

    How surely it says it (see `conviction`), how near it stands to the theme, and whether it speaks of its subject.
    """
    named = 1.0 if speaks_of(statement, subject) else _UNNAMED
    return conviction(judgement, side) * named * (1 + member.score) / 2


def conviction(judgement: Judgement, side: Effect) -> float:
    """How surely a statement says that something helped or hindered, 0 to 1; what a person decided is sure.

    The geometric mean of two judgements made apart from each other: the effect as it was scored, and the probability of
    the kind that goes with it, an enabler or a pain point. What mainly tells of somebody's circumstances says half as
    much.
    """
    if judgement.decided_by != MACHINE:
        return 1.0
    sure = _MIXED if judgement.effect is Effect.MIXED else abs(judgement.effect_score)
    kinds = zip(judgement.kinds, judgement.kind_scores, strict=True)
    fitting = max((score for kind, score in kinds if kind in _KINDS_OF[side]), default=_NO_KIND_OF_IT)
    return math.sqrt(sure * fitting) * (_CIRCUMSTANCES if judgement.kinds[:1] == (Kind.CONTEXT,) else 1.0)
