"""A phrase that could be a theme's name, and the people behind its words."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.themes.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase in the form in which it is said most, and the people behind its words, as shares of the theme's people.

    `people` use what it is about (its head; the verb, where it has none), in `statements` of the theme's statements;
    `least` use the rarest word for a thing in it; `own` is how much more often its most particular word is said here
    than elsewhere; `said` name it, or do just this to it, which are `sayers` in number; `doing` use its verb, which is
    `usual` in the study (0 to 1); `together` say all its words in one breath. `lone` is how many of its words are one
    person's own, and `telling` how much its words set the theme apart.
    """

    phrase: Phrase
    people: float
    least: float
    own: float
    said: float
    doing: float
    usual: float
    together: float
    lone: int
    telling: float
    statements: float
    sayers: int
    is_of_one: bool
    worth: float = 0.0

    @property
    def n_words(self) -> int:
        """Its length in words."""
        return len(self.phrase.text.split())

    @property
    def is_pair(self) -> bool:
        """Whether it is two things side by side."""
        return " and " in self.phrase.text

    @property
    def is_shared(self) -> bool:
        """Whether none of its words is one person's own."""
        return self.lone == 0
