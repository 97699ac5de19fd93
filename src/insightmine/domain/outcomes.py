"""Outcomes: changes in behaviour that a team could plan for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.associations import Association
from insightmine.domain.contradictions import Contradiction
from insightmine.domain.ids import OutcomeId, ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.signals import Signal
from insightmine.domain.themes import Status


class Direction(StrEnum):
    """Whether the team would want more or less of the behaviour."""

    MORE = "more"
    LESS = "less"


class Grade(StrEnum):
    """How good the evidence is."""

    STRONG = "strong"
    MODERATE = "moderate"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who showed the behaviour, among those who had the opportunity.

    `unclear`: spoke of it, and it could not be told whether they do it; `did_not`: said that they do not, or tried in
    vain; `not_asked`: everybody else in the study, who were neither asked nor observed there. The rest of
    `opportunity` said nothing of it.
    """

    showed: tuple[ParticipantId, ...]
    opportunity: tuple[ParticipantId, ...]
    unclear: tuple[ParticipantId, ...]
    basis: str
    did_not: tuple[ParticipantId, ...] = ()
    not_asked: tuple[ParticipantId, ...] = ()

    @property
    def nobody_against(self) -> str:
        """What is said where nobody is found to speak against it: of those who do not show it, none is sure."""
        is_sure = set(self.opportunity) <= set(self.showed)
        return "nobody spoke against it" if is_sure else "nobody clearly spoke against it"


@dataclass(frozen=True, slots=True)
class Rank:
    """What the place of a card among the others is made of, each from 0 to 1; see docs/outcomes.md.

    `evidence`: 1, 0.7 or 0.4 for strong, moderate or low; `reach` and `agreement`: the lower ends of the 95 % Wilson
    intervals of those who showed it among those who had the opportunity, and of those who speak for the card among
    those who take a side; `strength`: of its strongest signal, 0 without one.
    """

    evidence: float
    reach: float
    agreement: float
    strength: float

    def __post_init__(self) -> None:
        if not all(0.0 <= part <= 1.0 for part in (self.evidence, self.reach, self.agreement, self.strength)):
            raise ValueError("a part of the rank lies outside 0 to 1")

    @property
    def score(self) -> float:
        """`evidence x (reach + agreement + strength) / 3`."""
        return round(self.evidence * (self.reach + self.agreement + self.strength) / 3, 6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A candidate change in behaviour. Baseline and target stay empty until a team measures and sets them.

    `theme` is the one that most of those who show it speak in, `themes` all that the card draws on. `reasons` say why
    people do it. `impact` is the declared impact that it should move, `lagging` what shows later that it did.
    `differs`: where words and deeds of one person differ. `results`: how it ended for those who showed it, by each
    measure, where no signal of the card tells that.
    """

    id: OutcomeId
    theme: ThemeId
    who: str
    behaviour: str
    step: StepId | None
    direction: Direction
    seen: Seen
    metric: str
    question: str
    hypothesis: str
    next_test: str
    alternatives: tuple[str, ...]
    grade: Grade
    grade_reasons: tuple[str, ...]
    signals: tuple[SignalId, ...]
    supporting: tuple[StatementId, ...]
    opposing: tuple[StatementId, ...]
    pain_points: tuple[StatementId, ...] = ()
    impact: str | None = None
    baseline: str | None = None
    target: str | None = None
    status: Status = Status.CANDIDATE
    themes: tuple[ThemeId, ...] = ()
    reasons: tuple[StatementId, ...] = ()
    rank: Rank | None = None
    differs: tuple[Contradiction, ...] = ()
    lagging: str | None = None
    results: tuple[Association, ...] = ()

    def __post_init__(self) -> None:
        if not self.supporting or not self.seen.showed:
            raise ValueError(f"outcome {self.id} has no evidence")

    def is_told_by(self, signal: Signal) -> bool:
        """Whether the results of a signal are the card's: of those with a result just those did it who showed it here.

        A signal that stands on more, or on less, tells of other people.
        """
        did = {ended.participant for association in signal.associations for ended in association.did}
        others = {
            ended.participant
            for association in signal.associations
            for ended in (*association.did_not, *association.unknown)
        }
        return signal.id in self.signals and bool(did) and did == {*self.seen.showed} & (did | others)
