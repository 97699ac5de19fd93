"""A statement -> the phrases in it that could name a theme: what is done to what, and the things spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from insightmine.domain.grammar import Annotation
from insightmine.themes.gerunds import gerund
from insightmine.themes.wording import (
    ALWAYS_EMPTY,
    CALENDAR,
    DANGLING,
    EMPTY_NOUNS,
    EMPTY_VERBS,
    LIGHT_VERBS,
    NEED_OBJECT,
    POINTING,
    is_evaluative,
    is_profane,
)

MOST_WORDS = 6

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_NAMING_PREPOSITIONS = frozenset({"of", "for", "in", "with", "from", "between", "about", "on", "to", "by", "into"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it could stand in a name; `key` are its content lemmas, in order, the same for all its forms.

    A light verb ("setting an alarm") is not in the key: what it is about carries the meaning.
    """

    text: str
    key: tuple[str, ...]
    is_verbal: bool


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[str, ...]
    key: tuple[str, ...]


class Sentence:
    """One statement with its grammar, to be searched for phrases.

    `strange` are lemmas that must not be shown, `capitals` the words with a capital letter, by
    their lower case.
    """

    def __init__(
        self,
        text: str,
        annotation: Annotation,
        heard: Mapping[str, str],
        strange: frozenset[str] = frozenset(),
        capitals: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._text = text
        self._grammar = annotation
        self._heard = heard
        self._strange = strange
        self._capitals = capitals
        self._children: dict[int, list[int]] = {}
        for i, head in enumerate(annotation.heads):
            if head != i:
                self._children.setdefault(head, []).append(i)

    def phrases(self) -> Iterator[Phrase]:
        """Verb phrases first as they come, then noun phrases."""
        for i, part in enumerate(self._grammar.parts):
            if part == "VERB":
                yield from self._verb_phrases(i)
        for i, part in enumerate(self._grammar.parts):
            if part in _NOUNS and self._grammar.relations[i] not in _MODIFIERS:
                yield from self._noun_phrases(i)

    def _verb_phrases(self, verb: int) -> Iterator[Phrase]:
        lemma = self._lemma(verb)
        if lemma in EMPTY_VERBS or not lemma.isalpha() or len(lemma) < 2 or is_profane(lemma):
            return
        if self._grammar.relations[verb] in {"amod", "compound"}:
            return
        particle = tuple(self._word(i) for i in self._kids(verb, {"prt"}))
        content = () if lemma in LIGHT_VERBS and not particle else (lemma, *particle)
        head = _Part((gerund(lemma, self._heard), *particle), content)
        ends = [self._tail(i) for i in self._kids(verb, {"prep"})]
        tails = [tail for tail in ends if tail is not None]
        for kid in self._kids(verb, _OBJECTS):
            target = self._noun_part(kid, with_article=True)
            if target is None:
                continue
            yield from _phrase((head, target), verbal=True)
            longer = self._with_tail(kid, target)
            if longer is not None:
                yield from _phrase((head, longer), verbal=True)
            for tail in tails:
                yield from _phrase((head, target, tail), verbal=True)
        if not self._kids(verb, _OBJECTS) and lemma not in NEED_OBJECT:
            for tail in tails:
                yield from _phrase((head, tail), verbal=True)

    def _noun_phrases(self, noun: int) -> Iterator[Phrase]:
        part = self._noun_part(noun, with_article=False)
        if part is None:
            return
        yield from _phrase((part,), verbal=False)
        longer = self._with_tail(noun, part)
        if longer is not None:
            yield from _phrase((longer,), verbal=False)

    def _noun_part(self, noun: int, *, with_article: bool) -> _Part | None:
        """The noun with what stands before it, without praise, blame and pointing; `None` if it names nothing."""
        if self._grammar.parts[noun] not in _NOUNS or not self._is_plain(noun):
            return None
        before = self._before(noun)
        if self._is_half(noun, before):
            return None
        lemma = self._lemma(noun)
        named = any(self._grammar.parts[i] != "ADJ" and self._lemma(i) not in EMPTY_NOUNS for i in before)
        if lemma in ALWAYS_EMPTY or (lemma in EMPTY_NOUNS and not named) or len(before) > 3:
            return None
        if not all(self._is_plain(i) for i in before):
            return None
        tokens = [*before, noun]
        article = self._article(noun) if with_article else ()
        words = (*article, *(self._word(i) for i in tokens))
        return _Part(words, tuple(self._lemma(i) for i in tokens))

    def _is_half(self, noun: int, before: list[int]) -> bool:
        """Whether a noun is only the beginning, or the end, of a word with a hyphen: `co-workers`."""
        lone = noun < 2 or noun - 2 not in before  # a modifier, the hyphen, the noun
        return self._text.startswith("-", self._end(noun)) or (lone and self._text[: self._start(noun)].endswith("-"))

    def _before(self, noun: int) -> list[int]:
        """The words before a noun that say what kind it is, in order; nothing before a coordination counts."""
        found = [i for i in self._kids(noun, _MODIFIERS) if i < noun and self._says_something(i)]
        deeper = [k for i in found for k in self._kids(i, _MODIFIERS) if k < i and self._says_something(k)]
        joined = [i for i in range(noun) if self._grammar.relations[i] in {"cc", "punct"}]
        return sorted({i for i in (*found, *deeper) if not any(i < j < noun for j in joined if self._between(i, j))})

    def _between(self, modifier: int, mark: int) -> bool:
        """Whether the mark separates the modifier from what follows it, other than a hyphen."""
        return self._text[self._start(mark) : self._end(mark)] != "-" and mark > modifier

    def _with_tail(self, noun: int, part: _Part) -> _Part | None:
        for preposition in self._kids(noun, {"prep"}):
            tail = self._tail(preposition)
            if tail is not None:
                return _Part(part.words + tail.words, part.key + tail.key)
        return None

    def _tail(self, preposition: int) -> _Part | None:
        """A preposition and its noun: `for the button`."""
        word = self._word(preposition)
        if word not in _NAMING_PREPOSITIONS:
            return None
        for kid in self._kids(preposition, {"pobj"}):
            if word == "by" and self._grammar.tags[kid] == "NN" and kid not in self._children:
                return _Part((word, self._word(kid)), (self._lemma(kid),))  # by hand, by mistake
            target = self._noun_part(kid, with_article=True)
            if target is not None:
                return _Part((word, *target.words), target.key)
        return None

    def _article(self, noun: int) -> tuple[str, ...]:
        for i in self._kids(noun, {"det", "poss"}):
            if self._word(i) in {"a", "an"}:
                return ("a",)
            if self._lemma(i) in POINTING or self._grammar.relations[i] == "poss" or self._grammar.tags[noun] == "NN":
                return ("the",)
        return ()

    def _says_something(self, i: int) -> bool:
        lemma, part = self._lemma(i), self._grammar.parts[i]
        return not {lemma, self._word(i).lower()} & DANGLING and (
            part in _NOUNS or (part in {"ADJ", "VERB"} and not is_evaluative(lemma))
        )

    def _is_plain(self, i: int) -> bool:
        word = self._text[self._start(i) : self._end(i)]
        named = self._lemma(i) in self._strange
        is_word = word.replace("-", "").isalpha() and len(set(word.lower())) > 1  # not "XXXX", which hides a name
        return is_word and not named and not is_profane(word.lower())

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

    def _start(self, i: int) -> int:
        return self._grammar.starts[i]

    def _end(self, i: int) -> int:
        return self._grammar.ends[i]


def _phrase(parts: tuple[_Part, ...], *, verbal: bool) -> Iterator[Phrase]:
    words = tuple(word for part in parts for word in part.words)
    key = tuple(lemma for part in parts for lemma in part.key)
    if len(words) <= MOST_WORDS and len(set(key)) == len(key):
        yield Phrase(_with_an(words), key, verbal)


def _with_an(words: tuple[str, ...]) -> str:
    pairs = zip(words, (*words[1:], ""), strict=True)
    return " ".join("an" if word == "a" and after[:1].lower() in tuple("aeio") else word for word, after in pairs)
