"""Texts -> unit vectors, each text encoded once, ever, by one model."""

from insightmine.embedding.cached import CachedEncoder, VectorCache
from insightmine.embedding.context import in_context

__all__ = ["CachedEncoder", "VectorCache", "in_context"]
