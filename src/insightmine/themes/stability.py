"""How stable a theme is when other people had been interviewed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import ParticipantId, digest_of
from insightmine.themes.cluster import group
from insightmine.themes.consensus import agree
from insightmine.themes.study import Material

_ROUNDS = 10
_LEAST_PEOPLE = 4
_MOST_STATEMENTS = 1000
_LEAST_MEMBERS = 3


def stability(material: Material, groups: Sequence[Sequence[int]], detail: float) -> tuple[float | None, ...]:
    """For each group of rows, how well it is found again among part of the participants, 0 to 1.

    Ten times about two thirds of the participants are drawn (without a random source: by digest), their
    statements are grouped anew in the same coordinates, and the group is compared with the most similar new one;
    the mean of these Jaccard similarities (Hennig 2007, "Cluster-wise assessment of cluster stability").
    `None` with fewer than four participants, or where fewer than three members are ever drawn. Cost is bounded:
    of a study above 1,000 statements a fixed sample of 1,000 is looked at, and groups too small in it have `None`.
    """
    if len(material.everybody) < _LEAST_PEOPLE:
        return tuple(None for _ in groups)
    sample = set(range(min(len(material), _MOST_STATEMENTS)))
    found: list[list[float]] = [[] for _ in groups]
    for number in range(_ROUNDS):
        drawn = _drawn(material, number)
        rows = np.array([row for row in sorted(sample) if material.participants[row] in drawn], dtype=np.int64)
        labels = dict(zip(rows.tolist(), _groups_of(material, rows, detail), strict=True))
        for similarities, members in zip(found, groups, strict=True):
            inside = [row for row in members if row in labels]
            if len(inside) >= _LEAST_MEMBERS:
                similarities.append(_best_match(inside, labels))
    return tuple(round(float(np.mean(s)), 3) if s else None for s in found)


def _groups_of(material: Material, rows: NDArray[np.int64], detail: float) -> list[int]:
    """The group of each of these rows when nobody else was asked; by one view, which costs a third."""
    return [int(label) for label in group(agree([material.views[0][rows]]), detail)]


def _drawn(material: Material, number: int) -> frozenset[ParticipantId]:
    """Two thirds of those who spoke, by the first thing that each said: nobody's name changes who is drawn."""
    first: dict[ParticipantId, str] = {}
    for statement in material.statements:
        first.setdefault(statement.participant, statement.text)
    shuffled = sorted(first, key=lambda person: (digest_of(str(number), first[person]), person))
    return frozenset(shuffled[: max(2, round(2 * len(first) / 3))])


def _best_match(members: Sequence[int], labels: dict[int, int]) -> float:
    """The highest Jaccard similarity of the members with any group of the labels."""
    hits: NDArray[np.int64] = np.array([labels[row] for row in members])
    best = 0.0
    sizes = np.bincount(np.array([label for label in labels.values() if label >= 0], dtype=np.int64), minlength=1)
    for label in sorted(set(hits.tolist()) - {-1}):
        shared = int((hits == label).sum())
        best = max(best, shared / (len(members) + int(sizes[label]) - shared))
    return best
