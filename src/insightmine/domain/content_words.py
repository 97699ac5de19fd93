"""Content words by their first letters: enough to see that `verify` and `verified` speak of one thing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMON_WORDS = (
    "the and for with from that this these those what when where which how why who are was were have has had can "
    "could would should will you your their they them theirs themselves into onto about over under through out off "
    "not all any some more most very each every other own same an of in on at by to as up is it be do does did or "
    "if my no so we us me he am use using get getting people task step "
)
_COMMON = frozenset(_COMMON_WORDS.split())
_STEM = 5


def stems(text: str) -> frozenset[str]:
    """The content words of a text, in lower case, without plural, cut to five letters."""
    return frozenset(stem for stem, _ in stemmed(text))


def stemmed(text: str) -> tuple[tuple[str, str], ...]:
    """The content words of a text in their order: how each begins (`stems`), and how it was written, in lower case."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _COMMON)
    return tuple(
        ((word[:-1] if len(word) > _STEM - 2 and word.endswith("s") else word)[:_STEM], word) for word in words
    )
