"""What the people of a study do with each thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from insightmine.domain.ids import ParticipantId
from insightmine.themes.phrases import Phrase
from insightmine.themes.study import Material

# Of a larger group so many statements are read for phrases, which bounds the time.
MOST_READ = 400
# A deed of this share of the study's people is as usual as can be.
_USUAL = 0.4

Form = tuple[tuple[str, ...], str]  # the families of a phrase's content words, and the word that a deed opens with


def form_of(phrase: Phrase, material: Material) -> Form:
    """What makes two phrases the same."""
    return tuple(map(material.family_of, phrase.key)), phrase.text.partition(" ")[0] if phrase.is_verbal else ""


def most_said(forms: Counter[Phrase]) -> Phrase:
    """The most frequent of the forms in which one thing is said, the shortest among equals."""
    return min(forms, key=lambda form: (-forms[form], len(form.text), form.text))


class Deeds:
    """What the people of a study do with each thing, by the family of the thing.

    `subjects` is what each row is about, and what it answers.
    """

    def __init__(self, material: Material, groups: Sequence[Sequence[int]]) -> None:
        self._material = material
        self._with: defaultdict[str, Counter[Phrase]] = defaultdict(Counter)
        self._doers: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        self.subjects = material.subjects
        self._everywhere = Counter(
            word for lemmas in self.subjects.lemmas for word in {material.family_of(lemma) for lemma in lemmas}
        )
        family = material.family_of
        for rows in groups:
            for row in rows[:MOST_READ]:
                for phrase in material.phrases(row):
                    is_simple = phrase.is_verbal and phrase.key in {(phrase.head,), (phrase.verb, phrase.head)}
                    if phrase.verb:
                        self._doers[phrase.verb].add(material.participants[row])
                    if phrase.head and is_simple:
                        self._with[family(phrase.head)][phrase] += 1

    def own(self, word: str, here: int, n_here: int) -> float:
        """How much more often a word is said in `n_here` statements than in the rest of the study, 0 to 1.

        1 where nobody else says it, 0 where it is as frequent elsewhere; `here` of the statements have it.
        """
        n_rest = max(1, len(self._material) - n_here)
        elsewhere = (self._everywhere.get(word, here) - here) / n_rest
        return max(0.0, 1 - elsewhere * n_here / here) if here else 0.0

    def usual(self, verb: str) -> float:
        """How usual a deed is in the study, 0 to 1: 1 where two fifths of its people do it, with whatever."""
        return min(1.0, len(self._doers.get(verb, ())) / max(2.0, _USUAL * len(self._material.everybody)))

    def around(self, thing: str) -> Iterator[Phrase]:
        """The deeds with a thing of this family, each in its most frequent form."""
        forms: defaultdict[Form, Counter[Phrase]] = defaultdict(Counter)
        for phrase, count in self._with.get(thing, {}).items():
            forms[form_of(phrase, self._material)][phrase] += count
        for counts in forms.values():
            yield most_said(counts)
