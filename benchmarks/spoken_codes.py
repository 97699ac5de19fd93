"""Human codes carried over from quotes to the statements that the program cuts out of the transcripts themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.coded_sets import CodedSet, heritrace_quotes, pdpilot_segments
from benchmarks.overlap import overlap, span_of
from benchmarks.studies import read_study
from benchmarks.workbench import Workbench
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.speech import Role, Statement

_INSIDE = 0.5  # share of a statement that must lie in the coded quote
_SHORTEST = 4  # words; what is shorter stands in many places
# a coded quote may run over several turns, with the names of who spoke, or leave something out
_BORDER = re.compile(r"\n+|(?:(?<=\s)|^)[A-Z]\w{0,11}:\s+|\.\.\.|…|\[[^\]]*\]")
STUDIES = {"pdpilot": pdpilot_segments, "heritrace, English": heritrace_quotes}


@dataclass(frozen=True, slots=True)
class Coded:
    """A study analysed from its transcripts, and the code of each statement that has exactly one.

    `longest`: one statement for each quote, since neighbours in one quote share its code by construction.
    """

    analysis: Analysis
    code_of: Mapping[StatementId, str]
    longest: frozenset[StatementId]


def coded_study(bench: Workbench, name: str) -> Coded:
    """Read, analyse, and find the coded quotes in what was said. Raises `DataAbsent`."""
    coded = STUDIES[name]()
    analysis = bench.analyse(read_study(name))
    said: dict[tuple[str, int], list[Statement]] = {}
    for statement in analysis.statements:
        said.setdefault((statement.transcript, statement.turn), []).append(statement)
    codes: dict[StatementId, set[str]] = {}
    of_quote: dict[int, list[Statement]] = {}
    for transcript in analysis.transcripts:
        for turn in transcript.turns:
            if turn.role is Role.PARTICIPANT:
                for quote, span in _spans(coded, turn.text):
                    for statement in said.get((transcript.id, turn.index), []):
                        if overlap(span, statement.start, statement.end) >= _INSIDE * len(statement.text):
                            codes.setdefault(statement.id, set()).add(coded.codes[quote])
                            of_quote.setdefault(quote, []).append(statement)
    one = {statement: next(iter(found)) for statement, found in codes.items() if len(found) == 1}
    return Coded(analysis, one, _longest(of_quote, one))


def _longest(of_quote: Mapping[int, list[Statement]], one: Mapping[StatementId, str]) -> frozenset[StatementId]:
    kept = [[statement for statement in found if statement.id in one] for found in of_quote.values()]
    return frozenset(max(found, key=lambda s: (len(s.text), s.id)).id for found in kept if found)


def _spans(coded: CodedSet, text: str) -> list[tuple[int, tuple[int, int]]]:
    """The numbers of the quotes that have a piece in the text, and where."""
    pieces = [(number, piece) for number, quote in enumerate(coded.texts) for piece in _BORDER.split(quote)]
    spans = [(number, span_of(piece, text)) for number, piece in pieces if len(piece.split()) >= _SHORTEST]
    return [(number, span) for number, span in spans if span is not None]
