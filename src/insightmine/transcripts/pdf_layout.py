"""Rows of a PDF -> lines in reading order: columns, tables of speaker and text, paragraphs, words cut by hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.lines import Line
from insightmine.transcripts.pdf_columns import further_column, label_columns, page_gutter
from insightmine.transcripts.pdf_pages import Fragment
from insightmine.transcripts.pdf_rows import Row

_APART = 1.35  # times the usual distance of lines: a paragraph ends
_BIG = 1.2  # times the usual height of letters: a heading
_LONGEST_HEADING = 12  # words
_SENTENCE_END = (".", "!", "?", "…", '"', "”", ")", "]", ":")
_HYPHENATED_LINES = 0.01  # of all: fewer hyphens at line ends are those of compounds
_CUT = re.compile(r"([^\W\d_]+)-$")
_CONTINUED = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INNER_CUT = re.compile(r"[^\W\d_]-(?=\s)")


@dataclass(frozen=True, slots=True)
class _Flow:
    """A line in reading order, with what tells whether the next one belongs to its paragraph; in points."""

    text: str
    place: str
    column: int
    page: int
    baseline: float
    right: float
    edge: float  # where the column ends on its right
    first_width: float
    height: float
    begins: bool
    level: int = 0


def lines_of(pages: Sequence[Sequence[Row]], ledger: Ledger) -> list[Line] | None:
    """The lines of all pages in reading order, a title on the ledger; `None` if the document is a table of data."""
    everything = [row for rows in pages for row in rows]
    columns = label_columns(everything)
    if further_column(everything, columns) is not None:
        return None
    flow = [line for rows in pages for line in _flow(list(rows), columns)]
    flow = _with_headings(flow)
    if flow and flow[0].level and sum(1 for line in flow if line.level == flow[0].level) == 1:
        ledger.drop(DropReason.FRONT_MATTER, flow[0].text, unescaped=True)
        flow = flow[1:]
    return list(_lines(_join_hyphens(flow)))


def _flow(rows: list[Row], columns: tuple[float, ...]) -> list[_Flow]:
    if columns:
        return _table(rows, columns)
    gutter = page_gutter(rows)
    if gutter is None:
        return _column(rows, 0)
    flow: list[_Flow] = []
    band: list[Row] = []
    for row in rows:
        if any(fragment.left < gutter - 2 and fragment.right > gutter for fragment in row.fragments):
            flow += _halves(band, gutter)
            flow += _column([row], 0)
            band = []
        else:
            band.append(row)
    return flow + _halves(band, gutter)


def _halves(rows: list[Row], gutter: float) -> list[_Flow]:
    """The left column, then the right one, which may have columns of its own."""
    flow: list[_Flow] = []
    for number, at_left in ((1, True), (2, False)):
        half = []
        for row in rows:
            kept = tuple(item for item in row.fragments if (item.left < gutter - 2) == at_left)
            if kept:
                half.append(replace(row, fragments=kept))
        inner = None if at_left or len(half) == len(rows) else page_gutter(half)
        flow += _column(half, number) if inner is None else _halves(half, inner)
    return flow


def _column(rows: list[Row], column: int) -> list[_Flow]:
    edge = max((row.fragments[-1].right for row in rows), default=0.0)
    return [_line(row, "  ".join(item.text for item in row.fragments), row.fragments[0], column, edge) for row in rows]


def _line(row: Row, text: str, first: Fragment, column: int, edge: float, begins: bool = False) -> _Flow:
    word = first.words[0]
    return _Flow(
        text,
        row.place,
        column,
        row.page,
        row.baseline,
        row.fragments[-1].right,
        edge,
        word.right - word.left,
        row.height,
        row.begins or begins,
    )


def _cells(row: Row, columns: tuple[float, ...]) -> list[list[str]]:
    cells: list[list[str]] = [[] for _ in range(len(columns) + 1)]
    for fragment in row.fragments:
        cells[sum(1 for start in columns if fragment.left >= start - 2)].append(fragment.text)
    return cells


def _table(rows: list[Row], columns: tuple[float, ...]) -> list[_Flow]:
    """Each row with a tab between its cells; a row with text alone goes on with the cell above."""
    edge = max((row.fragments[-1].right for row in rows), default=0.0)
    flow = []
    for row in rows:
        cells = _cells(row, columns)
        text = "\t".join("  ".join(cell) for cell in cells if cell)
        flow.append(_line(row, text, row.fragments[0], 0, edge, begins=bool(cells[0])))
    return flow


def _with_headings(flow: list[_Flow]) -> list[_Flow]:
    """Short lines in larger letters are headings, the largest of the first level."""
    sizes: Counter[float] = Counter()
    for line in flow:
        sizes[round(line.height, 1)] += len(line.text)
    if not sizes:
        return flow
    usual = min(sizes, key=lambda size: (-sizes[size], size))
    big = sorted(
        {round(line.height, 1) for line in flow if line.height > _BIG * usual and _is_short(line)}, reverse=True
    )
    levels = {size: min(rank, 6) for rank, size in enumerate(big, 1)}
    return [replace(line, level=levels.get(round(line.height, 1), 0) if _is_short(line) else 0) for line in flow]


def _is_short(line: _Flow) -> bool:
    return len(line.text.split()) <= _LONGEST_HEADING and "\t" not in line.text


def _join_hyphens(flow: list[_Flow]) -> list[_Flow]:
    """Words that a line end cuts made whole in the upper line."""
    habits = _habits(flow)
    joined: list[_Flow] = []
    for line in flow:
        cut = _cut(joined[-1], line) if joined else None
        glue = _glue(*cut, habits) if cut is not None else None
        if cut is None or glue is None:
            joined.append(line)
            continue
        _, tail = cut
        taken, _, left = line.text[len(tail) :].partition(" ")  # the comma after the word goes with it
        joined[-1] = replace(joined[-1], text=f"{joined[-1].text[:-1]}{glue}{tail}{taken}")
        if left.strip():
            joined.append(replace(line, text=left.strip()))
    return joined


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document uses hyphens: its words, whether line ends cut words in it, and whether speakers break off."""

    words: frozenset[str]
    hyphenates: bool
    breaks_off: bool


def _habits(flow: list[_Flow]) -> _Habits:
    text = " ".join(line.text for line in flow)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
    cuts = sum(1 for one, two in pairwise(flow) if _cut(one, two) is not None)
    broken_off = len(_INNER_CUT.findall(text)) - cuts
    expected = max(0, broken_off) * len(flow) / max(1, len(text.split()))
    return _Habits(words, cuts - 2 * expected > _HYPHENATED_LINES * len(flow), 2 * expected >= cuts)


def _cut(above: _Flow, below: _Flow) -> tuple[str, str] | None:
    """The two parts of a word that the end of a line cuts."""
    head = _CUT.search(above.text)
    tail = _CONTINUED.match(below.text)
    if head is None or tail is None or above.level or below.level or below.begins or not tail.group()[0].islower():
        return None
    return head.group(1), tail.group()


def _glue(head: str, tail: str, habits: _Habits) -> str | None:
    """What stands between the parts: nothing, a hyphen ("two-way"), or `None` where they are two ("I thi- I think").

    Other places of the document tell; where they do not, whether lines end in cut words more often than compounds and
    words that a speaker broke off would make them.
    """
    head, tail = head.casefold(), tail.casefold()
    if head + tail in habits.words:
        return ""
    if f"{head}-{tail}" in habits.words:
        return "-"
    if tail.startswith(head):
        return None
    if habits.hyphenates:
        return ""
    return None if habits.breaks_off else "-"


def _lines(flow: list[_Flow]) -> Iterator[Line]:
    distances = sorted(
        one.baseline - two.baseline
        for one, two in pairwise(flow)
        if (one.page, one.column) == (two.page, two.column) and one.baseline > two.baseline
    )
    usual = distances[len(distances) // 5] if distances else 0.0
    before: _Flow | None = None
    for line in flow:
        wrapped = before is not None and not line.begins and not line.level and _is_full(before, line)
        if before is not None and _is_apart(before, line, usual, wrapped):
            yield Line("", line.place)
            wrapped = False
        yield Line(line.text, line.place, line.level, line.begins, wrapped)
        before = line


def _is_full(above: _Flow, below: _Flow) -> bool:
    """Whether the first word of the next line would not have fitted into the line."""
    return above.level == 0 and above.right + 0.2 * above.height + below.first_width > above.edge


def _is_apart(above: _Flow, below: _Flow, usual: float, wrapped: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    if (above.page, above.column) == (below.page, below.column) and above.baseline > below.baseline:
        return above.baseline - below.baseline > _APART * usual
    return not wrapped and above.text.endswith(_SENTENCE_END)
