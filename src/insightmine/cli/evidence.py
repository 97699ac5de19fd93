"""What a theme rests on, in the terminal: its people on both sides, grade and quotes; and the curve of new themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insightmine.cli.output import counted, paragraph, say, table
from insightmine.cli.quote import print_quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import ParticipantId, StatementId
    from insightmine.domain.new_themes import NewThemes
    from insightmine.domain.standing import Standing
    from insightmine.domain.themes import Theme

SIGNS = "+ says that it helps, - that it hinders, +- both. Counts are of people, each counted once."


def print_theme_in_short(analysis: Analysis, theme: Theme, quotes: int) -> None:
    """A theme among others: who stands where, what it is, how good the evidence is, and quotes of both sides."""
    from insightmine.domain.provenance import ONLY_NOTES, rests_on_notes
    from insightmine.domain.standing import standing_of
    from insightmine.report.evidence_words import sides_in_words
    from insightmine.report.wording import share_of_people

    standing = standing_of(analysis, theme)
    people = share_of_people(len(theme.participants), theme.n_opportunity, theme.opportunity_basis)
    said = f"{people}, {counted(len(theme.members), 'statement')}"
    said += f", {ONLY_NOTES}" if rests_on_notes(analysis, theme.statements) else ""
    say(f"{theme.id}  {theme.name}  [{theme.status}]")
    paragraph(f"{said}: {sides_in_words(analysis, standing, with_phrases=False)}.", "    ")
    if theme.definition:
        paragraph(theme.definition, "    ")
    if not theme.single_voice:
        print_grade(analysis, theme, "    ")
    for sign, statement in _quotes(analysis, theme, standing, quotes):
        print_quote(analysis, statement, "    ", sign=sign)
    say()


def print_grade(analysis: Analysis, theme: Theme, indent: str, label: str = "Evidence ", hanging: str = "  ") -> None:
    """How good the evidence is and why, and who carries the theme, where one person does."""
    from insightmine.domain.talkers import talker_of
    from insightmine.domain.theme_grades import grade_theme
    from insightmine.report.evidence_words import reasons_in_words, talker_in_words

    graded, talker = grade_theme(analysis, theme), talker_of(analysis, theme)
    paragraph(f"{label}{graded.grade}: {reasons_in_words(graded)}.", indent, indent + hanging)
    if talker is not None:
        paragraph(f"One person carries it: {talker_in_words(talker)}.", indent + hanging)


def _quotes(analysis: Analysis, theme: Theme, standing: Standing, most: int) -> Iterator[tuple[str, StatementId]]:
    """The clearest of the larger side and of the other, then those that show the theme best, each with its sign.

    Of the other side somebody else is heard where there is somebody else.
    """
    signs = dict.fromkeys(standing.helping, "+")
    for statement in standing.hindering:
        signs[statement] = signs.get(statement, "") + "-"

    def speaker(statement: StatementId) -> ParticipantId:
        return analysis.statement_by_id[statement].participant

    order: list[StatementId] = []
    for side in sorted((standing.helping, standing.hindering), key=lambda side: -len({*map(speaker, side)})):
        heard = {speaker(statement) for statement in order}
        others = [statement for statement in side if statement not in order]
        order += ([statement for statement in others if speaker(statement) not in heard] or others)[:1]
    order += theme.exemplars
    for statement in list(dict.fromkeys(order))[:most]:
        yield f"{signs.get(statement, ''):<2}", statement


def print_curve(curves: Sequence[NewThemes], detail: float) -> None:
    """How many new themes each further person brought: for the study, or for each segment."""
    from insightmine.report.evidence_words import CURVE_CAVEAT, curve_in_words

    say(f"How new themes came, person by person (at detail {detail:g})")
    for curve in curves:
        say()
        paragraph(curve_in_words(curve))
        if curve.people:
            say()
            _print_people(curve)
        if curve.runs:
            say()
            _print_runs(curve)
    if curves:
        say()
        paragraph(CURVE_CAVEAT)


def _print_people(curve: NewThemes) -> None:
    """A row a person, until nobody brings any more; median, and 5 to 95 % of the orders."""
    from insightmine.report.evidence_words import spread_in_words

    last = max((person.n for person in curve.people if person.new.high > 0), default=0)
    rows = [
        (str(person.n), spread_in_words(person.new), spread_in_words(person.so_far)) for person in curve.people[:last]
    ]
    if last < curve.n_people:
        rest = str(curve.n_people) if last + 1 == curve.n_people else f"{last + 1} to {curve.n_people}"
        rows.append((rest, "0", spread_in_words(curve.people[-1].so_far)))
    table(("person", "new themes", "themes so far"), rows)


def _print_runs(curve: NewThemes) -> None:
    from insightmine.report.evidence_words import few_after_in_words, percent, spread_in_words

    rows = [
        (
            str(run.base),
            spread_in_words(run.themes),
            str(run.length),
            spread_in_words(run.last_new),
            spread_in_words(percent(run.last_share), " %"),
            few_after_in_words(run),
        )
        for run in curve.runs
    ]
    table(
        ("base", "themes in it", "run", "new in the last run", "of the base", "a run of 5 % or less first after"), rows
    )
