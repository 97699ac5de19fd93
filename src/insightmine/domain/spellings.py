"""Spellings as they are compared: without case and accents, one character for one, so that offsets stay."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def fold(text: str) -> str:
    """The text in lower case and without accents, of the same length."""
    return "".join(map(_plain, text)) if not text.isascii() else text.lower()


@lru_cache(maxsize=65536)
def _plain(character: str) -> str:
    base = normalize("NFD", character)[0]
    lower = (base if category(base)[0] == "L" else character).lower()
    return lower if len(lower) == 1 else character


def key_of(text: str) -> str:
    """What all spellings of an identifier share: folded, white space put in order, without a possessive."""
    composed = normalize("NFC", " ".join(text.split()))
    return without_possessive(fold(composed))


def without_possessive(text: str) -> str:
    """A name without the ending that makes it a possessor."""
    return _POSSESSIVE.sub("", text)
