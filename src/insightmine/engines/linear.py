"""Matrix work that gives the same numbers whatever the thread count: eigenvectors, sparse factors, one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_DIGITS = 6
_SEED = 20130417  # any number will do, as long as it stays
_SPARE = 20
_ITERATIONS = 5


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrix products inside run on one thread: a sum split among threads depends on how many there are."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


def principal_coordinates(rows: Matrix, dimension: int) -> Matrix:
    """Centred rows in their first principal axes, shape (rows, at most `dimension`), rounded to 6 decimals.

    Axes without variance are left out; each axis points where its largest weight is positive. Works on the
    covariance matrix, so time grows linearly with the number of rows.
    """
    centred = rows - rows.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    kept = np.argsort(-values, kind="stable")[:dimension]
    kept = kept[values[kept] > max(1e-9, 1e-9 * float(values.max(initial=0.0)))]
    axes = vectors[:, kept]
    peaks = axes[np.argmax(np.abs(axes).round(_DIGITS), axis=0), np.arange(axes.shape[1])]
    coordinates: Matrix = np.round(centred @ (axes * np.where(peaks < 0, -1.0, 1.0)), _DIGITS)
    return coordinates


def word_factors(rows: Sequence[dict[int, float]], n_words: int, dimension: int) -> Matrix:
    """The left singular vectors of sparse rows {word: weight}, times their singular values.

    Shape (rows, at most `dimension`), largest first. Subspace iteration from a fixed start (Halko, Martinsson &
    Tropp 2011, algorithms 4.4 and 5.1): deterministic, and linear in the number of words said.
    """
    from scipy.sparse import csr_matrix

    kept = min(dimension, n_words, len(rows))
    if kept < 1:
        return np.zeros((len(rows), 0))
    ends = np.cumsum([0, *(len(row) for row in rows)])
    words = [word for row in rows for word in row]
    weights = [weight for row in rows for weight in row.values()]
    matrix = csr_matrix((weights, words, ends), shape=(len(rows), n_words), dtype=np.float64)
    start = np.random.default_rng(_SEED).standard_normal((n_words, min(kept + _SPARE, n_words)))
    basis, _ = np.linalg.qr(matrix @ start)
    for _ in range(_ITERATIONS):
        basis, _ = np.linalg.qr(matrix.T @ basis)
        basis, _ = np.linalg.qr(matrix @ basis)
    left, values, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    factors: Matrix = (basis @ left)[:, :kept] * values[:kept]
    return factors
