"""Themes: statements about the same behaviour, goal or pain point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.judgements import MACHINE, Kind

# A name is borne by a group of which at least so many statements hold what it says.
FAIR_PART = 0.2
# Before what the members were asked after, in the name of a theme whose people do not name it themselves.
ANSWERS = "answers on "
# Before the name of a model of the user's own that named a theme.
MODEL = "model:"


def is_named_by_machine(named_by: str) -> bool:
    """Whether no person gave the name."""
    return named_by == MACHINE or named_by.startswith(MODEL)


class Status(StrEnum):
    """A machine's proposal is a candidate until a person decides."""

    CANDIDATE = "candidate"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Member:
    """A statement in a theme; `score` is the strength of its membership, 0 to 1.

    Strength: the statements are grouped in some forty ways, finer than themes; of those who stand with this one there,
    the share that is in the theme. Low where it stands between themes, or with hardly anybody; whoever placed it.
    """

    statement: StatementId
    score: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A recurring behaviour, goal or pain point, and the people behind it.

    `members` are ordered by falling score, then id. `interval` is the 95 % interval of
    `n_participants / n_opportunity` (Wilson). `opportunity_basis` says what the denominator is ("all", "asked",
    "observed or asked at ..."). `stability` (0 to 1) is the mean Jaccard similarity under resampling of participants,
    `None` when there are too few to say. `also` are statements of other themes that belong here too, in the order of
    members; they bring nobody into `participants`. `just_outside` are the nearest that do not belong, nearest first.
    `code` is the code of the researcher's own codebook that the theme stands for. `held` is the share of the members
    that speak of what the name says, in words of the same family; `None` where that is not known. `opportunity` are
    those asked or observed, sorted, with the theme's own people; empty where that is everybody.
    """

    id: ThemeId
    name: str
    definition: str
    kinds: tuple[Kind, ...]
    keyphrases: tuple[str, ...]
    members: tuple[Member, ...]
    participants: tuple[ParticipantId, ...]
    n_opportunity: int
    opportunity_basis: str
    interval: tuple[float, float]
    stability: float | None
    exemplars: tuple[StatementId, ...]
    negative_cases: tuple[StatementId, ...] = ()
    status: Status = Status.CANDIDATE
    lineage: tuple[str, ...] = ()
    named_by: str = MACHINE
    also: tuple[Member, ...] = ()
    just_outside: tuple[StatementId, ...] = ()
    code: str | None = None
    held: float | None = None
    opportunity: tuple[ParticipantId, ...] = ()

    def __post_init__(self) -> None:
        if not self.members or not self.participants or not self.exemplars:
            raise ValueError(f"theme {self.id} has no evidence")
        if not self.name.strip():
            raise ValueError(f"theme {self.id} has no name")

    @property
    def single_voice(self) -> bool:
        """Whether one person alone said it: kept, but never shown as prevalence."""
        return len(self.participants) == 1

    @property
    def has_subject(self) -> bool:
        """Whether a phrase stands for its members; what was said of this and that has none, and speaks for nothing."""
        return bool(self.keyphrases)

    @property
    def statements(self) -> tuple[StatementId, ...]:
        """Its members' ids, in the order of `members`."""
        return tuple(member.statement for member in self.members)


@dataclass(frozen=True, slots=True)
class ThemeMemory:
    """What is remembered of a theme from one run to the next, so that it keeps its id and name.

    `members` are sorted. `retired`: no theme of the last run; the id stays taken for ever. `code`: see `Theme`.
    """

    id: ThemeId
    name: str
    members: tuple[StatementId, ...]
    named_by: str
    status: Status
    retired: bool = False
    code: str | None = None
