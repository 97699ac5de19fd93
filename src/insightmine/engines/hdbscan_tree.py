"""HDBSCAN: points -> the leaves of its condensed tree (Campello, Moulavi & Sander 2013; McInnes & Healy 2017)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Labels = NDArray[np.int64]


def dense_leaves(points: Points, min_size: int, min_neighbours: int) -> Labels:
    """Leaf clusters of the points, shape (points,), numbered from 0 in order of their first point; -1 for noise.

    `min_size` is the smallest leaf, `min_neighbours` how many neighbours a point's density is judged by. One
    thread, so that the same rows in the same order give the same leaves. Fewer than `min_size` points: all noise.
    """
    if len(points) < max(min_size, min_neighbours + 1, 2):
        return np.full(len(points), -1, dtype=np.int64)
    from hdbscan import HDBSCAN

    model = HDBSCAN(
        min_cluster_size=max(2, min_size),
        min_samples=min_neighbours,
        cluster_selection_method="leaf",
        approx_min_span_tree=False,
        core_dist_n_jobs=1,
    )
    return _numbered(np.asarray(model.fit_predict(np.ascontiguousarray(points)), dtype=np.int64))


def leaves_of_distances(distances: Points, min_size: int, min_neighbours: int) -> Labels:
    """The same for points of which only the distances are known, shape (points, points), symmetric, 0 with itself."""
    if len(distances) < max(min_size, min_neighbours + 1, 2):
        return np.full(len(distances), -1, dtype=np.int64)
    from hdbscan import hdbscan

    labels, *_ = hdbscan(  # the class would look through all distances once more
        np.ascontiguousarray(distances),
        metric="precomputed",
        min_cluster_size=max(2, min_size),
        min_samples=min_neighbours,
        cluster_selection_method="leaf",
        core_dist_n_jobs=1,
    )
    return _numbered(np.asarray(labels, dtype=np.int64))


def _numbered(labels: Labels) -> Labels:
    """The same groups, numbered by where they first appear."""
    order: dict[int, int] = {}
    for label in labels.tolist():
        if label >= 0:
            order.setdefault(label, len(order))
    return np.array([order.get(label, -1) for label in labels.tolist()], dtype=np.int64)
