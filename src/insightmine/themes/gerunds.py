"""Verbs in the form in which a theme is named: `look` -> `looking`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from insightmine.domain.gerunds import gerund_of
from insightmine.domain.grammar import Annotation


def heard_gerunds(spoken: Iterable[tuple[str, Annotation]]) -> dict[str, str]:
    """The -ing form in which the study's own people say each verb, the most frequent first, ties by spelling."""
    heard: dict[str, Counter[str]] = {}
    for text, annotation in spoken:
        for i, tag in enumerate(annotation.tags):
            word = text[annotation.starts[i] : annotation.ends[i]].lower()
            if tag == "VBG" and word.endswith("ing") and word.isalpha():
                heard.setdefault(annotation.lemmas[i].lower(), Counter())[word] += 1
    return {verb: min(forms, key=lambda form: (-forms[form], form)) for verb, forms in sorted(heard.items())}


def gerund(verb: str, heard: Mapping[str, str]) -> str:
    """The -ing form of a verb: as heard, else by the rules of English spelling."""
    return heard.get(verb) or gerund_of(verb)
