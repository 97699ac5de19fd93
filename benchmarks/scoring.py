"""The arithmetic of the measures, without any data: agreement, accuracy with half credit, precision, calibration."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, roc_auc_score

Label = Hashable
Placed = Sequence[Hashable | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A grouping against codes: adjusted mutual information with the unplaced as one group, and on the placed alone."""

    ami: float
    ami_placed: float
    unplaced: float
    k: int


def agreement(codes: Sequence[Label], groups: Placed) -> Agreement:
    """Groups against codes; `None` is unplaced. AMI: Vinh, Epps, Bailey 2010, arithmetic mean (scikit-learn)."""
    placed = [(code, group) for code, group in zip(codes, groups, strict=True) if group is not None]
    return Agreement(
        ami=mutual_information(codes, groups),
        ami_placed=mutual_information([code for code, _ in placed], [group for _, group in placed]),
        unplaced=1 - len(placed) / len(codes) if codes else 0.0,
        k=len({group for _, group in placed}),
    )


def mutual_information(a: Sequence[Label], b: Placed) -> float:
    """Adjusted mutual information; 0 where there is nothing to compare."""
    if not a:
        return 0.0
    return float(adjusted_mutual_info_score(_numbers(a), _numbers(b)))


def rand_index(a: Placed, b: Placed) -> float:
    """Adjusted Rand index of two groupings of the same items; 1 exactly when they are the same."""
    return float(adjusted_rand_score(_numbers(a), _numbers(b)))


def _numbers(labels: Sequence[Hashable | None]) -> list[int]:
    number_of: dict[Hashable | None, int] = {}
    return [number_of.setdefault(label, len(number_of)) for label in labels]


def balanced_accuracy(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """The mean over both classes of: right sign 1, no sign one half, wrong sign 0."""
    credit: dict[bool, list[float]] = {True: [], False: []}
    for good, score in zip(truth, scores, strict=True):
        vote = 0.5 if score == 0 else float((score > 0) == good)
        credit[good].append(vote)
    return sum(sum(votes) / len(votes) for votes in credit.values()) / 2


def area_under_curve(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a helping item scores above a hindering one, ties one half."""
    return float(roc_auc_score(list(truth), list(scores)))


def precision(found: Sequence[bool], at: int) -> float:
    """The share of the first `at` places that hold something relevant; an empty place holds nothing."""
    return sum(found[:at]) / at


def discounted_gain(found: Sequence[bool], relevant: int, at: int) -> float:
    """nDCG with gains of 0 and 1 (Jarvelin & Kekalainen 2002); `relevant` is how many there are to find."""
    gain = sum(1 / math.log2(place + 2) for place, hit in enumerate(found[:at]) if hit)
    best = sum(1 / math.log2(place + 2) for place in range(min(relevant, at)))
    return gain / best if best else 0.0


def f1(truth: Sequence[bool], predicted: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall of the positive class; 0 where there is none."""
    right = sum(t and p for t, p in zip(truth, predicted, strict=True))
    total = sum(truth) + sum(predicted)
    return 2 * right / total if total else 0.0


def macro_f1(truth: Sequence[Collection[str]], predicted: Sequence[Collection[str]]) -> dict[str, float]:
    """F1 of each label that the truth holds, several labels an item; their mean is the macro-F1."""
    labels = sorted({label for labels in truth for label in labels})
    return {
        label: f1([label in labels for labels in truth], [label in labels for labels in predicted]) for label in labels
    }


def mean(values: Collection[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Naeini, Cooper, Hauskrecht 2015)."""
    error = 0.0
    for number in range(bins):
        inside = [i for i, score in enumerate(scores) if min(int(score * bins), bins - 1) == number]
        if inside:
            gap = mean([scores[i] for i in inside]) - mean([float(right[i]) for i in inside])
            error += len(inside) / len(scores) * abs(gap)
    return error


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
