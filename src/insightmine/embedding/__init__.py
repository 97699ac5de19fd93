"""Texts -> unit vectors, each text encoded once, ever, by one model."""

from insightmine.embedding.cached import CachedEncoder, VectorCache

__all__ = ["CachedEncoder", "VectorCache"]
