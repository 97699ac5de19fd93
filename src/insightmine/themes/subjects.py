"""What an answer is about that names nothing itself: `both useful`, asked about clusters, speaks of clusters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from insightmine.domain.gerunds import base_of, is_gerund
from insightmine.domain.grammar import Annotation
from insightmine.themes.wording import TOPICS, TOPICS_SAID, is_empty, is_evaluative, is_profane

if TYPE_CHECKING:
    from insightmine.themes.study import Material

_NOUNS = frozenset({"NOUN", "PROPN"})
_WORD = re.compile(r"[^\W\d_]+")
# The end of what was asked is the question; what comes before it leads there.
_END_OF_QUESTION = 30


class Subjects:
    """What each row of a study is about, and what it answers. Rows of a table say themselves what they are about.

    `lemmas` are the content lemmas of each row, with the things of its question where the row names none of its own.
    `asked` are those things of each row's question, whatever the row names: only such as the study's own people speak
    of, and what people are asked for everywhere (`TOPICS`).
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        questions = ["" if material.is_table else statement.question or "" for statement in material.statements]
        of_question = {question: self._things_of(question) for question in sorted(set(questions))}
        self.asked = tuple(of_question[question] for question in questions)
        self.lemmas = tuple(
            lemmas if _names_something(annotation) else lemmas | (asked - TOPICS)
            for lemmas, asked, annotation in zip(material.lemmas, self.asked, material.annotations, strict=True)
        )
        self._askings = Counter(thing for asked in self.asked for thing in asked)

    def asked_here(self, thing: str, rows: Iterable[int]) -> frozenset[int]:
        """Of the rows, those that answer a question after this thing."""
        return frozenset(row for row in rows if thing in self.asked[row])

    def own(self, thing: str, here: int, n_here: int) -> float:
        """How much more often a thing is asked after in `n_here` rows, in `here` of them, than elsewhere, 0 to 1."""
        elsewhere = (self._askings[thing] - here) / max(1, len(self.asked) - n_here)
        return max(0.0, 1 - elsewhere * n_here / here) if here else 0.0

    def as_asked(self, thing: str) -> str:
        """The form in which a thing is asked after most, ties by spelling."""
        forms = self._forms[thing]
        return min(forms, key=lambda form: (-forms[form], form))

    @cached_property
    def _forms(self) -> defaultdict[str, Counter[str]]:
        return defaultdict(Counter)

    def _things_of(self, question: str) -> frozenset[str]:
        found = set()
        for word in _WORD.findall(question)[-_END_OF_QUESTION:]:
            lemma = self._thing(word.lower())
            if lemma and len(word) > 1:
                found.add(lemma)
                self._forms[lemma][word] += 1
        return frozenset(found)

    def _thing(self, word: str) -> str | None:
        if word in self._things or word in TOPICS_SAID:
            return self._things.get(word) or TOPICS_SAID[word]
        verb = base_of(word) if is_gerund(word) else ""
        return verb if verb in self._verbs and self._is_plain(verb) else None

    @cached_property
    def _verbs(self) -> frozenset[str]:
        pairs = (pair for one in self._material.annotations for pair in zip(one.lemmas, one.parts, strict=True))
        return frozenset(lemma.lower() for lemma, part in pairs if part == "VERB")

    @cached_property
    def _things(self) -> Mapping[str, str]:
        """The words that the study's people mostly use as nouns or gerunds, with their lemmas."""
        uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for statement, annotation in zip(self._material.statements, self._material.annotations, strict=True):
            for i, (lemma, part) in enumerate(zip(annotation.lemmas, annotation.parts, strict=True)):
                word = statement.text[annotation.starts[i] : annotation.ends[i]].lower()
                is_thing = part in _NOUNS or (part == "VERB" and is_gerund(word))
                uses[word][lemma.lower() if is_thing else ""] += 1
        things = {word: min(found, key=lambda lemma: (-found[lemma], lemma)) for word, found in uses.items()}
        return {word: lemma for word, lemma in things.items() if lemma and self._is_plain(lemma)}

    def _is_plain(self, lemma: str) -> bool:
        return not (is_empty(lemma) or is_evaluative(lemma) or is_profane(lemma) or lemma in self._material.names)


def _names_something(annotation: Annotation) -> bool:
    nouns = (lemma.lower() for lemma, part in zip(annotation.lemmas, annotation.parts, strict=True) if part in _NOUNS)
    return any(not is_empty(lemma) for lemma in nouns)
