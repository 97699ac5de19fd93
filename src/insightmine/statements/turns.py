"""One turn -> the spans of its statements, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.statements.clauses import TOO_LONG, split_long
from insightmine.statements.filler import breaks_off, empty_talk, is_reaction, trim, words_of
from insightmine.statements.reading import goes_on_reading
from insightmine.statements.sentences import sentence_tokens, span_of
from insightmine.statements.values import LeftOutReason, Span

_COMPLETE = 5  # words of a sentence that can stand alone

ReadAloud = Callable[[str], bool]


class Piece(NamedTuple):
    """A stretch of a turn: a statement, or left out for a reason."""

    span: Span
    reason: LeftOutReason | None


@dataclass(slots=True)
class _Unit:
    span: Span
    words: int
    reason: LeftOutReason | None
    reaction: bool = False
    heavy: bool = False  # has a verb or an adjective: says something even when short
    open: bool = False  # breaks off where no sentence can end


def split_turn(
    text: str, annotation: Annotation, read_aloud: ReadAloud, answers: bool, read_spans: Sequence[Span] = ()
) -> list[Piece]:
    """The pieces of a turn in order. Every word of the text lies in exactly one of them.

    `answers`: the turn answers a question, so a lone word may be a full answer. `read_spans`, in order, are read aloud
    whatever sentences they lie in; `read_aloud` tells it of a whole sentence.
    """
    units = _join_short(_settle_reactions(_units(text, annotation, read_aloud, read_spans)))
    pieces: list[Piece] = []
    for unit in units:
        if unit.reason is None and unit.words <= 1 and not unit.heavy and not answers:
            unit.reason = LeftOutReason.FRAGMENT
        if unit.reason is None:
            opens_answer = answers and unit is units[0]
            pieces += _trimmed(text, unit.span, opens_answer)
        else:
            pieces.append(Piece(unit.span, unit.reason))
    return pieces


def whole_turn(text: str) -> list[Piece]:
    """The whole turn as one statement, without the white space around it."""
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(stripped))
    return [Piece(span, None if words_of(text) else LeftOutReason.NO_WORDS)] if stripped else []


def _units(text: str, annotation: Annotation, read_aloud: ReadAloud, read_spans: Sequence[Span]) -> list[_Unit]:
    units: list[_Unit] = []
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


def _unit(text: str, annotation: Annotation, tokens: range, reason: LeftOutReason | None) -> _Unit:
    span = span_of(annotation, tokens)
    said = text[span.start : span.end]
    reason = reason or empty_talk(said)
    heavy = any(annotation.parts[i] in {"VERB", "AUX", "ADJ"} for i in tokens)
    return _Unit(span, len(words_of(said)), reason, reason is None and is_reaction(said), heavy, breaks_off(said))


def _settle_reactions(units: list[_Unit]) -> list[_Unit]:
    """A reaction belongs to what was said before it; with nothing before it, it is a backchannel."""
    settled: list[_Unit] = []
    for unit in units:
        if unit.reaction and settled and settled[-1].reason is None:
            settled[-1] = _joined(settled[-1], unit)
        else:
            if unit.reaction:
                unit.reason = LeftOutReason.BACKCHANNEL
            settled.append(unit)
    return settled


def _join_short(units: list[_Unit]) -> list[_Unit]:
    """Short sentences joined to the neighbour that they continue, or else to the one that continues them."""
    joined: list[_Unit] = []
    for unit in units:
        before = joined[-1] if joined else None
        if before and _fits(before, unit) and (before.open or _is_short(unit) or _is_short(before)):
            joined[-1] = _joined(before, unit)
        else:
            joined.append(unit)
    return joined


def _is_short(unit: _Unit) -> bool:
    return unit.words < _COMPLETE


def _fits(before: _Unit, after: _Unit) -> bool:
    return before.reason is None and after.reason is None and before.words + after.words <= TOO_LONG


def _joined(before: _Unit, after: _Unit) -> _Unit:
    return _Unit(
        Span(before.span.start, after.span.end),
        before.words + after.words,
        None,
        heavy=before.heavy or after.heavy,
        open=after.open,
    )


def _trimmed(text: str, span: Span, answers: bool) -> list[Piece]:
    """The statement inside the span, and what was trimmed from its edges."""
    kept = trim(text, span, answers)
    edges = ((Span(span.start, kept.start), 0), (Span(kept.end, span.end), 1))
    pieces = [Piece(kept, None)]
    for edge, place in edges:
        if words_of(text[edge.start : edge.end]):
            pieces.insert(place * len(pieces), Piece(edge, LeftOutReason.DISFLUENCY))
    return pieces
