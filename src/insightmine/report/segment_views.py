"""Themes and outcomes of a report by the segments of an attribute of its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.outcomes import Outcome
from insightmine.domain.segments import Counted, outcomes_counted, segments_of, split_by, themes_counted
from insightmine.domain.themes import Theme
from insightmine.report.split_tables import (
    apart_in_words,
    apart_title,
    names_in,
    remarks,
    segment_in_words,
    share_in_words,
)

MOST_ROWS = 30
_TITLES = {"themes": ("Theme", "Who speaks of each theme"), "outcomes": ("Behaviour", "Who showed the behaviour")}


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A thing by its id and name, and a count a segment, such as `2 of 3`."""

    id: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitView:
    """A table by segment; `apart` are sentences about segments that stand apart, `remarks` what to know of all."""

    attribute: str
    column: str
    title: str
    segments: tuple[str, ...]
    rows: tuple[SegmentRow, ...]
    n_more: int
    apart_title: str
    apart: tuple[str, ...]
    remarks: tuple[str, ...]


def segment_views(
    shared: Analysis, attribute: str | None, themes: Sequence[Theme], outcomes: Sequence[Outcome]
) -> tuple[SplitView, ...]:
    """The themes of several people, and the outcomes, by segment; nothing without an attribute."""
    if attribute is None:
        return ()
    wanted = {outcome.id for outcome in outcomes}
    tables = {
        "themes": themes_counted((theme for theme in themes if not theme.single_voice), shared),
        "outcomes": [item for item in outcomes_counted(shared) if item.id in wanted],
    }
    return tuple(_view(shared, attribute, table, counted) for table, counted in tables.items() if counted)


def _view(shared: Analysis, attribute: str, table: str, counted: Sequence[Counted]) -> SplitView:
    splits = split_by(counted, segments_of(shared, attribute), attribute)
    name_of, (column, title) = names_in(shared, table), _TITLES[table]
    return SplitView(
        attribute=attribute,
        column=column,
        title=f"{title}, by {attribute}",
        segments=tuple(f"{segment_in_words(item)} ({len(item.people)})" for item in splits.segments),
        rows=tuple(
            SegmentRow(row.id, name_of(row.id), tuple(map(share_in_words, row.shares)))
            for row in splits.rows[:MOST_ROWS]
        ),
        n_more=len(splits.rows[MOST_ROWS:]),
        apart_title=apart_title(splits),
        apart=tuple(apart_in_words(shared, splits, row, table, name_of(row.id)) for row in splits.apart),
        remarks=remarks(splits),
    )
