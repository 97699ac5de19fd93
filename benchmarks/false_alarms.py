"""What happened, on studies made up at random: false discoveries, power, and how often intervals hold the truth.

A study has five behaviours that often go together, a success that people have or not, and a satisfaction of one to
seven that goes with it; of one person in ten it is not known whether they did it. Everything is drawn from seeded
generators and goes through the functions that `insightmine ingest` uses. Exact p is computed for what a chi-square or
normal approximation does not put far from the level (see `_FAR`): what is above 0.05 is no discovery whatever it is,
and changes none. `checked` says for how many of those passed over exact p was computed all the same, and how many of
them lay at or below 0.05 (there must be none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from benchmarks.results import Bar, bar
from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, ThemeId
from insightmine.domain.journeys import Journey
from insightmine.domain.measures import Doing, Measure, Measures, Result, Scale
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.engines.statistics import (
    compare_values,
    discovery_rates,
    interval_of_shares,
    odds_of_shares,
    p_of_shares,
    p_of_values,
)
from insightmine.journey.association import ENOUGH, LEVEL, associate

SIZES = (12, 25, 60, 200)
STUDIES, PLANTED_STUDIES, WHOLE_STUDIES = 1_000, 300, 10
_BEHAVIOURS, _UNKNOWN = 5, 0.1
_FAR = 0.15
_CHECKED_EACH = 40
_SAMPLES = 4_000
_A_GROUP = 2

Draws = np.random.Generator
Flags = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Null:
    """Studies without any effect: in how many something was found, and how often a single p was at most 0.05.

    `points_apart`: the share of named tables, which are not tested, that by chance would point away from what people
    said, so that a person has to look.
    """

    people: int
    studies: int
    pairs_tested: int
    studies_with_a_false_discovery: float
    p_at_most_5_binary: float | None
    p_at_most_5_ordinal: float | None
    points_apart: float


@dataclass(frozen=True, slots=True)
class Power:
    """Studies in which one behaviour of five goes with the result: how often just that is found, at q of 0.05.

    `false_share`: of all discoveries in a study, the mean share of false ones.
    """

    people: int
    planted: str
    studies: int
    found: float
    false_share: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a 95 % interval holds the truth: summed over all tables exactly, or over drawn samples."""

    interval: str
    groups: str
    truth: str
    counted: str
    covered: float


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    bars: list[Bar]
    without_effects: list[Null]
    power: list[Power]
    coverage: list[Coverage]
    same_as_the_program: bool
    checked: int
    checked_at_most_5: int


@dataclass(frozen=True, slots=True)
class _Study:
    """Who did each behaviour, whether that is known, and both results; `behaviours` rows, people columns."""

    did: Flags
    known: Flags
    success: Flags
    satisfaction: Values


@dataclass
class _Passed:
    """What exact p was computed for although an approximation lay far from the level."""

    checked: int = 0
    at_most: int = 0


def measure() -> FalseAlarms:
    passed = _Passed()
    without = [_null(people, passed) for people in SIZES]
    power = [_power(people, effect, passed) for effect in _EFFECTS for people in SIZES[1:]]
    coverage = [*_shares_covered(), *_odds_covered(), *_shifts_covered()]
    return FalseAlarms(
        bars=bars_of(without, power, coverage), without_effects=without, power=power, coverage=coverage,
        same_as_the_program=all(_is_same(people) for people in SIZES),
        checked=passed.checked, checked_at_most_5=passed.at_most,
    )  # fmt: skip


def bars_of(without: Sequence[Null], power: Sequence[Power], coverage: Sequence[Coverage]) -> list[Bar]:
    """The levels are goals; the floor is what so many studies or samples of that very level give by chance (97.5 %)."""
    sampled = min(row.covered for row in coverage if row.interval == "Hodges-Lehmann")
    summed = min(row.covered for row in coverage if row.interval.startswith("exact"))
    newcombe = min(row.covered for row in coverage if row.interval == "Newcombe, mean")
    return [
        *(bar(f"{row.people} people, nothing planted: studies with a false discovery",
              row.studies_with_a_false_discovery, LEVEL + _chance(STUDIES), LEVEL, lower_is_better=True)
          for row in without),
        bar("share of false discoveries, the highest mean with planted effects",
            max(row.false_share for row in power), LEVEL, LEVEL, lower_is_better=True),
        bar("coverage of the Hodges-Lehmann interval, the lowest", sampled, 1 - LEVEL - _chance(_SAMPLES), 1 - LEVEL),
        bar("coverage of the exact interval of the odds ratio, the lowest", summed, 1 - LEVEL, 1 - LEVEL),
        bar("coverage of Newcombe's interval, the lowest mean", newcombe, 1 - LEVEL, 1 - LEVEL),
    ]  # fmt: skip


def _chance(times: int) -> float:
    """By how much a share of 5 % may be off in so many draws: 1.96 standard errors."""
    return 1.96 * sqrt(LEVEL * (1 - LEVEL) / times)


_EFFECTS = {"success 85 % against 45 %": (0.85, 0.45, 0.0), "success 80 % against 60 %": (0.8, 0.6, 0.0),
            "satisfaction 2 points of 7": (0.7, 0.7, 2.0), "satisfaction 1 point of 7": (0.7, 0.7, 1.0)}  # fmt: skip


def _drawn(draws: Draws, people: int, effect: tuple[float, float, float] | None) -> _Study:
    """One study; with an effect, the first behaviour goes with the result."""
    habit = draws.normal(size=people)
    share = draws.choice([-0.5, 0.0, 0.5], size=_BEHAVIOURS)
    did = (0.6 * habit + 0.8 * draws.normal(size=(_BEHAVIOURS, people))) > share[:, None]
    base = float(draws.choice([0.5, 0.7, 0.85]))
    chance, shift = np.full(people, base), np.zeros(people)
    if effect is not None:
        chance, shift = np.where(did[0], effect[0], effect[1]), np.where(did[0], effect[2], 0.0)
    luck = draws.random(people)
    liking = 0.5 * (0.5 - luck) * 2 + 1.3 * draws.normal(size=people) + shift + (3.0 if effect else 4.5)
    known = draws.random((_BEHAVIOURS, people)) >= _UNKNOWN
    return _Study(did, known, luck < chance, np.clip(np.rint(liking), 1, 7))


def _pairs(study: _Study) -> Iterator[tuple[Scale, list[float], list[float]]]:
    """The results of those who did each behaviour and of those who did not, by each measure."""
    for did, known in zip(study.did, study.known, strict=True):
        for scale, values in ((Scale.BINARY, study.success), (Scale.ORDINAL, study.satisfaction)):
            yield scale, [float(v) for v in values[did & known]], [float(v) for v in values[~did & known]]


def _p(scale: Scale, first: Sequence[float], second: Sequence[float], passed: _Passed) -> float:
    """Exact p, or 1 where it is far from the level."""
    exact: Callable[[], float] = lambda: (  # noqa: E731
        p_of_shares(int(sum(first)), len(first), int(sum(second)), len(second))
        if scale is Scale.BINARY
        else p_of_values(first, second)
    )
    if _approximately(first, second) <= _FAR:
        return exact()
    if passed.checked < _CHECKED_EACH * len(SIZES):
        passed.checked += 1
        passed.at_most += exact() <= LEVEL
    return 1.0


def _approximately(first: Sequence[float], second: Sequence[float]) -> float:
    """Two-sided p of the rank sum by the normal distribution with ties, which is chi-square's for yes and no."""
    both = np.asarray([*first, *second])
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[inverse]
    n, m = len(both), len(first)
    spread = m * (n - m) / 12 * (n + 1 - (counts**3 - counts).sum() / (n * (n - 1)))
    if spread <= 0:
        return 1.0
    return erfc(abs(ranks[:m].sum() - m * (n + 1) / 2) / sqrt(2 * spread))


def _tested(study: _Study, passed: _Passed) -> list[tuple[int, Scale, float]]:
    """(behaviour, scale, p) of the pairs that are large enough."""
    found = []
    for number, (scale, first, second) in enumerate(_pairs(study)):
        if len(first) + len(second) >= ENOUGH and min(len(first), len(second)) >= _A_GROUP:
            found.append((number // 2, scale, _p(scale, first, second, passed)))
    return found


def _null(people: int, passed: _Passed) -> Null:
    draws = np.random.default_rng([1, people])
    alarms, ps = 0, {Scale.BINARY: [0, 0], Scale.ORDINAL: [0, 0]}
    apart: list[bool] = []
    for _ in range(STUDIES):
        study = _drawn(draws, people, None)
        tested = _tested(study, passed)
        alarms += any(q <= LEVEL for q in discovery_rates([p for *_, p in tested]))
        for _, scale, p in tested:
            ps[scale][0] += p <= LEVEL
            ps[scale][1] += 1
        apart += [_named(scale, *groups).points < 0 for scale, *groups in _pairs(study) if people < ENOUGH]
    shares = {scale: hits / total if total else None for scale, (hits, total) in ps.items()}
    return Null(people, STUDIES, sum(total for _, total in ps.values()), alarms / STUDIES, shares[Scale.BINARY],
                shares[Scale.ORDINAL], sum(apart) / len(apart) if apart else 0.0)  # fmt: skip


def _named(scale: Scale, first: Sequence[float], second: Sequence[float]) -> Association:
    did, did_not = (tuple(Ended(ParticipantId(str(i)), v) for i, v in enumerate(side)) for side in (first, second))
    return Association("m", len(did), len(did_not), None, EstimateKind.SHIFT, None, None, None,
                       AssociationVerdict.TOO_FEW, scale=scale, did=did, did_not=did_not)  # fmt: skip


def _power(people: int, planted: str, passed: _Passed) -> Power:
    effect = _EFFECTS[planted]
    draws = np.random.default_rng([2, people, list(_EFFECTS).index(planted)])
    scale = Scale.ORDINAL if effect[2] else Scale.BINARY
    found, false = 0, []
    for _ in range(PLANTED_STUDIES):
        tested = _tested(_drawn(draws, people, effect), passed)
        qs = discovery_rates([p for *_, p in tested])
        hits = [(behaviour, of) for (behaviour, of, _), q in zip(tested, qs, strict=True) if q <= LEVEL]
        found += (0, scale) in hits
        # behaviours go together, so each of them goes with the result; nothing goes with the other result
        false.append(sum(of is not scale for _, of in hits) / len(hits) if hits else 0.0)
    return Power(people, planted, PLANTED_STUDIES, found / PLANTED_STUDIES, float(np.mean(false)))


def _is_same(people: int) -> bool:
    """Whether `associate` gives the same discoveries on some of the studies, with every p exact."""
    draws = np.random.default_rng([1, people])
    same = []
    for _ in range(WHOLE_STUDIES):
        study = _drawn(draws, people, None)
        tested = _tested(study, _Passed(checked=_CHECKED_EACH * len(SIZES)))
        found = sum(q <= LEVEL for q in discovery_rates([p for *_, p in tested]))
        told = [a for signal in _associated(study) for a in signal.associations]
        same.append(found == sum(a.verdict in (AssociationVerdict.BETTER, AssociationVerdict.WORSE) for a in told))
        same.append(len(tested) == sum(a.p is not None for a in told))
    return all(same)


def _associated(study: _Study) -> tuple[Signal, ...]:
    people = [ParticipantId(f"P{number:03}") for number in range(study.success.size)]
    measures = Measures(
        (Measure("success", Scale.BINARY), Measure("satisfaction", Scale.ORDINAL)),
        tuple(Result(person, None, name, float(value)) for name, values in
              (("success", study.success), ("satisfaction", study.satisfaction))
              for person, value in zip(people, values, strict=True)),
    )  # fmt: skip
    signals, doings = [], []
    for number, (did, known) in enumerate(zip(study.did, study.known, strict=True)):
        who, not_who = (
            [p for p, yes in zip(people, flags, strict=True) if yes] for flags in (did & known, ~did & known)
        )
        name = SignalId(f"G{number}")
        signals.append(Signal(name, ThemeId(f"T{number}"), None, SignalEffect.BOOSTER, 0.5, (people[0],), (),
                              (StatementId("S"),), ()))  # fmt: skip
        doings.append(Doing(name, tuple(who), tuple(not_who)))
    return associate(signals, doings, measures, Journey(), people).signals


@cache
def _chances(n: int, p: float) -> Values:
    chances: Values = binom.pmf(np.arange(n + 1), n, p)
    return chances


_TRUTHS = ((0.5, 0.5), (0.7, 0.7), (0.9, 0.9), (0.8, 0.5), (0.9, 0.6), (0.95, 0.8))
_Ends = Mapping[tuple[int, int], tuple[float, float]]


def _covered(groups: tuple[int, int], ends: _Ends, shares: tuple[float, float], truth: float) -> float:
    """The probability of all tables whose interval holds the truth."""
    first, second = (_chances(size, share) for size, share in zip(groups, shares, strict=True))
    held = ((a, b) for (a, b), (low, high) in ends.items() if low - 1e-9 <= truth <= high + 1e-9)
    return float(sum(first[a] * second[b] for a, b in held))


def _shares_covered() -> list[Coverage]:
    rows = []
    for m, n in ((10, 10), (8, 17), (30, 30), (15, 45)):
        ends = {(a, b): interval_of_shares(a, m, b, n) for a in range(m + 1) for b in range(n + 1)}
        covered = [_covered((m, n), ends, (p, q), p - q) for p, q in _TRUTHS]
        for which, share in (("mean", float(np.mean(covered))), ("lowest", min(covered))):
            rows.append(Coverage(f"Newcombe, {which}", f"{m} and {n}", "6 pairs of shares", "all tables", share))
    return rows


def _odds_covered() -> list[Coverage]:
    rows = []
    for m, n in ((10, 10), (8, 17)):
        ends = {(a, b): odds_of_shares(a, m, b, n)[1] for a in range(m + 1) for b in range(n + 1)}
        covered = [_covered((m, n), ends, (p, q), p / (1 - p) / (q / (1 - q))) for p, q in _TRUTHS]
        rows.append(
            Coverage("exact odds ratio, lowest", f"{m} and {n}", "6 pairs of shares", "all tables", min(covered))
        )
    return rows


def _shifts_covered() -> list[Coverage]:
    rows = []
    for m, n in ((10, 10), (8, 17), (30, 30)):
        for truth, values in (("normal, shift 1", Draws.standard_normal), ("scale of 7, shift 1", _on_a_scale)):
            draws, held = np.random.default_rng([3, m, n]), 0
            for _ in range(_SAMPLES):
                interval = _interval(values(draws, m) + 1, values(draws, n))
                held += interval is None or interval[0] - 1e-9 <= 1 <= interval[1] + 1e-9
            rows.append(Coverage("Hodges-Lehmann", f"{m} and {n}", truth, f"{_SAMPLES:,} samples", held / _SAMPLES))
    return rows


def _on_a_scale(draws: Draws, size: int) -> Values:
    return draws.integers(1, 7, size=size).astype(float)


def _interval(first: Values, second: Values) -> tuple[float, float] | None:
    return compare_values([float(v) for v in first], [float(v) for v in second]).interval
