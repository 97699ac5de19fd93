"""`themes --detail`: the same statements in fewer, broader groups or in more and finer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from insightmine.cli.output import counted, emit_json, paragraph, say
from insightmine.cli.quote import print_quote

if TYPE_CHECKING:
    from insightmine.open_study import OpenStudy
    from insightmine.report.branches import NamedBranch

WORDS = {"broad": 0.2, "fine": 0.8}


class Detail(click.ParamType):  # type: ignore[type-arg]  # generic only in later versions of click
    """A number from 0 to 1, or a word for one."""

    name = "detail"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Fails with a message for the user."""
        try:
            number = WORDS[str(value)] if value in WORDS else float(str(value))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 1:
            self.fail(f"{value!r} is neither a number from 0 to 1 nor broad nor fine", param, ctx)
        return number


def show_at_detail(study: OpenStudy, detail: float, limit: int, quotes: int, everything: bool, as_json: bool) -> None:
    """The groups at this detail, with their people, what of the themes they are, and quotes."""
    from insightmine.report.branches import branch_row

    groups = study.themes_at(detail)
    if as_json:
        emit_json({"detail": detail, "themes_at": study.analysis.tree.detail, "groups": list(map(branch_row, groups))})
        return
    if not groups:
        say("These results hold no hierarchy of themes: the next `insightmine ingest` makes one.")
        return
    shown = groups if everything else groups[:limit]
    for group in shown:
        _print_group(study, group, quotes)
    left = len(groups) - len(shown)
    say(f"{counted(len(groups), 'group')} at detail {detail:g}; the themes are at {study.analysis.tree.detail:g}.")
    if left:
        say(f"{counted(left, 'more group')}: --all shows every one.")


def _print_group(study: OpenStudy, group: NamedBranch, quotes: int) -> None:
    ids = " + ".join(group.branch.themes)
    of = f"part of {ids}" if group.branch.is_part else ids
    say(f"{group.name}  [{of}]")
    paragraph(
        f"{counted(len(group.participants), 'participant')}, {counted(len(group.statements), 'statement')}.", "    "
    )
    for statement in group.statements[:quotes]:
        print_quote(study.analysis, statement, "    ")
    say()
