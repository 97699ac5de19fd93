"""`report` and `export`: what leaves the study, for people and for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import emit_json, json_option, note, say
from insightmine.cli.redact import note_unreviewed
from insightmine.cli.segments import by_option
from insightmine.domain.analysis import Analysis

_WITHOUT_OUTCOMES = ("board", "mermaid", "journey-csv")  # they hold themes or steps

_FORMATS = """\b
Formats:
  Everything    jsonl (a documented promise), csv, xlsx, sqlite
  Planning      roadmap (Markdown), okr, jira, linear, gitlab, productboard, opportunity-tree
  A workshop    cards (four to a printed page), board (to paste onto a whiteboard)
  The journey   mermaid, journey-csv
  Second coder  coding, a sheet without results
"""


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("report.html"), show_default=True,
    help="An .html or .md file.",
)  # fmt: skip
@click.option("--accepted", is_flag=True, help="Leave out what nobody accepted yet.")
@by_option
@json_option
@click.pass_obj
def report(folder: Path, output: Path, accepted: bool, by: str | None, as_json: bool) -> None:
    """One self-contained HTML file (or Markdown, by the name)."""
    with opened(folder) as study:
        path = study.report(output, accepted_only=accepted, by=by)
        note_unreviewed(study.analysis)
        problems = [f"memos.md, {problem}" for problem in study.memo_problems()]
    for problem in problems:
        note(problem)
    if as_json:
        emit_json({"report": path.as_posix(), "problems": problems})
    else:
        say(f"Report: {path}")


@click.command(epilog=_FORMATS)
@click.argument("target", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to: TARGET by name."
)
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    metavar="FORMAT",
    help="What to write: one of the formats below.",
)
@click.option("--accepted", is_flag=True, help="With a planning format: leave out what nobody accepted yet.")
@click.option("--sample", type=click.IntRange(1), help="With coding: how many statements; 60 if not given.")
@click.option("--draw", type=click.IntRange(1), default=1, help="With coding: 2 for a second sample, and so on.")
@json_option
@click.pass_obj
def export(
    folder: Path,
    target: Path | None,
    output: Path | None,
    form: str,
    accepted: bool,
    sample: int | None,
    draw: int,
    as_json: bool,
) -> None:
    """Files for other programs and for planning tools; what participants do not allow is in none of them.

    Installed exporters are offered under their own names. docs/export.md says what is in each file, and how it is
    brought into the tool.
    """
    named = [place for place in (target, output) if place is not None]
    if len(named) != 1:
        raise click.UsageError("name one folder to write to: insightmine export FOLDER, or -o FOLDER")
    with opened(folder) as study:
        written = study.export(named[0], form, sample=sample, draw=draw, accepted_only=accepted)
        note_unreviewed(study.analysis)
        note_nothing_to_plan(study.analysis, form, accepted)
    if as_json:
        emit_json({"files": [path.as_posix() for path in written]})
    else:
        for path in written:
            say(str(path))


def note_nothing_to_plan(analysis: Analysis, form: str, accepted: bool) -> None:
    """Say why a planning file holds no outcome; the file is valid all the same."""
    from insightmine.domain.themes import Status
    from insightmine.exchange import PLANNING

    statuses = [outcome.status for outcome in analysis.outcomes]
    if form not in PLANNING:
        return
    if accepted and Status.ACCEPTED not in statuses:
        note(
            "nobody has accepted an outcome yet: insightmine decide accept ID; without --accepted, candidates are in it"
        )
    elif not set(statuses) - {Status.REJECTED} and form not in _WITHOUT_OUTCOMES:
        why = "every candidate outcome was rejected" if statuses else "no behaviour is supported well enough for one"
        note(f"no outcome is in it: {why}")
