"""Consensus -> groups: HDBSCAN finds the dense cores, a tree over them is cut at the wanted detail.

1. The statements are grouped in many ways (see `consensus`); the more often two stand together, the nearer they are.
2. HDBSCAN's leaves in these distances are the finest groups; the rest goes where it most often stands.
3. Leaves are joined pairwise by average linkage into one hierarchy; `detail` says where it is cut.
4. What stands together with its own group hardly more than with any other stays unplaced.

Rows come in canonical order; the same rows give the same groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from insightmine.engines.hdbscan_tree import leaves_of_distances
from insightmine.themes.consensus import SAMPLE, Consensus
from insightmine.themes.hierarchy import Hierarchy, average_joins, compact

Labels = NDArray[np.int64]

# Groups whose statements stand together in more than one of so many groupings are one theme at medium detail.
_SAME = 1 / 22
_LEAST_AFFINITY = 0.15
_MOST_UNPLACED = 0.12
# So many statements can each be a leaf of their own where nothing is dense.
_FEW = 1000


def group(consensus: Consensus, detail: float) -> Labels:
    """The group of each statement, numbered by where they first appear; -1 for the unplaced."""
    return groups_at(consensus, grow(consensus), detail)


def groups_at(consensus: Consensus, hierarchy: Hierarchy, detail: float) -> Labels:
    """The same, from a hierarchy that was grown before."""
    if len(consensus) < 2:
        return np.full(len(consensus), -1, dtype=np.int64)
    labels = hierarchy.cut(n_themes(hierarchy, detail))
    rest = np.full(len(consensus) - len(labels), -1, dtype=np.int64)
    return _placed(consensus, np.concatenate([labels, rest]))


def grow(consensus: Consensus) -> Hierarchy:
    """The hierarchy over HDBSCAN's leaves; where it finds fewer than two, over the statements themselves.

    Of a large study it is grown on the sample alone.
    """
    consensus = consensus.of(np.arange(min(len(consensus), SAMPLE)))
    if len(consensus) < 2:
        return Hierarchy(np.zeros(len(consensus), dtype=np.int64), ())
    n = len(consensus)
    leaves = leaves_of_distances(consensus.distances(), 2, 1)
    if leaves.max(initial=-1) < 1:
        leaves = np.arange(n) if n <= _FEW else np.zeros(n, dtype=np.int64)
    else:
        loose = np.flatnonzero(leaves < 0)
        leaves[loose] = consensus.affinities(leaves, loose).argmax(axis=1)
        leaves = compact(leaves)
    return Hierarchy(leaves, average_joins(consensus.closeness(leaves), np.bincount(leaves)))


def n_themes(hierarchy: Hierarchy, detail: float) -> int:
    """How many groups to show: as many as are distinct, or a fourth or four times as many."""
    n_leaves = len(hierarchy.joins) + 1
    distinct = n_leaves - sum(closeness >= _SAME for _, _, closeness in hierarchy.joins)
    least = 1 + any(closeness < 1 for _, _, closeness in hierarchy.joins)
    return int(np.clip(round(distinct * 16 ** (detail - 0.5)), least, n_leaves))


def _placed(consensus: Consensus, labels: Labels) -> Labels:
    """Each statement where it stands most often; what hardly stands anywhere is left out, as far as few are."""
    affinities = consensus.affinities(labels)
    own = np.where(labels >= 0, affinities[np.arange(len(labels)), labels], 0.0)
    best = affinities.max(axis=1)
    settled = np.where((labels < 0) | (best > own), affinities.argmax(axis=1), labels)
    order = np.argsort(best, kind="stable")[: int(_MOST_UNPLACED * len(labels))]
    settled[order[best[order] < _LEAST_AFFINITY]] = -1
    return compact(settled)
