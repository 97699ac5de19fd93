"""`snapshot`, `themes`, `journey`, `outcomes`: what was found, as tables in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.output import emit_json, json_option, paragraph, say
from insightmine.cli.quote import print_quote
from insightmine.cli.shown import print_card

if TYPE_CHECKING:
    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import StepId
    from insightmine.domain.signals import Signal

_QUOTES = 3


@click.command()
@click.argument("participant", required=False)
@json_option
@click.pass_obj
def snapshot(folder: Path, participant: str | None, as_json: bool) -> None:
    """An interview on one page: context, goals, behaviours, pain points, quotes."""
    from insightmine.study import Study

    with Study.open(folder) as study:
        pages = study.snapshot(participant)
        if as_json:
            from msgspec import to_builtins

            emit_json({"snapshots": [to_builtins(page) for page in pages]})
            return
        for page in pages:
            say(page.participant)
            say("=" * len(page.participant))
            for section in page.sections:
                say(f"\n{section.title}")
                for statement in section.statements:
                    print_quote(study.analysis, statement.id)
            say()


@click.command()
@click.option("--quotes", default=_QUOTES, show_default=True, help="How many quotes a theme.")
@click.option("--all", "everything", is_flag=True, help="Single voices and rejected themes as well.")
@json_option
@click.pass_obj
def themes(folder: Path, quotes: int, everything: bool, as_json: bool) -> None:
    """Recurring behaviours, goals and pain points, with the people behind them."""
    from insightmine.study import Study

    with Study.open(folder) as study:
        analysis = study.analysis
        if as_json:
            emit_json({"themes": study.rows("themes")})
            return
        single = 0
        for theme in analysis.themes:
            if not everything and (theme.single_voice or theme.status.value == "rejected"):
                single += 1
                continue
            people = f"{len(theme.participants)} of {theme.n_opportunity} people ({theme.opportunity_basis})"
            say(f"{theme.id}  {theme.name}  [{theme.status}]")
            paragraph(f"{people}, {len(theme.members)} statements. {theme.definition}", "    ")
            for statement_id in theme.exemplars[:quotes]:
                print_quote(analysis, statement_id, "    ")
            say()
        say(f"{single} single voices or rejected themes not shown (--all).")
        say(f"{len(analysis.unplaced)} statements are in no theme.")


@click.command()
@json_option
@click.pass_obj
def journey(folder: Path, as_json: bool) -> None:
    """The journey step by step: boosters above, blockers below, counted in people."""
    from insightmine.study import Study

    with Study.open(folder) as study:
        if as_json:
            emit_json({"journey": study.journey_rows(), "signals": study.rows("signals")})
        else:
            print_journey(study.analysis)


def print_journey(analysis: Analysis) -> None:
    """Each step with its signals; what has no place comes last."""
    if not analysis.journey.steps:
        say("No journey: there is no journey.toml, and neither headings nor recurring questions suggest steps.")
    elif analysis.journey.is_draft:
        say(f"A draft journey, proposed from {analysis.journey.origin}. Write journey.toml to set your own steps.")
    for number, step in enumerate(analysis.journey.steps, 1):
        say(f"\n{number}. {step.name}  ({_spoken_of(analysis, step.id)})")
        _print_signals(analysis, step.id)
    say("\nNot placed on the journey")
    _print_signals(analysis, None)


def _spoken_of(analysis: Analysis, step_id: StepId) -> str:
    here = [judgement.statement for judgement in analysis.judgements if judgement.step == step_id]
    people = {analysis.statement_by_id[statement].participant for statement in here}
    if not here:
        return "nobody speaks of it: a question to ask"
    return f"{len(here)} statements by {len(people)} of {len(analysis.people)} people"


def _print_signals(analysis: Analysis, step_id: StepId | None) -> None:
    here = [signal for signal in analysis.signals if signal.step == step_id]
    if not here:
        say("   too few to say")
    for signal in here:
        _print_signal(analysis, signal)


def _print_signal(analysis: Analysis, signal: Signal) -> None:
    theme = analysis.theme_by_id[signal.theme]
    sign = "+" if signal.effect.value == "booster" else "-"
    against = f", {len(signal.opponents)} say the opposite" if signal.opponents else ""
    people = f"{len(signal.participants)} of the {len(theme.participants)} people who speak of it{against}"
    paragraph(f"{sign} {signal.effect}: {theme.name} ({people})  [{signal.id}]", "   ", "     ")
    print_quote(analysis, signal.supporting[0], "       ")


@click.command()
@click.option("--limit", default=10, show_default=True, help="How many cards; the JSON has all.")
@json_option
@click.pass_obj
def outcomes(folder: Path, limit: int, as_json: bool) -> None:
    """Candidate outcomes: who would do what, more or less often, and on what evidence."""
    from insightmine.study import Study

    with Study.open(folder) as study:
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
