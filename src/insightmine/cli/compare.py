"""`compare`: what changed between two rounds of interviews, in people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import counted, emit_json, json_option, paragraph, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.rounds import Change, Comparison

_ROWS = 10
_TWO = 2
_NAME = 48


@click.command()
@click.argument("rounds", metavar="A B", nargs=-1)
@click.option(
    "--by", metavar="ATTRIBUTE",
    help="A and B are values of an attribute of participants.csv, such as round; or patterns of names, with: file.",
)  # fmt: skip
@click.option("--same-people", is_flag=True, help="A participant's name in both folders means the same person.")
@click.option("--limit", default=_ROWS, show_default=True, type=click.IntRange(0), help="How many rows without change.")
@click.option("--all", "everything", is_flag=True, help="Every row.")
@json_option
@click.pass_obj
def compare(
    folder: Path, rounds: tuple[str, ...], by: str | None, same_people: bool, limit: int, everything: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Two rounds of interviews: which behaviours and themes grew, shrank, appeared or vanished.

    A is the earlier round. Without --by, A and B are folders: studies, or exports of studies.
    """
    if len(rounds) != _TWO:
        what = "values of the attribute" if by is not None else "folders of studies or exports (or values, with --by)"
        raise click.UsageError(
            f"{counted(len(rounds), 'round')} given, and it takes two, the earlier first: two {what}"
        )
    first, second = rounds
    if by is not None:
        with opened(folder) as study:
            found = study.compare(first, second, by=by)
    else:
        from insightmine.open_study import compare_studies

        found = compare_studies(first, second, same_people=same_people)
    if as_json:
        from insightmine.rounds.wording import comparison_row

        emit_json(comparison_row(found))
    else:
        print_comparison(found, None if everything else limit)


def print_comparison(found: Comparison, limit: int | None) -> None:
    """Section by section: what changed clearly with all that is to be known of it, then the rest as a table."""
    from insightmine.rounds.wording import SECTIONS, by_chance

    sizes = [counted(number, "person") if number == 1 else f"{number} people" for number in found.n_people]
    say(f"From {found.names[0]} ({sizes[0]}) to {found.names[1]} ({sizes[1]}): are people's behaviours changing?")
    if found.n_in_both:
        say(f"{counted(found.n_in_both, 'person') if found.n_in_both == 1 else f'{found.n_in_both} people'} in both.")
    for what, (title, meaning) in SECTIONS.items():
        changes = [change for change in found.changes if change.what is what]
        if changes:
            say(f"\n{title} ({meaning})")
            _print_section(changes, found.names, limit)
    if not found.changes:
        say("\nNothing that several people say is there to be compared.")
    say()
    chance = by_chance(found)
    for remark in (*found.remarks, *((chance,) if chance else ())):
        paragraph(remark)


def _print_section(changes: Sequence[Change], names: tuple[str, str], limit: int | None) -> None:
    from insightmine.report.wording import shortened
    from insightmine.rounds.wording import CLEAR, count_in_words, notes_of, verdict_in_words

    clear = [change for change in changes if change.verdict in CLEAR]
    rest = [change for change in changes if change.verdict not in CLEAR]
    for change in clear:
        first, second = map(count_in_words, change.counts)
        ids = " -> ".join(dict.fromkeys(item for item in change.ids if item))
        paragraph(f"{change.name}: {first} -> {second}; {verdict_in_words(change, names)}  [{ids}]", "  ", "    ")
        for note in notes_of(change, names):
            paragraph(note, "    ")
    shown = rest if limit is None else rest[:limit]
    if shown:
        rows = [
            (shortened(change.name, _NAME), *map(count_in_words, change.counts), verdict_in_words(change, names))
            for change in shown
        ]
        table(("", *(shortened(name, _NAME) for name in names), ""), rows)
    if len(shown) < len(rest):
        say(f"and {counted(len(rest) - len(shown), 'more row')} (--all)")
