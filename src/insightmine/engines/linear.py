"""Matrix work that gives the same numbers whatever the thread count: eigenvectors, sparse factors, Ward, one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_DIGITS = 6
_SEED = 20130417  # any number will do, as long as it stays
_SPARE = 20
_ITERATIONS = 3
# Up to so many rows exactly: where factors are nearly alike, iterations are long in telling them apart.
_FEW = 1000
_BLOCK = 256
# Columns whose part of their own is so much smaller than another's cannot be told apart by their products.
_DEPENDENT = 1e-5


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrix products inside run on one thread: a sum split among threads depends on how many there are."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


def principal_coordinates(first: Matrix, second: Matrix, weights: Sequence[float], dimension: int) -> list[Matrix]:
    """Both side by side in their first principal axes, shape (rows, at most `dimension`), once for each weight.

    The weight is that of the columns of `second`. Rows are centred and coordinates rounded to 6 decimals; axes without
    variance are left out; each axis points where its largest weight is positive. Works on the covariances, which
    are counted once for all weights, so time grows linearly with the number of rows.
    """
    first, second = first - first.mean(axis=0), second - second.mean(axis=0)
    own, shared, others = first.T @ first, first.T @ second, second.T @ second
    found = []
    for weight in weights:
        covariance = np.block([[own, weight * shared], [weight * shared.T, weight**2 * others]])
        found.append(_in_axes(np.hstack([first, weight * second]), covariance, dimension))
    return found


def _in_axes(centred: Matrix, covariance: Matrix, dimension: int) -> Matrix:
    values, vectors = np.linalg.eigh(covariance)
    kept = np.argsort(-values, kind="stable")[:dimension]
    kept = kept[values[kept] > max(1e-9, 1e-9 * float(values.max(initial=0.0)))]
    axes = vectors[:, kept]
    peaks = axes[np.argmax(np.abs(axes).round(_DIGITS), axis=0), np.arange(axes.shape[1])]
    coordinates: Matrix = np.round(centred @ (axes * np.where(peaks < 0, -1.0, 1.0)), _DIGITS)
    return coordinates


def word_factors(rows: Sequence[dict[int, float]], n_words: int, dimension: int) -> Matrix:
    """The left singular vectors of sparse rows {word: weight}, times their singular values.

    Shape (rows, at most `dimension`), largest first. Exact for few rows; for many, subspace iteration from a fixed
    start (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1): deterministic, and linear in the number of words.
    """
    from scipy.sparse import csr_matrix

    kept = min(dimension, n_words, len(rows))
    if kept < 1:
        return np.zeros((len(rows), 0))
    ends = np.cumsum([0, *(len(row) for row in rows)])
    words = [word for row in rows for word in row]
    weights = [weight for row in rows for weight in row.values()]
    matrix = csr_matrix((weights, words, ends), shape=(len(rows), n_words), dtype=np.float64)
    if len(rows) <= _FEW:
        squares, vectors = np.linalg.eigh((matrix @ matrix.T).toarray())
        order = np.argsort(-squares, kind="stable")[:kept]
        exact: Matrix = vectors[:, order] * np.sqrt(np.maximum(squares[order], 0.0))
        return exact
    start = np.random.default_rng(_SEED).standard_normal((n_words, min(kept + _SPARE, n_words)))
    turned = matrix.T.tocsr()
    basis = _orthonormal(matrix @ start)
    for _ in range(_ITERATIONS):
        basis = _orthonormal(turned @ basis)
        basis = _orthonormal(matrix @ basis)
    small = turned @ basis
    squares, left = np.linalg.eigh(small.T @ small)
    order = np.argsort(-squares, kind="stable")[:kept]
    factors: Matrix = basis @ left[:, order] * np.sqrt(np.maximum(squares[order], 0.0))
    return factors


def _orthonormal(columns: Matrix) -> Matrix:
    """Orthonormal columns that span the same: by Cholesky's factor of their products, three times as fast as by QR.

    Twice, since once is only nearly orthonormal (Yamamoto et al. 2015, "Roundoff error analysis of the CholeskyQR2
    algorithm"); columns that hardly differ from a mixture of the others need QR.
    """
    from scipy.linalg import solve_triangular

    found = columns
    for _ in range(2):
        products = found.T @ found
        try:
            factor = np.linalg.cholesky(products)
        except np.linalg.LinAlgError:
            return np.asarray(np.linalg.qr(columns)[0])
        diagonal = np.diag(factor)
        if diagonal.min() < _DEPENDENT * diagonal.max():
            return np.asarray(np.linalg.qr(columns)[0])
        found = solve_triangular(factor, found.T, lower=True).T
    return np.ascontiguousarray(found)


def ward_groups(points: Matrix, numbers: Sequence[int]) -> list[NDArray[np.int64]]:
    """The points in at most so many groups, once for each number, by Ward's criterion (1963); labels from 0."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(points) < 2:
        return [np.zeros(len(points), dtype=np.int64) for _ in numbers]
    tree = linkage(points, "ward")
    return [fcluster(tree, max(1, number), "maxclust").astype(np.int64) - 1 for number in numbers]


def share_products(groups: NDArray[np.int64], cells: NDArray[np.int64]) -> Matrix:
    """For each two groups of rows, the mean over the columns of `cells` of the share of pairs in the same cell.

    `groups` has the shape (rows,) and numbers from 0, none of them empty; `cells` (rows, columns), numbered apart.
    """
    from scipy.sparse import csr_matrix

    n, columns = cells.shape
    spread = csr_matrix(
        (np.ones(n * columns), (np.repeat(groups, columns), cells.ravel())),
        shape=(int(groups.max(initial=-1)) + 1, int(cells.max(initial=-1)) + 1),
    )
    products: Matrix = (spread @ spread.T).toarray()
    sizes = np.bincount(groups).astype(np.float64)
    shares: Matrix = products / (sizes[:, None] * sizes[None, :] * columns)
    return shares


def same_cells(cells: NDArray[np.int64]) -> NDArray[np.uint16]:
    """In how many of the columns of `cells`, shape (rows, columns), each two rows are alike; shape (rows, rows)."""
    numbered = (cells - cells.min(axis=0, initial=cells.max(initial=0))).astype(np.int32)
    counts = np.zeros((len(cells), len(cells)), dtype=np.uint16)
    for start in range(0, len(cells), _BLOCK):
        block = counts[start : start + _BLOCK, start:]
        for column in np.ascontiguousarray(numbered.T):
            block += column[start : start + _BLOCK, None] == column[None, start:]
        counts[start:, start : start + _BLOCK] = block.T
    return counts
