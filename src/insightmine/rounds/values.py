"""Two rounds of interviews and what changed between them. People are the unit of every count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.intervals import LEVEL
from insightmine.domain.judgements import Kind

People = frozenset[ParticipantId]

# What was found in one round alone was found because it is said often there: its difference has to be surer.
FOUND_IN_ONE = 0.99


@dataclass(frozen=True, slots=True)
class RoundTheme:
    """A theme in one round. `opportunity` is `None` where only their number is known, as in an export of old.

    `helps` and `hinders` are people by the side of most of what they said; who is on both sides is in both.
    """

    id: ThemeId
    name: str
    kinds: tuple[Kind, ...]
    people: People
    opportunity: People | None
    n_opportunity: int
    basis: str
    statements: tuple[StatementId, ...]
    helps: People = frozenset()
    hinders: People = frozenset()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A behaviour of a candidate outcome: who showed it, of those who had the opportunity."""

    id: str
    theme: ThemeId
    step: str | None
    sentence: str
    showed: People
    opportunity: People


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a round; `text` is `None` where it may not be shown."""

    participant: ParticipantId
    text: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of interviews as far as it can be compared.

    `steps`: who speaks of each step of the journey, by its id; `step_names` what they are called; `has_draft_steps`:
    the program proposed them. `models` names what made the result, where that is known; `languages` are those of its
    transcripts.
    """

    name: str
    people: People
    themes: tuple[RoundTheme, ...]
    statements: Mapping[StatementId, Said]
    steps: Mapping[str, People] = field(default_factory=dict)
    step_names: Mapping[str, str] = field(default_factory=dict)
    has_draft_steps: bool = False
    rates: tuple[Rate, ...] = ()
    models: str | None = None
    languages: frozenset[str] = frozenset()


class ChangeVerdict(StrEnum):
    """What can be said of a change; a direction only where the interval of the difference excludes 0."""

    GREW = "grew"
    SHRANK = "shrank"
    APPEARED = "appeared"
    VANISHED = "vanished"
    UNCLEAR = "no_clear_change"
    TOO_FEW = "too_few"
    NOT_ASKED = "not_asked"
    LOOSE = "too_loose"  # its statements mean too many things for the like of them to be counted


class How(StrEnum):
    """How a thing of one round is known to be that of the other."""

    SAME = "same"  # one study: the very same theme
    CODE = "code"  # the same code of the codebook
    LINEAGE = "lineage"  # the same id, or shared statements
    MEANING = "meaning"  # their statements mean the like
    NONE = "none"  # the other round has no such theme


class What(StrEnum):
    """What is compared, in the order in which it is told: rates of behaviour come first."""

    RATE = "rate"
    THEME = "theme"
    HINDERS = "hinders"
    HELPS = "helps"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Match:
    """`similarity` (-1 to 1) and the `next` best are of the centres of their statements, where that was looked at."""

    how: How
    similarity: float | None = None
    next: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Who did, of how many who could have; `interval` is the 95 % interval of the share (Wilson)."""

    people: tuple[ParticipantId, ...]
    of: int
    interval: tuple[float, float]

    @property
    def n(self) -> int:
        """How many did."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Panel:
    """The people who are in both rounds and could have in both: how many did in both, in one of them, in neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def n(self) -> int:
        """How many they are."""
        return self.both + self.first_only + self.second_only + self.neither


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in both rounds. `ids` are its ids there, `None` where it has none; `names` likewise.

    `kind` is the leading kind of its statements.

    `interval` is that of the second share minus the first at `level`, from ten people a side on. `cautions` say
    what a reader must know of this change alone. `is_asked`: it is known that those who could
    have were asked or observed.
    """

    what: What
    ids: tuple[str | None, str | None]
    names: tuple[str | None, str | None]
    kind: Kind | None
    match: Match
    counts: tuple[Count, Count]
    interval: tuple[float, float] | None
    panel: Panel | None
    verdict: ChangeVerdict
    cautions: tuple[str, ...] = ()
    is_asked: bool = False

    @property
    def name(self) -> str:
        """Its name in the later round, else in the earlier."""
        return self.names[1] or self.names[0] or ""

    @property
    def level(self) -> float:
        """How often an interval such as its own holds the truth: `FOUND_IN_ONE` for a theme of one round alone."""
        return FOUND_IN_ONE if self.match.how is How.NONE else LEVEL

    @property
    def difference(self) -> float | None:
        """The second share minus the first; `None` where nobody could have."""
        first, second = self.counts
        return second.n / second.of - first.n / first.of if first.of and second.of else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was compared, in the order in which it is told, and what to know of it as a whole."""

    names: tuple[str, str]
    n_people: tuple[int, int]
    n_in_both: int
    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()
