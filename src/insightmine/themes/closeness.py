"""How well a phrase stands for a theme by what it means: near all its people, and nearer than to other themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors
from insightmine.themes.study import Material
from insightmine.themes.views import Matrix, unit_rows

Encode = Callable[[Sequence[str]], Vectors]

# A statement is met by a phrase that it lies nearer to than nine tenths of the study do.
_MET = 0.9
# Of a larger study so many statements say how near that is, which bounds the time.
_MOST_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class Closeness:
    """One row a phrase, each of shape (phrases,).

    `near`: cosine with the theme's centre, each person weighing the same; `apart`: by how much that is more than with
    the next theme; `reach`: the share of the theme's people with a statement that the phrase meets; `met`: which of
    the group's rows, in their order, it meets, shape (phrases, rows).
    """

    near: NDArray[np.float64]
    apart: NDArray[np.float64]
    reach: NDArray[np.float64]
    met: NDArray[np.bool_]


def closeness_of(
    material: Material, groups: Sequence[Sequence[int]], phrases: Sequence[Sequence[str]], encode: Encode
) -> list[Closeness]:
    """For each group of rows the closeness of its phrases. All phrases are encoded in one call."""
    texts = sorted({text for found in phrases for text in found})
    if not texts:
        return [
            Closeness(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros((0, len(rows)), dtype=bool)) for rows in groups
        ]
    said = material.vectors.astype(np.float64)
    said = unit_rows(said - said.mean(axis=0))
    encoded = encode(texts).astype(np.float64)
    vectors = unit_rows(encoded - encoded.mean(axis=0))
    centres = unit_rows(np.vstack([_centre(said, material, rows) for rows in groups]))
    similar = np.round(vectors @ centres.T, 5)
    number = {text: i for i, text in enumerate(texts)}
    found = []
    for theme, (rows, own) in enumerate(zip(groups, phrases, strict=True)):
        mine = np.array([number[text] for text in own], dtype=np.int64)
        others = np.delete(similar[mine], theme, axis=1)
        near = similar[mine, theme]
        apart = near - others.max(axis=1) if others.shape[1] else np.zeros(len(mine))
        met = _met(said, vectors[mine], rows)
        found.append(Closeness(near, apart, _reach(met, material, rows), met))
    return found


def weight_of(material: Material, rows: Sequence[int]) -> float:
    """What comes first among themes: the number of people times how near what they say lies together."""
    return round(len(material.people_of(rows)) * cohesion(material, rows), 4)


def cohesion(material: Material, rows: Sequence[int]) -> float:
    """The mean cosine, in the coordinates of themes, of statements by different people; 0 where one person spoke."""
    space = material.space[list(rows)]
    own: dict[str, NDArray[np.float64]] = {}
    for row, point in zip(rows, space, strict=True):
        person = material.participants[row]
        own[person] = own.get(person, np.zeros(space.shape[1])) + point
    times = Counter(material.participants[row] for row in rows)
    pairs = len(rows) ** 2 - sum(count**2 for count in times.values())
    if pairs == 0:
        return 0.0
    total = space.sum(axis=0)
    return float((total @ total - sum(point @ point for _, point in sorted(own.items()))) / pairs)


def _centre(said: Matrix, material: Material, rows: Sequence[int]) -> NDArray[np.float64]:
    """The mean of the people's means, shape (dimensions,)."""
    times = Counter(material.participants[row] for row in rows)
    weights = np.array([1 / times[material.participants[row]] for row in rows])
    centre: NDArray[np.float64] = (said[list(rows)] * weights[:, None]).sum(axis=0) / len(times)
    return centre


def _met(said: Matrix, vectors: Matrix, rows: Sequence[int]) -> NDArray[np.bool_]:
    """Which of the rows lie nearer to each phrase than most of the study does, shape (phrases, rows)."""
    looked_at = said[:_MOST_LOOKED_AT]
    limit = np.quantile(np.round(vectors @ looked_at.T, 5), _MET, axis=1)
    met: NDArray[np.bool_] = np.round(vectors @ said[list(rows)].T, 5) >= limit[:, None]
    return met


def _reach(met: NDArray[np.bool_], material: Material, rows: Sequence[int]) -> NDArray[np.float64]:
    people, speaker = np.unique([material.participants[row] for row in rows], return_inverse=True)
    by_person = np.argsort(speaker, kind="stable")
    firsts = np.searchsorted(speaker[by_person], np.arange(len(people)))
    reach: NDArray[np.float64] = np.logical_or.reduceat(met[:, by_person], firsts, axis=1).mean(axis=1)
    return reach
