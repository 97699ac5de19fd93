"""A quote in the terminal: the words, who said them, where, when, and the question they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insightmine.cli.output import paragraph

if TYPE_CHECKING:
    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import StatementId

_QUESTION_LENGTH = 160


def print_quote(
    analysis: Analysis, statement_id: StatementId, indent: str = "  ", *, question: bool = False, sign: str = ""
) -> None:
    """The quote in its exact words, and its place; what an observer noted stands without quotation marks.

    `sign` stands before it: + where it says that something helps, - where it hinders.
    """
    from insightmine.domain.provenance import provenance_of

    statement = analysis.statement_by_id[statement_id]
    origin = provenance_of(analysis, statement)
    first = f"{indent}{sign} " if sign else indent
    indent = " " * len(first)
    paragraph(origin.quoted(statement.text), first, indent + " ")
    paragraph(f"{place_of(analysis, statement_id)}  [{statement.id}]", indent + "  - ", indent + "    ")
    if question and statement.question:
        paragraph(f"asked: {shortened(statement.question)}", indent + "    ")


def place_of(analysis: Analysis, statement_id: StatementId) -> str:
    """Who, in which file, at which turn and time; and whether the words may be shown to others."""
    from insightmine.domain.sharing import consent_mark

    statement = analysis.statement_by_id[statement_id]
    start = analysis.turn_of(statement).start_seconds
    when = f", {clock(start)}" if start is not None else ""
    mark = consent_mark(analysis, statement.participant)
    return f"{statement.participant}, {statement.source}, turn {statement.turn}{when}{f' ({mark})' if mark else ''}"


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss or m:ss."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def shortened(text: str) -> str:
    """The end of a long question: that is where the question is."""
    folded = " ".join(text.split())
    return folded if len(folded) <= _QUESTION_LENGTH else "... " + folded[-_QUESTION_LENGTH:].split(" ", 1)[-1]
