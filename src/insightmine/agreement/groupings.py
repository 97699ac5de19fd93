"""Two groupings of the same units: how far they coincide, and which group is whose counterpart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from insightmine.agreement.partitions import (
    adjusted_mutual_information,
    adjusted_rand,
    alpha_over_pairs,
    numbered_groups,
)
from insightmine.agreement.resampling import jackknifed, numbered
from insightmine.agreement.units import drawn
from insightmine.agreement.values import Aspect, Coding, Counterpart, Estimate, Grouped, Labels, Unit

_UNPLACED = ""
_UNDEFINED = "not defined: there are fewer than two units, or all are together, or all apart, in both groupings"


def compare_groupings(
    first: Coding, second: Coding, aspects: tuple[Aspect, Aspect], units: Mapping[str, Unit]
) -> Grouped:
    """Every unit stands in the group of its main label; `several` counts those that had more."""
    one, other = first.labels[aspects[0]], second.labels[aspects[1]]
    keys = sorted(one.keys() & other.keys())
    placed = [key for key in keys if one[key] and other[key]]
    here, there = ([_group(labels[key]) for key in placed] for labels in (one, other))
    all_here, all_there = ([_group(labels[key]) for key in keys] for labels in (one, other))
    by, by_all = drawn([units[key] for key in placed]), drawn([units[key] for key in keys])
    return Grouped(
        aspects=aspects,
        coders=(first.coder, second.coder),
        n_units=len(placed),
        n_clusters=by.n_known,
        clusters=by.word,
        n_groups=(len(set(here)), len(set(there))),
        unplaced=(sum(not one[key] for key in keys), sum(not other[key] for key in keys)),
        several=(sum(len(one[key]) > 1 for key in keys), sum(len(other[key]) > 1 for key in keys)),
        ari=_estimate("ari", here, there, by.names, by.word),
        ami=_estimate("ami", here, there, by.names, by.word),
        ami_with_unplaced=_estimate("ami", all_here, all_there, by_all.names, by_all.word),
        alpha_pairs=_estimate("alpha", here, there, by.names, by.word),
        forward=_counterparts(all_here, all_there, first.names, second.names),
        backward=_counterparts(all_there, all_here, second.names, first.names),
    )


_MEASURES = {"ari": adjusted_rand, "ami": adjusted_mutual_information, "alpha": alpha_over_pairs}


def _estimate(measure: str, here: Sequence[str], there: Sequence[str], clusters: Sequence[str], word: str) -> Estimate:
    one, other = numbered_groups(here), numbered_groups(there)
    numbers, _ = numbered(clusters)
    found = jackknifed(lambda kept: _MEASURES[measure](one[kept], other[kept]), numbers, word)
    return found if found.value is not None else Estimate(None, None, _UNDEFINED)


def _group(labels: Labels) -> str:
    return labels[0] if labels else _UNPLACED


def _counterparts(
    here: Sequence[str], there: Sequence[str], names: Mapping[str, str], other_names: Mapping[str, str]
) -> tuple[Counterpart, ...]:
    """For each group, the largest first, the other grouping's that it shares most with, by Jaccard similarity."""
    sizes, other_sizes = Counter(here), Counter(there)
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other in zip(here, there, strict=True):
        if one and other:
            shared[one][other] += 1
    found = []
    for group, n in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if not group:
            continue
        similarity = {other: count / (n + other_sizes[other] - count) for other, count in sorted(shared[group].items())}
        nearest = max(similarity, key=lambda other: similarity[other], default=None)
        found.append(
            Counterpart(
                group=names.get(group, group),
                n=n,
                nearest=None if nearest is None else other_names.get(nearest, nearest),
                n_nearest=other_sizes[nearest] if nearest is not None else 0,
                shared=shared[group][nearest] if nearest is not None else 0,
                jaccard=round(similarity[nearest], 6) if nearest is not None else 0.0,
            )
        )
    return tuple(found)
