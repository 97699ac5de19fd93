"""`check-plan`: which entries of a roadmap or of OKRs are outputs, outcomes, impacts, tasks; what backs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import emit_json, json_option, note, paragraph, say

if TYPE_CHECKING:
    from insightmine.domain.analysis import Analysis
    from insightmine.domain.plans import JudgedEntry, PlanCheck

_ENTRIES = 50
_INDENT = " " * 4
_WORD = 10  # columns for "But also  "


@click.command(name="check-plan")
@click.argument("plan", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it all as a page (.md).")
@click.option("--column", metavar="NAME", help="The column of a table that holds the entries.")
@click.option("--limit", default=_ENTRIES, show_default=True, type=click.IntRange(0), help="How many entries to print.")
@json_option
@click.pass_obj
def check_plan(
    folder: Path, plan: Path, output: Path | None, column: str | None, limit: int, as_json: bool
) -> None:  # fmt: skip
    """Which entries of a plan are outputs, outcomes, impacts or tasks, and what backs them.

    FILE is a roadmap or OKRs: Markdown, text, CSV or XLSX; exports of Jira and Productboard as they are. In a study,
    each entry is shown with the quotes and themes near it, and the strong blockers that no entry is near. Verdicts
    are there to be talked about: a plan of outputs is no error.
    """
    from insightmine.domain.sharing import shareable
    from insightmine.store import STORE_FOLDER

    if output is not None:
        _refuse_unwritable(output, plan)
    if (folder / STORE_FOLDER).is_dir():
        with opened(folder) as study:
            found = study.check_plan(plan, column=column)
            shared = shareable(study.analysis) if found.unaddressed is not None else None
            if output is not None:
                _write(output, found, shared)
                study.note_handed_out(output)
    else:
        from insightmine.config import ModelOptions
        from insightmine.engines import load_encoder, load_grammar
        from insightmine.plan_check import check_plan as checked

        found, shared = checked(plan, column, load_grammar(ModelOptions()), load_encoder(ModelOptions())), None
        if output is not None:
            _write(output, found, shared)
    for remark in found.plan.notes:
        note(f"Note: {remark}")
    if as_json:
        from insightmine.exchange.plan_rows import plan_rows

        emit_json(plan_rows(found, shared))
    elif output is not None:
        from insightmine.report.plan_page import summary

        say(f"{found.plan.source}: {summary(found)}")
        say(f"Written: {output}")
    else:
        print_check(found, shared, limit)


def _refuse_unwritable(output: Path, plan: Path) -> None:
    """Asked before the work, which is long for a long plan. A page replaces an earlier one, and no other file."""
    from insightmine.errors import UsageError
    from insightmine.report.plan_page import is_plan_page

    if output.suffix.lower() not in {".md", ".markdown"}:
        raise UsageError(f"{output.name}: the page is Markdown", hint="use .md")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {output.parent} for the page", hint="make it, or name another")
    if output.exists() and plan.exists() and output.samefile(plan):
        raise UsageError(f"{output.name} is the plan itself", hint="name another file for the page")
    if output.exists() and not is_plan_page(output.read_bytes()):
        raise UsageError(
            f"{output.name} is there already and is no page of check-plan, so it is not overwritten",
            hint="name another file for the page",
        )


def _write(output: Path, found: PlanCheck, shared: Analysis | None) -> None:
    from insightmine.report.plan_page import plan_markdown
    from insightmine.store import write_atomically

    write_atomically(output, plan_markdown(found, shared).encode("utf-8", "backslashreplace"))


def print_check(found: PlanCheck, shared: Analysis | None, limit: int) -> None:
    """The summary, what to hear first, each entry, and the blockers that nothing answers."""
    from insightmine.report.plan_page import SIDES, no_blockers, remarks, summary, unaddressed_lines

    say(f"{found.plan.source}: {summary(found)}")
    for text in remarks(found):
        paragraph(text, "  ")
    section = ""
    for item in found.entries[:limit]:
        if item.entry.section != section:
            section = item.entry.section
            if section:
                say(f"\n{section}")
        _print_entry(item, shared)
    left = len(found.entries) - limit
    if left > 0:
        say(f"\nand {left:,} more (--limit {len(found.entries)}; --json and -o hold all of them)")
    if shared is None:
        return
    say("\nStrong blockers that no entry is near")
    for text in unaddressed_lines(found, shared) or [no_blockers(shared)]:
        paragraph(text, "  ", _INDENT)
    say()
    paragraph(SIDES)


def _print_entry(item: JudgedEntry, shared: Analysis | None) -> None:
    from insightmine.report.plan_page import lines_of, verdict_words

    say()
    paragraph(f"{verdict_words(item)}  {item.entry.text}  ({item.entry.place})", "  ", _INDENT)
    for line in lines_of(item, shared):
        first = f"{_INDENT}{line.word:<{_WORD}}{line.sign + ' ' if line.sign else ''}"
        paragraph(line.text, first, _INDENT + " " * (_WORD + (2 if line.sign else 0)))
