"""A text is encoded once, ever; the cache changes the time and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from insightmine.embedding import CachedEncoder
from insightmine.engines import Encoder, Vectors


class CountingEncoder:
    """The real encoder, counting the texts that reach it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.identity = encoder.identity
        self.dimension = encoder.dimension
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return self._encoder.encode(texts)


class DictionaryCache:
    """A cache in memory, by identity and key."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Vectors] = {}

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> Mapping[str, Vectors]:
        found = {key: self.rows[identity, key] for key in keys if (identity, key) in self.rows}
        return {key: row for key, row in found.items() if row.shape == (dimension,)}

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        self.rows.update({(identity, key): row for key, row in zip(keys, matrix, strict=True)})


def test_only_new_texts_are_encoded(encoder: Encoder) -> None:
    counting, cache = CountingEncoder(encoder), DictionaryCache()
    cached = CachedEncoder(counting, cache)
    cached.encode(["one", "two", "one"])
    assert sorted(counting.seen) == ["one", "two"]
    told: list[int] = []
    cached.encode(["two", "three"], told.append)
    assert sorted(counting.seen) == ["one", "three", "two"]
    assert sum(told) == 2
    assert cached.used == {key for _, key in cache.rows}


def test_rows_are_those_of_the_encoder_in_order(encoder: Encoder) -> None:
    texts = ["I print it out.", "b", "I print it out.", "We share one login."]
    cached = CachedEncoder(encoder, DictionaryCache())
    first, second = cached.encode(texts), cached.encode(texts)
    assert np.array_equal(first, encoder.encode(texts))
    assert np.array_equal(first, second)
    assert cached.encode([]).shape == (0, encoder.dimension)
