"""How many themes each further person brought that nobody before had spoken of, over many orders of the people.

Base size, run length and new information threshold are those of Guest, Namey and Chen (2020), "A simple method to
assess and report thematic saturation in qualitative research", PLOS ONE 15(5): e0232076. They follow the one order in
which interviews were held and check the method on resampled ones; here every figure is a range over many orders, since
the order in which files were read means nothing. What they call saturation is not said: themes are found among all
statements together, and each has at least two people, so that whoever comes last can bring none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, digest_of
from insightmine.domain.themes import Status

ORDERS, ORDERS_OF_MANY = 500, 100
_MANY_PEOPLE = 400
THRESHOLD = 0.05
BASE_SIZES = (4, 5, 6)
RUN_LENGTHS = (2, 3)
FEWEST_PEOPLE = BASE_SIZES[0]
_LOW, _HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over many orders: the median, and the range from 5 to 95 % of them."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NthPerson:
    """What the n-th person (from 1) brought, and all until then. `expected`: the mean over every possible order."""

    n: int
    new: Spread
    so_far: Spread
    expected: float


@dataclass(frozen=True, slots=True)
class Run:
    """A base of people, and the runs of people after it.

    `themes`: those of the base. `last_new`: new themes in the last run, `last_share` divided by those of the base.
    `few_after`: how many people were heard before the first run that brought at most the threshold, over the orders in
    which there was one; `None` where there was none in any. `never`: the share of orders without one.
    """

    base: int
    length: int
    themes: Spread
    last_new: Spread
    last_share: Spread
    few_after: Spread | None
    never: float


@dataclass(frozen=True, slots=True)
class NewThemes:
    """The curve of a study or a segment (`attribute` and `value`, else `None`).

    `n_themes` are those that several people of the study speak of and somebody here does; `n_single` those of one
    voice here, which are not in the curve. `people` is empty for fewer than four people, `runs` for fewer than six.
    """

    attribute: str | None
    value: str | None
    n_people: int
    n_themes: int
    n_single: int
    n_orders: int
    people: tuple[NthPerson, ...]
    runs: tuple[Run, ...]


def new_themes(
    analysis: Analysis, attribute: str | None = None, behind: Sequence[Collection[ParticipantId]] | None = None
) -> tuple[NewThemes, ...]:
    """The curve of the whole study; with an attribute, one for each of its values, in alphabetical order.

    Counted are people whose words may be in themes, and themes that nobody rejected; `behind`, the people behind each
    group of another detail, stands in their place. Who has no value is in no segment.
    """
    if behind is None:
        behind = [theme.participants for theme in analysis.themes if theme.status is not Status.REJECTED]
    if attribute is None:
        return (_of_people(behind, sorted(analysis.people_in_themes), None, None),)
    value_of = {person: analysis.person_by_id[person].attributes.get(attribute, "").strip() for person in
                sorted(analysis.people_in_themes) if person in analysis.person_by_id}  # fmt: skip
    values = sorted({value for value in value_of.values() if value})
    return tuple(
        _of_people(behind, [person for person in value_of if value_of[person] == value], attribute, value)
        for value in values
    )


def attributes_of(analysis: Analysis) -> tuple[str, ...]:
    """The attributes by which the people of a study can be told apart, sorted."""
    return tuple(sorted({name for person in analysis.people for name, value in person.attributes.items() if value}))


def _of_people(
    behind: Sequence[Collection[ParticipantId]],
    people: Sequence[ParticipantId],
    attribute: str | None,
    value: str | None,
) -> NewThemes:
    here = frozenset(people)
    groups = [frozenset(those) for those in behind]
    recurring = [those & here for those in groups if len(those) > 1 and those & here]
    enough = len(people) >= FEWEST_PEOPLE and bool(recurring)
    firsts = [_first_places(recurring, order) for order in orders_of(people)] if enough else []
    return NewThemes(
        attribute=attribute,
        value=value,
        n_people=len(people),
        n_themes=len(recurring),
        n_single=sum(len(those) == 1 and those <= here for those in groups),
        n_orders=len(firsts),
        people=_curve(firsts, recurring, len(people)) if firsts else (),
        runs=_runs(firsts, len(people)) if firsts else (),
    )


def orders_of(people: Iterable[ParticipantId]) -> list[list[ParticipantId]]:
    """Many orders of the people, each as good as random and the same on every run: by digests, not by a generator.

    500, or 100 of more than 400 people, whose ranges are narrow anyway.
    """
    known = sorted(people)
    count = ORDERS if len(known) <= _MANY_PEOPLE else ORDERS_OF_MANY
    return [sorted(known, key=lambda person: digest_of("order", str(number), person)) for number in range(count)]


def _first_places(themes: Sequence[frozenset[ParticipantId]], order: Sequence[ParticipantId]) -> list[int]:
    """How many themes were first heard from the first person, the second, and so on."""
    place = {person: i for i, person in enumerate(order)}
    new = [0] * len(order)
    for people in themes:
        new[min(place[person] for person in people)] += 1
    return new


def _curve(
    firsts: Sequence[Sequence[int]], themes: Sequence[frozenset[ParticipantId]], n_people: int
) -> tuple[NthPerson, ...]:
    so_far = [list(accumulate(new)) for new in firsts]
    expected = expected_new(n_people, (len(people) for people in themes))
    return tuple(
        NthPerson(
            n=i + 1,
            new=_spread([new[i] for new in firsts]),
            so_far=_spread([known[i] for known in so_far]),
            expected=round(expected[i], 3),
        )
        for i in range(n_people)
    )


def expected_new(n_people: int, sizes: Iterable[int]) -> list[float]:
    """The mean number of new themes that each of all people brings in turn, over every order; `sizes`: people a theme.

    Of a theme of m people the first is the n-th of N in C(N - n, m - 1) of the C(N, m) ways to place them.
    """
    expected = [0.0] * n_people
    for size, n_themes in sorted(Counter(sizes).items()):
        probability = size / n_people
        for place in range(n_people - size + 1):
            expected[place] += n_themes * probability
            probability *= (n_people - place - size) / max(1, n_people - place - 1)
    return expected


def _runs(firsts: Sequence[Sequence[int]], n_people: int) -> tuple[Run, ...]:
    return tuple(
        _run(firsts, base, length) for base in BASE_SIZES for length in RUN_LENGTHS if base + length <= n_people
    )


def _run(firsts: Sequence[Sequence[int]], base: int, length: int) -> Run:
    known = [sum(new[:base]) for new in firsts]
    last = [sum(new[-length:]) for new in firsts]
    after = [few_after(new, base, length) for new in firsts]
    found = [number for number in after if number is not None]
    return Run(
        base=base,
        length=length,
        themes=_spread(known),
        last_new=_spread(last),
        last_share=_spread([new / themes if themes else 1.0 for new, themes in zip(last, known, strict=True)]),
        few_after=_spread(found) if found else None,
        never=round(1 - len(found) / len(firsts), 3),
    )


def few_after(new: Sequence[int], base: int, length: int, threshold: float = THRESHOLD) -> int | None:
    """How many people came before the first run that brought at most the threshold; `None` where there is none.

    `new[i]` are the new themes of the i-th person. Runs overlap: the first begins after the base, the next one person
    later. A result of 6 with a run of 2 is what the paper writes 6+2. The share is of the themes in the base; without
    any theme in it there is nothing to compare with.
    """
    themes = sum(new[:base])
    if not themes:
        return None
    starts = range(base, len(new) - length + 1)
    return next((start for start in starts if sum(new[start : start + length]) <= threshold * themes), None)


def _spread(values: Sequence[float]) -> Spread:
    """Median and range as values that occurred: of n sorted ones the one at rank round(share * (n - 1))."""
    ranked = sorted(values)
    at = [ranked[round(share * (len(ranked) - 1))] for share in (0.5, _LOW, _HIGH)]
    return Spread(*(round(float(value), 4) for value in at))
