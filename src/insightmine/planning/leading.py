"""The word that leads an entry: a verb of delivering, of a to-do, of change; or no verb after all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insightmine.domain.grammar import Annotation
from insightmine.planning.patterns import Sign
from insightmine.planning.people import is_people
from insightmine.planning.words import CHANGED, CHANGING, DELIVERABLES, DELIVERING, PLAIN_TO_DO, TO_DO

_FIRST_WORD = re.compile(r"[A-Za-z][\w'-]*")
_PARTICLE = re.compile(r" (up|out|off|back|down|over|live|on)\b", re.IGNORECASE)
_PHRASAL_DELIVERING = frozenset({("set", "up"), ("roll", "out"), ("go", "live"), ("phase", "out"), ("scale", "up")})
# "Report on ...", "Test of ...": what stands before these is a noun
_AFTER_NOUNS = frozenset(["of", "for", "on", "in", ":", "and", "rate", "is", "are", "(", "–", "-", "between"])


def leading(text: str, begin: int, annotation: Annotation) -> Iterator[tuple[Sign, int, int]]:
    """What the first word of the entry proper tells, with the place of the words."""
    match = _FIRST_WORD.match(text, begin)
    if match is None:
        return
    word, start, end = match.group().lower(), match.start(), match.end()
    particle = _PARTICLE.match(text, end)
    if particle is not None and (word, particle.group(1).lower()) in _PHRASAL_DELIVERING:
        yield Sign.LEAD_DELIVER, start, particle.end()
        return
    if _is_noun(text, start, end, annotation) or _tells_what_people(text, end, annotation):
        return
    base = base_of(word)
    ends = {Sign.LEAD_TASK: particle.end() if particle is not None else end}
    for sign, words in _LEADS.items():
        if base in words:
            yield sign, start, ends.get(sign, end)
    if word in CHANGED:
        yield Sign.LEAD_CHANGED, start, end


_LEADS = {
    Sign.LEAD_DELIVER: DELIVERING,
    Sign.LEAD_TASK: TO_DO,
    Sign.LEAD_PLAIN_TASK: PLAIN_TO_DO,
    Sign.LEAD_CHANGE: CHANGING,
}


def base_of(word: str) -> str:
    """`launching` as `launch`, where that is on a list."""
    if word.endswith("ing"):
        for stem in (word[:-3], word[:-3] + "e", word[:-4]):
            if stem in DELIVERING or stem in CHANGING or stem in TO_DO:
                return stem
    return word


def _tells_what_people(text: str, end: int, annotation: Annotation) -> bool:
    """Whether the first word only tells what people these are: "Support agents link", "Map makers publish"."""
    tokens = list(annotation.within(end, len(text)))[:2]
    if len(tokens) < 2 or annotation.tags[tokens[1]] not in {"VB", "VBP"}:
        return False
    word = text[annotation.starts[tokens[0]] : annotation.ends[tokens[0]]].lower()
    return is_people(word, annotation.tags[tokens[0]])


def _is_noun(text: str, start: int, end: int, annotation: Annotation) -> bool:
    """Whether the first word is no verb after all: "Design system", "Order form", "Report on ..."."""
    tokens = annotation.within(start, end)
    if not tokens:
        return False
    first, second = tokens[0], tokens[0] + 1
    if second >= len(annotation):
        return True
    after = text[annotation.starts[second] : annotation.ends[second]].lower()
    if after in _AFTER_NOUNS and annotation.tags[first].startswith("NN"):
        return True
    describes = annotation.relations[first] == "compound" and annotation.heads[first] == second
    last = second + 1 >= len(annotation) or annotation.tags[second + 1] not in {"NN", "NNS", "NNP"}
    nouns = annotation.tags[first] in {"NN", "NNP"} and annotation.tags[second] == "NN"
    return describes and last and nouns and after in DELIVERABLES
