"""Runs of five words: long enough that two people hardly say the same by chance, short enough to find a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

RUN = 5
_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Unbroken runs of letters and digits in lower case: neither punctuation nor mark-up hides a quote."""
    return _WORD.findall(text.casefold())


def runs_in(words: list[str]) -> Iterator[str]:
    """All runs of five of these words, in order, each as one text."""
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def shingles(texts: Iterable[str]) -> frozenset[str]:
    """All runs of five words in these texts, none across two of them."""
    return frozenset(run for text in texts for run in runs_in(words_in(text)))
