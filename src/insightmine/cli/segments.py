"""`--by ATTRIBUTE`: a table by the segments of an attribute of participants.csv, each with its own denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from insightmine.cli.output import counted, emit_json, paragraph, say, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from insightmine.domain.segments import Splits
    from insightmine.open_study import OpenStudy

_COLUMNS = 6
_NAME = 56
_TITLES = {
    "themes": ("theme", "Who speaks of each theme"),
    "steps": ("step", "Who speaks of each step"),
    "signals": ("booster (+) or blocker (-)", "Who says that it helps (+) or hinders (-)"),
    "outcomes": ("behaviour", "Who showed the behaviour, of those who had the opportunity"),
    "guide": ("question or task", "Who answered, of those who were asked"),
}
_NOTHING = {
    "themes": "No theme has several people.",
    "steps": "No journey: nothing to split.",
    "signals": "No booster or blocker has several people.",
    "outcomes": "No candidate outcomes: too few people show the same behaviour with an effect.",
    "guide": "No guide: nothing to split.",
}

by_option = click.option(
    "--by", metavar="ATTRIBUTE", help="By the values of an attribute of participants.csv, such as segment."
)


def show_splits(study: OpenStudy, tables: Sequence[str], by: str, *, everything: bool, as_json: bool) -> None:
    """Several tables by segment; as JSON one object with each under its name."""
    if as_json:
        emit_json({name: _row(study, name, by, everything) for name in tables})
        return
    for number, name in enumerate(tables):
        if number:
            say()
        show_split(study, name, by, everything=everything, as_json=False)


def show_split(
    study: OpenStudy, name: str, by: str, *, as_json: bool, everything: bool = False, limit: int | None = None
) -> None:
    """One table by segment; at most `limit` rows, but all of them as JSON."""
    if as_json:
        emit_json(_row(study, name, by, everything))
        return
    from insightmine.report.split_tables import names_in

    splits = study.split(name, by, everything=everything)
    _print(study, splits, name, names_in(study.analysis, name, study.options.guide), limit)


def _row(study: OpenStudy, name: str, by: str, everything: bool) -> dict[str, object]:
    from insightmine.report.split_tables import names_in, splits_row

    splits = study.split(name, by, everything=everything)
    return {"table": name, **splits_row(splits, names_in(study.analysis, name, study.options.guide))}


def _print(study: OpenStudy, splits: Splits, name: str, name_of: Callable[[str], str], limit: int | None) -> None:
    from insightmine.report.split_tables import apart_in_words, apart_title, remarks

    column, title = _TITLES[name]
    say(f"{title}, by {splits.attribute}")
    if not splits.rows:
        say(_NOTHING[name])
        return
    say()
    _print_rows(splits, column, name_of, limit)
    shown = splits.rows if limit is None else splits.rows[:limit]
    if len(shown) < len(splits.rows):
        say(f"and {counted(len(splits.rows) - len(shown), 'more row')} (--limit {len(splits.rows)})")
    if splits.apart:
        say(f"\n{apart_title(splits)}")
        for split in splits.apart:
            words = apart_in_words(study.analysis, splits, split, name, name_of(split.id))
            paragraph(f"{words}  [{split.id}]", "  ", "    ")
    say()
    for remark in remarks(splits):
        paragraph(remark)


def _print_rows(splits: Splits, column: str, name_of: Callable[[str], str], limit: int | None) -> None:
    """A column a segment; where they are too many for a line, a paragraph a row."""
    from insightmine.report.split_tables import segment_in_words, share_in_words
    from insightmine.report.wording import shortened

    rows = [(shortened(name_of(split.id), _NAME), split) for split in splits.rows[:limit]]
    if len(splits.segments) <= _COLUMNS:
        header = (column, *(f"{segment_in_words(item)} ({len(item.people)})" for item in splits.segments))
        table(header, [(name, *map(share_in_words, split.shares)) for name, split in rows])
        return
    for name, split in rows:
        shares = (f"{segment_in_words(share)} {share_in_words(share)}" for share in split.shares if share.opportunity)
        paragraph(f"{name}: {'; '.join(shares)}", "", "  ")
