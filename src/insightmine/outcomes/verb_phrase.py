"""A theme's name -> a verb phrase that fits into a sentence about people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from insightmine.domain.gerunds import base_of, gerund_of, is_gerund

_THIRD_PERSON = (
    (r"\b(?:I|we|you) (?:am|are)\b", "they are"),
    (r"\b(?:I|we|you) (?:was|were)\b", "they were"),
    (r"\bI[’']m\b", "they’re"),
    (r"\b(?:I|we|you)(?=[’'](?:ve|re|ll|d)\b)", "they"),
    (r"\b(?:I|we|you)\b", "they"),
    (r"\b(?:my|our|your|one[’']s)\b", "their"),
    (r"\b(?:mine|ours|yours)\b", "theirs"),
    (r"\b(?:myself|ourselves|yourself|yourselves|oneself)\b", "themselves"),
    (r"\b(?:me|us)\b", "them"),
)
# Nouns that stand for something people do: the noun with its preposition, and the verb with its own.
_NOMINAL = {
    "use of": "use", "usage of": "use", "need for": "need", "lack of": "lack", "reliance on": "rely on",
    "dependence on": "depend on", "fear of": "fear", "preference for": "prefer", "trust in": "trust",
    "distrust of": "distrust", "search for": "search for", "desire for": "want", "avoidance of": "avoid",
    "verification of": "verify", "creation of": "create", "comparison of": "compare", "choice of": "choose",
    "review of": "review", "selection of": "select", "expectation of": "expect",
}  # fmt: skip
_HAVE = re.compile(r"(?:difficult(?:y|ies)|trouble|problems?|issues?|concerns?|doubts?|questions?) \w", re.IGNORECASE)
_STATE = re.compile(r"(?:un)?(?:able|sure|aware|certain|familiar|confused|lost|stuck|afraid|worried)\b", re.IGNORECASE)
# After a gerund, what shows that it is no noun: `booking ahead`, `meeting the adviser`.
_DONE_TO = re.compile(r"(?:the|an?|it|them|ahead|early|online|in|out|up|off|back|over|through)\b", re.IGNORECASE)
_NOT = re.compile(r"(?:not|never|no longer) ", re.IGNORECASE)
# `checking and batteries`: two words that a theme is about, and no deed with its object.
_SIDE_BY_SIDE = re.compile(r"and (?!\w+ing\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VerbPhrase:
    """What people do, in the forms that a card needs; `base` starts with a verb in its base form."""

    base: str
    gerund: str
    negated: bool = False

    @property
    def finite(self) -> str:
        """After `People`: `look for it`, `do not look for it`, `are lost`, `are not sure`."""
        if self.base.partition(" ")[0] == "be":
            return ("are not" if self.negated else "are") + self.base[2:]
        return f"do not {self.base}" if self.negated else self.base

    @property
    def infinitive(self) -> str:
        """After `to`: `look for it`, `not look for it`, `be lost`."""
        return f"not {self.base}" if self.negated else self.base

    @property
    def doing(self) -> str:
        """As a noun: `looking for it`, `not looking for it`, `being lost`."""
        return f"not {self.gerund}" if self.negated else self.gerund


def phrase_of(verb: str, rest: str, negated: bool = False) -> VerbPhrase:
    """The phrase of a verb in its base form and what follows it."""
    return VerbPhrase(f"{verb} {rest}".strip(), f"{gerund_of(verb)} {rest}".strip(), negated)


def phrase_from_name(name: str, lemma_of: dict[str, str], nouns: frozenset[str]) -> VerbPhrase | None:
    """The verb phrase that a theme's name holds; `None` for a plain noun phrase.

    `lemma_of` maps the verb forms that the members use to their lemmas, and `nouns` holds the words that they use
    as nouns rather than verbs: with them `meeting rooms` is no verb phrase, and `meeting the adviser` is one.
    """
    text = third_person(uncapitalised(" ".join(name.split()).strip(" .")))
    negation = _NOT.match(text)
    text = text[negation.end() :] if negation else text
    first, _, rest = text.partition(" ")
    negated = negation is not None
    if is_gerund(first) and not _SIDE_BY_SIDE.match(rest) and (first.casefold() not in nouns or _DONE_TO.match(rest)):
        return VerbPhrase(_infinitive(text, lambda word: lemma_of.get(word.casefold()) or base_of(word)), text, negated)
    if _STATE.match(text):
        return phrase_of("be", text, negated)
    if _HAVE.match(text):
        return phrase_of("have", text, negated)
    for noun, verb in _NOMINAL.items():
        if text.casefold().startswith(f"{noun} "):
            base, _, particle = verb.partition(" ")
            return phrase_of(base, f"{particle} {text[len(noun) + 1 :]}".strip(), negated)
    if rest and lemma_of.get(first.casefold()) == first.casefold() and first.casefold() not in nouns:
        return phrase_of(first, rest, negated)
    return None


def third_person(text: str) -> str:
    """The words of a speaker as said of several people: `my notes` -> `their notes`."""
    for pattern, replacement in _THIRD_PERSON:
        text = re.sub(pattern, replacement, text, flags=re.IGNORECASE)
    return text


def _infinitive(text: str, base: Callable[[str], str]) -> str:
    """`copying and pasting the text` -> `copy and paste the text`.

    A gerund joined by `and` runs parallel to the first one when it follows at once or has an object of its own;
    otherwise it may be a plain noun, as in `checking spelling and formatting`.
    """
    chain = re.match(r"\w+ing(?:, \w+ing)*,? (?:and|or|then) \w+ing\b", text)
    if chain:
        head = re.sub(r"\w+ing\b", lambda match: base(match.group()), chain.group())
        return head + text[chain.end() :]
    first, space, rest = text.partition(" ")
    rest = re.sub(
        r"\b(and|or|then) (\w+ing)(?= (?:the|a|an|their|them|it|for|to|from|in|on|with|through|out|up)\b)",
        lambda match: f"{match.group(1)} {base(match.group(2))}",
        rest,
    )
    return base(first) + space + rest


def uncapitalised(text: str) -> str:
    """Without the capital of a title; `PDF export` and `iPhone` stay."""
    first = text.partition(" ")[0]
    return text if first[1:] != first[1:].lower() or first == "I" else text[:1].lower() + text[1:]
