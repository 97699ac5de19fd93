"""In which language an entry is: the models read English, and entries are too short for letters alone to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from insightmine.domain.languages import ENGLISH
from insightmine.engines.lingua_languages import likelihoods
from insightmine.planning.words import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
# Small words that no other of the languages shares, or hardly.
_SMALL = frozenset(
    ["the", "and", "for", "to", "with", "by", "from", "that", "their", "our", "are", "than", "new", "each", "without",
     "after", "before", "who", "at", "up", "out", "all", "into", "when", "which", "has", "have", "be", "as", "its",
     "it", "how", "what", "not", "this", "back", "until", "per", "on", "off", "no", "of", "is", "we", "i"]
)  # fmt: skip
_TELLING = frozenset(["the", "of", "for", "with", "from", "that", "their", "and", "by"])  # each counts twice
_UNLIKELY = 0.005  # of English
_LIKELY = 0.9
_ENGLISH_SHARE = 0.25  # more of the words are known: then it is English, whatever the letters say
_FEW = 4  # words: fewer are believed to be foreign only in a plan that is


def foreign_languages(texts: Sequence[str]) -> tuple[str | None, ...]:
    """The ISO 639-1 code of each text that is in another language than English, else `None`.

    A text in Latin letters is English if more than a quarter of its words are known, of plans or small ones; else as
    lingua says, where that is sure. What is too short goes with the language of most of the plan's other entries.
    """
    single = [_language(text) for text in texts]
    sure = Counter(code for code in single if code is not None)
    short = [len(_WORD.findall(text)) < _FEW for text in texts]
    longer = sum(not few for few in short)
    most = next((code for code, n in sure.most_common(1) if n > longer / 2), None)
    return tuple(
        code if code is None or not few or code == most or _beyond_latin(text) else None
        for text, code, few in zip(texts, single, short, strict=True)
    )


@cache
def _known() -> frozenset[str]:
    words = lexicon()["words"]
    return _SMALL.union(*(frozenset(words[name]) for name in words if name != "people_endings"))


def _language(text: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return None
    if not _beyond_latin(text) and sum(_is_known(word) + (word in _TELLING) for word in words) > _ENGLISH_SHARE * len(
        words
    ):
        return None
    found = likelihoods(text)
    best = max(found, key=lambda code: (found[code], code), default=ENGLISH)
    return best if found.get(ENGLISH, 0.0) < _UNLIKELY and found.get(best, 0.0) >= _LIKELY else None


def _is_known(word: str) -> bool:
    return word in _known() or word.removesuffix("s") in _known()


def _beyond_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(ord(letter) >= 0x0370 for letter in letters) > len(letters) / 2
