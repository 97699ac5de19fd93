"""What `ingest` and `demo` end with: the answer in short, with one quote each, and what to type next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from insightmine.cli.output import counted, paragraph, quoted, say, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import StatementId
    from insightmine.report.journey_views import JourneyView, Mark

_MARKS = 7
_CARDS = 3
_NAME = 60
_INDENT = " " * 7
_LEAST_WORDS = 40


def view_of(analysis: Analysis) -> JourneyView:
    """The journey as the report shows it, of the study's own people: nobody is left out, it is not for sharing."""
    from insightmine.domain.themes import Status
    from insightmine.report.journey_views import journey_view
    from insightmine.report.quotes import QuoteBook

    rejected = {theme.id for theme in analysis.themes if theme.status is Status.REJECTED}
    signals = tuple(signal for signal in analysis.signals if signal.status is not Status.REJECTED)
    themes = frozenset(theme.id for theme in analysis.themes if theme.id not in rejected)
    return journey_view(analysis, signals, themes, QuoteBook(analysis))


def print_answer(analysis: Analysis, folder: Path, report: Path | None = None) -> None:
    """The firmest blockers and boosters of each step, the first candidate outcomes, and how to see the rest."""
    journey = view_of(analysis)
    marks = _firmest(journey)
    if marks:
        say("\nWhat holds people up (-) and what helps them on (+):")
    step = None
    for mark in marks:
        if mark.step != step and mark.step is not None:
            step = mark.step
            say(f"  {mark.step_number}. {step}")
        print_mark(analysis, mark, brief=True)
    _print_rest([mark for mark in (*journey.boosters, *journey.blockers) if mark not in marks])
    _print_cards(analysis)
    command = f"insightmine --study {quoted(folder)}" if folder != Path() else "insightmine"
    someone = f", snapshot {quoted(analysis.people[0].id)}" if analysis.people else ""
    written = "" if report else ", report -o report.html"
    say(f"\nThe report: {report}" if report else "")
    say(f"Go on with: {command} journey")
    say(f'   or with: themes, outcomes{someone}, search "could not find it"{written}')


def print_mark(analysis: Analysis, mark: Mark, *, brief: bool = False) -> None:
    """A booster (+) or a blocker (-): who says so, who says the opposite, and a quote; `brief` on one line."""
    from insightmine.cli.quote import print_quote
    from insightmine.report.wording import shortened

    sign = "+" if mark.effect == "booster" else "-"
    people = f"{mark.who}, {mark.the_opposite}"
    identity = "" if brief else f"  [{mark.signal}]"
    paragraph(f"{sign} {shortened(mark.name, _NAME)}: {people}{identity}", _INDENT[:-2], _INDENT)
    if not brief:
        for line in mark.measured[:1]:
            paragraph(f"measured, {line}", _INDENT, _INDENT + "  ")
    if mark.conflict_told is not None:
        paragraph(f"CONFLICT: {mark.conflict_told}", _INDENT, _INDENT + "  ")
    if mark.quote is None:
        return
    if brief:
        say(_one_line(analysis, mark.quote.id))
    else:
        print_quote(analysis, mark.quote.id, _INDENT)


def in_a_line(marks: Iterable[Mark]) -> str:
    """Marks by sign, name and the counts of both sides."""
    return "; ".join(f"{'+' if mark.effect == 'booster' else '-'} {mark.in_brief}" for mark in marks)


def _firmest(journey: JourneyView) -> list[Mark]:
    """Of each step the firmest blocker and booster, in the order of the journey; without any, those of no step."""
    placed = [
        mark
        for step in journey.steps
        for marks in (step.blockers, step.boosters)
        for mark in [mark for mark in marks if not mark.is_weak][:1]
    ]
    if placed:
        first = sorted(placed, key=lambda mark: (-mark.strength, mark.signal))[:_MARKS]
        return [mark for mark in placed if mark in first]
    firm = [mark for mark in journey.unplaced if not mark.is_weak]
    sides = ([mark for mark in firm if mark.effect == effect] for effect in ("blocker", "booster"))
    return [mark for marks in sides for mark in marks[: _MARKS // 2]]


def _one_line(analysis: Analysis, quote: StatementId) -> str:
    """The quote with its place, its words cut to the width of the terminal."""
    from insightmine.cli.quote import place_of
    from insightmine.domain.provenance import provenance_of
    from insightmine.report.wording import shortened

    place = place_of(analysis, quote)
    room = max(_LEAST_WORDS, width() - len(_INDENT) - len(place) - 10)
    statement = analysis.statement_by_id[quote]
    return f"{_INDENT}{provenance_of(analysis, statement).quoted(shortened(statement.text, room))} - {place}"


def _print_rest(marks: Sequence[Mark]) -> None:
    if marks:
        n_weak = sum(mark.is_weak for mark in marks)
        weaker = "" if n_weak == 0 else ", all weaker" if n_weak == len(marks) else f", {n_weak} of them weaker"
        say(f"  and {len(marks)} more{weaker}")


def _print_cards(analysis: Analysis) -> None:
    from insightmine.report.outcome_views import card_of
    from insightmine.report.quotes import QuoteBook

    if not analysis.outcomes:
        return
    say("\nWhat could be planned for:")
    book = QuoteBook(analysis)
    for number, outcome in enumerate(analysis.outcomes[:_CARDS], 1):
        card = card_of(analysis, outcome, number, book)
        step = f" at {card.step}" if card.step else ""
        paragraph(
            f"{number}. {card.direction}{step}: {card.sentence} Seen: {card.seen[0].count}; evidence {card.grade}",
            "  ", "     ",
        )  # fmt: skip
    if len(analysis.outcomes) > _CARDS:
        say(f"  and {counted(len(analysis.outcomes) - _CARDS, 'more candidate')}")
