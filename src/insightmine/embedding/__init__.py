"""Texts -> unit vectors, each text encoded once, ever, by one model."""

from insightmine.embedding.cached import CachedEncoder, ReadOnly, VectorCache
from insightmine.embedding.context import in_context

__all__ = ["CachedEncoder", "ReadOnly", "VectorCache", "in_context"]
