"""Lists of words, written as text."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text that is written as a list."""
    return frozenset(text.split())


def ranked(text: str) -> tuple[str, ...]:
    """The words in their order."""
    return tuple(text.split())
