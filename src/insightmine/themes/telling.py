"""Groups -> the words that tell them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from insightmine.themes.study import Material

_LEADING = 3


def telling_words(material: Material, groups: Sequence[Sequence[int]]) -> list[dict[str, float]]:
    """For each group of rows, how telling each of its lemmas is: how many share it, times how rare it is elsewhere.

    Class-based tf-idf (Grootendorst 2022, section 3.3) with shares of people and statements for frequencies.
    """
    shares: list[dict[str, float]] = []
    everywhere: Counter[str] = Counter()
    for rows in groups:
        users = _users(material, rows)
        counts = Counter(lemma for row in rows for lemma in material.lemmas[row])
        everywhere.update(counts)
        n_people = max(1, len(material.people_of(rows)))
        shares.append(
            {lemma: 0.5 * len(users[lemma]) / n_people + 0.5 * n / len(rows) for lemma, n in sorted(counts.items())}
        )
    mean = sum(len(rows) for rows in groups) / max(1, len(groups))
    return [
        {lemma: share * float(np.log(1 + mean / everywhere[lemma])) for lemma, share in of_group.items()}
        for of_group in shares
    ]


def common_ground(material: Material, groups: Sequence[Sequence[int]]) -> list[float]:
    """How much each group has in common: its three most telling words that more than one of its people use, summed."""
    found = []
    for rows, weights in zip(groups, telling_words(material, groups), strict=True):
        users = _users(material, rows)
        least = min(2, len(material.people_of(rows)))
        shared = sorted((weight for lemma, weight in weights.items() if len(users[lemma]) >= least), reverse=True)
        found.append(round(sum(shared[:_LEADING]), 6))
    return found


def _users(material: Material, rows: Sequence[int]) -> Mapping[str, set[str]]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for lemma in material.lemmas[row]:
            users[lemma].add(material.participants[row])
    return users
