"""What a plan says, entry by entry: what it is judged to be, which words say so, and what a study says to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from insightmine.domain.ids import SignalId, StatementId, StepId, ThemeId


class EntryVerdict(StrEnum):
    """What an entry of a plan is, by *Outcomes over Output* (Seiden 2019) and the OKR practice around it (Gothelf)."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One entry as it stands in the plan, without list marks.

    `place` says where ("line 12", "row 4"); `section` is the heading, objective or epic that it stands under; `label`
    is what the plan itself calls it ("Epic", "Key result"), which is not believed.
    """

    text: str
    place: str
    section: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries of a file in its order. `notes` tell what was passed over."""

    source: str
    entries: tuple[PlanEntry, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of an entry, `text[start:end]`, that speak for a verdict, and why."""

    start: int
    end: int
    text: str
    verdict: EntryVerdict
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry names of an outcome: whose behaviour, which behaviour, and by how much; each in its own words.

    `missing` lists what it does not name, in the words of the method.
    """

    who: str | None = None
    behaviour: str | None = None
    baseline: str | None = None
    target: str | None = None
    rate: str | None = None
    by_when: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not named, of the five that make an outcome measurable."""
        wanted = (
            ("who", self.who),
            ("what they do", self.behaviour),
            ("a rate to count", self.rate),
            ("a baseline", self.baseline),
            ("a target", self.target),
        )
        return tuple(name for name, value in wanted if value is None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement near an entry; `side` is its effect: it helps, hinders, or neither is said."""

    statement: StatementId
    similarity: float
    side: str


@dataclass(frozen=True, slots=True)
class Backing:
    """What a study holds about an entry: themes near it, best first, and statements of both sides."""

    themes: tuple[ThemeId, ...] = ()
    helping: tuple[Evidence, ...] = ()
    hindering: tuple[Evidence, ...] = ()
    neutral: tuple[Evidence, ...] = ()
    steps: tuple[StepId, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody said anything near it: silence, not absence."""
        return not (self.themes or self.helping or self.hindering or self.neutral)


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """An entry with its verdict; `verdict` is `None` where it was not judged, and `not_judged` says why.

    `clues` are of all verdicts; `reasons` say in sentences why it is this one. `probability` is that of the verdict;
    `second` the next likely one, where it is close. `also` is what a part of
    the entry says besides: "Launch X so that Y do Z more often" is an output that names an outcome. `mixed` is that
    part in its own words. `twin` is the place of an earlier entry with the same words.
    """

    entry: PlanEntry
    verdict: EntryVerdict | None
    probability: float | None = None
    second: EntryVerdict | None = None
    clues: tuple[Clue, ...] = ()
    reasons: tuple[str, ...] = ()
    named: Named = field(default_factory=Named)
    also: EntryVerdict | None = None
    mixed: str | None = None
    question: str | None = None
    not_judged: str = ""
    language: str | None = None
    twin: str | None = None
    backing: Backing | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What an outcome does not name yet; a task needs none of it, and nor does what was not judged."""
        return () if self.verdict in {None, EntryVerdict.TASK} else self.named.missing


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """A plan, judged. `unaddressed` are strong blockers of the study that no entry is near; `None` without a study."""

    plan: Plan
    entries: tuple[JudgedEntry, ...]
    unaddressed: tuple[SignalId, ...] | None = None


def counts_of(entries: Sequence[JudgedEntry]) -> dict[str, int]:
    """How many entries have each verdict, in the order of `EntryVerdict`; "not judged" last, where there are any."""
    found = Counter(item.verdict for item in entries)
    counted = {verdict.value: found[verdict] for verdict in EntryVerdict if found[verdict]}
    return counted | ({"not judged": found[None]} if found[None] else {})
