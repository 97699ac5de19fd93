"""The people of a study by an attribute: who of each segment said or showed a thing, of those who could have.

The unit is the person and every segment has its own denominator. Nothing is tested: a segment that stands apart from
the others is told with its counts, beside how often as much is seen when the same people are dealt out at random.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StepId, digest_of
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import is_of_everybody_or_a_place, observed_or_asked_at
from insightmine.domain.new_themes import Spread
from insightmine.domain.signals import Signal
from insightmine.domain.themes import Theme

# Below so many people a share is told as "2 of 3" and never in percent.
FEWEST_FOR_PERCENT = 10
# Fewer than so many on either side stand for nobody but themselves.
FEWEST_APART = 3
# How far the share of a segment and that of the others lie apart where it is worth a sentence.
_APART = 0.5
_LEAST_VOICES = 2
_DEALS = 100
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Segment:
    """The people with one value of an attribute, sorted; `value` is `None` for those of whom none is given."""

    value: str | None
    people: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Who of a segment said or showed it, of those who could have; `interval` is the 95 % interval (Wilson)."""

    value: str | None
    people: tuple[ParticipantId, ...]
    opportunity: tuple[ParticipantId, ...]
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that people said or showed: its id, who did, and who could have, which includes them."""

    id: str
    people: frozenset[ParticipantId]
    opportunity: frozenset[ParticipantId]

    def __post_init__(self) -> None:
        if not self.people <= self.opportunity:
            raise ValueError(f"{self.id}: somebody did who could not have")

    @classmethod
    def of(cls, name: str, people: Iterable[ParticipantId], opportunity: Iterable[ParticipantId]) -> Counted:
        """Whoever did could have."""
        did = frozenset(people)
        return cls(name, did, did | frozenset(opportunity))


@dataclass(frozen=True, slots=True)
class Apart:
    """A segment that stands apart from all others whose value is given: counts of people on both sides."""

    value: str
    n: int
    of: int
    n_others: int
    of_others: int

    @property
    def difference(self) -> float:
        """Its share minus that of the others."""
        return self.n / self.of - self.n_others / self.of_others


@dataclass(frozen=True, slots=True)
class Split:
    """A thing by segment, in the order of the segments; `apart` is the one that differs most, where one does much."""

    id: str
    shares: tuple[Share, ...]
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class Splits:
    """A table by segment.

    `by_chance` is how many of its rows have a segment that stands apart when the same people are dealt out at random
    to segments of the same sizes: median, and 5 to 95 % of a hundred deals; `None` where no row could have one.
    """

    attribute: str
    segments: tuple[Segment, ...]
    rows: tuple[Split, ...]
    by_chance: Spread | None

    @property
    def apart(self) -> tuple[Split, ...]:
        """The rows in which a segment stands apart."""
        return tuple(row for row in self.rows if row.apart is not None)


def segments_of(analysis: Analysis, attribute: str) -> tuple[Segment, ...]:
    """Everybody whose words may be in themes, by the value of an attribute; values in their order, then not given."""
    values = values_of(analysis, attribute)
    known = sorted({value for value in values.values() if value is not None}, key=_in_order)
    wanted: list[str | None] = [*known, *([None] if None in values.values() else [])]
    return tuple(
        Segment(value, tuple(sorted(person for person, own in values.items() if own == value))) for value in wanted
    )


def values_of(analysis: Analysis, attribute: str) -> dict[ParticipantId, str | None]:
    """The value of each person whose words may be in themes, without white space around it."""
    known = analysis.person_by_id
    return {
        person: (known[person].attributes.get(attribute, "").strip() or None) if person in known else None
        for person in sorted(analysis.people_in_themes)
    }


def opportunity_of(analysis: Analysis, theme: Theme) -> frozenset[ParticipantId]:
    """Who could have spoken of a theme: those asked or observed, else everybody."""
    return frozenset(theme.opportunity) or analysis.people_in_themes


def split_by(counted: Sequence[Counted], segments: Sequence[Segment], attribute: str) -> Splits:
    """Each thing by segment, in the order given."""
    value_of = {p: segment.value for segment in segments if segment.value is not None for p in segment.people}
    bits = {person: 1 << number for number, person in enumerate(sorted(value_of))}
    masks = [_Mask.of(item, bits) for item in counted]
    groups = _groups(bits.values(), [value_of[person] for person in bits])
    rows = tuple(
        Split(item.id, tuple(_share(item, segment) for segment in segments), _standing_apart(mask, groups))
        for item, mask in zip(counted, masks, strict=True)
    )
    return Splits(attribute, tuple(segments), rows, _by_chance(masks, bits, value_of))


def themes_counted(themes: Iterable[Theme], analysis: Analysis) -> list[Counted]:
    """Who speaks of each theme."""
    return [Counted.of(theme.id, theme.participants, opportunity_of(analysis, theme)) for theme in themes]


def outcomes_counted(analysis: Analysis) -> list[Counted]:
    """Who showed the behaviour of each outcome, of those who had the opportunity."""
    return [
        Counted.of(item.id, item.seen.showed, (*item.seen.opportunity, *item.seen.unclear))
        for item in analysis.outcomes
    ]


def steps_counted(analysis: Analysis) -> list[Counted]:
    """Who speaks of each step of the journey, of everybody."""
    speakers = speakers_by_step(analysis)
    return [Counted.of(step.id, speakers[step.id], analysis.people_in_themes) for step in analysis.journey.steps]


def signals_counted(signals: Iterable[Signal], analysis: Analysis) -> list[Counted]:
    """Who says of each booster or blocker what it says."""
    speakers = speakers_by_step(analysis)
    return [Counted.of(item.id, item.participants, _who_could_say(item, analysis, speakers)) for item in signals]


def speakers_by_step(analysis: Analysis) -> Mapping[StepId, set[ParticipantId]]:
    """Who speaks of each step."""
    speakers: dict[StepId, set[ParticipantId]] = {step.id: set() for step in analysis.journey.steps}
    for judgement in analysis.judgements:
        if judgement.step in speakers:
            speakers[judgement.step].add(analysis.statement_by_id[judgement.statement].participant)
    return speakers


def _who_could_say(
    signal: Signal, analysis: Analysis, speakers: Mapping[StepId, Collection[ParticipantId]]
) -> frozenset[ParticipantId]:
    """Those asked where the theme says so, else those who speak of the step, else all (as the journey counts them)."""
    theme = analysis.theme_by_id[signal.theme]
    sides = {*signal.participants, *signal.opponents}
    if signal.step is None or signal.step not in speakers:
        return opportunity_of(analysis, theme) | sides
    here = observed_or_asked_at(analysis.journey.step(signal.step).name)
    if theme.opportunity_basis == here or not is_of_everybody_or_a_place(theme.opportunity_basis):
        return opportunity_of(analysis, theme) | sides
    return frozenset(speakers[signal.step]) | sides


def _share(item: Counted, segment: Segment) -> Share:
    here = frozenset(segment.people)
    people, opportunity = tuple(sorted(item.people & here)), tuple(sorted(item.opportunity & here))
    return Share(segment.value, people, opportunity, wilson_interval(len(people), len(opportunity)))


@dataclass(frozen=True, slots=True)
class _Mask:
    """`Counted` with a bit a person whose value is given: a hundred deals of thousands of rows are counted at once."""

    people: int
    opportunity: int

    @classmethod
    def of(cls, item: Counted, bits: Mapping[ParticipantId, int]) -> _Mask:
        return cls(*(sum(bits.get(person, 0) for person in who) for who in (item.people, item.opportunity)))


def _groups(bits: Iterable[int], values: Iterable[str]) -> dict[str, int]:
    """The bits of all people of each value."""
    groups: dict[str, int] = {}
    for bit, value in zip(bits, values, strict=True):
        groups[value] = groups.get(value, 0) | bit
    return groups


def _standing_apart(item: _Mask, groups: Mapping[str, int]) -> Apart | None:
    """The segment whose share is farthest from that of the others, where that is far and both have enough people.

    Of two segments it is the one that says it more often.
    """
    could = {value: (item.opportunity & group).bit_count() for value, group in groups.items()}
    did = {value: (item.people & group).bit_count() for value, group in groups.items()}
    of_all, n_all = item.opportunity.bit_count(), item.people.bit_count()
    far = [
        Apart(value, did[value], could[value], n_all - did[value], of_all - could[value])
        for value in could
        if _is_far(did[value], could[value], n_all - did[value], of_all - could[value])
    ]
    return min(far, key=lambda apart: (-round(abs(apart.difference), 9), -apart.difference, apart.value), default=None)


def _is_far(n: int, of: int, n_others: int, of_others: int) -> bool:
    """Several people say it on the side that says it more often: one person's remark sets no segment apart."""
    if of < FEWEST_APART or of_others < FEWEST_APART:
        return False
    difference = n / of - n_others / of_others
    return abs(difference) >= _APART - 1e-9 and (n if difference > 0 else n_others) >= _LEAST_VOICES


def _by_chance(
    counted: Sequence[_Mask], bits: Mapping[ParticipantId, int], value_of: Mapping[ParticipantId, str]
) -> Spread | None:
    """How many things have a segment that stands apart when values are dealt out at random, the same on every run."""
    values = [value_of[person] for person in bits]
    sizes = [values.count(value) for value in {*values}]
    if not counted or not any(FEWEST_APART <= size <= len(values) - FEWEST_APART for size in sizes):
        return None
    found = []
    for number in range(_DEALS):
        order = sorted(bits, key=lambda person: digest_of("deal", str(number), person))
        dealt = _groups((bits[person] for person in order), values)
        found.append(sum(_standing_apart(item, dealt) is not None for item in counted))
    ranked = sorted(found)
    low, middle, high = (float(ranked[round(share * (len(ranked) - 1))]) for share in (_LOW, _MIDDLE, _HIGH))
    return Spread(middle, low, high)


def _in_order(value: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Numbers in a value count as numbers, so that round 2 comes before round 10."""
    parts = re.findall(r"\d+|\D+", value)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts), value
