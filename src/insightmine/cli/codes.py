"""`import` of a codebook, and what the codes of a study hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from insightmine.cli.output import counted, emit_json, paragraph, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.code_use import CodeUse


def import_codebook(folder: Path, file: Path, *, as_json: bool) -> None:
    """Take a codebook over into the study, and say what its codes hold there."""
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    with Study.open(folder, create=True) as study, Bar() as bar:
        taken = study.import_codebook(file, progress=bar)
        uses = study.codes()
    if as_json:
        kept = taken.set_aside.as_posix() if taken.set_aside else None
        emit_json({"file": taken.path.name, "set_aside": kept, "codes": code_rows(uses)})
        return
    say(f"{counted(len(uses), 'code')} in {taken.path.name}")
    if taken.set_aside:
        say(f"The codebook before it is kept as {taken.set_aside.as_posix()}.")
    for use in uses:
        if use.theme:
            more = f", {use.n_also} more have it as well" if use.n_also else ""
            said = f"{counted(use.n_statements, 'statement')} by {_people(use.n_people)}{more}"
            paragraph(f"{use.theme}  {use.code}: {said}", "  ", "      ")
    print_silent_codes(uses)


def print_silent_codes(uses: Sequence[CodeUse]) -> None:
    """The codes that nobody speaks to."""
    silent = [use.code for use in uses if use.theme is None]
    if silent:
        paragraph(f"No statement yet: {'; '.join(silent)}. Nobody may have been asked.", "", "  ")


def code_rows(uses: Sequence[CodeUse]) -> list[dict[str, Any]]:
    """The codes as in the JSON of `themes`."""
    return [
        {
            "code": use.code, "parent": use.parent, "theme": use.theme, "n_statements": use.n_statements,
            "n_participants": use.n_people, "n_also": use.n_also,
        }
        for use in uses
    ]  # fmt: skip


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
