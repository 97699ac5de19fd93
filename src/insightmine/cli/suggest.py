"""`journey --suggest`: steps to begin a journey.toml with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from insightmine.cli.output import counted, emit_json, note, say

if TYPE_CHECKING:
    from insightmine.domain.suggestions import Suggestion
    from insightmine.open_study import OpenStudy

_NOTHING = (
    "Nothing here suggests steps: there is no guide, no heading and no question that recurs, and no topic that people "
    "come to at the same place. That is a result too: not every study walks through steps."
)


def show_suggestions(study: OpenStudy, output: Path | None, *, as_json: bool) -> None:
    """Print the draft, or write it to a new file; as JSON, with what speaks for each step."""
    from insightmine.suggesting import draft_of, write_draft

    suggested = study.suggest_journey()
    if output is not None and suggested:
        write_draft(output, suggested)
        if not output.resolve().is_relative_to(study.folder.resolve()):  # a journey.toml there is the study's own
            study.note_handed_out(output)
    if as_json:
        emit_json({"steps": [_row(one) for one in suggested], "draft": output.as_posix() if output else None})
    elif not suggested:
        say(_NOTHING)
    elif output is None:
        say(draft_of(suggested))
        note("A draft: look it through, and save it with -o journey.toml in the study's folder.")
    else:
        say(f"{counted(len(suggested), 'step')} written to {output}. Look them through, then run: insightmine ingest")


def _row(one: Suggestion) -> dict[str, Any]:
    return {
        "id": one.step.id,
        "name": one.step.name,
        "description": one.step.description,
        "examples": list(one.step.examples),
        "headings": list(one.step.headings),
        "source": one.source.value,
        "sureness": one.sureness.value,
        "because": one.because,
        "participants": list(one.participants),
        "n_statements": one.n_statements,
    }
