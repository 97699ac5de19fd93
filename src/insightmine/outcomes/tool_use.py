"""What people use something for: `AI` `to debug code`, from the grammar of what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from insightmine.domain.gerunds import base_of, is_gerund
from insightmine.domain.grammar import Annotation
from insightmine.domain.speech import Statement
from insightmine.outcomes.deeds import SPEAKER, USING, is_done_by, is_negated, is_open, noun_phrase

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_BELOW = frozenset({"xcomp", "advcl", "ccomp", "conj", "acl"})
# Verbs that say that a tool does something for people: what they are helped to do is the purpose.
_HELPING = frozenset({"help", "assist", "support", "let", "allow", "enable", "try", "be", "start", "get"})


@dataclass(frozen=True, slots=True)
class Use:
    """Something used for a purpose: both as phrases; `words` are the lemmas of the purpose, verb first."""

    tool: str
    head: str
    purpose: str
    words: tuple[str, ...]
    is_verb: bool


def uses_of(
    statement: Statement, annotation: Annotation, is_told: bool = False, *, by: frozenset[str] = SPEAKER
) -> Iterator[Use]:
    """What `I` or `we` use, or what is used by nobody named, and each purpose that is told with it.

    `is_told` and `by`: see `deeds.deeds_of`.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(annotation.heads):
        if head != i:
            children[head].append(i)
    for verb in range(len(annotation)):
        things = _used(verb, statement.text, annotation, children, is_told, by)
        tool = noun_phrase(things[0], statement.text, annotation, children) if things else None
        if tool is not None:
            used = annotation.lemmas[things[0]].casefold()
            for purpose, words, is_verb in _purposes([verb, *things], statement.text, annotation, children):
                yield Use(tool, used, purpose, words, is_verb)


def _used(
    verb: int,
    text: str,
    annotation: Annotation,
    children: dict[int, list[int]],
    is_told: bool,
    by: frozenset[str],
) -> list[int]:
    """What a verb of using is done to by the speaker, or by nobody named: `AI was used to sort them`."""
    if annotation.lemmas[verb].casefold() not in USING or is_negated(verb, annotation, children):
        return []
    things = [i for i in children[verb] if annotation.relations[i] in _OBJECTS]
    if not things or is_open(verb, annotation, children, is_told):
        return []
    passive = annotation.relations[things[0]] == "nsubjpass"
    return things if passive or is_done_by(by, verb, text, annotation, children) else []


def _purposes(
    tokens: list[int], text: str, annotation: Annotation, children: dict[int, list[int]]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Infinitives (`to debug code`, also below `help`) and what follows `for` or `in`."""
    for token in tokens:
        for child in children[token]:
            is_infinitive = annotation.parts[child] == "VERB" and any(
                annotation.tags[i] == "TO" for i in children[child]
            )
            if annotation.relations[child] in _BELOW and is_infinitive:
                yield from _verb_purpose(child, text, annotation, children)
            elif annotation.relations[child] == "prep" and annotation.lemmas[child].casefold() == "for":
                yield from _for(child, text, annotation, children)


def _verb_purpose(
    verb: int, text: str, annotation: Annotation, children: dict[int, list[int]]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    lemma = annotation.lemmas[verb].casefold()
    if lemma in _HELPING:
        for child in children[verb]:
            if annotation.parts[child] == "VERB" and annotation.relations[child] in _BELOW:
                yield from _verb_purpose(child, text, annotation, children)
            elif annotation.relations[child] == "prep" and annotation.lemmas[child].casefold() in {"with", "in"}:
                yield from _for(child, text, annotation, children)
        return
    things = [i for i in children[verb] if annotation.relations[i] in {"dobj", "obj"}]
    phrase = noun_phrase(things[0], text, annotation, children) if things else None
    if phrase is not None:
        yield f"{lemma} {phrase}", (lemma, annotation.lemmas[things[0]].casefold()), True
    for child in children[verb]:
        if annotation.relations[child] == "conj" and annotation.parts[child] == "VERB":
            yield from _verb_purpose(child, text, annotation, children)


def _for(
    preposition: int, text: str, annotation: Annotation, children: dict[int, list[int]]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    for child in children[preposition]:
        if annotation.relations[child] == "pobj":
            for noun in (child, *(i for i in children[child] if annotation.relations[i] == "conj")):
                phrase = noun_phrase(noun, text, annotation, children)
                if phrase is not None:
                    word = annotation.lemmas[noun].casefold()
                    yield phrase, (base_of(word) if is_gerund(word) else word,), False
        elif annotation.relations[child] == "pcomp" and annotation.parts[child] == "VERB":
            yield from _verb_purpose(child, text, annotation, children)
