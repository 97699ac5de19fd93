"""The phrases of a theme's members that could be its name, and how much of the theme stands behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from insightmine.domain.ids import ParticipantId
from insightmine.themes.phrases import Phrase
from insightmine.themes.study import Material

_MOST_READ = 400
# What fewer of a theme's people and statements share does not stand for the theme.
SHARED = 0.1
# How much more frequent a word must be in a theme than in the rest of the study to be the theme's own.
_OWN = 1.4

_Form = tuple[tuple[str, ...], bool]  # a phrase's content lemmas, and whether it is verbal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase in the form in which it is said most.

    `is_shared`: several people say all its words in one breath; where there is one person, in several statements.
    `is_own`: one of its words is more frequent in this theme than elsewhere. `share` is how much of the theme's
    people and statements have its rarest word, `widest` its most frequent one that several use; `telling` how it sets
    the theme apart.
    """

    phrase: Phrase
    is_shared: bool
    is_own: bool
    share: float
    widest: float
    telling: float
    worth: float = 0.0

    @property
    def n_words(self) -> int:
        """Its length in words."""
        return len(self.phrase.text.split())


def candidates_of(
    material: Material, rows: Sequence[int], telling: Mapping[str, float], everywhere: Mapping[str, int]
) -> list[Candidate]:
    """The phrases of a group of rows, the most promising first: what several people say, in telling words.

    `telling` weighs the group's lemmas, `everywhere` counts the statements of the study in which a lemma stands.
    """
    group = _Group(material, rows, telling, everywhere)
    said: defaultdict[_Form, Counter[Phrase]] = defaultdict(Counter)
    speakers: defaultdict[_Form, set[ParticipantId]] = defaultdict(set)
    for row in rows[:_MOST_READ]:  # rows stand by statement id, in no order of meaning: a fair sample
        for phrase in material.phrases(row):
            said[phrase.key, phrase.is_verbal][phrase] += 1
            speakers[phrase.key, phrase.is_verbal].add(material.participants[row])
    found = [group.candidate(forms, speakers[form]) for form, forms in said.items()]
    found.sort(
        key=lambda c: (not c.is_shared, c.share < SHARED, -round(c.telling * (0.1 + c.share) ** 0.5, 6), c.phrase.text)
    )
    return found


class _Group:
    """A group of rows and who uses which of its words."""

    def __init__(
        self, material: Material, rows: Sequence[int], telling: Mapping[str, float], everywhere: Mapping[str, int]
    ) -> None:
        self._material, self._rows, self._telling, self._everywhere = material, rows, telling, everywhere
        self._n_people = len(material.people_of(rows))

    def candidate(self, forms: Counter[Phrase], speakers: set[ParticipantId]) -> Candidate:
        """The phrase with its figures; `speakers` are those who said it in just this form."""
        phrase = min(forms, key=lambda form: (-forms[form], form.text))
        # `in` of `filling in` is no content word
        words = [lemma for lemma in phrase.key if lemma in self._rows_with] or list(phrase.key)
        together = set.intersection(*(self._rows_with[lemma] for lemma in words))
        sayers = self._material.people_of(tuple(together)) if len(words) > 1 else tuple(speakers)
        shares = [self._share(lemma) for lemma in words]
        shared = [
            self._share(lemma)
            for lemma in words
            if self._are_several(self._n_users(lemma), len(self._rows_with[lemma]))
        ]
        return Candidate(
            phrase=phrase,
            is_shared=self._are_several(len(sayers), len(together)),
            is_own=any(self._is_own(lemma) for lemma in words),
            share=min(shares),
            widest=max(shared, default=0.0),
            telling=sum(self._telling.get(lemma, 0.0) for lemma in phrase.key) / (len(phrase.key) + 1),
        )

    @cached_property
    def _rows_with(self) -> defaultdict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._rows:
            for lemma in self._material.lemmas[row]:
                found[lemma].add(row)
        return found

    def _are_several(self, n_people: int, n_statements: int) -> bool:
        """Whether something is said by several people; where there is only one person, in several statements."""
        return n_people > 1 or (self._n_people == 1 and n_statements >= min(2, len(self._rows)))

    def _n_users(self, lemma: str) -> int:
        return len(self._material.people_of(tuple(self._rows_with[lemma])))

    def _share(self, lemma: str) -> float:
        """The mean of the shares of people and of statements that use a word."""
        of_statements = len(self._rows_with[lemma]) / len(self._rows)
        return 0.5 * self._n_users(lemma) / self._n_people + 0.5 * of_statements

    def _is_own(self, lemma: str) -> bool:
        """Whether a word is more frequent here than in the rest of the study; in a study of one theme all are."""
        n_here, n_rest = len(self._rows), len(self._material) - len(self._rows)
        here = len(self._rows_with[lemma])
        return here * n_rest >= _OWN * (self._everywhere.get(lemma, here) - here) * n_here
