"""A phrase that could be a theme's name, and the people behind its words."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.themes import ANSWERS, FAIR_PART
from insightmine.themes.phrases import Phrase
from insightmine.themes.wording import TOPICS_SAID

_AND = " and "
# Of a name that fewer say than a fair part, so many must say it, and so many must at least be near in meaning.
_SOME, _NEARLY = 0.125, 0.5
# So many must speak of each of two things side by side.
_OF_EITHER = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase in the form in which it is said most, and the people behind its words, as shares of the theme's people.

    `people` use what it is about (its head; the verb, where it has none), in `statements` of the theme's statements;
    `least` use the rarest word for a thing in it; `own` is how much more often its most particular word is said here
    than elsewhere; `said` name it, or do just this to it, which are `sayers` in number; `doing` use its verb, which is
    `usual` in the study (0 to 1); `together` say all its words in one breath. `lone` is how many of its words are one
    person's own, and `telling` how much its words set the theme apart. `holders` are the rows that speak
    of what it is about; `thinnest` is the share of the statements that use its rarest word; `held` the share that
    speak of what it is about or lie near it in meaning; `voiced` the share that say it in their own words.
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
    holders: frozenset[int]
    thinnest: float
    voiced: float = 1.0
    held: float = 0.0
    worth: float = 0.0

    @property
    def n_words(self) -> int:
        """Its length in words."""
        return len(self.meaning.split())

    @property
    def answers(self) -> bool:
        """Whether it is what the group was asked after."""
        return self.phrase.text.startswith(ANSWERS)

    @property
    def meaning(self) -> str:
        """What it speaks of."""
        return self.phrase.text.removeprefix(ANSWERS)

    @property
    def is_pair(self) -> bool:
        """Whether it is two things side by side."""
        return _AND in self.phrase.text

    @property
    def is_borne(self) -> bool:
        """Whether a fair part of the theme's statements hold what it says; of two things each."""
        if self.is_pair and self.thinnest < _OF_EITHER:
            return False
        return self.statements >= FAIR_PART or (self.statements >= _SOME and self.held >= _NEARLY)

    @property
    def is_shared(self) -> bool:
        """Whether none of its words is one person's own."""
        return self.lone == 0

    @property
    def is_lent(self) -> bool:
        """Whether only the questions make it theirs: with what people say themselves it would not be borne.

        Questions lend words, not phrases: what is longer was said by somebody just so.
        """
        is_of_words = self.is_pair or len(self.phrase.key) == 1
        return is_of_words and not self.phrase.is_verbal and self.voiced < FAIR_PART <= self.statements


def answers_to_nothing(name: str) -> bool:
    """Whether a machine's name says what people were asked, and no thing or deed on which they could take a side.

    Two things side by side are two questions; and who is asked after weaknesses or improvements takes the side that the
    question takes.
    """
    asked = name.removeprefix(ANSWERS)
    return asked != name and (_AND in asked or asked.lower() in TOPICS_SAID)
