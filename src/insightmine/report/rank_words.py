"""What the place of a card among the others is made of, in words."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.outcomes import Outcome

FORMULA = "rank = evidence x (reach + agreement + strength) / 3"
PARTS = (
    ("evidence", "1 strong, 0.7 moderate, 0.4 low"),
    ("reach", "lower end of the 95 % interval of those who showed it among those who had the opportunity"),
    ("agreement", "lower end of the 95 % interval of those who speak for it among those who take a side"),
    ("strength", "of its strongest booster or blocker; 0 without one"),
)


@dataclass(frozen=True, slots=True)
class RankPart:
    """One part of the rank, from 0 to 1."""

    name: str
    value: float


def rank_parts(outcome: Outcome) -> tuple[RankPart, ...]:
    """The parts in the order of the formula, then the rank; none where people were left out since."""
    rank = outcome.rank
    if rank is None:
        return ()
    values = (rank.evidence, rank.reach, rank.agreement, rank.strength)
    parts = (RankPart(name, value) for (name, _), value in zip(PARTS, values, strict=True))
    return (*parts, RankPart("rank", rank.score))


def rank_in_words(parts: tuple[RankPart, ...]) -> str:
    """`0.27 = 0.7 evidence x (0.22 reach + 0.61 agreement + 0.33 strength) / 3`; empty without parts."""
    if not parts:
        return ""
    evidence, reach, agreement, strength, rank = (f"{part.value:.2f}" for part in parts)
    return f"{rank} = {evidence} evidence x ({reach} reach + {agreement} agreement + {strength} strength) / 3"
