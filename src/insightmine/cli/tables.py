"""`snapshot`, `themes`, `journey`, `outcomes`: what was found, as tables in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.answer import in_a_line, print_mark, view_of
from insightmine.cli.codes import code_rows, print_silent_codes
from insightmine.cli.dial import Detail, show_at_detail
from insightmine.cli.evidence import SIGNS, print_curve, print_theme_in_short
from insightmine.cli.gaps import gaps_of, print_gaps
from insightmine.cli.opening import opened
from insightmine.cli.output import counted, emit_json, json_option, paragraph, say, table
from insightmine.cli.quote import print_quote
from insightmine.cli.segments import by_option, show_split, show_splits
from insightmine.cli.shown import print_card, print_differences
from insightmine.cli.suggest import show_suggestions
from insightmine.cli.told import print_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import StepId
    from insightmine.open_study import OpenStudy
    from insightmine.report.journey_views import Mark
    from insightmine.report.snapshots import Snapshot

_QUOTES = 2
_THEMES = 12
_STATEMENTS = 6
_MARKS = 3
_IN_A_LINE = 6


@click.command()
@click.argument("participant", required=False)
@click.option("--all", "everything", is_flag=True, help="Every statement; without PARTICIPANT, everybody's page.")
@json_option
@click.pass_obj
def snapshot(folder: Path, participant: str | None, everything: bool, as_json: bool) -> None:
    """An interview on one page: goals, behaviours, pain points, quotes. Without PARTICIPANT: who there is."""
    with opened(folder) as study:
        pages = study.snapshot(participant)
        if as_json:
            from msgspec import to_builtins

            emit_json({"snapshots": [to_builtins(page) for page in pages]})
        elif participant is None and not everything:
            _print_people(pages)
        else:
            for page in pages:
                _print_page(study.analysis, page, everything)


def _print_people(pages: Sequence[Snapshot]) -> None:
    """Who said how much, one line a person."""
    rows = [
        (page.participant, f"{page.n_words:,}", str(page.n_statements), str(len(page.themes)), ", ".join(page.sources))
        for page in pages
    ]
    table(("participant", "words", "statements", "themes", "file"), rows)
    if pages:
        say("\n`snapshot PARTICIPANT` shows one interview, `snapshot --all` every one.")


def _print_page(analysis: Analysis, page: Snapshot, everything: bool) -> None:
    say(page.participant)
    say("=" * len(page.participant))
    from insightmine.domain.sharing import consent_mark

    mark = consent_mark(analysis, page.participant)
    if mark:
        say(f"consent: {mark}")
    attributes = [f"{key}: {value}" for key, value in sorted(page.attributes.items()) if value]
    said = [counted(page.n_turns, "turn"), counted(page.n_words, "word"), counted(page.n_statements, "statement")]
    paragraph(", ".join([*attributes, *said, *page.sources]))
    from insightmine.report.snapshots import MOST_OF

    hidden = 0
    for section in page.sections:
        most = len(section.statements) if everything else min(_STATEMENTS, MOST_OF[section.name])
        shown = sorted(section.statements[:most], key=lambda s: (s.transcript, s.turn, s.start))
        left = len(section.statements) - len(shown)
        hidden += left
        say(f"\n{section.title}{f' ({len(shown)} of {len(section.statements)})' if left else ''}")
        for statement in shown:
            print_quote(analysis, statement.id)
    if hidden:
        say(f"\nand {counted(hidden, 'more statement')} (--all)")
    say()


@click.command()
@click.argument("theme", required=False)
@click.option("--history", is_flag=True, help="What became of every theme, or of THEME, run by run; nothing else.")
@click.option("--limit", default=_THEMES, show_default=True, type=click.IntRange(1), help="How many themes.")
@click.option("--quotes", default=_QUOTES, show_default=True, type=click.IntRange(0), help="How many quotes a theme.")
@click.option("--all", "everything", is_flag=True, help="Every theme, single voices and rejected ones as well.")
@click.option("--detail", type=Detail(), help="Broader groups of themes, or parts of themes: 0 to 1, broad, fine.")
@click.option("--curve", is_flag=True, help="How many new themes each further person brought, over many orders.")
@by_option
@json_option
@click.pass_obj
def themes(
    folder: Path, theme: str | None, history: bool, limit: int, quotes: int, everything: bool, curve: bool,
    by: str | None, detail: float | None, as_json: bool,
) -> None:  # fmt: skip
    """Recurring behaviours, goals and pain points, with the people behind them and both sides."""
    from insightmine.domain.talkers import talker_of_study
    from insightmine.exchange.rows import talker_row

    if by is not None and (history or detail is not None):
        raise click.UsageError("--by goes with the list of themes, or with --curve")
    if theme is not None and not history:
        raise click.UsageError(f"THEME goes with --history; for one theme see: insightmine show {theme}")
    with opened(folder) as study:
        if history:
            print_history(study, theme, as_json=as_json)
        elif curve:
            _show_curve(study, by, as_json)
        elif by is not None:
            show_split(study, "themes", by, limit=None if everything else limit, everything=everything, as_json=as_json)
        elif detail is not None:
            show_at_detail(study, detail, limit, quotes, everything, as_json)
        elif as_json:
            talker = talker_of_study(study.analysis)
            codes = code_rows(study.codes())
            emit_json({"themes": study.rows("themes"), "talker": talker_row(talker), "codes": codes})
        else:
            _print_themes(study.analysis, limit, quotes, everything)
            print_silent_codes(study.codes())


def _show_curve(study: OpenStudy, by: str | None, as_json: bool) -> None:
    curves, detail = study.new_themes(by), study.options.themes.detail
    if as_json:
        from msgspec import to_builtins

        emit_json({"detail": detail, "curves": [to_builtins(curve) for curve in curves]})
    else:
        print_curve(curves, detail)


def _print_themes(analysis: Analysis, limit: int, quotes: int, everything: bool) -> None:
    from insightmine.domain.talkers import talker_of_study
    from insightmine.report.evidence_words import study_talker_in_words

    recurring = [t for t in analysis.themes if not t.single_voice and t.status.value != "rejected"]
    shown = analysis.themes if everything else recurring[:limit]
    if shown:
        say(f"{SIGNS}\n")
    for theme in shown:
        print_theme_in_short(analysis, theme, quotes)
    if not everything:
        _print_themes_left(len(recurring), len(shown), len(analysis.themes) - len(recurring))
    say(f"{counted(len(analysis.unplaced), 'statement')} in no theme.")
    talker = talker_of_study(analysis)
    if talker is not None:
        paragraph(study_talker_in_words(talker))
    print_language_notes(analysis)


def _print_themes_left(recurring: int, shown: int, others: int) -> None:
    if recurring > shown:
        say(f"and {counted(recurring - shown, 'smaller theme')} (--limit {recurring}, or --all)")
    if others:
        say(f"{counted(others, 'single voice')} or rejected, not shown (--all).")


@click.command()
@click.option("--all", "everything", is_flag=True, help="The weaker boosters and blockers with their quotes as well.")
@click.option("--suggest", is_flag=True, help="Propose steps from the material, as the text of a journey.toml.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="With --suggest: a new file to write to."
)
@by_option
@json_option
@click.pass_obj
def journey(folder: Path, everything: bool, suggest: bool, output: Path | None, by: str | None, as_json: bool) -> None:
    """The journey step by step: boosters (+) and blockers (-), counted in people."""
    if output is not None and not suggest:
        raise click.UsageError("-o goes with --suggest")
    if suggest and by is not None:
        raise click.UsageError("--by goes with the journey as it is, not with --suggest")
    with opened(folder) as study:
        if suggest:
            show_suggestions(study, output, as_json=as_json)
        elif by is not None:
            show_splits(study, ("steps", "signals"), by, everything=everything, as_json=as_json)
        elif as_json:
            emit_json({"journey": study.journey_rows(), "signals": study.rows("signals"), **gaps_of(study.analysis)})
        else:
            print_journey(study.analysis, everything)
            for text in study.options.measures.notes:
                paragraph(text)


def print_language_notes(analysis: Analysis) -> None:
    """What to know of transcripts that are not in English, or not counted."""
    from insightmine.report.language_notes import language_notes

    for text in language_notes(analysis):
        paragraph(text)


def print_journey(analysis: Analysis, everything: bool = False) -> None:
    """Each step with its firm boosters and blockers, weaker ones in a line; what has no place comes last."""
    view = view_of(analysis)
    if not view.steps:
        say("No journey: there is no journey.toml, and neither headings nor recurring questions suggest steps.")
    elif view.is_draft:
        say(f"A draft journey, proposed from {analysis.journey.origin}. Write journey.toml to set your own steps.")
        say("--suggest proposes the text of one.")
    say("+ people say that it helps them on; - that it holds them up. Counts are of people, one vote each.")
    if view.caution:
        paragraph(view.caution)
    for step in view.steps:
        say()
        paragraph(f"{step.number}. {step.name}  ({_spoken_of(analysis, step.id)})", "", "   ")
        _print_marks(analysis, (*step.blockers, *step.boosters), everything)
        if step.also:
            paragraph(step.also, "   ", "     ")
    print_gaps(view)
    say("\nNot placed on the journey" if view.steps else "\nBoosters and blockers")
    _print_marks(analysis, view.unplaced, everything)
    if not everything and any(mark.is_weak for mark in (*view.boosters, *view.blockers)):
        say()
        paragraph(
            f"Weaker: fewer than {view.enough} people say so, no more than say the opposite, or only notes tell of it "
            "where people speak. --all shows every one with its quote, `show ID` all the evidence."
        )
    print_language_notes(analysis)


def _spoken_of(analysis: Analysis, step_id: StepId) -> str:
    here = [judgement.statement for judgement in analysis.judgements if judgement.step == step_id]
    people = {analysis.statement_by_id[statement].participant for statement in here}
    others = analysis.not_judged_at.get(step_id)
    if here:
        told = f"{counted(len(here), 'statement')} by {len(people)} of {len(analysis.people_in_themes)} people"
        return f"{told}; {others.told('there')}: not counted" if others else told
    if others:
        return f"{others.told('there')}: not counted"
    if analysis.not_judged and not analysis.people_in_themes:
        return f"not judged: {analysis.not_judged.told()}"
    return "nobody speaks of it: a question to ask"


def _print_marks(analysis: Analysis, marks: Sequence[Mark], everything: bool) -> None:
    if not marks:
        say("   too few to say")
    shown = marks if everything else [mark for mark in marks if not mark.is_weak][:_MARKS]
    for mark in shown:
        print_mark(analysis, mark)
    left = [mark for mark in marks if mark not in shown]
    if left:
        which = "weaker" if all(mark.is_weak for mark in left) else "more"
        unnamed = f"; and {len(left) - _IN_A_LINE} more" if len(left) > _IN_A_LINE else ""
        paragraph(f"{len(left)} {which}: {in_a_line(left[:_IN_A_LINE])}{unnamed}", "     ", "       ")


@click.command()
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(0), help="How many cards; the JSON has all."
)
@by_option
@json_option
@click.pass_obj
def outcomes(folder: Path, limit: int, by: str | None, as_json: bool) -> None:
    """Candidate outcomes: who would do what, more or less often, and on what evidence."""
    with opened(folder) as study:
        if by is not None:
            show_split(study, "outcomes", by, limit=limit, as_json=as_json)
            return
        if as_json:
            emit_json({"outcomes": study.rows("outcomes")})
            return
        analysis = study.analysis
        if not analysis.outcomes:
            say("No candidate outcomes: too few people show the same behaviour with an effect. That is a result too.")
        for number, outcome in enumerate(analysis.outcomes[:limit], 1):
            print_card(analysis, outcome, number)
        if len(analysis.outcomes) > limit:
            say(f"... and {len(analysis.outcomes) - limit} more (--limit)")
        print_differences(analysis)
        print_language_notes(analysis)
