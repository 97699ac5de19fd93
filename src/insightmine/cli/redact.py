"""`redact`: pseudonyms in the place of what identifies people, and a list for a person to look through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.output import counted, emit_json, json_option, note, paragraph, quoted, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.identifiers import Identifier
    from insightmine.redacting import RedactionReport
    from insightmine.study import Study

_LISTED = 20
_FILE = "redactions.csv"


@click.command()
@click.option("--dry-run", is_flag=True, help="Only look: what would be replaced, and what is for you to judge.")
@click.option("--off", is_flag=True, help="Compute everything from the clear text again; needs --yes.")
@click.option("--yes", is_flag=True, help="With --off: yes, the clear names shall be in the results.")
@json_option
@click.pass_obj
def redact(folder: Path, dry_run: bool, off: bool, yes: bool, as_json: bool) -> None:
    """Put pseudonyms in the place of names, addresses and numbers, before anything is computed.

    The list of what stands for what is redactions.csv in the study folder: edit it (action, pseudonym, rows of your
    own) and run this again. While it lies there, every run redacts.
    """
    from insightmine.cli.progress import Bar

    if off and dry_run:
        raise click.UsageError("--off and --dry-run do not go together")
    if off and not yes:
        raise click.UsageError("--off puts the clear names back into the results; if that is meant, add --yes")
    with _opened(folder) as study, Bar() as bar:
        if off:
            astray = _astray(study)
            kept = study.stop_redacting(progress=bar)
            lost = sorted(_astray(study) - astray)
        else:
            report = study.redact(dry_run=dry_run, progress=bar)
    if off:
        _print_off(kept, lost, as_json)
    elif as_json:
        emit_json(redaction_summary(report))
    else:
        print_redaction(report)


def _opened(folder: Path) -> Study:
    """The study. Raises `UsageError` where there is none, saying how to make one that is redacted from the start."""
    from insightmine.errors import UsageError
    from insightmine.redacting import FIRST
    from insightmine.study import Study

    try:
        return Study.open(folder)
    except UsageError as error:
        if str(error).startswith("no study"):
            raise UsageError(f"no study in {folder}", hint=FIRST) from error
        raise


def _astray(study: Study) -> set[str]:
    """The decisions that do not find their way as the results are now."""
    from insightmine.errors import NothingUsable

    written = {decision.id for decision in study.decisions}
    try:
        return {problem.about for problem in study.analysis.problems} & written
    except NothingUsable:  # nothing was ingested yet
        return set()


def _print_off(kept: Path | None, lost: Sequence[str], as_json: bool) -> None:
    if as_json:
        emit_json({"redaction": False, "kept": kept.name if kept else None, "decisions_lost": list(lost)})
    elif kept is None:
        say("Redaction was off already.")
    else:
        say(f"Redaction is off: the results hold the clear text again. The list is kept as {kept.name}.")
        say(f"To turn it on again with the same pseudonyms, call it {_FILE} and run: insightmine redact")
        if lost:
            which = ", ".join(lost[:_LISTED]) + (", ..." if len(lost) > _LISTED else "")
            note(f"Decisions that no longer find what they are about: {len(lost)} ({which})")


def redaction_summary(report: RedactionReport) -> dict[str, Any]:
    """The report as plain values. It holds clear text: it is for the researcher, not for sharing."""
    return {
        "redaction": True,
        "stored": report.is_stored,
        "replaced": [{"kind": kind, "different": n, "places": places} for kind, (n, places) in report.counts.items()],
        **({} if report.is_stored else {"would_replace": [_row(row) for row in report.to_replace]}),
        "left_clear": [
            {
                "text": item.text,
                "kind": item.kind.value,
                "count": item.places,
                "with_capital": item.with_capital,
                "example": item.example,
            }
            for item in report.left_clear
        ],
        "stand_nowhere": [row.text for row in report.useless],
        "to_review": [
            {"text": row.text, "kind": row.kind.value, "count": row.count, "reason": row.reason}
            for row in report.to_review
        ],
        "only_names_and_patterns": list(report.other_languages),
        "written_before": list(report.files),
        "backups": list(report.backups),
    }


def _row(row: Identifier) -> dict[str, Any]:
    return {"text": row.text, "kind": row.kind.value, "pseudonym": row.pseudonym, "count": row.count}


def print_redaction(report: RedactionReport) -> None:
    """What was replaced, what waits for a person, and what this does not achieve."""
    _print_replaced(report)
    _print_texts(report)
    _print_left_clear(report)
    _print_review(report)
    if report.useless:
        texts = ", ".join(repr(row.text) for row in report.useless[:_LISTED])
        note(f"Your rows in {_FILE} that stand nowhere in the study: {texts}")
    others = report.other_languages
    if others:
        paragraph(
            f"Not in English, so that only known names and patterns were looked for: {', '.join(others[:6])}"
            + (f" and {len(others) - 6} more" if len(others) > 6 else "")
        )
    say("\nWhat this does not achieve")
    for line in LIMITS:
        paragraph(line, "  - ", "    ")
    if report.is_stored:
        _print_where(report)


LIMITS = (
    "It finds many names and numbers, not all: read what you share.",
    "Who knows the people recognises them by a story, a job title, a way of speaking, or "
    "by facts that are harmless one "
    "by one. This helps; it does not make anybody anonymous, and the text stays personal data.",
    "Recordings and their voices are not changed.",
)


def _print_replaced(report: RedactionReport) -> None:
    if not report.counts:
        say("Nothing was found to be replaced.")
        return
    say("Replaced:" if report.is_stored else "Would be replaced (nothing is stored):")
    table(
        ("kind", "different", "places"),
        [(kind, f"{different:,}", f"{places:,}") for kind, (different, places) in report.counts.items()],
    )


def _print_texts(report: RedactionReport) -> None:
    """In a look, what would be replaced by what; once it is done, the list says so."""
    rows = report.to_replace
    if report.is_stored or not rows:
        return
    say("\nThe most frequent of them:" if len(rows) > _LISTED else "\nThese:")
    shown = [(row.text, row.pseudonym, f"{row.count:,}") for row in rows[:_LISTED]]
    table(("text", "becomes", "places"), shown)
    if len(rows) > _LISTED:
        say(f"and {len(rows) - _LISTED:,} more (--json lists all)")


def _print_left_clear(report: RedactionReport) -> None:
    """Where a name of the list reads as another word, so that it was not replaced."""
    left = report.left_clear
    if not left:
        return
    say()
    paragraph(
        f"Not replaced everywhere, as they read as other words there; to replace one at every place, write it into "
        f"{_FILE} yourself (a row that has only the text, or with found_by set to person):"
    )
    rows = [(item.text, f"{item.places:,}", f"{item.with_capital:,}", item.example) for item in left[:_LISTED]]
    table(("text", "places", "with a capital", "the first"), rows)
    if len(left) > _LISTED:
        say(f"and {len(left) - _LISTED:,} more (--json lists all)")


def _print_review(report: RedactionReport) -> None:
    waiting = report.to_review
    if not waiting:
        return
    where = f"; set action to replace, or reviewed to yes in {_FILE}" if report.is_stored else ""
    say(f"\nFor you to judge, left as it is ({counted(len(waiting), 'item')}{where}):")
    rows = [(row.text, row.kind.value, f"{row.count:,}", row.reason) for row in waiting[:_LISTED]]
    table(("text", "kind", "places", "why it is listed"), rows)
    if len(waiting) > _LISTED:
        say(f"and {len(waiting) - _LISTED:,} more" + (f" in {_FILE}" if report.is_stored else ""))


def _print_where(report: RedactionReport) -> None:
    say()
    paragraph(
        f"The originals are still in the study folder: {_FILE} holds the clear names (only you can read it), the "
        "transcripts themselves, decisions.jsonl what you typed, and the table `sources` of .insightmine/study.db what "
        "was read. Share reports and exports, never the folder."
    )
    if report.files:
        note(f"Written before, and perhaps with clear names in them: {', '.join(report.files[:6])}")
    if report.backups:
        note(f"Copies of the database from before hold the clear text; delete them: {', '.join(report.backups)}")


def print_redacted(analysis: Analysis, folder: Path) -> None:
    """Of a study that is redacted: how much was replaced, and how much waits for a person."""
    replaced = sum(not item.awaits_review for item in analysis.redactions)
    if not replaced and not analysis.to_review:
        return
    command = f"insightmine --study {quoted(folder)} redact" if folder != Path() else "insightmine redact"
    waiting = f"; {counted(len(analysis.to_review), 'text')} for you to judge: {command}" if analysis.to_review else ""
    say(f"Redacted: pseudonyms stand at {counted(replaced, 'place')}{waiting}.")


def note_unreviewed(analysis: Analysis) -> None:
    """On what is to be shared: that there is something in it which nobody has looked at."""
    if analysis.to_review:
        note(
            f"{counted(len(analysis.to_review), 'text')} that may identify somebody await your review in {_FILE}: "
            "insightmine redact lists them"
        )
