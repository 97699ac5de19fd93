"""The words and the parts of texts as names are compared."""

from __future__ import annotations

import re
from unicodedata import category

from insightmine.domain.spellings import fold, key_of, without_possessive

__all__ = ["bare", "fold", "key_of", "parts_of", "without_possessive", "word_matches"]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PART = re.compile(r"[^\W\d_a-zß-öø-ÿ]?[a-zß-öø-ÿ\u0300-\u036f]+|[^\W\d_a-zß-öø-ÿ]+(?![a-zß-öø-ÿ])|\d+|[^\W\d_]")


def parts_of(text: str, folded: str) -> list[re.Match[str]]:
    """The parts of a file's name or a label: also `MariaRossi2` has three."""
    parts = []
    for match in _PART.finditer(text):
        word = re.compile(r".+", re.DOTALL).match(folded, match.start(), match.end())
        if word is not None:
            parts.append(word)
    return parts


def word_matches(text: str) -> list[re.Match[str]]:
    """The words of a text; an underscore, a dot and an apostrophe part them."""
    return list(_WORD.finditer(text))


def bare(word: str) -> str:
    """A folded word without the accents that stand as characters of their own."""
    return word if word.isascii() else "".join(character for character in word if category(character) != "Mn")
