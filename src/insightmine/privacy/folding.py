"""Texts as names are compared: without case and accents, one character for one, so that offsets stay."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PART = re.compile(r"[^\W\d_a-zß-öø-ÿ]?[a-zß-öø-ÿ\u0300-\u036f]+|[^\W\d_a-zß-öø-ÿ]+(?![a-zß-öø-ÿ])|\d+|[^\W\d_]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def fold(text: str) -> str:
    """The text in lower case and without accents, of the same length."""
    return "".join(map(_plain, text)) if not text.isascii() else text.lower()


@lru_cache(maxsize=65536)
def _plain(character: str) -> str:
    base = normalize("NFD", character)[0]
    lower = (base if category(base)[0] == "L" else character).lower()
    return lower if len(lower) == 1 else character


def parts_of(text: str, folded: str) -> list[re.Match[str]]:
    """The parts of a file's name or a label: also `MariaRossi2` has three."""
    parts = []
    for match in _PART.finditer(text):
        word = re.compile(r".+", re.DOTALL).match(folded, match.start(), match.end())
        if word is not None:
            parts.append(word)
    return parts


def words_in(text: str) -> list[re.Match[str]]:
    """The words of a text; an underscore, a dot and an apostrophe part them."""
    return list(_WORD.finditer(text))


def bare(word: str) -> str:
    """A folded word without the accents that stand as characters of their own."""
    return word if word.isascii() else "".join(character for character in word if category(character) != "Mn")


def key_of(text: str) -> str:
    """What all spellings of an identifier share: folded, white space put in order, without a possessive."""
    composed = normalize("NFC", " ".join(text.split()))
    return _POSSESSIVE.sub("", fold(composed))


def without_possessive(text: str) -> str:
    """A name without the ending that makes it a possessor."""
    return _POSSESSIVE.sub("", text)
