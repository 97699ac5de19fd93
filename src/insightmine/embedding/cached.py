"""Encode only what was never encoded before: vectors are cached by model identity and text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from insightmine.domain.ids import digest_of
from insightmine.engines import Encoder, Vectors

_CHUNK = 256

Advance = Callable[[int], None]


class VectorCache(Protocol):
    """Where vectors are kept between runs; a row that cannot be trusted is simply not returned."""

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """The rows at hand, each of shape (dimension,), by key."""

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        """Keep the rows, one a key, made by the encoder of that identity."""


class CachedEncoder:
    """An encoder with a memory. Chunks are put away as they are made, so an interrupted run goes on where it was."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._cache = cache
        self.used: set[str] = set()  # keys of all texts asked for, so that the cache can drop the rest

    @property
    def identity(self) -> str:
        """The identity of the encoder behind it."""
        return self._encoder.identity

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], advance: Advance = lambda _: None) -> Vectors:
        """Vectors of shape (texts, dimension) in the order of the texts; `advance` is told how many were done."""
        key_of = {text: digest_of(text) for text in texts}
        self.used.update(key_of.values())
        known = dict(self._cache.vectors(self.identity, self._encoder.dimension, list(key_of.values())))
        missing = sorted((text for text, key in key_of.items() if key not in known), key=lambda text: (len(text), text))
        advance(len(texts) - len(missing))
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            rows = self._encoder.encode(chunk)
            keys = [key_of[text] for text in chunk]
            self._cache.put_vectors(self.identity, keys, rows)
            known.update(zip(keys, rows, strict=True))
            advance(len(chunk))
        if not texts:
            return np.zeros((0, self._encoder.dimension), dtype=np.float32)
        return np.stack([known[key_of[text]] for text in texts])


class ReadOnly:
    """Vectors that are at hand are used, new ones are not kept: for a study that is only read."""

    def __init__(self, cache: VectorCache) -> None:
        self._cache = cache

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """The rows at hand, by key."""
        return self._cache.vectors(identity, dimension, keys)

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        """Nothing is kept."""
