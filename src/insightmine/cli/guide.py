"""`guide`: the study's questions and tasks, and who was asked what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import counted, emit_json, json_option, paragraph, say, table
from insightmine.cli.segments import by_option, show_split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.guides import Guide
    from insightmine.guide import Recognised
    from insightmine.report.guide_views import GuideView

_NAMES = 6
_SHOWN = 60


@click.command()
@click.option("--lines", is_flag=True, help="What each line of a guide.docx, .md, .txt or .pdf was taken for.")
@by_option
@json_option
@click.pass_obj
def guide(folder: Path, lines: bool, by: str | None, as_json: bool) -> None:
    """The guide's questions and tasks, and who was asked what."""
    with opened(folder) as study:
        if by is not None:
            show_split(study, "guide", by, as_json=as_json)
            return
        view, recognised = study.guide_view(), study.guide_lines()
        if as_json:
            emit_json(_as_json(study.options.guide, view, recognised))
        elif not study.options.guide.items:
            say("No guide: write guide.toml, or put guide.docx, guide.md or guide.pdf into the study's folder.")
        else:
            _print_source(study.options.guide, recognised, lines)
            _print_table(view)


def _as_json(known: Guide, view: GuideView, recognised: Sequence[Recognised]) -> dict[str, Any]:
    from insightmine.report.guide_views import Put

    rows = [
        {
            "id": row.item,
            "kind": "task" if row.is_task else "question",
            "text": row.text,
            "section": row.section,
            "asked": list(row.people(view.participants, Put.ASKED, Put.ANSWERED)),
            "answered": list(row.people(view.participants, Put.ANSWERED)),
            "not_asked": list(row.people(view.participants, Put.NOT_ASKED)),
        }
        for row in view.rows
    ]
    return {
        "source": known.source,
        "title": known.title,
        "research_questions": list(known.research_questions),
        "items": rows,
        "lines": [{"place": line.place, "part": line.part.value, "text": line.text} for line in recognised],
    }


def _print_source(known: Guide, recognised: Sequence[Recognised], lines: bool) -> None:
    probes = sum(len(question.probes) for question in known.questions)
    found = [counted(len(known.questions), "question"), counted(probes, "probe"), counted(len(known.tasks), "task")]
    say(f"{known.source}: {', '.join(found)}")
    if known.title:
        say(known.title)
    left = sum(line.part.value == "not read" for line in recognised)
    if lines:
        rows = [(line.place, line.part.value, line.text[:_SHOWN]) for line in recognised]
        table(("place", "taken for", "line"), rows)
    elif left:
        say(f"{counted(left, 'line')} of {len(recognised)} were taken for notes to the moderator (--lines shows all).")
    say()


def _print_table(view: GuideView) -> None:
    from insightmine.report.guide_views import Put

    rows = []
    for row in view.rows:
        missing = row.people(view.participants, Put.NOT_ASKED)
        names = ", ".join(missing[:_NAMES]) + (f" and {len(missing) - _NAMES} more" if len(missing) > _NAMES else "")
        rows.append((row.item, " ".join(row.text.split()), str(row.n_asked), str(row.n_answered), names))
    table(("id", "question or task", "asked", "answered", "not asked"), rows)
    if not view.participants:
        say("\nNobody was interviewed yet: insightmine ingest FOLDER")
        return
    if view.n_unknown:
        say("\nThe guide was changed after the last ingest; the next one counts anew.")
    say()
    paragraph(
        "Questions are found in what the interviewer said, in these or other words; `show FILE` marks the turns. Who "
        "was not asked is not counted as silent."
    )
