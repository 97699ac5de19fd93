"""Which statements stand in which theme before anybody decides otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.themes import ThemeMemory
from insightmine.themes.closeness import Encode
from insightmine.themes.cluster import groups_at
from insightmine.themes.drafts import Draft
from insightmine.themes.name import worth_of_best
from insightmine.themes.settle import fits_of, settle
from insightmine.themes.study import Material
from insightmine.themes.telling import common_ground
from insightmine.themes.worth import NAMEABLE

# Common ground below this, measured against what is usual, is hardly any.
_LITTLE = 0.4
# The share of the statements that may be left out for want of a group they fit in. It comes on top of what says
# nothing and of talk about the session, which in interviews is a tenth.
MOST_UNPLACED = 0.04
# So many groups are kept however little they have in common.
_FEW = 4
# With fewer groups that have a subject, all stay as they are.
_SEVERAL = 10
_ROUNDS = 2
# So near to a group, measured against what is usual, must a statement lie to join it.
_JOINS = 0.4
# A phrase worth less than this, measured against what is usual, stands for hardly anything that its group says.
_SUBJECT = 0.3
# So often must a statement stand with a group, that it belongs there rather than to the nearest.
_FIRM = 0.1

Labels = NDArray[np.int64]
Fits = NDArray[np.float64]


def first_drafts(material: Material, detail: float, history: Sequence[ThemeMemory], encode: Encode) -> list[Draft]:
    """The groups of the statements, earlier statements kept where they were unless they clearly belong elsewhere."""
    labels = groups_at(material.consensus, material.hierarchy, detail)
    groups = [np.flatnonzero(labels == label).tolist() for label in range(labels.max(initial=-1) + 1)]
    groups = _with_common_ground(material, groups)
    for _ in range(0 if material.is_table else _ROUNDS):  # what joins a group may take its subject from it
        groups = _with_subject(material, groups, encode)
    drafts = [Draft(set(rows)) for rows in groups]
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


def _with_subject(material: Material, groups: Sequence[list[int]], encode: Encode) -> list[list[int]]:
    """The groups that something can be said of; what stands in others joins the nearest of them, if it is near.

    For a group that no phrase stands for, nobody could say what belongs in it. What is near to no other group is left
    out, the farthest first, as far as few statements may be; the rest stays together, as various remarks.
    """
    worth = worth_of_best(material, groups, encode)
    least = min(NAMEABLE, _SUBJECT * float(np.median(worth))) if worth else NAMEABLE
    named = [list(rows) for rows, best in zip(groups, worth, strict=True) if best >= least]
    loose = sorted(row for rows, best in zip(groups, worth, strict=True) if best < least for row in rows)
    if len(named) < _SEVERAL or not loose:
        return list(groups)
    fits = np.stack([fits_of(material, rows) for rows in named])
    limit = _JOINS * float(np.median([fits[i, row] for i, rows in enumerate(named) for row in rows]))
    nearest, near = fits.argmax(axis=0), fits.max(axis=0)
    may_leave = int(MOST_UNPLACED * len(material)) - (len(material) - sum(len(rows) for rows in groups))
    _where_they_stand_most(material, named, nearest, near)
    rest = sorted((row for row in loose if near[row] < limit), key=lambda row: (near[row], row))
    for row in sorted(set(loose) - set(rest)):
        named[int(nearest[row])].append(row)
    various = sorted(rest[max(0, may_leave) :])
    return [sorted(rows) for rows in named] + ([various] if various else [])


def _where_they_stand_most(material: Material, groups: Sequence[list[int]], nearest: Labels, near: Fits) -> None:
    """Rows that stand with a group in one grouping out of ten belong there, and not where a distance says."""
    labels = np.full(len(material), -1, dtype=np.int64)
    for number, rows in enumerate(groups):
        labels[rows] = number
    affinities = material.consensus.affinities(labels)
    firm = affinities.max(axis=1) >= _FIRM
    nearest[firm] = affinities[firm].argmax(axis=1)
    near[firm] = 1.0
