"""Which statements stand in which theme before anybody decides otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from insightmine.domain.themes import ThemeMemory
from insightmine.themes.cluster import group
from insightmine.themes.drafts import Draft
from insightmine.themes.settle import settle
from insightmine.themes.study import Material
from insightmine.themes.telling import common_ground

_LITTLE = 0.4
MOST_UNPLACED = 0.15
_FEW = 4


def first_drafts(material: Material, detail: float, history: Sequence[ThemeMemory]) -> list[Draft]:
    """The groups of the statements, earlier statements kept where they were unless they clearly belong elsewhere."""
    labels = group(material.space, detail).labels
    groups = [np.flatnonzero(labels == label).tolist() for label in range(labels.max(initial=-1) + 1)]
    drafts = [Draft(set(rows)) for rows in _with_common_ground(material, groups)]
    return settle(material, drafts, history)


def _with_common_ground(material: Material, groups: Sequence[list[int]]) -> list[list[int]]:
    """The groups without those whose people share hardly a word that tells them apart.

    Such a group is where a grouping puts what fits nowhere; it is given up as long as few statements are left out.
    """
    ground = common_ground(material, groups)
    usual = float(np.median(ground)) if ground else 0.0
    may_leave = MOST_UNPLACED * len(material) - (len(material) - sum(len(rows) for rows in groups))
    given_up: set[int] = set()
    for i in sorted(range(len(groups)), key=lambda i: (ground[i], groups[i][0])):
        if ground[i] < _LITTLE * usual and len(groups[i]) <= may_leave and len(groups) - len(given_up) > _FEW:
            given_up.add(i)
            may_leave -= len(groups[i])
    return [rows for i, rows in enumerate(groups) if i not in given_up]
