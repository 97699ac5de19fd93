"""What people did and how it ended: figures where there are people enough, else a named table. Never a cause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.measures import Better, Measure, Scale

# A named table leans where one group is ahead in so many more of all pairs of people, whichever one is left out.
_CLEAR = 0.5
_A_GROUP = 2
_ALL_OF_THEM = 3


class AssociationVerdict(StrEnum):
    """Whether those who did it did better. `TOO_FEW`: fewer than 20 people with known behaviour and result."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


class EstimateKind(StrEnum):
    """What an estimate is: the difference of two shares, or the Hodges-Lehmann shift between two groups of values."""

    RISK_DIFFERENCE = "risk_difference"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended for somebody: the value, and the reason why it is not counted, if there is one."""

    participant: ParticipantId
    value: float | None
    exclude_reason: str = ""


@dataclass(frozen=True, slots=True)
class Association:
    """One measure, those who did it against those known not to have; see `Doing`.

    `estimate` is of `kind`, as it is measured: those who did it minus those who did not, whichever end is better.
    `interval` at 95 %. `p` is exact; `q` counts all pairs that were
    tested. `odds_interval` may be open above (`None`). Below 20 people all of these are `None`.

    `hinges_on` are the people any one of whom turns the verdict by being left out. `excluded` have a reason, `unknown`
    a result, but nobody knows whether they did it; `unmeasured` did it or not, and have no result. `others`: how it
    ended for `unknown`.
    """

    measure: str
    n_with: int
    n_without: int
    estimate: float | None
    kind: EstimateKind
    interval: tuple[float, float] | None
    p: float | None
    q: float | None
    verdict: AssociationVerdict
    step: StepId | None = None
    scale: Scale = Scale.NUMBER
    better: Better = Better.HIGHER
    levels: tuple[str, ...] = ()
    did: tuple[Ended, ...] = ()
    did_not: tuple[Ended, ...] = ()
    excluded: tuple[Ended, ...] = ()
    unknown: tuple[Ended, ...] = ()
    unmeasured: tuple[ParticipantId, ...] = ()
    odds_ratio: float | None = None
    odds_interval: tuple[float, float | None] | None = None
    hinges_on: tuple[ParticipantId, ...] = ()

    @property
    def measured(self) -> Measure:
        """What was measured, as far as it is needed to read values."""
        return Measure(self.measure, self.scale, self.better, self.levels)

    @property
    def well(self) -> tuple[int, int]:
        """Of a binary measure: for how many of those who did it, and of the others, it went well."""
        good = self.measured.is_success
        did, did_not = (sum(good(e.value) for e in side if e.value is not None) for side in (self.did, self.did_not))
        return did, did_not

    @property
    def lean(self) -> int:
        """1 where those who did it ended clearly better, -1 where they ended worse, 0 where it cannot be said.

        Where it was tested, the verdict. In a named table: two people at least on each side, and whichever one person
        is left out, the same side is ahead by half (Cliff's delta; for yes and no the difference of the shares).
        """
        if self.verdict is not AssociationVerdict.TOO_FEW:
            return {AssociationVerdict.BETTER: 1, AssociationVerdict.WORSE: -1}.get(self.verdict, 0)
        did, did_not = self._values(self.did), self._values(self.did_not)
        if min(len(did), len(did_not)) < _A_GROUP:
            return 0
        ways = [ahead(did[:i] + did[i + 1 :], did_not) for i in range(len(did))]
        ways += [ahead(did, did_not[:i] + did_not[i + 1 :]) for i in range(len(did_not))]
        ways.append(ahead(did, did_not))
        if min(round(delta, 9) for delta in ways) >= _CLEAR:
            return 1
        return -1 if max(round(delta, 9) for delta in ways) <= -_CLEAR else 0

    @property
    def unanimous(self) -> int:
        """1 where it went well for all who did it, three at least, and not for everybody; -1 for none of them.

        Only yes or no. Where everybody succeeded the measure tells nobody apart.
        """
        if self.scale is not Scale.BINARY or len(self.did) < _ALL_OF_THEM:
            return 0
        good = [self.measured.is_success(e.value) for e in self.did if e.value is not None]
        rest = [self.measured.is_success(e.value) for e in (*self.did_not, *self.unknown) if e.value is not None]
        if all(good) and not all(rest):
            return 1
        return -1 if not any(good) and any(rest) else 0

    @property
    def points(self) -> int:
        """1 where what people did speaks for it, -1 where against, 0 where neither: the lean, else all who did it."""
        return self.lean or self.unanimous

    def is_about(self, people: Collection[ParticipantId]) -> bool:
        """Whether it holds a result of any of them that is told: that counts, or that has a reason why it does not."""
        return any(ended.participant in people for ended in (*self.did, *self.did_not, *self.excluded))

    def _values(self, people: Sequence[Ended]) -> list[float]:
        return [self.measured.oriented(e.value) for e in people if e.value is not None]


def ahead(did: Sequence[float], did_not: Sequence[float]) -> float:
    """Cliff's delta, -1 to 1: in how many more of all pairs the one who did it has the higher value.

    Cliff 1993, Psychological Bulletin 114:494-509.
    """
    if not did or not did_not:
        return 0.0
    return sum((one > other) - (one < other) for one in did for other in did_not) / (len(did) * len(did_not))


def disagree(associations: Sequence[Association]) -> tuple[tuple[str, str], ...]:
    """Pairs of measures of which one says better and the other worse: a finding, and nothing to be averaged."""
    up = [a.measure for a in associations if a.lean > 0]
    down = [a.measure for a in associations if a.lean < 0]
    return tuple((one, other) for one in up for other in down)


def shown_without(
    association: Association, gone: frozenset[ParticipantId], is_private: Callable[[str], bool]
) -> Association | None:
    """What may be shown: a named table without the people who are gone; `None` where figures were computed with them.

    A reason that says what is private is not shown.
    """
    told = (*association.did, *association.did_not, *association.excluded, *association.unknown)
    is_counted = bool(gone & {*(ended.participant for ended in told), *association.unmeasured})
    if is_counted and association.verdict is not AssociationVerdict.TOO_FEW:
        return None
    did, did_not, excluded, unknown = (
        tuple(_without_private(ended, is_private) for ended in part if ended.participant not in gone)
        for part in (association.did, association.did_not, association.excluded, association.unknown)
    )
    return replace(
        association,
        n_with=len(did), n_without=len(did_not), did=did, did_not=did_not, excluded=excluded, unknown=unknown,
        unmeasured=tuple(person for person in association.unmeasured if person not in gone),
    )  # fmt: skip


def _without_private(ended: Ended, is_private: Callable[[str], bool]) -> Ended:
    return replace(ended, exclude_reason="(reason withheld)") if is_private(ended.exclude_reason) else ended
