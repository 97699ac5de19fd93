"""How a study uses its words: as verbs or as nouns, and verbs with an object or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from insightmine.domain.grammar import Annotation

OBJECTS = frozenset({"dobj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# Where a noun stands. An adjective there is a noun that the parser did not know, if the study uses it as one elsewhere.
PLACES_OF_NOUNS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
_NUMBERS = frozenset({"nummod", "quantmod"})
_SINGLE = frozenset({"a", "an", "each", "every", "one", "another"})
_DEFINITE = frozenset({"the", "this", "that"})
_MODIFIERS = frozenset({"amod", "compound"})
_OPENERS = frozenset({"ADP", "SCONJ"})
# A use below this share of all uses of a word is more often a slip of the parser than a use.
_SELDOM = 0.34
# From this share on a word is mostly used so; a word said less often than this tells nothing of its use.
_OFTEN = 0.5
_LEAST = 2
# The beginning of a word has so many letters, and lacks so many at least: more than an ending.
_BEGINNING, _CUT_OFF = 3, 2


@dataclass(frozen=True, slots=True)
class Forms:
    """Lemmas by their use.

    Those that are seldom verbs, and seldom nouns; verbs that mostly have an object, nouns that mostly have a number
    (`pounds`), words that open phrases or clauses (`before`), nouns that can be counted, verbs that are heard as
    past participles only, which say how something is, not what is done (`geared to`, `based on`), and nouns that
    now and then are taken for adjectives (`the abstract`). `compounds` are two words of which the first says what
    kind the second is (`open source`), so that it is no verb even where it looks like one. `broken` are only ever heard
    where a speaker breaks off and says the word in full after it (`clust, the clusters`): no words.
    """

    seldom_verbs: frozenset[str] = frozenset()
    seldom_nouns: frozenset[str] = frozenset()
    with_object: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    countable: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    also_nouns: frozenset[str] = frozenset()
    compounds: frozenset[tuple[str, str]] = frozenset()
    broken: frozenset[str] = frozenset()


class _Uses:
    """How often the words of a study are used in which way."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.verbs: Counter[str] = Counter()
        self.nouns: Counter[str] = Counter()
        self.done_to: Counter[str] = Counter()
        self.counted: Counter[str] = Counter()
        self.several_or_one: Counter[str] = Counter()
        self.definite: Counter[str] = Counter()
        self.in_place: Counter[str] = Counter()
        self.kinds_of: Counter[tuple[str, str]] = Counter()
        self.broken: Counter[str] = Counter()
        self.openers: set[str] = set()
        self.done: set[str] = set()
        self.states: set[str] = set()

    def add(self, annotation: Annotation) -> None:
        """Count the words of one statement."""
        having = {annotation.heads[i] for i, relation in enumerate(annotation.relations) if relation in OBJECTS}
        for i, (lemma, part) in enumerate(zip(annotation.lemmas, annotation.parts, strict=True)):
            word = lemma.lower()
            self.all[word] += 1
            if annotation.relations[i] in _MODIFIERS and annotation.heads[i] == i + 1:
                self.kinds_of[word, annotation.lemmas[i + 1].lower()] += 1
            self.in_place[word] += part == "ADJ" and annotation.relations[i] in PLACES_OF_NOUNS
            if part in _OPENERS:
                self.openers.add(word)
            if part == "VERB":
                self.verbs[word] += 1
                (self.states if annotation.tags[i] == "VBN" else self.done).add(word)
                self.done_to[word] += i in having
        self._add_nouns(annotation)
        self.broken.update(_broken_off(annotation))

    def _add_nouns(self, annotation: Annotation) -> None:
        lemmas, relations = [lemma.lower() for lemma in annotation.lemmas], annotation.relations
        numbered = {annotation.heads[i] for i, relation in enumerate(relations) if relation in _NUMBERS}
        single = {annotation.heads[i] for i, lemma in enumerate(lemmas) if lemma in _SINGLE}
        known = {annotation.heads[i] for i, lemma in enumerate(lemmas) if lemma in _DEFINITE}
        known |= {annotation.heads[i] for i, relation in enumerate(relations) if relation == "poss"}
        for i, (word, part, tag) in enumerate(zip(lemmas, annotation.parts, annotation.tags, strict=True)):
            if part in _NOUNS:
                self.nouns[word] += 1
                self.counted[word] += i in numbered
                self.definite[word] += (tag == "NN") if i in known else (relations[i] == "compound")
                self.several_or_one[word] += tag == "NNS" or i in single


def forms_of(annotations: Iterable[Annotation]) -> Forms:
    """The forms in which a study uses its words, counted over all that was said."""
    uses = _Uses()
    for annotation in annotations:
        uses.add(annotation)
    verbs, nouns = uses.verbs, uses.nouns
    several = {word for word, count in uses.all.items() if count >= _LEAST}
    indefinite = nouns - uses.definite
    also_nouns = frozenset(word for word, count in uses.in_place.items() if count and nouns[word] >= _LEAST)
    return Forms(
        seldom_verbs=frozenset(
            word for word in several if verbs[word] < max(_SELDOM * uses.all[word], 2 * bool(nouns[word]))
        ),
        seldom_nouns=frozenset(
            word
            for word in several
            if nouns[word] + uses.in_place[word] * (word in also_nouns) < _SELDOM * uses.all[word]
        ),
        with_object=frozenset(word for word in several if verbs[word] and uses.done_to[word] >= _OFTEN * verbs[word]),
        units=frozenset(word for word in several if nouns[word] and uses.counted[word] >= _OFTEN * nouns[word]),
        openers=frozenset(uses.openers),
        countable=frozenset(word for word in several if _is_countable(uses.several_or_one[word], indefinite[word])),
        states=frozenset(uses.states - uses.done),
        also_nouns=also_nouns,
        compounds=frozenset(pair for pair, count in uses.kinds_of.items() if count >= _LEAST),
        broken=frozenset(word for word, count in uses.broken.items() if count == uses.all[word]),
    )


def _broken_off(annotation: Annotation) -> Iterator[str]:
    """The beginnings of words before a pause, after which the same statement has a longer word that begins so."""
    lemmas = [lemma.lower() for lemma in annotation.lemmas]
    for i, part in enumerate(annotation.parts[1:]):
        word = lemmas[i]
        is_before_pause = part == "PUNCT" and word.isalpha() and len(word) >= _BEGINNING
        if is_before_pause and any(_is_in_full(later, word) for later in lemmas[i + 2 :]):
            yield word


def _is_in_full(word: str, beginning: str) -> bool:
    return word.startswith(beginning) and len(word) >= len(beginning) + _CUT_OFF


def _is_countable(several_or_one: int, indefinite: int) -> bool:
    """Whether a noun that is not pointed at mostly stands in the plural or with `a`."""
    return several_or_one > 0 and several_or_one >= _OFTEN * indefinite
