"""How far the probability of a step may be trusted on a study that had no part in it, whole journeys and parts of them.

One study is small: with fifty statements an exactly calibrated program measures a calibration error of 0.13. So the
studies are pooled, each weighing the same, and each is placed with weights that were fitted without it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.fit_steps import COVERED, Variant
from benchmarks.labelled_journeys import LabelledJourney
from benchmarks.workbench import Workbench
from insightmine.domain.ids import StepId
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.steps_choice import ChoiceWeights

Numbers = NDArray[np.float64]

_SURE = 0.7
_DRAWS = 200
_BINS = 10
POOLED = "all, each study the same"
CONTENT, ORDER = "content alone", "content and order"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A study placed with weights that were fitted without it; `covered` says how many of its steps are known.

    Accuracy over all of `n`, where no step is right for what belongs to none; the rest is of the placed ones.
    `error_if_right`: what the same probabilities would measure if they were exactly true.
    """

    study: str
    covered: str
    truth_seen: str
    n: int
    at_no_step: float
    accuracy: float
    placed: float
    right_when_placed: float
    mean_probability: float
    calibration_error: float
    error_if_right: float
    placed_at_07: float


@dataclass(frozen=True, slots=True)
class _Item:
    study: str
    place: Place
    truth: StepId | None


def held_out(
    bench: Workbench, found: Sequence[Variant], without: Mapping[str | None, ChoiceWeights]
) -> tuple[HeldOut, ...]:
    """Each study by content; those whose order tells something in order too; and all of them together."""
    rows: list[HeldOut] = []
    for seen in (CONTENT, ORDER):
        items: defaultdict[str, list[_Item]] = defaultdict(list)
        for variant in found:
            if seen == CONTENT or variant.one.ordered:
                items[variant.covered] += _placed(bench, variant.one, without[variant.one.study], seen == ORDER)
        for covered in COVERED:
            own = items[covered]
            rows.append(_row(POOLED, covered, seen, own))
            rows += [_row(s, covered, seen, [i for i in own if i.study == s]) for s in sorted({i.study for i in own})]
    return tuple(rows)


def _placed(bench: Workbench, one: LabelledJourney, weights: ChoiceWeights, in_order: bool) -> Iterator[_Item]:
    encode = bench.encoder.encode
    vectors = encode([statement.text for statement in one.statements])
    ordered = {statement.transcript for statement in one.statements} if in_order else frozenset()
    places = place_statements(one.statements, vectors, encode, one.journey, (), ordered, weights=weights)
    for statement, place in zip(one.statements, places, strict=True):
        if statement.id in one.truths:
            yield _Item(one.study, place, one.truths[statement.id])


def _row(study: str, covered: str, seen: str, items: Sequence[_Item]) -> HeldOut:
    sizes = Counter(item.study for item in items)
    weight = np.array([1 / sizes[item.study] / len(sizes) for item in items])
    right = np.array([item.place.step == item.truth for item in items], dtype=np.float64)
    scores = np.array([item.place.score or 0.0 for item in items])
    placed = np.array([item.place.score is not None for item in items])
    own = (scores[placed], right[placed], weight[placed] / weight[placed].sum())
    return HeldOut(
        study=study,
        covered=covered,
        truth_seen=seen,
        n=len(items),
        at_no_step=float(weight @ np.array([item.truth is None for item in items])),
        accuracy=float(weight @ right),
        placed=float(weight @ placed),
        right_when_placed=float(own[1] @ own[2]),
        mean_probability=float(own[0] @ own[2]),
        calibration_error=weighted_error(*own),
        error_if_right=_if_right(own[0], own[2]),
        placed_at_07=float(weight @ (scores >= _SURE)),
    )


def weighted_error(scores: Numbers, right: Numbers, weight: Numbers) -> float:
    """Expected calibration error over bins of equal width, items of any weight; the weights sum to 1."""
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    return float(sum(abs((weight * (scores - right))[bins == number].sum()) for number in range(_BINS)))


def _if_right(scores: Numbers, weight: Numbers) -> float:
    draw = np.random.default_rng(0)
    drawn = [
        weighted_error(scores, (draw.random(len(scores)) < scores).astype(np.float64), weight) for _ in range(_DRAWS)
    ]
    return float(np.mean(drawn))


def pooled_errors(rows: Sequence[HeldOut]) -> dict[str, float]:
    """What is seen -> the calibration error of all studies together, where the journey covers what people tell."""
    return {row.truth_seen: row.calibration_error for row in rows if (row.study, row.covered) == (POOLED, "whole")}
