"""One turn in a language whose grammar is not known here -> the spans of its statements, and what is left out.

Only what holds in any language is used: the marks that end sentences, blank lines and lists, marks of sounds in
brackets, and how many words there are. What a word means is not known, so "yes" and "thanks" are statements where they
stand beside others, and a fragment where they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from insightmine.domain.grammar import Annotation
from insightmine.statements.clauses import TOO_LONG, split_long
from insightmine.statements.filler import words_of
from insightmine.statements.sentences import span_of
from insightmine.statements.turns import Piece
from insightmine.statements.values import LeftOutReason, Span

_COMPLETE = 5  # words of a sentence that can stand alone
_COMPLETE_UNSPACED = 10  # letters of one in a script without spaces
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LIST_MARK = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")
_TRAILING_OFF = re.compile(r"(?:\.{2,}|…)[\"'”’»)\]]*")
_SOUND = re.compile(r"[\[(<{][^\])>}]{0,40}[\])>}]|[♪♫]")


def split_plainly(text: str, annotation: Annotation, read_aloud: Callable[[str], bool]) -> list[Piece]:
    """The pieces of a turn in order; every word of the text lies in exactly one of them.

    A sentence of more than 60 words is cut at commas, or where it must be; one of less than five is joined to its
    neighbour.
    """
    units = [part for sentence in _sentences(text, annotation) for part in split_long(text, annotation, sentence)]
    pieces: list[Piece] = []
    for unit in units:
        span = span_of(annotation, unit)
        reason = _why_not(text[span.start : span.end], read_aloud)
        before = pieces[-1] if pieces else None
        if before is not None and reason is None and before.reason is None and _belong(text, before.span, span):
            pieces[-1] = Piece(Span(before.span.start, span.end), None)
        else:
            pieces.append(Piece(span, reason))
    return [_alone(text, piece) for piece in pieces]


def _sentences(text: str, annotation: Annotation) -> list[range]:
    starts = set(annotation.sentence_starts)
    borders = [i for i in range(1, len(annotation)) if _is_border(text, annotation, i, i in starts)]
    ends = [*borders, len(annotation)]
    return [range(a, b) for a, b in zip([0, *borders], ends, strict=True) if a < b]


def _is_border(text: str, annotation: Annotation, i: int, opens: bool) -> bool:
    """Whether a sentence begins at a token: after a mark that ends one, but never with a small letter."""
    start = annotation.starts[i]
    gap = text[annotation.ends[i - 1] : start]
    if "\n" in gap and (_BLANK_LINE.search(gap) or _LIST_MARK.match(text, start)):
        return True
    if text[start].islower():
        return opens and "\n" in gap
    trails_off = _TRAILING_OFF.fullmatch(text[annotation.starts[i - 1] : annotation.ends[i - 1]]) is not None
    return opens or (trails_off and bool(gap))


def _why_not(said: str, read_aloud: Callable[[str], bool]) -> LeftOutReason | None:
    if not words_of(said):
        return LeftOutReason.NON_SPEECH if _SOUND.search(said) else LeftOutReason.NO_WORDS
    if not words_of(_SOUND.sub(" ", said)):
        return LeftOutReason.NON_SPEECH
    return LeftOutReason.READ_ALOUD if read_aloud(said) else None


def _belong(text: str, before: Span, after: Span) -> bool:
    """Whether one of two neighbours is too short to stand alone, and both together are not too long."""
    sizes = [_size(text[span.start : span.end]) for span in (before, after)]
    return min(sizes) < _COMPLETE and sum(sizes) <= TOO_LONG


def _alone(text: str, piece: Piece) -> Piece:
    """A lone word says nothing that could be found again."""
    said = text[piece.span.start : piece.span.end]
    if piece.reason is None and len(words_of(said)) <= 1 and _size(said) < _COMPLETE:
        return Piece(piece.span, LeftOutReason.FRAGMENT)
    return piece


def _size(said: str) -> float:
    """In words; of a script without spaces two letters are as one."""
    unspaced = len(_UNSPACED.findall(said))
    return max(len(words_of(said)), unspaced * _COMPLETE / _COMPLETE_UNSPACED)
