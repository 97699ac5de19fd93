"""Workarounds in more of what four studies say: by the gold sets, which hold one, their F1 cannot be measured.

`gold/workarounds.jsonl` holds two thirds, drawn at random, of the statements of those studies that no other file holds;
of each it is labelled, twice and apart, whether it is a workaround, and nothing else (`gold/README.md`). Rules alone
decide that, so no study is held out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.kinds import TOLD, Agreed, gold_sets, judged_at, kinds_at, together
from benchmarks.labelled import Place, read_places, statements_at
from benchmarks.results import Bar, bar
from benchmarks.workbench import Workbench
from insightmine.agreement.alpha import krippendorff
from insightmine.agreement.distances import nominal
from insightmine.agreement.resampling import bootstrapped, numbered
from insightmine.domain.judgements import Kind
from insightmine.judgements.heads import load_heads

Numbers = NDArray[np.float64]
Key = tuple[str, str, int, int]

_GOLD, _REST, _ALL = "both gold sets", "two thirds of the rest", "both gold sets and two thirds of the rest"
_INTERVIEWS = "interviews"


@dataclass(frozen=True, slots=True)
class Rare:
    """Workarounds among statements: labelled, found, and both; F1 with its interval over interviews."""

    data: str
    statements: int
    labelled: int
    found: int
    both: int
    f1: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Macro:
    """The mean F1 of all ten kinds, nine of them over both gold sets and workarounds over `workarounds_over`."""

    workarounds_over: str
    kinds_macro_f1: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class WorkaroundFigures:
    """By the program as it comes; `agreement` is that of the two labellings of the others."""

    workarounds: tuple[Rare, ...]
    macro: tuple[Macro, ...]
    agreement: tuple[Agreed, ...]
    bars: tuple[Bar, ...]


def measure() -> WorkaroundFigures:
    """Split and judge the studies, and compare at the labelled places. Raises `DataAbsent`."""
    bench = Workbench()
    gold = together(gold_sets().values())
    rest = [
        replace(one, readings={**one.readings, TOLD: one.readings["settled"]})
        for one in read_places("workarounds.jsonl")
    ]
    found: dict[Key, set[str]] = {}
    for study in dict.fromkeys(place.study for place in (*gold, *rest)):
        places = [place for place in (*gold, *rest) if place.study == study]
        judged = judged_at(bench, statements_at(bench, places), load_heads(), bench.classify)
        found |= {place.key: kinds_at(place, judged) for place in places}
    parts = {_GOLD: gold, _REST: rest, _ALL: [*gold, *rest]}
    macro = tuple(macro_f1(gold, parts[name], name, found) for name in (_GOLD, _ALL))
    return WorkaroundFigures(
        tuple(rare(name, places, found) for name, places in parts.items()), macro, (_agreement(rest),),
        (bar(f"macro-F1 of ten kinds, workarounds over {_ALL}", macro[-1].kinds_macro_f1, 0.55, 0.70),),
    )  # fmt: skip


def rare(data: str, places: Sequence[Place], found: Mapping[Key, set[str]]) -> Rare:
    """How many workarounds were labelled at the places, how many found, and the F1."""
    counted, n_clusters = _counted(places, [Kind.WORKAROUND], _clusters(places), found)
    estimate = bootstrapped(lambda weights: _f1(weights, counted)[:, 0], n_clusters, _INTERVIEWS)
    labelled, said, both = counted.sum(axis=0)[0].astype(int).tolist()
    return Rare(data, len(places), labelled, said, both, estimate.value or 0.0, estimate.interval)


def macro_f1(gold: Sequence[Place], wider: Sequence[Place], over: str, found: Mapping[Key, set[str]]) -> Macro:
    """The mean of the ten F1, where workarounds are counted over `wider` and all else over `gold`."""
    clusters = _clusters([*gold, *wider])
    others = [kind for kind in Kind if kind is not Kind.WORKAROUND]
    counted, n_clusters = _counted(gold, others, clusters, found)
    apart, _ = _counted(wider, [Kind.WORKAROUND], clusters, found)
    every = np.concatenate([counted, apart], axis=1)
    estimate = bootstrapped(lambda weights: _f1(weights, every).mean(axis=1), n_clusters, _INTERVIEWS)
    return Macro(over, estimate.value or 0.0, estimate.interval)


def _clusters(places: Sequence[Place]) -> dict[str, int]:
    names = [_interview(place) for place in places]
    numbers, _ = numbered(names)
    return dict(zip(names, numbers.tolist(), strict=True))


def _interview(place: Place) -> str:
    return f"{place.study} {place.transcript}"


def _counted(
    places: Sequence[Place], kinds: Sequence[Kind], clusters: Mapping[str, int], found: Mapping[Key, set[str]]
) -> tuple[Numbers, int]:
    """How often each interview has each kind labelled, found, and both, (interviews, kinds, 3); how many interviews."""
    n_clusters = max(clusters.values()) + 1
    counted = np.zeros((n_clusters, len(kinds), 3))
    for place in places:
        for at, kind in enumerate(kinds):
            said, judged = kind in place.readings[TOLD].kinds, kind in found[place.key]
            counted[clusters[_interview(place)], at] += (said, judged, said and judged)
    return counted, n_clusters


def _f1(weights: Numbers, counted: Numbers) -> Numbers:
    """F1 of each kind in each draw, (draws, kinds); 0 where a kind is neither labelled nor found."""
    labelled, found, both = np.moveaxis(np.tensordot(weights, counted, axes=1), 2, 0)
    total = labelled + found
    return np.asarray(np.divide(2 * both, total, out=np.zeros_like(total), where=total > 0))


def _agreement(places: Sequence[Place]) -> Agreed:
    said = [[place.readings[name].kinds or ("no",) for name in ("a", "b")] for place in places]
    alpha = krippendorff(said, nominal, [_interview(place) for place in places], _INTERVIEWS)
    return Agreed("workaround or not", alpha.value, alpha.interval)
