"""One turn -> the spans of its statements, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.statements.clauses import split_long
from insightmine.statements.filler import (
    content_words,
    empty_talk,
    is_bare_answer,
    is_reaction,
    spoken_words,
    trim,
    words_of,
)
from insightmine.statements.joining import Unit, join_units
from insightmine.statements.reading import goes_on_reading
from insightmine.statements.sentences import sentence_tokens, span_of
from insightmine.statements.standing import standing_of
from insightmine.statements.values import LeftOutReason, Span

_FEW = 4  # words

ReadAloud = Callable[[str], bool]


class Piece(NamedTuple):
    """A stretch of a turn: a statement, or left out for a reason."""

    span: Span
    reason: LeftOutReason | None


def split_turn(
    text: str, annotation: Annotation, read_aloud: ReadAloud, answers: bool, read_spans: Sequence[Span] = ()
) -> list[Piece]:
    """The pieces of a turn in order. Every word of the text lies in exactly one of them.

    `answers`: the turn answers a question, so a lone word may be a full answer. `read_spans`, in order, are read aloud
    whatever sentences they lie in; `read_aloud` tells it of a whole sentence.
    """
    units = join_units(text, _units(text, annotation, read_aloud, read_spans), answers)
    pieces: list[Piece] = []
    for unit in units:
        reason = unit.reason or _says_nothing(text, unit, answers)
        if reason is None:
            opens_answer = answers and unit is units[0]
            pieces += _trimmed(text, unit.span, opens_answer)
        else:
            pieces.append(Piece(unit.span, reason))
    return pieces


def whole_turn(text: str) -> list[Piece]:
    """The whole turn as one statement, without the white space around it."""
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(stripped))
    return [Piece(span, None if words_of(text) else LeftOutReason.NO_WORDS)] if stripped else []


def _units(text: str, annotation: Annotation, read_aloud: ReadAloud, read_spans: Sequence[Span]) -> list[Unit]:
    units: list[Unit] = []
    for sentence, is_read in _cut_out(sentence_tokens(text, annotation), annotation, read_spans):
        whole = span_of(annotation, sentence)
        if is_read:
            units.append(_unit(text, annotation, sentence, LeftOutReason.READ_ALOUD))
            continue
        reason = empty_talk(text[whole.start : whole.end])
        said = text[whole.start : whole.end]
        reading = bool(units) and units[-1].reason is LeftOutReason.READ_ALOUD
        if reason is None and (read_aloud(said) or (reading and goes_on_reading(said, annotation, sentence))):
            reason = LeftOutReason.READ_ALOUD
        parts = [sentence] if reason else split_long(text, annotation, sentence)
        units += [_unit(text, annotation, part, reason) for part in parts]
    return units


def _cut_out(sentences: Sequence[range], annotation: Annotation, spans: Sequence[Span]) -> Iterator[tuple[range, bool]]:
    """The sentences, cut where a span begins or ends, and whether each part lies in one."""
    for sentence in sentences:
        inside = [any(span.start <= annotation.starts[i] < span.end for span in spans) for i in sentence]
        for is_read, group in groupby(range(len(sentence)), inside.__getitem__):
            part = list(group)
            yield sentence[part[0] : part[-1] + 1], is_read


def _says_nothing(text: str, unit: Unit, answers: bool) -> LeftOutReason | None:
    """Why a unit that nothing was joined to is no statement, or `None` if it is one."""
    if _is_fragment(text, unit, answers):
        return LeftOutReason.FRAGMENT
    return LeftOutReason.BARE_ANSWER if is_bare_answer(text[slice(*unit.span)]) else None


def _is_fragment(text: str, unit: Unit, answers: bool) -> bool:
    """Whether nothing around it completes a lone word, or a few that break off before anything is said.

    "My brother and" breaks off after something was said.
    """
    said = text[slice(*unit.span)]
    if unit.standing.unfinished and unit.words <= _FEW:
        opens = words_of(said)[-1] in {"and", "or"} and unit.words > 1
        return not content_words(said) or not (opens or unit.standing.complete)
    return unit.words <= 1 and not unit.heavy and not answers


def _unit(text: str, annotation: Annotation, tokens: range, reason: LeftOutReason | None) -> Unit:
    span = span_of(annotation, tokens)
    said = text[span.start : span.end]
    reason = reason or empty_talk(said)
    heavy = any(annotation.parts[i] in {"VERB", "AUX", "ADJ"} for i in tokens)
    standing = standing_of(text, annotation, tokens)
    asks = annotation.tags[tokens.start].startswith("W")  # "Whatever the boxes are."
    named = (
        standing.complete
        and not asks
        and any(
            annotation.relations[i] in {"nsubj", "nsubjpass"} and annotation.parts[i] in {"NOUN", "PROPN"}
            for i in tokens
        )
    )
    reaction = reason is None and is_reaction(said)
    return Unit(span, len(spoken_words(said)), reason, standing, reaction, named, heavy)


def _trimmed(text: str, span: Span, answers: bool) -> list[Piece]:
    """The statement inside the span, and what was trimmed from its edges."""
    kept = trim(text, span, answers)
    edges = ((Span(span.start, kept.start), 0), (Span(kept.end, span.end), 1))
    pieces = [Piece(kept, None)]
    for edge, place in edges:
        if words_of(text[edge.start : edge.end]):
            pieces.insert(place * len(pieces), Piece(edge, LeftOutReason.DISFLUENCY))
    return pieces
