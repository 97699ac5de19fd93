"""What was judged of a statement, each with an honest "unsure" (`None`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import StatementId, StepId

MACHINE = "machine"


class Kind(StrEnum):
    """What a statement is; several may apply, the main one first."""

    GOAL = "goal"
    BEHAVIOUR = "behaviour"
    WORKAROUND = "workaround"
    PAIN_POINT = "pain_point"
    ENABLER = "enabler"
    WISH = "wish"
    REASON = "reason"
    OPINION = "opinion"
    CONTEXT = "context"
    SESSION_TALK = "session_talk"


class Basis(StrEnum):
    """How the speaker knows it. `NONE` is for detached opinions and filler."""

    OBSERVED = "observed"
    INSTANCE = "instance"
    HABIT = "habit"
    HYPOTHETICAL = "hypothetical"
    SECOND_HAND = "second_hand"
    ADVICE = "advice"
    NONE = "none"


class Prompting(StrEnum):
    """How a statement came up."""

    UNPROMPTED = "unprompted"
    ASKED = "asked"
    LED = "led"


class Effect(StrEnum):
    """Whether, by its own words, something helped or hindered."""

    HELPS = "helps"
    HINDERS = "hinders"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgements of one statement.

    `effect_score` runs from -1 (hinders) to 1 (helps); `kind_scores` are the probabilities of `kinds`, in the
    same order; `step_score` is the probability of `step`, 0 to 1.
    """

    statement: StatementId
    kinds: tuple[Kind, ...]
    kind_scores: tuple[float, ...]
    basis: Basis | None
    prompting: Prompting | None
    effect: Effect | None
    effect_score: float
    step: StepId | None = None
    step_score: float | None = None
    decided_by: str = MACHINE

    def __post_init__(self) -> None:
        if not -1.0 <= self.effect_score <= 1.0:
            raise ValueError(f"{self.statement}: effect_score {self.effect_score} lies outside -1 to 1")
        if len(self.kinds) != len(self.kind_scores) or len(set(self.kinds)) != len(self.kinds):
            raise ValueError(f"{self.statement}: kinds and their scores do not match")
        if self.step_score is not None and not 0.0 <= self.step_score <= 1.0:
            raise ValueError(f"{self.statement}: step_score {self.step_score} lies outside 0 to 1")

    @property
    def is_behaviour(self) -> bool:
        """Whether it tells what somebody does or did; a workaround is a behaviour too."""
        return Kind.BEHAVIOUR in self.kinds or Kind.WORKAROUND in self.kinds

    @property
    def is_evidence(self) -> bool:
        """Whether it may count for or against anything.

        Wishes, hypotheticals, advice, session talk and yes-answers to leading questions are context, whatever their
        words say.
        """
        if self.prompting is Prompting.LED or self.basis in {Basis.HYPOTHETICAL, Basis.ADVICE}:
            return False
        return self.kinds[:1] not in {(Kind.WISH,), (Kind.SESSION_TALK,)}
