"""`forget`: a participant's words leave the study, and every file is looked into afterwards."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.output import counted, emit_json, json_option, note, paragraph, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.forgetting import Elsewhere, Forgetting, Forgotten, Found, Plan

_LISTED = 12
_WHY = {
    "redactions.csv": "; the row stays, so that the name others say is kept out of the results",
    "study.db": "; what stands in journey.toml or in the guide stands there too: change it, and run ingest",
}
_LIMITS = (
    "What this cannot do: it does not reach copies, backups, e-mails or printouts, nor what others wrote from memory; "
    "short remarks of fewer than five words cannot be told from other people's; a disk may keep deleted blocks until "
    "they are written over; and what others said about the person stays, as their words."
)


@click.command()
@click.argument("person", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would go, and what would be left to you; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--because", default="", help="Why: kept with the date, without the name.")
@click.option("--by", default=None, help="Who decides; your login name if not given.")
@json_option
@click.pass_obj
def forget(
    folder: Path, person: str | None, dry_run: bool, yes: bool, because: str, by: str | None, as_json: bool
) -> None:
    """Take a participant out of the study for good, and prove it.

    Says first what will go. Without PERSON it finishes an erasure that was interrupted. Exit code 3: done, and what is
    listed is left to you; your own files, the transcripts among them, are never changed.
    """
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    with Study.open(folder) as study:
        if person is None:
            with Bar() as bar:
                done = study.finish_forgetting(progress=bar)
            _print_done(done, as_json)
            return
        plan = study.plan_forgetting(person, because=because, by=by)
        if dry_run:
            if as_json:
                emit_json({"done": False, **_plan_row(plan)})
            else:
                _print_plan(plan)
            return
        if not yes:
            _ask(plan, as_json)
        elif not as_json:
            _print_plan(plan)
        with Bar() as bar:
            done = study.forget(person, because=because, by=by, progress=bar)
    _print_done(done, as_json)


def _ask(plan: Plan, as_json: bool) -> None:
    """Show the plan and wait for a yes. Raises `UsageError` where nobody can be asked."""
    from insightmine.errors import UsageError

    if as_json or not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError("forget takes words away for good", hint="look with --dry-run first, then give --yes")
    _print_plan(plan)
    if not click.confirm("\nForget this person for good?", default=False):
        note("Nothing was changed.")
        raise click.Abort


def _print_plan(plan: Plan) -> None:
    """What will go, and what will be left to the researcher."""
    alone = [file.name for file in plan.forgetting.files if file.alone]
    shared = [file.name for file in plan.forgetting.files if not file.alone]
    said = f"{counted(plan.n_turns, 'turn')}, {counted(plan.n_words, 'word')}"
    statements = counted(len(plan.forgetting.statements), "statement")
    say(f"To be forgotten: {plan.forgetting.person}")
    if plan.n_turns == 0 and not plan.forgetting.statements:
        paragraph("Nothing that they said is in the study any more; only the name can be looked for now.")
    say("\nWill go")
    _line("words", f"{said}, {statements}; vectors, index and every name made of them")
    _listed("sessions", alone, "whole, for an interviewer repeats what was said")
    _listed("turns out of", shared, "only theirs, and those in which an interviewer repeats them")
    theirs = [f"{theme} ({counted(others, 'other') if others else 'nobody else'})" for theme, _, others in plan.themes]
    _listed("themes", theirs, "all themes are formed anew from what the others said")
    _listed("decisions", plan.decisions_dropped, "they are about this person")
    _listed("quotes in", plan.decisions_changed, "what was decided stays")
    for name, lines in plan.rows.items():
        _line("rows of", f"{name}, line {', '.join(map(str, lines[:_LISTED]))}")
    _listed("files", plan.files, "written by insightmine and not changed since")
    _print_left(plan.forgetting, plan.sources, plan.yours, plan.elsewhere, plan.said_by_others)


def _print_left(
    forgetting: Forgetting,
    sources: Sequence[str],
    found: Sequence[Found],
    elsewhere: Sequence[Elsewhere],
    said: Sequence[tuple[str, str, int, int]],
) -> None:
    """What is not insightmine's to change."""
    if not (sources or found or elsewhere or said or forgetting.recordings):
        return
    say("\nLeft to you")
    shared = {file.name for file in forgetting.files if not file.alone}
    for path in sources:
        if any(path.endswith(name) for name in shared):
            _line("edit", f"{path}: take their turns out; the others' are read from it")
        else:
            _line("delete", f"{path}: their words, in a file that insightmine never changes")
    _listed("recordings", forgetting.recordings, "their voice; insightmine never changes them")
    for item in found[:_LISTED]:
        where = f", {item.entry}" if item.entry else f", line {item.line}" if item.line else ""
        why = _WHY.get(PurePath(item.path).name, "")
        _line("look at", f"{item.path}{where}: {_what(item)}{why}")
    if len(found) > _LISTED:
        _line("", f"and {counted(len(found) - _LISTED, 'more file')} (--json lists all)")
    for place, at, holds, names in _by_folder(elsewhere):
        state: dict[bool | None, str] = {True: "it holds something of them", False: "nothing of them was found in it"}
        _line("handed out", f"{place} ({names}; {at[:10]}): {state.get(holds, 'no longer there; who has it?')}")
    by_source: dict[str, int] = {}
    for source, _, names_said, _ in said:
        by_source[source] = by_source.get(source, 0) + names_said
    places = [f"{source} ({counted(times, 'time')})" for source, times in by_source.items()]
    _listed(
        "name said in",
        places,
        "other people's words, which stay; redact keeps the name out of results, if it has a row in redactions.csv",
    )


def _by_folder(elsewhere: Sequence[Elsewhere]) -> list[tuple[str, str, bool | None, str]]:
    """What was handed out, the files of one folder, one time and one state together."""
    together: dict[tuple[str, str, bool | None], list[str]] = {}
    for file in elsewhere:
        path = PurePath(file.path)
        together.setdefault((path.parent.as_posix(), file.at, file.holds), []).append(path.name)
    return [(*key, names[0] if len(names) == 1 else f"{len(names)} files") for key, names in together.items()]


def _listed(title: str, items: Sequence[str], why: str) -> None:
    if items:
        more = f" and {len(items) - _LISTED} more" if len(items) > _LISTED else ""
        _line(title, f"{', '.join(items[:_LISTED])}{more}: {why}")


def _line(title: str, text: str) -> None:
    paragraph(text, f"  {title:<13}", " " * 15)


def _what(item: Found) -> str:
    parts = []
    if item.runs:
        parts.append(f"{counted(item.runs, 'run')} of five of their words")
    if item.names:
        parts.append(f"the name {counted(item.names, 'time')}")
    if item.in_path:
        parts.append("the name in the file's own name")
    return ", ".join(parts)


def _print_done(done: Forgotten, as_json: bool) -> None:
    """The result of looking into every file; leaves with its exit code."""
    if as_json:
        emit_json({"done": True, **_plan_row(done.plan), **_done_row(done)})
    else:
        say("\nForgotten. Themes, counts and everything else were made anew without this person.")
        _print_left(done.plan.forgetting, done.sources, done.scanned.found, done.elsewhere, done.said_by_others)
        for path, reason in done.scanned.closed[:_LISTED]:
            _line("not seen", f"{path}: {reason}")
        _print_verdict(done)
        say()
        paragraph(_LIMITS)
    click.get_current_context().exit(done.exit_code)


def _print_verdict(done: Forgotten) -> None:
    looked = f"\n{counted(done.scanned.n_files, 'file')} scanned for runs of five of their words and for their name"
    if done.is_clean:
        say(f"{looked}: nothing found.")
        return
    n_files = len(done.scanned.found) + len(done.sources)
    n_out = sum(file.holds is not False for file in done.elsewhere)
    parts = [f"{counted(n_files, 'file')} left to you" if n_files else "nothing found in this folder"]
    if n_out:
        parts.append(f"{n_out} handed out")
    if done.said_by_others:
        parts.append("others say the name")
    say(f"{looked}: {', '.join(parts)} (above).")


def _plan_row(plan: Plan) -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "person": plan.forgetting.person,
        "n_turns": plan.n_turns,
        "n_words": plan.n_words,
        "n_statements": len(plan.forgetting.statements),
        "transcripts": [{"source": file.name, "alone": file.alone} for file in plan.forgetting.files],
        "themes": [{"theme": theme, "n_others": others} for theme, _, others in plan.themes],
        "decisions_dropped": list(plan.decisions_dropped),
        "decisions_changed": list(plan.decisions_changed),
        "rows": {name: list(lines) for name, lines in plan.rows.items()},
        "files_deleted": list(plan.files),
        "sources": list(plan.sources),
        "recordings": list(plan.forgetting.recordings),
        "yours": to_builtins(plan.yours),
        "handed_out": to_builtins(plan.elsewhere),
        "said_by_others": _said_rows(plan.said_by_others),
    }


def _done_row(done: Forgotten) -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "is_clean": done.is_clean,
        "n_files_scanned": done.scanned.n_files,
        "found": to_builtins(done.scanned.found),
        "not_looked_into": [{"path": path, "reason": reason} for path, reason in done.scanned.closed],
        "sources": list(done.sources),
        "handed_out": to_builtins(done.elsewhere),
        "said_by_others": _said_rows(done.said_by_others),
        "n_cached": done.cached,
        "limits": _LIMITS,
    }


def _said_rows(said: Sequence[tuple[str, str, int, int]]) -> list[dict[str, Any]]:
    return [{"source": source, "place": place, "names": names} for source, place, names, _ in said]
