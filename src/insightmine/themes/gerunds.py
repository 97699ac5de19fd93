"""Verbs in the form in which a theme is named: `look` -> `looking`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from insightmine.domain.grammar import Annotation

_STRESSED_END_VERBS = (
    "admit begin commit compel control debug defer embed equip forget format infer input occur omit outrun output "
    "permit prefer rebel refer regret rerun reset submit transfer undergo unplug unzip upset"
)
_STRESSED_END = frozenset(_STRESSED_END_VERBS.split())
_ONE_SYLLABLE = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxyh]")


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
    if verb in heard:
        return heard[verb]
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    doubled = verb in _STRESSED_END or _ONE_SYLLABLE.fullmatch(verb)
    return verb + (verb[-1] if doubled else "") + "ing"
