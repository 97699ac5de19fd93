"""Where the nearest vectors come from: an index, or the plain matrix."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

Rows = NDArray[np.int64]


class Nearest(Protocol):
    """Unit vectors by row number; row i is statement i of the corpus."""

    def __len__(self) -> int: ...

    def search(self, query: Vectors, k: int, among: Rows | None = None) -> tuple[Rows, NDArray[np.float32]]:
        """The `k` nearest rows (of `among`, ascending) to one vector, with cosines, highest first, ties by row."""

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of these rows, in their order."""


class ExactRows:
    """`Nearest` on the matrix itself, for a study too small to be worth an index."""

    def __init__(self, matrix: Vectors) -> None:
        self._matrix = matrix

    def __len__(self) -> int:
        return len(self._matrix)

    def search(self, query: Vectors, k: int, among: Rows | None = None) -> tuple[Rows, NDArray[np.float32]]:
        """The `k` nearest rows (of `among`, ascending) to one vector, with cosines, highest first, ties by row."""
        rows = np.arange(len(self._matrix), dtype=np.int64) if among is None else among
        similarity = self._matrix[rows] @ query
        order = np.argsort(-similarity, kind="stable")[: max(k, 0)]
        return rows[order], similarity[order]

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of these rows, in their order."""
        return self._matrix[rows]
