"""What turns, takes away or makes an evaluation, beside "not": too, enough, as hoped, a question, an answer to it.

Valence shifters after Polanyi & Zaenen (2006, "Contextual valence shifters").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import word_set

_NEGATOR = (
    r"(?:n't|\b(?:not|never|no|nothing|hardly|barely|scarcely|rarely|seldom|nowhere|neither|nobody|none|without))\b"
)
_BORDER = r"[,;.:?!–—]|\bbut\b|\bbecause\b|\balthough\b|\bthough\b|\band\b|\bso\b"
_LAST_BORDER = re.compile(rf"(?:.*(?:{_BORDER}))?", re.DOTALL)
_AS_HOPED = re.compile(
    r"\b(?:as (?:\w+ as )?|just like |the way |(?:exactly |just )?(?:what|where|how) )"
    r"(?:(?:i|we|they|you|he|she|it) (?:\w+ )?)?(?:had |have |has |was |were |been |'d |'ve )*"
    r"(?:expected|hoped|planned|promised|wanted|described|advertised|intended|announced|agreed|pictured|should)\b"
)
_WORSE = re.compile(r"\b(?:worse|less|poorer|slower|later|nothing|far|nowhere)\b")
_WANTED_MORE = re.compile(r"\b(?:much |far |even )?(?:better|faster|easier|quicker|sooner|more) than (?:i|we) \w+")
_TOO = re.compile(r"\btoo (?!bad\b|good\b|easy\b|well\b|,|\.)(?:\w+ly )?([a-z-]{3,})")
_FINE_TOO = word_set("and but the for with that this when then because late")
_NO_TOO = re.compile(rf"{_NEGATOR} (?:\w+ ){{0,2}}$")
_ENDING = re.compile(r"[^.!?]*\?\W*$")
_TAG = re.compile(r",? (?:right|yeah|ok|okay|you know|isn't it|doesn't it)\?\W*$")
_ANSWERED = re.compile(
    r"^\W*(?:\w+\W+){0,6}?\w+\?\W*(?:(?:uh|um|well|oh|so|hm+|actually)\W+)*"
    r"(?:(?:no|nope|not|never|hardly)\b|"
    r"(?:it|that|they|i|we) (?:\w+ )?(?:was|is|did|does|has|were|are|do)(?:n't| not)\b)"
)
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”")
_UTMOST = re.compile(
    r"(?:\b(?:could|can)(?:n't| not)|\bcannot|\bnothing (?:could|can)|\bnobody could|\bnever)"
    r" (?:(?:be|been|have|had|get|got|ask|asked|for|feel|a|an|any|much) )*$"
)


class Shift(NamedTuple):
    """A place in the text and the weight of what stands there."""

    start: int
    weight: float


def measured(lower: str) -> Iterator[Shift]:
    """What is held against a measure: "too steep", "as planned"."""
    for found in _TOO.finditer(lower):
        if found.group(1) not in _FINE_TOO:
            spared = _NO_TOO.search(lower[: found.start()]) is not None
            yield Shift(found.start(), 0.5 if spared else -0.6)
    for found in _AS_HOPED.finditer(lower):
        before = _clause_before(lower, found.start())
        short = re.search(_NEGATOR, before) is not None or _WORSE.search(before) is not None
        yield Shift(found.start(), -0.7 if short else 0.6)


def _clause_before(lower: str, end: int) -> str:
    border = _LAST_BORDER.match(lower, 0, end)
    return lower[border.end() if border else 0 : end]


def asked_from(lower: str) -> int:
    """Where the question begins with which the text ends; its length where it ends with none."""
    if _TAG.search(lower):
        return len(lower)
    question = _ENDING.search(lower)
    return question.start() if question else len(lower)


def denied_until(lower: str) -> int:
    """Where the question ends that is put and denied in one breath: "difficult? no"; 0 where there is none."""
    return lower.index("?") if _ANSWERED.search(lower) else 0


def is_quoted(start: int, lower: str) -> bool:
    """Whether the place stands between quotation marks."""
    return any(found.start() < start < found.end() for found in _QUOTED.finditer(lower))


def is_utmost(i: int, forms: list[str], annotation: Annotation, lower: str) -> bool:
    """Whether a denied comparative says the most: "it couldn't be easier", "nothing could be simpler"."""
    form = forms[i]
    compared = annotation.tags[i] in {"JJR", "RBR"} or (i > 0 and forms[i - 1] in {"more", "better", "worse"})
    start = annotation.starts[i - 1] if compared and i > 0 and forms[i - 1] == "more" else annotation.starts[i]
    return bool(compared and form and _UTMOST.search(lower[:start]))
