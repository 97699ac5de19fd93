"""A statement without a subject of its own -> words of its question: "both useful" is about what was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from insightmine.domain.grammar import Annotation
from insightmine.domain.speech import Statement
from insightmine.themes.views import CONTENT_PARTS, content_lemmas
from insightmine.themes.wording import is_empty, is_evaluative

_WORD = re.compile(r"[^\W\d_]+")
# Interviewers ask at the end of what they say.
_LAST = 60
# 1 / (1 + words of its own) to this power: a full weight without any, 1/8 with one, hardly anything with two.
_POWER = 3


def question_words(statements: Sequence[Statement], annotations: Sequence[Annotation]) -> list[dict[str, float]]:
    """What each statement takes from its question: lemmas, and pairs that follow on each other, with weights up to 1.

    The fewer words of its own name a thing or a deed, the more: pronouns, hedges, praise and blame name nothing. A
    question that names nothing ("Okay?") gives nothing, and neither do words that nobody in the study says in an
    answer. A statement in a language whose grammar is not known takes nothing.
    """
    lemma_of = _lemmas_by_form(statements, annotations)
    taken: list[dict[str, float]] = []
    for statement, annotation in zip(statements, annotations, strict=True):
        own = sum(_names_something(lemma) for lemma in content_lemmas(annotation))
        spoken = _WORD.findall((statement.question or "").lower())[-_LAST:] if any(annotation.parts) else []
        asked = [lemma for lemma in map(lemma_of.get, spoken) if lemma is not None and _names_something(lemma)]
        words = {*asked, *(f"{first} {second}" for first, second in pairwise(asked))}
        taken.append(dict.fromkeys(sorted(words), (1 + own) ** -_POWER))
    return taken


def _names_something(lemma: str) -> bool:
    return not is_empty(lemma) and not is_evaluative(lemma)


def _lemmas_by_form(statements: Sequence[Statement], annotations: Sequence[Annotation]) -> Mapping[str, str]:
    """The content lemma that each word, in lower case, most often is in this study."""
    times: Counter[tuple[str, str]] = Counter()
    for statement, annotation in zip(statements, annotations, strict=True):
        columns = zip(annotation.lemmas, annotation.parts, annotation.starts, annotation.ends, strict=True)
        for lemma, part, start, end in columns:
            if part in CONTENT_PARTS and lemma.isalpha():
                times[statement.text[start:end].lower(), lemma.lower()] += 1
    lemma_of: dict[str, str] = {}
    for (form, lemma), _ in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        lemma_of.setdefault(form, lemma)
    return lemma_of
