"""Themes -> the hierarchy they are a level of: parts inside each, and which themes come together first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from insightmine.domain.ids import ThemeId
from insightmine.domain.theme_trees import Join, Leaf, ThemeTree
from insightmine.themes.cluster import groups_at
from insightmine.themes.hierarchy import Labels, average_joins
from insightmine.themes.study import Material
from insightmine.themes.telling import telling_words
from insightmine.themes.views import Matrix
from insightmine.themes.wording import is_empty

_FINEST = 1.0
# What is smaller is no part by itself.
_LEAST = 3
_WORDS = 3


def grow_tree(material: Material, themes: Sequence[tuple[ThemeId, Sequence[int]]], detail: float) -> ThemeTree:
    """The tree over themes (id and rows, after all that people decided), in their order."""
    if not themes:
        return ThemeTree(detail=detail)
    fine = groups_at(material.consensus, material.hierarchy, _FINEST)
    leaves: list[tuple[int, list[int]]] = []
    steps: list[tuple[int, int, float]] = []
    for number, (_, rows) in enumerate(themes):
        parts = _parts(material, rows, fine)
        joins = average_joins(_closeness(material, parts), np.array([len(part) for part in parts]))
        steps += [(kept + len(leaves), gone + len(leaves), closeness) for kept, gone, closeness in joins]
        leaves += [(number, part) for part in parts]
    firsts = [next(i for i, (theme, _) in enumerate(leaves) if theme == number) for number in range(len(themes))]
    wholes = [list(rows) for _, rows in themes]
    sizes = np.array([len(rows) for rows in wholes])
    for kept, gone, closeness in average_joins(_closeness(material, wholes), sizes):
        steps.append((firsts[kept], firsts[gone], closeness))
    return ThemeTree(_leaves(material, themes, leaves), _numbered(len(leaves), steps), detail)


def _parts(material: Material, rows: Sequence[int], fine: Labels) -> list[list[int]]:
    """The rows of a theme by finest group; what is too small joins the part that it lies nearest to."""
    by_group: dict[int, list[int]] = {}
    for row in rows:
        by_group.setdefault(int(fine[row]), []).append(row)
    parts = list(by_group.values())
    while len(parts) > 1 and min(len(part) for part in parts) < _LEAST:
        small = min(range(len(parts)), key=lambda i: (len(parts[i]), parts[i][0]))
        near = _closeness(material, parts)[small]
        near[small] = -1.0
        parts[int(near.argmax())] += parts[small]
        del parts[small]
    return sorted(sorted(part) for part in parts)


def _closeness(material: Material, groups: Sequence[Sequence[int]]) -> Matrix:
    rows = np.concatenate([np.asarray(group, dtype=np.int64) for group in groups])
    labels = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return material.consensus.of(rows).closeness(labels)


def _numbered(n_leaves: int, steps: Sequence[tuple[int, int, float]]) -> tuple[Join, ...]:
    """Steps name a group by one of its leaves; joins name it by the number it has then."""
    number = list(range(n_leaves))
    joins = []
    for position, (kept, gone, closeness) in enumerate(steps):
        joins.append(Join(number[kept], number[gone], round(closeness, 6)))
        number[kept] = n_leaves + position
    return tuple(joins)


def _leaves(
    material: Material, themes: Sequence[tuple[ThemeId, Sequence[int]]], leaves: Sequence[tuple[int, list[int]]]
) -> tuple[Leaf, ...]:
    found = []
    for number, (theme, _) in enumerate(themes):
        parts = [rows for of, rows in leaves if of == number]
        for rows, weights in zip(parts, telling_words(material, parts), strict=True):
            telling = {word for word in weights if word not in material.names and not is_empty(word)}
            words = sorted(telling, key=lambda word: (-round(weights[word], 6), word))[:_WORDS]
            ids = sorted(material.statements[row].id for row in rows)
            found.append(Leaf(theme, tuple(ids), tuple(words)))
    return tuple(found)
