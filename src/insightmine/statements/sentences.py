"""A turn's text -> sentences, trusting punctuation first and the parser where there is none."""

from __future__ import annotations

import re

from insightmine.domain.grammar import Annotation
from insightmine.statements.values import Span

_TERMINAL = re.compile(r"[.?!…]+[\"'”’)\]]*")
_TRAILING_OFF = re.compile(r"(?:\.{2,}|…)")
_CLOSING = re.compile(r"[\"”’)\]]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LIST_MARK = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")


def sentence_tokens(text: str, annotation: Annotation) -> list[range]:
    """The sentences of the text as ranges of token numbers.

    A sentence ends at terminal punctuation before a capital, at a blank line, before a list mark, or where the
    parser starts a new one after punctuation. Where the parser alone sees a border, in the middle of a stretch
    without punctuation, it is only a hint for the splitting of long sentences: speech is full of restarts.
    """
    if not len(annotation):
        return []
    hints = frozenset(annotation.sentence_starts)
    borders = [i for i in range(1, len(annotation)) if _is_border(text, annotation, i, i in hints)]
    return [range(a, b) for a, b in zip([0, *borders], [*borders, len(annotation)], strict=True)]


def span_of(annotation: Annotation, tokens: range) -> Span:
    """Where these tokens stand in the text."""
    return Span(annotation.starts[tokens.start], annotation.ends[tokens.stop - 1])


def _is_border(text: str, annotation: Annotation, i: int, parser_agrees: bool) -> bool:
    start = annotation.starts[i]
    gap = text[annotation.ends[i - 1] : start]
    if not gap:
        return False
    if "\n" in gap and (_BLANK_LINE.search(gap) or _LIST_MARK.match(text, start)):
        return True
    last = _last_mark(text, annotation, i - 1)
    if not _TERMINAL.fullmatch(last):
        # "etc." and "p.m." are one token with their stop: there the parser decides
        return parser_agrees and last.endswith(".")
    opens = text[start].isupper() or not text[start].isalpha()
    if _TRAILING_OFF.search(last):
        return parser_agrees and opens
    return parser_agrees or opens or "\n" in gap


def _last_mark(text: str, annotation: Annotation, i: int) -> str:
    """The token, with the one before it if this only closes a quotation or a bracket."""
    last = text[annotation.starts[i] : annotation.ends[i]]
    if i and _CLOSING.fullmatch(last) and annotation.ends[i - 1] == annotation.starts[i]:
        return text[annotation.starts[i - 1] : annotation.ends[i]]
    return last
