"""How a study uses its words: as verbs or as nouns, and verbs with an object or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.grammar import Annotation

OBJECTS = frozenset({"dobj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NUMBERS = frozenset({"nummod", "quantmod"})
_SINGLE = frozenset({"a", "an", "each", "every", "one", "another"})
_DEFINITE = frozenset({"the", "this", "that"})
_OPENERS = frozenset({"ADP", "SCONJ"})
# A use below this share of all uses of a word is more often a slip of the parser than a use.
_SELDOM = 0.34
# From this share on a word is mostly used so; a word said less often than this tells nothing of its use.
_OFTEN = 0.5
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Forms:
    """Lemmas by their use.

    Those that are seldom verbs, and seldom nouns; verbs that mostly have an object, nouns that mostly have a number
    (`pounds`), words that open phrases or clauses (`before`), nouns that can be counted, and verbs that are heard as
    past participles only, which say how something is, not what is done (`geared to`, `based on`).
    """

    seldom_verbs: frozenset[str] = frozenset()
    seldom_nouns: frozenset[str] = frozenset()
    with_object: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    countable: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


def forms_of(annotations: Iterable[Annotation]) -> Forms:
    """The forms in which a study uses its words, counted over all that was said."""
    uses: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    done_to: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    several_or_one: Counter[str] = Counter()
    definite: Counter[str] = Counter()
    done: set[str] = set()
    states: set[str] = set()
    openers: set[str] = set()
    for annotation in annotations:
        having = {annotation.heads[i] for i, relation in enumerate(annotation.relations) if relation in OBJECTS}
        numbered = {annotation.heads[i] for i, relation in enumerate(annotation.relations) if relation in _NUMBERS}
        single = {annotation.heads[i] for i, lemma in enumerate(annotation.lemmas) if lemma.lower() in _SINGLE}
        known = {annotation.heads[i] for i, lemma in enumerate(annotation.lemmas) if lemma.lower() in _DEFINITE}
        known |= {annotation.heads[i] for i, relation in enumerate(annotation.relations) if relation == "poss"}
        for i, (lemma, part) in enumerate(zip(annotation.lemmas, annotation.parts, strict=True)):
            word = lemma.lower()
            uses[word] += 1
            nouns[word] += part in _NOUNS
            counted[word] += part in _NOUNS and i in numbered
            definite[word] += part in _NOUNS and i in known and annotation.tags[i] == "NN"
            definite[word] += part in _NOUNS and i not in known and annotation.relations[i] == "compound"
            several_or_one[word] += part in _NOUNS and (annotation.tags[i] == "NNS" or i in single)
            if part in _OPENERS:
                openers.add(word)
            if part == "VERB":
                verbs[word] += 1
                (states if annotation.tags[i] == "VBN" else done).add(word)
                done_to[word] += i in having
    several = {word for word, count in uses.items() if count >= _LEAST}
    indefinite = nouns - definite
    return Forms(
        seldom_verbs=frozenset(
            word for word in several if verbs[word] < max(_SELDOM * uses[word], 2 * bool(nouns[word]))
        ),
        seldom_nouns=frozenset(word for word in several if nouns[word] < _SELDOM * uses[word]),
        with_object=frozenset(word for word in several if verbs[word] and done_to[word] >= _OFTEN * verbs[word]),
        units=frozenset(word for word in several if nouns[word] and counted[word] >= _OFTEN * nouns[word]),
        openers=frozenset(openers),
        countable=frozenset(word for word in several if _is_countable(several_or_one[word], indefinite[word])),
        states=frozenset(states - done),
    )


def _is_countable(several_or_one: int, indefinite: int) -> bool:
    """Whether a noun that is not pointed at mostly stands in the plural or with `a`."""
    return several_or_one > 0 and several_or_one >= _OFTEN * indefinite
