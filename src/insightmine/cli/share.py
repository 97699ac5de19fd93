"""`report` and `export`: what leaves the study, for people and for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import emit_json, json_option, note, say
from insightmine.cli.redact import note_unreviewed


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("report.html"), show_default=True,
    help="An .html or .md file.",
)  # fmt: skip
@click.option("--accepted", is_flag=True, help="Leave out what nobody accepted yet.")
@json_option
@click.pass_obj
def report(folder: Path, output: Path, accepted: bool, as_json: bool) -> None:
    """One self-contained HTML file (or Markdown, by the name)."""
    with opened(folder) as study:
        path = study.report(output, accepted_only=accepted)
        note_unreviewed(study.analysis)
        for problem in study.memo_problems():
            note(f"memos.md, {problem}")
    if as_json:
        emit_json({"report": path.as_posix()})
    else:
        say(f"Report: {path}")


@click.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    help="jsonl; coding, a sheet for a second coder; or the name of an installed exporter.",
)
@click.option("--sample", type=click.IntRange(1), help="With coding: how many statements; 60 if not given.")
@click.option("--draw", type=click.IntRange(1), default=1, help="With coding: 2 for a second sample, and so on.")
@json_option
@click.pass_obj
def export(folder: Path, target: Path, form: str, sample: int | None, draw: int, as_json: bool) -> None:
    """Everything as files that other programs read; the fields are a documented promise."""
    with opened(folder) as study:
        written = study.export(target, form, sample=sample, draw=draw)
        note_unreviewed(study.analysis)
    if as_json:
        emit_json({"files": [path.as_posix() for path in written]})
    else:
        for path in written:
            say(str(path))
