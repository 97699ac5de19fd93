"""`init` and `ingest`: make a study, and read transcripts into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.output import counted, emit_json, json_option, note, paragraph, problem_row, quoted, say

if TYPE_CHECKING:
    from insightmine.readings import Listed
    from insightmine.upkeep import IngestReport

_LISTED_AT_MOST = 12


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@json_option
@click.pass_obj
def init(study_folder: Path, folder: Path | None, as_json: bool) -> None:
    """Make a commented study folder."""
    from insightmine.study import Study

    target = folder or study_folder
    with Study.init(target):
        if as_json:
            emit_json({"study": target.as_posix()})
        else:
            here, study = quoted(target), "" if target == Path() else f" --study {quoted(target)}"
            say(f"A study in {target.resolve()}. Put the transcripts into it and run: insightmine ingest {here}{study}")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-statements", is_flag=True, help="Each row of a CSV is one statement, kept whole.")
@click.option("--participant-column", metavar="NAME", help="The CSV column that says who speaks.")
@click.option("--text-column", metavar="NAME", help="The CSV column that holds what was said.")
@click.option("--transcript-column", metavar="NAME", help="The CSV column that tells interviews apart.")
@click.option("--encoding", metavar="NAME", help="The text encoding, where the guess is wrong.")
@click.option(
    "--least-speech",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    help="Refuse a file with less of its text in turns (0.5; 0 reads any).",
)
@click.option("--redact", is_flag=True, help="Put pseudonyms in the place of names before anything is computed.")
@click.option("--dry-run", is_flag=True, help="Show what would be read and what would be left out; store nothing.")
@click.option("--explain-roles", is_flag=True, help="Show who is taken for what, and on what evidence.")
@json_option
@click.pass_obj
def ingest(
    study_folder: Path,
    paths: tuple[Path, ...],
    as_statements: bool,
    participant_column: str | None,
    text_column: str | None,
    transcript_column: str | None,
    encoding: str | None,
    least_speech: float | None,
    redact: bool,
    dry_run: bool,
    explain_roles: bool,
    as_json: bool,
) -> None:
    """Read transcripts, and bring themes, journey and outcomes up to date.

    Only what is new or changed is computed. Exit code 3: done, but some files or rows of measures.csv were refused;
    4: nothing usable.
    """
    from insightmine.cli.preview import print_roles
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    given = {
        "as_statements": as_statements or None,
        "participant_column": participant_column,
        "text_column": text_column,
        "transcript_column": transcript_column,
        "encoding": encoding,
        "least_speech": least_speech,
    }
    overrides: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if dry_run:
        _preview(study_folder, paths, overrides, explain_roles, as_json)
        return
    with Study.open(study_folder, create=True) as study, Bar() as bar:
        result = study.ingest(paths, reading=replace(study.options.input, **overrides), redact=redact, progress=bar)
    if as_json:
        emit_json(ingest_summary(result, explain_roles=explain_roles))
    else:
        print_ingest(result, study_folder)
        if explain_roles:
            print_roles(result.analysis.transcripts)
    click.get_current_context().exit(result.exit_code)


def _preview(
    folder: Path, paths: Sequence[Path], overrides: dict[str, Any], explain_roles: bool, as_json: bool
) -> None:
    from insightmine.cli.preview import preview_summary, print_preview
    from insightmine.cli.progress import Bar
    from insightmine.config import load_options
    from insightmine.study import Study

    reading = replace(load_options(folder).input, **overrides)
    with Bar() as bar:
        preview = Study.preview(folder, paths, reading=reading, progress=bar)
    if as_json:
        emit_json(preview_summary(preview))
    else:
        print_preview(preview, explain_roles)
    click.get_current_context().exit(preview.exit_code)


def ingest_summary(result: IngestReport, *, explain_roles: bool = False) -> dict[str, Any]:
    """What a run did, as plain values; with `explain_roles`, who is taken for what, and on what evidence."""
    from insightmine.cli.preview import role_row
    from insightmine.report.language_notes import language_notes

    analysis, intake = result.analysis, result.intake
    roles = [role_row(item, role) for item in analysis.transcripts for role in item.roles] if explain_roles else None
    return {
        **({} if roles is None else {"roles": roles}),
        "read": [
            {"source": t.source, "transcript": t.id, "format": t.format, "language": t.language,
             "in_themes": t.in_themes, "record": t.record.value, "translation_of": t.translation_of,
             "participants": list(t.participants), "n_turns": len(t.turns), "n_words": t.n_words,
             "n_words_dropped": sum(len(group.words) for group in t.dropped), "warnings": list(t.warnings)}
            for t in analysis.transcripts
        ],
        "n_files_read": len(intake.read),
        "n_files_unchanged": intake.n_unchanged,
        "set_aside": [{"source": item.source, "reason": item.reason} for item in (*intake.set_aside, *result.copies)],
        "refused": [{"source": item.source, "reason": item.reason, "hint": item.hint} for item in intake.refused],
        "gone": list(intake.gone),
        "plug_in_problems": list(intake.problems),
        "language_notes": list(language_notes(analysis)),
        "problems": [problem_row(item) for item in analysis.problems],
        "recomputed": result.recomputed,
        "n_transcripts": len(analysis.transcripts),
        "n_participants": len(analysis.people),
        "n_statements": len(analysis.statements),
        "n_unplaced": len(analysis.unplaced),
        "n_themes": len(analysis.themes),
        "n_signals": len(analysis.signals),
        "n_outcomes": len(analysis.outcomes),
        "journey": analysis.journey.origin.value,
        "n_identifiers_replaced": sum(not item.awaits_review for item in analysis.redactions),
        "n_identifiers_to_review": len(analysis.to_review),
    }  # fmt: skip


def print_ingest(result: IngestReport, folder: Path, report: Path | None = None) -> None:
    """What was read, what was not and why, and what the study now holds: the answer in short."""
    from insightmine.cli.answer import print_answer
    from insightmine.cli.redact import print_redacted
    from insightmine.cli.tables import print_language_notes
    from insightmine.report.wording import material_in_words

    analysis, intake = result.analysis, result.intake
    unchanged = f" ({intake.n_unchanged} unchanged since the last run)" if intake.n_unchanged else ""
    say(f"Read {counted(len(intake.read), 'file')}{unchanged}.")
    _print_listed("Set aside, no interview", (*intake.set_aside, *result.copies))
    _print_listed("Refused", intake.refused)
    if intake.gone:
        say(f"No longer there, taken out of the study: {', '.join(intake.gone)}")
    for of_a_parser in intake.problems:
        note(of_a_parser)
    for transcript in analysis.transcripts:
        for warning in transcript.warnings:
            note(f"{transcript.source}: {warning}")
    for problem in analysis.problems:
        note(problem.text if problem.text.startswith(problem.about) else f"{problem.about}: {problem.text}")
    if not analysis.statements:
        note("Nothing usable: no participant's statement was found. `insightmine show FILE` tells who is who.")
        return
    words, dropped = _words(result)
    parts = [
        *(f"{number} {noun}" for number, noun in material_in_words(analysis.transcripts)),
        counted(len(analysis.people), "participant"),
        counted(len(analysis.statements), "statement"),
    ]
    say(
        f"The study: {', '.join(parts)}. {words:,} words are in turns, {dropped:,} on the list of what was "
        "left out (labels, times, headings), none lost."
    )
    print_language_notes(analysis)
    single = sum(theme.single_voice for theme in analysis.themes)
    say(
        f"Found: {counted(len(analysis.themes) - single, 'theme')}, {counted(single, 'single voice')}, "
        f"{counted(len(analysis.unplaced), 'statement')} unplaced, "
        f"{counted(len(analysis.signals), 'booster or blocker candidate')}, "
        f"{counted(len(analysis.outcomes), 'candidate outcome')}."
    )
    print_redacted(analysis, folder)
    print_answer(analysis, folder, report)


def _words(result: IngestReport) -> tuple[int, int]:
    transcripts = result.analysis.transcripts
    dropped = sum(len(group.words) for t in transcripts for group in t.dropped)
    return sum(t.n_words for t in transcripts), dropped


def _print_listed(title: str, listed: Sequence[Listed]) -> None:
    if not listed:
        return
    say(f"{title}:")
    by_reason: dict[str, list[str]] = {}
    for item in listed:
        by_reason.setdefault("; ".join(part for part in (item.reason, item.hint) if part), []).append(item.source)
    for reason, names in by_reason.items():
        more = f" and {len(names) - _LISTED_AT_MOST} more (--json lists all)" if len(names) > _LISTED_AT_MOST else ""
        paragraph(f"{', '.join(names[:_LISTED_AT_MOST])}{more}: {reason}", "  ", "    ")
