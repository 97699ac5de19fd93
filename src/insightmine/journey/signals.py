"""Themes and judgements -> booster and blocker candidates, with the evidence for and against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from insightmine.domain.clarity import stands_alone
from insightmine.domain.content_words import stems
from insightmine.domain.decisions import Decision
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, digest_of
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.judgements import Effect, Judgement
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.subjects import speaks_of, subject_of
from insightmine.domain.themes import ANSWERS, Member, Status, Theme, is_named_by_machine
from insightmine.domain.verdicts import verdicts
from insightmine.domain.votes import CLEARLY_MORE, UNCLEAR, Side, Votes, count_votes
from insightmine.engines import Vectors
from insightmine.journey.likeness import Likeness

_ID_DIGITS = 8
_SMALL_STUDY = 5
_SHARE_OF_STUDY = 0.02
# Who says it less surely than this supports a side, and does not make it one; one alone must be surer.
_SURE, _SURE_ALONE = 0.4, 0.5
# A side with fewer people than this share of the other's is no candidate of its own: it is what speaks against.
_OUTNUMBERED = 2 / 3
# What names the theme stands sooner for what a side says.
_NAMED = 1.25


def find_signals(
    themes: Sequence[Theme],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    journey: Journey,
    rulings: Sequence[Decision] = (),
    vectors: Vectors | None = None,
) -> tuple[Signal, ...]:
    """What people said helps or hinders, per theme and step: strongest first, then by id.

    Each person has one vote, for the side of most of what they said there; who said both about equally stands on both,
    and both sides show it (see `votes.count_votes`). What was said for the other side is shown as speaking against,
    also where its speaker is a supporter; a supporter's remark that says both is shown once, among what supports.
    Wishes, hypotheticals, advice, plain questions and yes-answers to leading questions have no vote.

    A side becomes a candidate with 2 supporters who say it surely and to the point, of the theme's subject or near to
    what the others say, or with 2 % of the study's people where that is more, and with at least two thirds as many
    supporters as the other side has. Where both sides are candidates, each has the other
    against it. What its supporters say, there or in the whole theme, must have something in common beside the theme's
    words, unless a person named, accepted or coded the theme (see `Likeness`; row i of `vectors`, if they are given, is
    statement i). Among what supports, first stands what is clear, near to what the others say, and names the theme.

    A theme gives its signals at each step where a side has enough; where no step has, the theme as a whole is counted,
    for a signal without a step. Nothing is counted twice. Steps that were taken from an interviewer's questions are
    topics, no stations of a journey: there a theme is counted as a whole, and its signal stands at the step where more
    than half of its supporters said it. In a study of at most 5 people a theme of several that gives none so far gives
    one for a lone sure supporter, at the step where most of it was said: a beginning to look into, with the low
    strength of one voice. At most one person may say the opposite, in at most half the weight: one remark in passing
    does not undo ten. What the lone voice says must be of the theme's subject, or answer what was asked about it: "in
    general, I like it" begins nothing.

    Strength: the lower end of the 95 % Wilson interval of supporters among those who took a side there, times
    the share of the theme's people who did, times how surely its supporters said it (see `votes.weight`). A theme
    without a subject gives none. `rulings` may accept or reject a signal by its id; the last counts.
    """
    material = _Material(
        {statement.id: statement for statement in statements},
        {judgement.statement: judgement for judgement in judgements},
        journey,
        len({statement.participant for statement in statements}),
        None if vectors is None else Likeness(statements, vectors),
    )
    signals: list[Signal] = []
    for theme in themes:
        if theme.status is not Status.REJECTED and theme.has_subject:
            signals += _signals_of(theme, material)
    ruled = verdicts(rulings)
    signals = [replace(signal, status=ruled.get(signal.id, signal.status)) for signal in signals]
    return tuple(sorted(signals, key=lambda signal: (-signal.strength, signal.id)))


@dataclass(frozen=True)
class _Material:
    """What signals are made from, by id."""

    statements: Mapping[StatementId, Statement]
    judged: Mapping[StatementId, Judgement]
    journey: Journey
    study_size: int
    likeness: Likeness | None = None

    @property
    def enough(self) -> int:
        return max(2, math.ceil(_SHARE_OF_STUDY * self.study_size))

    @cached_property
    def steps(self) -> frozenset[StepId]:
        return frozenset(step.id for step in self.journey.steps)

    def votes(self, theme: Theme, members: Iterable[Member]) -> Votes:
        return count_votes(theme, members, self.statements, self.judged)

    def step_of(self, statement: StatementId) -> StepId | None:
        step = self.judged[statement].step
        return step if step in self.steps else None

    def is_shared(self, theme: Theme, effect: SignalEffect, side: Side) -> bool:
        """Whether those who stand on a side have something in common, or all do who stand on it in the whole theme.

        Of a theme that a person made, they have.
        """
        if not _is_by_machine(theme) or self.likeness is None or self.likeness.is_shared(side.people, side.statements):
            return True
        everywhere = self.votes(theme, theme.members).side(effect)
        return self.likeness.is_shared(everywhere.people, everywhere.statements)

    def sure(self, theme: Theme, side: Side) -> int:
        """How many people say it surely enough to make a side, and to the point.

        To the point is what speaks of the theme's subject or lies near what others on this side say; in a theme that a
        person made, all of it.
        """
        subject, near = subject_of(theme), self._nearness(theme, side)
        sure = {
            self.statements[name].participant
            for name, worth in zip(side.statements, side.worths, strict=True)
            if round(worth, 6) >= _SURE and (speaks_of(self.statements[name], subject) or near(name))
        }
        return len(sure & set(side.people))

    def _nearness(self, theme: Theme, side: Side) -> Callable[[StatementId], bool]:
        if self.likeness is None or not _is_by_machine(theme):
            return lambda _: True
        likeness, found = self.likeness, self.likeness.nearness(side.people, side.statements)
        return lambda name: likeness.is_near(found[name])

    def most_telling_first(self, side: Side, theme: Theme) -> tuple[StatementId, ...]:
        """What the side's people said, first what stands for the others as well.

        By what a statement counts for, more where it is near what the others say, and where it names the theme.
        """
        said = self.said_by(side.people, side.statements)
        if self.likeness is None:
            return said
        near, named = self.likeness.nearness(side.people, said), stems(theme.name.removeprefix(ANSWERS))
        worth = dict(zip(side.statements, side.worths, strict=True))

        def order(name: StatementId) -> tuple[bool, float]:
            text = self.statements[name].text
            clear = 1.0 if stands_alone(text) else UNCLEAR
            stands_for = (1 + max(0.0, near[name])) * (_NAMED if named & stems(text) else 1.0)
            return self.judged[name].effect is Effect.MIXED, -round(worth[name] * clear * stands_for, 5)

        return tuple(sorted(said, key=order))

    def speaks_of(self, theme: Theme, side: Side) -> bool:
        """Whether anything on this side of a theme is of its subject."""
        subject = subject_of(theme)
        return any(speaks_of(self.statements[name], subject) for name in side.statements)

    def said_by(self, people: Collection[ParticipantId], statements: Iterable[StatementId]) -> tuple[StatementId, ...]:
        return tuple(name for name in statements if self.statements[name].participant in people)


def _is_by_machine(theme: Theme) -> bool:
    """Whether no person named, accepted or coded it."""
    return is_named_by_machine(theme.named_by) and theme.status is Status.CANDIDATE and theme.code is None


def _signals_of(theme: Theme, material: _Material) -> list[Signal]:
    if material.journey.origin is JourneyOrigin.QUESTIONS:
        signals = _at_topics(theme, material)
    else:
        signals = _at_steps(theme, material)
    if signals or material.study_size > _SMALL_STUDY or theme.single_voice:
        return signals
    votes = material.votes(theme, theme.members)
    return [
        _signal(theme, _main_step(votes.side(effect), material), effect, votes, material)
        for effect in SignalEffect
        if _is_lone_voice(votes.side(effect), votes.side(_other(effect)))
        and material.speaks_of(theme, votes.side(effect))
    ]


def _is_lone_voice(side: Side, other: Side) -> bool:
    """Whether one person alone says it, surely, and clearly more than what is said against."""
    alone = len(side.people) == 1 and round(side.sureness[0], 6) >= _SURE_ALONE
    return alone and len(other.people) <= 1 and round(CLEARLY_MORE * other.weight, 6) <= side.weight


def _at_steps(theme: Theme, material: _Material) -> list[Signal]:
    cells: dict[StepId | None, list[Member]] = defaultdict(list)
    for member in theme.members:
        cells[material.step_of(member.statement)].append(member)
    found: list[Signal] = []
    for step in (step.id for step in material.journey.steps if step.id in cells):
        votes = material.votes(theme, cells[step])
        found += [_signal(theme, step, effect, votes, material) for effect in _candidates(theme, votes, material)]
    if found:
        return found
    votes = material.votes(theme, theme.members)
    return [_signal(theme, None, effect, votes, material) for effect in _candidates(theme, votes, material)]


def _at_topics(theme: Theme, material: _Material) -> list[Signal]:
    votes = material.votes(theme, theme.members)
    return [
        _signal(theme, _main_step(votes.side(effect), material), effect, votes, material)
        for effect in _candidates(theme, votes, material)
    ]


def _candidates(theme: Theme, votes: Votes, material: _Material) -> list[SignalEffect]:
    most = max(len(votes.side(effect).people) for effect in SignalEffect)
    sides = {effect: votes.side(effect) for effect in SignalEffect}
    return [
        effect
        for effect, side in sides.items()
        if material.sure(theme, side) >= material.enough
        and len(side.people) >= _OUTNUMBERED * most
        and material.is_shared(theme, effect, side)
    ]


def _main_step(side: Side, material: _Material) -> StepId | None:
    """The step where more than half of a side's people said it, and most of it; `None` where there is none."""
    at: dict[StepId, list[ParticipantId]] = defaultdict(list)
    for name in material.said_by(side.people, side.statements):
        step = material.step_of(name)
        if step is not None:
            at[step].append(material.statements[name].participant)
    best = min(at, key=lambda step: (-len({*at[step]}), -len(at[step]), step), default=None)
    return best if best is not None and 2 * len({*at[best]}) > len(side.people) else None


def _signal(theme: Theme, step: StepId | None, effect: SignalEffect, votes: Votes, material: _Material) -> Signal:
    side, other, took_a_side = votes.side(effect), votes.side(_other(effect)), votes.took_a_side
    supporting = material.most_telling_first(side, theme)
    share = min(1.0, took_a_side / len(theme.participants))
    return Signal(
        id=SignalId("G" + digest_of(theme.id, step or "", effect)[:_ID_DIGITS]),
        theme=theme.id,
        step=step,
        effect=effect,
        strength=wilson_interval(len(side.people), took_a_side)[0] * share * side.conviction,
        participants=side.people,
        opponents=other.people,
        supporting=supporting,
        opposing=tuple(name for name in other.statements if name not in supporting),
    )


def _other(effect: SignalEffect) -> SignalEffect:
    return SignalEffect.BLOCKER if effect is SignalEffect.BOOSTER else SignalEffect.BOOSTER
