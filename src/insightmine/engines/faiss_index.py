"""FAISS: the nearest vectors by inner product, exactly, from memory or from a guarded file."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

_GUARD = ".json"
_FORMAT = 1


class VectorIndex:
    """Unit vectors under their row numbers (`IndexIDMap2` over `IndexFlatIP`): exact, so nothing is missed.

    A saved index is a cache. Beside it lies a guard with its SHA-256, dimension, count and the identity of its
    vectors; what does not fit its guard is never parsed, since FAISS loads some damaged files without a word.
    """

    def __init__(self, index: Any, identity: str) -> None:  # noqa: ANN401 - faiss carries no types
        self._index = index
        self.identity = identity

    @classmethod
    def build(cls, vectors: Vectors, identity: str) -> VectorIndex:
        """An index of `vectors` (rows, dimension). `identity` names encoder and rows: another one means rebuild."""
        faiss = _faiss()
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(int(vectors.shape[1])))
        index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.arange(len(vectors), dtype=np.int64))
        return cls(index, identity)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(
        self, query: Vectors, k: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `k` nearest rows to one vector and their similarities, highest first, ties by row.

        `among` limits the search to these rows. Fewer than `k` come back only where fewer there are.
        """
        total = len(self) if among is None else len(among)
        wanted = min(k, total)
        if wanted <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        fetched = wanted
        while True:
            # FAISS breaks ties at the edge by chance: fetch on until the edge lies between two similarities.
            fetched = min(total, fetched + max(8, fetched // 4))
            rows, similarities = self._nearest(query, fetched, among)
            if fetched == total or similarities[-1] < similarities[wanted - 1]:
                break
        order = np.lexsort((rows, -similarities))[:wanted]
        return rows[order], similarities[order]

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows, in their order."""
        found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return found

    def save(self, path: Path) -> None:
        """Write index and guard, each at once or not at all; a guard that does not fit means no index."""
        content = _faiss().serialize_index(self._index).tobytes()
        guard = {
            "format": _FORMAT,
            "sha256": sha256(content).hexdigest(),
            "dimension": self.dimension,
            "count": len(self),
            "identity": self.identity,
        }
        _write(path, content)
        _write(_guard_of(path), json.dumps(guard, sort_keys=True).encode())

    @classmethod
    def load(cls, path: Path, *, dimension: int, count: int, identity: str) -> VectorIndex | None:
        """The saved index, or `None` where there is none, or where it is damaged or of other vectors: rebuild it."""
        try:
            guard = json.loads(_guard_of(path).read_bytes())
            content = path.read_bytes()
        except (OSError, ValueError):
            return None
        expected = {
            "format": _FORMAT,
            "sha256": sha256(content).hexdigest(),
            "dimension": dimension,
            "count": count,
            "identity": identity,
        }
        if guard != expected:
            return None
        return cls(_faiss().deserialize_index(np.frombuffer(content, dtype=np.uint8)), identity)

    def _nearest(
        self, query: Vectors, k: int, among: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        faiss = _faiss()
        selector: Any = None if among is None else faiss.IDSelectorBatch(np.ascontiguousarray(among, dtype=np.int64))
        parameters: Any = faiss.SearchParameters
        parameters = None if selector is None else parameters(sel=selector)
        similarities, rows = self._index.search(_row(query), k, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], similarities[0][found]


def _faiss() -> Any:  # noqa: ANN401
    """The library, on one thread, which one query needs.

    On macOS it and torch each bring an OpenMP runtime: the second to start ends the process (faiss-wheels issue 73)
    unless told to let the first be, and with threads of both it crashes.
    """
    if sys.platform == "darwin":
        os.environ.setdefault("KMP_DUPLICATE_LIB_OK", "TRUE")
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss


def _row(query: Vectors) -> Vectors:
    return np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)


def _guard_of(path: Path) -> Path:
    return path.with_name(path.name + _GUARD)


def _write(path: Path, content: bytes) -> None:
    """All or nothing: a reader sees the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
