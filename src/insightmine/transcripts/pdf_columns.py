"""Where the columns of a page stand: two columns of prose, or a narrow one of speakers beside their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from insightmine.transcripts.pdf_pages import Fragment
from insightmine.transcripts.pdf_rows import Row
from insightmine.transcripts.times import is_time

_FEWEST = 4  # fragments on each side of a gutter
_CROSSING = 0.15  # of all fragments: headings over the whole width
_LABEL_WORDS = 4
_BESIDE = 0.8  # of the labels stand beside words
_DISTINCT = 0.5
_MOST_COLUMNS = 3


def label_columns(rows: Sequence[Row]) -> tuple[float, ...]:
    """Where the columns of a table of speakers and words begin, without the first; empty if it is none.

    A column of labels is narrow, its cells stand beside words, and few different ones recur, or all are times.
    """
    starts: list[float] = []
    left_end = float("-inf")
    for _ in range(_MOST_COLUMNS):
        parts = [tuple(item for item in row.fragments if item.left >= left_end) for row in rows]
        gutter = _gutter([fragment for part in parts for fragment in part])
        if gutter is None or not _are_labels(parts, gutter):
            break
        starts.append(gutter)
        left_end = gutter - 2
    return tuple(starts)


def further_column(rows: Sequence[Row], columns: Sequence[float]) -> float | None:
    """Where another column begins to the right of the labels and of what is beside them: then it is a table of data."""
    if not columns:
        return None
    return _gutter([item for row in rows for item in row.fragments if item.left >= columns[-1] - 2])


def _are_labels(parts: Sequence[tuple[Fragment, ...]], gutter: float) -> bool:
    labels = [part[0].text for part in parts if part and part[0].right <= gutter]
    beside = sum(1 for part in parts if len(part) > 1 and part[0].right <= gutter)
    words = sorted(len(label.split()) for label in labels)
    if len(labels) < _FEWEST or words[len(words) // 2] > _LABEL_WORDS or beside < _BESIDE * len(labels):
        return False
    times = sum(1 for label in labels if is_time(label) or label.isdigit())
    return times >= 0.9 * len(labels) or len(set(labels)) <= _DISTINCT * len(labels)


def page_gutter(rows: Sequence[Row]) -> float | None:
    """Where the second column of prose begins; `None` if the page has one column."""
    gutter = _gutter([fragment for row in rows for fragment in row.fragments])
    if gutter is None:
        return None
    left = sorted(len(item.words) for row in rows for item in row.fragments if item.right <= gutter)
    right = sorted(len(item.words) for row in rows for item in row.fragments if item.left >= gutter - 2)
    prose = left[len(left) // 2] >= _LABEL_WORDS - 1 and right[len(right) // 2] >= _LABEL_WORDS - 1
    return gutter if prose else None


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The left edge of a column that begins at one x, with nearly no text across it; the leftmost of the clearest."""
    starts = Counter(round(fragment.left / 2) * 2 for fragment in fragments)
    first = min(starts, default=0)
    best: tuple[int, float] | None = None
    for start, count in sorted(starts.items()):
        if start <= first + 4 or count < _FEWEST:
            continue
        gutter = float(min(item.left for item in fragments if abs(item.left - start) <= 2))
        left = sum(1 for item in fragments if item.right <= gutter)
        right = sum(1 for item in fragments if item.left >= gutter - 2)
        crossing = len(fragments) - left - right
        if min(left, right) < _FEWEST or crossing > _CROSSING * len(fragments):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, gutter)
    return None if best is None else best[1]
