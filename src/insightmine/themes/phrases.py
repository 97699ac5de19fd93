"""A statement -> the phrases in it that could name a theme: what is done to what, and the things spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from insightmine.domain.grammar import Annotation
from insightmine.themes.forms import OBJECTS, PLACES_OF_NOUNS, Forms
from insightmine.themes.gerunds import gerund
from insightmine.themes.wording import (
    ALWAYS_EMPTY,
    CALENDAR,
    DANGLING,
    EMPTY_NOUNS,
    EMPTY_VERBS,
    HOW_OFTEN,
    LIGHT_VERBS,
    NEED_OBJECT,
    NEED_PLACE,
    NO_OBJECT,
    ONE_SIDED,
    POINTING,
    TIMES,
    UNCHANGING,
    WITH_OBJECT,
    is_empty,
    is_evaluative,
    is_profane,
)

MOST_WORDS = 6
# Where the thing of a deed is to be put: `typing in {}`.
OPEN = "{}"

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_NAMING_PREPOSITIONS = frozenset({"of", "for", "in", "with", "from", "between", "about", "on", "to", "by", "into"})
# After these even a verb that mostly has an object stands without one: `sorting by importance`.
_AFTER_ANY = frozenset({"by", "into"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LEAST_LETTERS = 4
_STANDING_FOR = frozenset({"it", "them"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it could stand in a name; `key` are its content lemmas, in order, the same for all its forms.

    A light verb ("setting an alarm") is not in the key: what it is about carries the meaning. `verb` is its verb,
    empty where it is none; `head` the noun of what is named, or of what it is done to, empty where there is none and
    `OPEN` where somebody said `it`.
    """

    text: str
    key: tuple[str, ...]
    verb: str = ""
    head: str = ""

    @property
    def is_verbal(self) -> bool:
        """Whether it says what is done."""
        return bool(self.verb)


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[str, ...]
    key: tuple[str, ...]
    noun: str = ""


class Sentence:
    """One statement with its grammar, to be searched for phrases.

    `strange` are lemmas that must not be shown, `capitals` the words with a capital letter, by
    their lower case, `forms` how the study uses its words.
    """

    def __init__(
        self,
        text: str,
        annotation: Annotation,
        heard: Mapping[str, str],
        strange: frozenset[str] = frozenset(),
        capitals: Mapping[str, str] = MappingProxyType({}),
        forms: Forms = Forms(),  # noqa: B008 - frozen
    ) -> None:
        self._text = text
        self._grammar = annotation
        self._heard = heard
        self._strange = strange
        self._capitals = capitals
        self._forms = forms
        self._parts = _parts(annotation, forms)
        self._children: dict[int, list[int]] = {}
        for i, head in enumerate(annotation.heads):
            if head != i:
                self._children.setdefault(head, []).append(i)

    def phrases(self) -> Iterator[Phrase]:
        """Verb phrases first as they come, then noun phrases."""
        for i, part in enumerate(self._parts):
            if part == "VERB":
                yield from self._verb_phrases(i)
        for i, part in enumerate(self._parts):
            if part in _NOUNS and self._grammar.relations[i] not in _MODIFIERS:
                yield from self._noun_phrases(i)

    def _verb_phrases(self, verb: int) -> Iterator[Phrase]:
        particle = tuple(self._word(i) for i in self._kids(verb, {"prt"}))
        objects = self._kids(verb, OBJECTS)
        if not self._names_a_deed(verb, particle, objects):
            return
        lemma = self._lemma(verb)
        content = () if lemma in LIGHT_VERBS and not particle else (lemma, *particle)
        head = _Part((gerund(lemma, self._heard), *particle), content)
        tails = [tail for i in self._kids(verb, {"prep"}) for tail in self._tails(i)]
        for kid in objects if particle or lemma not in NO_OBJECT else ():
            yield from self._done_to(kid, head, tails, lemma, bare=bool(particle) or lemma not in NEED_PLACE)
        if not objects and lemma not in NEED_OBJECT:
            for tail in tails:
                if not particle and lemma in self._forms.with_object and tail.words[0] not in _AFTER_ANY:
                    continue
                yield from _phrase((head, tail), verb=lemma)
        if lemma not in LIGHT_VERBS:
            for i in self._adverbs(verb):
                yield from _phrase((head, _Part((self._word(i),), (self._lemma(i),))), verb=lemma, head="")

    def _done_to(self, kid: int, head: _Part, tails: list[_Part], verb: str, *, bare: bool) -> Iterator[Phrase]:
        """A verb with its object, and with where, when and for what; `bare` where it can stand without these."""
        standing_for = self._word(kid).lower() in _STANDING_FOR
        several = self._noun_parts(kid, with_article=True, may_be_empty=True)
        targets = list(self._spoken_of(kid) if standing_for else several)
        ends = [*self._tails_of(kid), *tails]
        for target in targets:
            if bare or ends:
                yield from _phrase((head, target), verb=verb)
            for tail in ends:
                yield from _phrase((head, target, tail), verb=verb)
        if standing_for:
            yield from _phrase((head, _Part((OPEN,), ())), verb=verb, head=OPEN)
            for tail in tails:
                yield from _phrase((head, _Part((self._word(kid).lower(),), ()), tail), verb=verb)

    def _names_a_deed(self, verb: int, particle: tuple[str, ...], objects: list[int]) -> bool:
        """Whether a verb says what is done: not `seem`; `bring back` does, and `take` with what is taken."""
        lemma = self._lemma(verb)
        if not lemma.isalpha() or len(lemma) < 2 or is_profane(lemma) or is_evaluative(lemma) or lemma in ONE_SIDED:
            return False
        slipped = self._grammar.tags[verb] in {"VBD", "VBN"} and self._word(verb) == lemma
        if slipped and lemma not in UNCHANGING:
            return False
        if self._grammar.relations[verb] in {"amod", "compound"} or self._is_seldom_verb(lemma):
            return False
        if self._grammar.tags[verb] == "VBN" and lemma in self._forms.states:
            return False
        if self._is_kind_of(verb, objects):
            return False
        return lemma not in EMPTY_VERBS or bool(objects and (particle or lemma in WITH_OBJECT))

    def _is_kind_of(self, verb: int, objects: list[int]) -> bool:
        """Whether a "verb" stands bare before a bare noun, with nobody who does it: `open source`."""
        is_bare = self._word(verb) == self._lemma(verb) and not self._kids(verb, {"nsubj", "aux", "prt", "neg"})
        is_kind = verb + 1 in objects and not self._kids(verb + 1, {"det", "poss"})
        if is_kind and (self._lemma(verb), self._lemma(verb + 1)) in self._forms.compounds:
            return True
        return is_bare and verb > 0 and is_kind and len(objects) == 1

    def _is_seldom_verb(self, lemma: str) -> bool:
        return lemma in self._forms.seldom_verbs and lemma not in LIGHT_VERBS

    def _adverbs(self, verb: int) -> list[int]:
        """When, where and how something is done: `ahead`, `online`."""
        return [i for i in self._kids(verb, {"advmod"}) if i > verb and self._is_measured(i) and self._is_manner(i)]

    def manners(self) -> Iterator[str]:
        """The adverbs that say when, where or how something is done."""
        yield from (self._lemma(i) for i in range(len(self._grammar)) if self._is_manner(i))

    def deeds(self) -> Iterator[tuple[str, str]]:
        """What is done, with whatever: gerund and lemma."""
        for i, part in enumerate(self._parts):
            lemma = self._lemma(i)
            if part == "VERB" and lemma not in LIGHT_VERBS and self._names_a_deed(i, (), []):
                yield gerund(lemma, self._heard), lemma

    def _is_manner(self, i: int) -> bool:
        lemma = self._lemma(i)
        is_adverb = self._parts[i] == "ADV" and self._grammar.tags[i] == "RB" and self._is_plain(i)
        return (
            is_adverb
            and len(lemma) >= _LEAST_LETTERS
            and lemma not in self._forms.openers
            and lemma not in HOW_OFTEN
            and not (is_empty(lemma) or is_evaluative(lemma))
        )

    def _is_measured(self, adverb: int) -> bool:
        """Whether an adverb stands alone or with a measure: `a month ahead`."""
        kids = self._children.get(adverb, ())
        return all(self._grammar.relations[i] == "npadvmod" for i in kids)

    def _spoken_of(self, pronoun: int) -> Iterator[_Part]:
        """What `it` or `them` may stand for: the last subject or object before it of the same number.

        Subjects and objects are what a speaker goes on about (centering: Grosz, Joshi & Weinstein 1995), but not who
        does it.
        """
        plural = self._word(pronoun).lower() == "them"
        doers = self._kids(self._grammar.heads[pronoun], {"nsubj"})
        for i in reversed(range(pronoun)):
            if self._grammar.relations[i] not in {"nsubj", *OBJECTS} or i in doers:
                continue
            if (self._grammar.tags[i] in {"NNS", "NNPS"}) == plural and self._parts[i] in _NOUNS:
                yield from list(self._noun_parts(i, with_article=True))[-1:]
                return

    def _noun_phrases(self, noun: int) -> Iterator[Phrase]:
        for part in self._noun_parts(noun, with_article=False, may_be_empty=True):
            yield from _phrase((part,), verb="")
            for tail in self._tails_of(noun):
                yield from _phrase((part, tail), verb="")

    def _noun_parts(self, noun: int, *, with_article: bool, may_be_empty: bool = False) -> Iterator[_Part]:
        """The noun with all, some and none of what stands before it, without praise, blame and pointing.

        Nothing if it names nothing; `may_be_empty` lets the plural of an empty noun pass, which may say something in
        the one group that speaks of it: `parts`.
        """
        if self._parts[noun] not in _NOUNS or not self._is_plain(noun):
            return
        before = self._before(noun)
        lemma = self._lemma(noun)
        if (
            self._is_half(noun, before)
            or lemma in self._forms.seldom_nouns
            or (with_article and self._is_measure(noun))
        ):
            return
        if with_article and self._word(noun).lower() in CALENDAR:  # "booking for the Thursday": when, not what
            return
        if lemma in ALWAYS_EMPTY or len(before) > 3 or not all(self._is_plain(i) for i in before):
            return
        for first in range(len(before) + 1):
            kept = before[first:]
            if self._is_cut(before[:first], noun):
                return
            if kept and {*self._by_what(kept[0])} & {*before[:first]}:
                continue
            article = self._article(noun, alone=not kept) if with_article else ()
            named = any(self._parts[i] != "ADJ" and self._lemma(i) not in EMPTY_NOUNS for i in kept)
            may_pass = may_be_empty and not kept and self._grammar.tags[noun] == "NNS" and lemma not in TIMES
            if named or may_pass or lemma not in EMPTY_NOUNS:
                words = (*map(self._whole, kept), self._word(noun))
                yield _Part((*article, *words), (*map(self._whole_lemma, kept), lemma), lemma)

    def _is_cut(self, left_out: list[int], noun: int) -> bool:
        """Whether a name lacks its first part: `Francisco`."""
        return self._parts[noun] == "PROPN" and any(self._parts[i] == "PROPN" for i in left_out)

    def _by_what(self, modifier: int) -> list[int]:
        """What belongs to a word before a noun: `hypothesis driven approach`, `open source tool`."""
        return self._kids(modifier, {"npadvmod"} if self._parts[modifier] == "VERB" else {"amod"})

    def _is_measure(self, noun: int) -> bool:
        """`eighty pounds`: how much, not what."""
        return self._lemma(noun) in self._forms.units and bool(self._kids(noun, {"nummod", "quantmod"}))

    def _is_half(self, noun: int, before: list[int]) -> bool:
        """Whether a noun is only the beginning, or the end, of a word with a hyphen: `co-workers`."""
        lone = noun < 2 or noun - 2 not in before  # a modifier, the hyphen, the noun
        return self._text.startswith("-", self._end(noun)) or (lone and self._text[: self._start(noun)].endswith("-"))

    def _before(self, noun: int) -> list[int]:
        """The words before a noun that say what kind it is, in order; nothing before a coordination counts."""
        found = [i for i in self._kids(noun, _MODIFIERS) if i < noun and self._says_something(i)]
        deeper = {k for i in found for k in (*self._kids(i, _MODIFIERS), *self._by_what(i)) if k < i}
        deeper = {k for k in deeper if self._says_something(k)}
        joined = [i for i in range(noun) if self._grammar.relations[i] in {"cc", "punct"}]
        return sorted(
            {
                i
                for i in (*found, *deeper)
                if not self._text.startswith("-", self._end(i))
                and not any(i < j < noun for j in joined if self._between(i, j))
            }
        )

    def _between(self, modifier: int, mark: int) -> bool:
        """Whether the mark separates the modifier from what follows it, other than a hyphen."""
        return self._text[self._start(mark) : self._end(mark)] != "-" and mark > modifier

    def _tails_of(self, noun: int) -> list[_Part]:
        return [tail for i in self._kids(noun, {"prep"}) for tail in self._tails(i)]

    def _tails(self, preposition: int) -> Iterator[_Part]:
        """A preposition and its noun: `for the button`."""
        word = self._word(preposition)
        if word not in _NAMING_PREPOSITIONS:
            return
        for kid in self._kids(preposition, {"pobj"}):
            if word == "by" and self._grammar.tags[kid] == "NN" and kid not in self._children:
                yield _Part((word, self._word(kid)), (self._lemma(kid),), self._lemma(kid))  # by hand, by mistake
                return
            for target in self._noun_parts(kid, with_article=True):
                yield _Part((word, *target.words), target.key, target.noun)

    def _article(self, noun: int, *, alone: bool) -> tuple[str, ...]:
        for i in self._kids(noun, {"det", "poss"}):
            if self._word(i) in {"a", "an"}:
                return ("a",)
            if self._grammar.tags[noun] in {"NNS", "NNPS"}:
                return ()
            if self._lemma(i) in POINTING or self._grammar.relations[i] == "poss" or self._grammar.tags[noun] == "NN":
                return ("the",)
        bare = alone and self._grammar.tags[noun] == "NN" and self._lemma(noun) in self._forms.countable
        return ("the",) if bare else ()

    def _says_something(self, i: int) -> bool:
        lemma, part = self._lemma(i), self._parts[i]
        if self._is_measure(i):
            return False
        whole = self._text[self._first_letter(i) : self._end(i)]
        if whole.startswith("-") or not whole.replace("-", "").isalpha():  # `6-dimensional`
            return False
        return not {lemma, self._word(i).lower()} & (DANGLING | HOW_OFTEN) and (
            part in _NOUNS or (part in {"ADJ", "VERB"} and not is_evaluative(lemma))
        )

    def _is_plain(self, i: int) -> bool:
        word = self._text[self._start(i) : self._end(i)]
        named = self._lemma(i) in self._strange
        is_word = word.replace("-", "").isalpha() and len(set(word.lower())) > 1  # not "XXXX", which hides a name
        return is_word and self._lemma(i) not in self._forms.broken and not named and not is_profane(word.lower())

    def _kids(self, head: int, relations: frozenset[str] | set[str]) -> list[int]:
        return [i for i in self._children.get(head, ()) if self._grammar.relations[i] in relations]

    def _lemma(self, i: int) -> str:
        return self._grammar.lemmas[i].lower()

    def _word(self, i: int) -> str:
        """The word in lower case, but acronyms and names as they were written."""
        word = self._text[self._start(i) : self._end(i)]
        if word.lower() in CALENDAR:
            return word.capitalize()
        if word.lower() in self._capitals:
            return self._capitals[word.lower()]
        keeps_case = any(letter.isupper() for letter in word[1:]) and not word.lower().endswith("n't")
        return word if keeps_case else word.lower()

    def _whole(self, modifier: int) -> str:
        """A word before a noun with what a hyphen joins to it: `two-way`."""
        first = self._first_letter(modifier)
        joined = self._text[first : self._end(modifier)].lower()
        return self._word(modifier) if first == self._start(modifier) else joined

    def _whole_lemma(self, modifier: int) -> str:
        return self._lemma(modifier) if self._first_letter(modifier) == self._start(modifier) else self._whole(modifier)

    def _first_letter(self, i: int) -> int:
        """Where a word begins, with what a hyphen joins to it."""
        first = self._start(i)
        while first > 1 and self._text[first - 1] == "-" and self._text[first - 2].isalnum():
            first -= 2
            while first > 0 and self._text[first - 1].isalnum():
                first -= 1
        return first

    def _start(self, i: int) -> int:
        return self._grammar.starts[i]

    def _end(self, i: int) -> int:
        return self._grammar.ends[i]


def _parts(annotation: Annotation, forms: Forms) -> tuple[str, ...]:
    """The parts of speech, nouns that the parser did not know put right."""
    if forms.also_nouns.isdisjoint(annotation.lemmas):
        return annotation.parts
    columns = zip(annotation.parts, annotation.relations, annotation.lemmas, strict=True)
    return tuple(
        "NOUN" if part == "ADJ" and place in PLACES_OF_NOUNS and lemma.lower() in forms.also_nouns else part
        for part, place, lemma in columns
    )


def _phrase(parts: tuple[_Part, ...], *, verb: str, head: str | None = None) -> Iterator[Phrase]:
    words = tuple(word for part in parts for word in part.words)
    key = tuple(lemma for part in parts for lemma in part.key)
    noun = next((part.noun for part in parts if part.noun), "") if head is None else head
    if len(words) <= MOST_WORDS and len(set(key)) == len(key):
        yield Phrase(_with_an(words), key, verb, noun)


def _with_an(words: tuple[str, ...]) -> str:
    pairs = zip(words, (*words[1:], ""), strict=True)
    return " ".join("an" if word == "a" and after[:1].lower() in tuple("aeio") else word for word, after in pairs)
