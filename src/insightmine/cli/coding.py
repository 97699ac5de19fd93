"""A second coder's sheet brought in: what was kept, what does not hold, and how far it agrees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.agree import compared_rows, print_compared
from insightmine.cli.output import counted, emit_json, note, say

if TYPE_CHECKING:
    from insightmine.kept_codings import Adopted, BroughtIn

_DISAGREEMENTS = 3


def import_coding(folder: Path, file: Path, by: str | None, *, adopt: bool, as_json: bool) -> None:
    """Read the sheet, keep it, compare it with the study; with `adopt` write it down as decisions, too."""
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    if by is None:
        raise click.UsageError("say whose coding it is: --by NAME")
    with Study.open(folder) as study, Bar() as bar:
        brought = study.import_coding(file, by)
        before = study.analysis
        adopted = study.adopt_coding(by, progress=bar) if adopt and brought.n_rows else None
    for item in brought.refused:
        note(f"{file.name}, line {item.line}: {item.reason}")
    if as_json:
        emit_json(_rows(brought, adopted))
    else:
        _print_kept(brought, folder)
        if brought.compared is not None:
            say()
            print_compared(brought.compared, before, _DISAGREEMENTS)
        if adopted is not None:
            _print_adopted(adopted)
    if brought.exit_code:
        click.get_current_context().exit(brought.exit_code)


def _print_kept(brought: BroughtIn, folder: Path) -> None:
    if not brought.n_rows:
        say("No code was kept: no row holds one that fits.")
        return
    where = brought.path.relative_to(folder) if brought.path.is_relative_to(folder) else brought.path
    parts = [f"{counted(brought.n_rows, 'statement')} coded by {brought.coder}, kept in {where.as_posix()}"]
    parts += [f"{brought.n_new} new"] if brought.n_new != brought.n_rows else []
    parts += [f"{brought.n_changed} coded otherwise than before"] if brought.n_changed else []
    parts += [f"{counted(brought.n_empty, 'row')} not coded"] if brought.n_empty else []
    parts += [f"{counted(len(brought.refused), 'value')} refused, see above"] if brought.refused else []
    say("; ".join(parts) + ".")


def _print_adopted(adopted: Adopted) -> None:
    adoption = adopted.adoption
    first, last = (adopted.decisions[0].id, adopted.decisions[-1].id) if adopted.decisions else ("", "")
    span = f" ({first} to {last})" if last != first else f" ({first})" if first else ""
    say(f"\n{counted(len(adopted.decisions), 'decision')} written down{span}; {adoption.n_held} held already.")
    if adoption.left:
        say(f"{counted(adoption.left, 'value')} that no decision can say: basis, codes. They stay in the coding.")
    for wanted, ruling in adoption.conflicts:
        decided = f"{ruling.by} decided {ruling.value} ({ruling.id})"
        say(f"   {wanted.statement}: {wanted.action} {wanted.value}, but {decided}")


def _rows(brought: BroughtIn, adopted: Adopted | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "coding": {
            "coder": brought.coder,
            "path": brought.path.as_posix(),
            "n_rows": brought.n_rows,
            "n_new": brought.n_new,
            "n_changed": brought.n_changed,
            "n_empty": brought.n_empty,
        },
        "refused": [{"line": item.line, "reason": item.reason} for item in brought.refused],
        "agreement": None if brought.compared is None else compared_rows(brought.compared, _DISAGREEMENTS),
    }
    if adopted is not None:
        found["adopted"] = {
            "decisions": [decision.id for decision in adopted.decisions],
            "conflicts": [
                {"statement": wanted.statement, "action": wanted.action.value, "value": wanted.value,
                 "decision": ruling.id, "by": ruling.by, "decided": ruling.value}
                for wanted, ruling in adopted.adoption.conflicts
            ],
            "n_held": adopted.adoption.n_held,
            "left": adopted.adoption.left,
        }  # fmt: skip
    return found
