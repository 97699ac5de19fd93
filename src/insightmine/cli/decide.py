"""`decide`: what a person decides is an input, written down with a reason and replayed on every run."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import emit_json, json_option, problem_row, say
from insightmine.cli.queue import limit_option, print_queue
from insightmine.cli.told import print_decisions
from insightmine.domain.decisions import Action

_EXAMPLES = """\b
    insightmine decide rename T3 "checking a tool before leaving"
    insightmine decide merge T3 T7
    insightmine decide split T3 S12ab34cd56 S98fe76dc54
    insightmine decide move S12ab34cd56 T7            (or none)
    insightmine decide accept T3 T7                   (themes, signals, outcomes)
    insightmine decide reject O1a2b3c4d5
    insightmine decide effect S12ab34cd56 helps       (hinders, mixed, neutral, unsure)
    insightmine decide kind S12ab34cd56 behaviour,pain_point
    insightmine decide step T3 reserve                (a statement or a theme; or none)
    insightmine decide role interview-4.txt Dana interviewer
    insightmine decide role notes.txt "" participant  (a file without labels)
    insightmine decide person interview-4.txt Sam P07
    insightmine decide together S12ab34cd56 S98fe76dc54
    insightmine decide apart S12ab34cd56 S98fe76dc54
    insightmine decide undo                           (the last one; or undo D4 D5)
    insightmine decide --list                         (all decisions, and whether they hold)
    insightmine decide --queue                        (what to correct first)
"""

# Actions whose last word is the value, not a target.
_WITH_VALUE = (Action.RENAME, Action.MOVE, Action.EFFECT, Action.KIND, Action.STEP, Action.ROLE, Action.PERSON)


@click.command(epilog=f"Examples:\n\n{_EXAMPLES}")
@click.argument("action", required=False, type=click.Choice([action.value for action in Action]))
@click.argument("words", nargs=-1)
@click.option("--because", default="", help="Why: kept with the decision.")
@click.option("--by", default=None, help="Who decides; your login name if not given.")
@click.option("--list", "listing", is_flag=True, help="All decisions, by whom and why, and whether they hold.")
@click.option("--queue", "asking", is_flag=True, help="What to correct first: the statements that would teach most.")
@limit_option
@json_option
@click.pass_obj
def decide(
    folder: Path,
    action: str | None,
    words: tuple[str, ...],
    because: str,
    by: str | None,
    listing: bool,
    asking: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Rename, merge, move, accept, correct: replayed on every run."""
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    if listing:
        with opened(folder) as opened_study:
            print_decisions(opened_study, as_json=as_json)
        return
    if asking:
        with opened(folder) as opened_study:
            print_queue(opened_study.analysis, limit, as_json=as_json)
        return
    if action is None:
        raise click.UsageError("say what is decided: insightmine decide rename T3 NAME; --help lists the actions")
    wanted = Action(action)
    has_value = wanted in _WITH_VALUE and len(words) > 1
    targets, value = (words[:-1], words[-1]) if has_value else (words, None)
    with Study.open(folder) as study, Bar() as bar:
        before = set(study.analysis.problems)
        decision = study.decide(wanted, targets, value, because=because, by=by, progress=bar)
        problems = [item for item in study.analysis.problems if item.about == decision.id or item not in before]
    if as_json:
        emit_json({
            "decision": decision.id, "action": decision.action.value, "targets": list(decision.targets),
            "value": decision.value, "by": decision.by,
            "problems": [problem_row(item) for item in problems],
        })  # fmt: skip
        return
    say(f"{decision.id}: {decision.action} {' '.join(decision.targets)} {decision.value or ''}".rstrip())
    for item in problems:
        say(f"   {item.about}: {item.text}")
