"""Which words only certain people used, so that no name or sentence made by the program repeats them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z]\w+|\w*\d\w*")
_RUN = 4
_STEM = 5

_Part = TypeVar("_Part", str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class PrivateWords:
    """Runs of four words, names, and single words that nobody used whose words may be shown."""

    runs: frozenset[tuple[str, ...]]
    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, open_texts: list[str], masked_texts: list[str], lost_texts: list[str]) -> PrivateWords:
        """From what may be quoted, what may not be quoted, and what may not be shown in any form."""
        open_stems = _all(_stems, open_texts)
        return cls(
            runs=_all(_runs, [*masked_texts, *lost_texts]) - _all(_runs, open_texts),
            names=_all(_name_stems, lost_texts) - open_stems,
            words=_all(_stems, lost_texts) - open_stems,
        )

    def are_in(self, text: str) -> bool:
        """Whether a text repeats what is not to be quoted, or a name that only somebody left out used."""
        return not self.runs.isdisjoint(_runs(text)) or not self.names.isdisjoint(_stems(text))

    def are_in_phrase(self, phrase: str) -> bool:
        """The same for a keyphrase, which is also theirs by a single word that only somebody left out used."""
        return self.are_in(phrase) or not self.words.isdisjoint(_stems(phrase))


def _all(parts: Callable[[str], set[_Part]], texts: Iterable[str]) -> frozenset[_Part]:
    return frozenset(part for text in texts for part in parts(text))


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of four words, in lower case."""
    words = _words(text)
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _stems(text: str) -> set[str]:
    """The first letters of every word, since phrases are often inflected."""
    return {word[:_STEM] for word in _words(text)}


def _name_stems(text: str) -> set[str]:
    """The stems of what looks like a name or a number: a capital inside a sentence, or a digit."""
    return {match.lower()[:_STEM] for match in _NAME.findall(text)}
