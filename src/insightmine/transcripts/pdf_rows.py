"""Pages -> rows of text, without what a layout adds on every page: headers, footers, page and line numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.lines import stands_again
from insightmine.transcripts.pdf_pages import Fragment, Page

_SAME_ROW = 0.45  # of a height
_EDGE_ROWS = 4  # a header or footer has at most so many
_SAME_HEIGHT = 3.0  # points
_APART = 1.35  # heights of a row between a header and the text
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|(\[]\s?)?(?:page |seite |pagina |página |p\.\s?)?(\d{1,4})"
    r"(?:\s?(?:/|of|von|di|de|sur)\s?\d{1,4})?(?:\s?[-–—|)\]])?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_NUMBER = re.compile(r"\d{1,5}")
_FEWEST_NUMBERS = 3
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Row:
    """Fragments on one height of a page, from left to right, and its line from the top.

    `begins`: a paragraph's number stood at the margin.
    """

    page: int
    line: int
    fragments: tuple[Fragment, ...]
    begins: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"page {self.page}, line {self.line}"

    @property
    def baseline(self) -> float:
        """Of the first fragment, in points upwards."""
        return self.fragments[0].baseline

    @property
    def height(self) -> float:
        """Of its tallest letters."""
        return max(fragment.height for fragment in self.fragments)

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(fragment.text for fragment in self.fragments)


def rows_of(pages: Sequence[Page], ledger: Ledger) -> list[list[Row]]:
    """The rows of each page from the top; what is no text of the document goes to the ledger, and so its words."""
    rows = [_rows(page.number, page.fragments) for page in pages]
    rows, numbered = _without_line_numbers(rows, ledger)
    rows = _without_edges(rows, ledger)
    for page in pages:
        ledger.drop(DropReason.WATERMARK, " ".join(page.tilted), unescaped=True)
        for fragment in page.outside:
            is_number = numbered and _NUMBER.fullmatch(fragment.text) is not None
            ledger.drop(DropReason.LINE_NUMBER if is_number else DropReason.HIDDEN, fragment.text, unescaped=True)
    return _without_seams(rows, ledger)


def _without_seams(pages: list[list[Row]], ledger: Ledger) -> list[list[Row]]:
    """Without a first row that is the last one of the page before: it lies there again, cut off by the page's edge."""
    kept = pages[:1]
    for before, rows in pairwise(pages):
        again = bool(before and rows) and not rows[0].begins and stands_again(before[-1].text, rows[0].text)
        if again:
            ledger.drop(DropReason.HIDDEN, rows[0].text, unescaped=True)
        kept.append(rows[1:] if again else rows)
    return kept


def _rows(number: int, fragments: Iterable[Fragment]) -> list[Row]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda item: (-item.baseline, item.left)):
        if rows and rows[-1][0].baseline - fragment.baseline <= _SAME_ROW * min(rows[-1][0].height, fragment.height):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [Row(number, line, tuple(sorted(row, key=lambda item: item.left))) for line, row in enumerate(rows, 1)]


def _without_edges(pages: list[list[Row]], ledger: Ledger) -> list[list[Row]]:
    """Without headers and footers: the same text, digits aside, at the same height on most pages."""
    top = _repeated(pages, at_top=True)
    bottom = _repeated(pages, at_top=False)
    kept = []
    for index, rows in enumerate(pages):
        first, end = 0, len(rows)
        while first < end and (first, "top") in top[index]:
            first += 1
        while end > first and (end - 1, "bottom") in bottom[index]:
            end -= 1
        for row in (*rows[:first], *rows[end:]):
            is_number = _PAGE_NUMBER.fullmatch(row.text) or _ROMAN.fullmatch(row.text)
            ledger.drop(DropReason.PAGE_NUMBER if is_number else DropReason.RUNNING_TITLE, row.text, unescaped=True)
        kept.append(rows[first:end])
    return kept


def _repeated(pages: list[list[Row]], at_top: bool) -> list[set[tuple[int, str]]]:
    """For each page the rows at its edge that recur there on most pages, from the edge inwards."""
    side = "top" if at_top else "bottom"
    found: list[set[tuple[int, str]]] = [set() for _ in pages]
    filled = sum(1 for rows in pages if rows)
    counts: defaultdict[str, list[float]] = defaultdict(list)
    edges = [_edge(rows, at_top) for rows in pages]
    for rows, edge in zip(pages, edges, strict=True):
        for key, height in {(_key(rows[i]), rows[i].baseline) for i in edge}:
            counts[key].append(height)
    for number, (rows, edge) in enumerate(zip(pages, edges, strict=True)):
        passed: list[int] = []
        for index in edge:
            row = rows[index]
            times = sum(1 for height in counts[_key(row)] if abs(height - row.baseline) <= _SAME_HEIGHT)
            if not (_recurs(times, filled) or _is_lone_number(row, number + 1, rows, at_top)):
                break
            passed.append(index)
            if _stands_apart(rows, index, at_top) or _PAGE_NUMBER.fullmatch(row.text):
                found[number].update((item, side) for item in passed)
    return found


def _stands_apart(rows: list[Row], index: int, at_top: bool) -> bool:
    """Whether there is more than the usual distance between a row and the next one inwards."""
    inner = index + 1 if at_top else index - 1
    if not 0 <= inner < len(rows):
        return True
    return abs(rows[index].baseline - rows[inner].baseline) > _APART * max(rows[index].height, rows[inner].height)


def _edge(rows: list[Row], at_top: bool) -> list[int]:
    indexes = list(range(len(rows)))
    return (indexes if at_top else indexes[::-1])[:_EDGE_ROWS]


def _recurs(times: int, pages: int) -> bool:
    """On most pages; on two or three pages on all; with a header for the left and one for the right pages on 40 %."""
    return times >= 2 and (times == pages if pages <= 3 else times > 0.4 * pages)


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text.casefold()) if not _ROMAN.fullmatch(row.text) else "#"


def _is_lone_number(row: Row, page: int, rows: list[Row], at_top: bool) -> bool:
    """The page's own number alone at the edge, apart from the text: on single pages too."""
    match = _PAGE_NUMBER.fullmatch(row.text)
    if match is None or int(match.group(1)) != page or len(rows) < 2:
        return False
    neighbour = rows[1] if at_top else rows[-2]
    return row is rows[0 if at_top else -1] and abs(neighbour.baseline - row.baseline) > 1.6 * neighbour.height


def _without_line_numbers(pages: list[list[Row]], ledger: Ledger) -> tuple[list[list[Row]], bool]:
    """Without a column of running numbers left or right of the text, and whether there was one.

    Where numbers run by one and only some rows have one, paragraphs are numbered: their first rows are marked.
    """
    for at_left in (True, False):
        step, found = _number_column(pages, at_left)
        if not found:
            continue
        with_text = sum(1 for page, row in found if len(pages[page][row].text.split()) > 1)
        total = sum(1 for rows in pages for row in rows if not _is_number(row))
        begins = at_left and step == 1 and with_text < 0.9 * total
        kept: list[list[Row]] = []
        for page, rows in enumerate(pages):
            kept.append([])
            for index, row in enumerate(rows):
                number, rest = _split_number(row, at_left) if (page, index) in found else ("", row)
                ledger.drop(DropReason.LINE_NUMBER, number, unescaped=True)
                if rest is not None:
                    kept[-1].append(replace(rest, begins=begins and bool(number)))
        return kept, True
    return pages, False


def _is_number(row: Row) -> bool:
    return _NUMBER.fullmatch(row.text) is not None


def _number_column(pages: list[list[Row]], at_left: bool) -> tuple[int, frozenset[tuple[int, int]]]:
    """The step of the numbers in the margin, and the (page, row) pairs that have one.

    Empty unless these stand apart from the text and run on each page by the same step.
    """
    edge = _text_edge(pages, at_left)
    found: list[tuple[int, int]] = []
    steps: list[int] = []
    others = 0
    for page, rows in enumerate(pages):
        last: int | None = None
        for index, row in enumerate(rows):
            fragment = row.fragments[0 if at_left else -1]
            word = fragment.words[0 if at_left else -1]
            stands_out = word.right < edge - 1 if at_left else word.left > edge + 1
            if stands_out and _NUMBER.fullmatch(word.text):
                found.append((page, index))
                steps += [] if last is None else [int(word.text) - last]
                last = int(word.text)
            else:
                others += stands_out
    usual = Counter(steps).most_common(1)[0][0] if steps else 0
    runs = usual in _STEPS and sum(1 for step in steps if step == usual) >= 0.8 * len(steps)
    if len(found) < _FEWEST_NUMBERS or others > 0.2 * len(found) or not runs:
        return 0, frozenset()
    return usual, frozenset(found)


def _text_edge(pages: list[list[Row]], at_left: bool) -> float:
    """Where the text begins on its left, or ends on its right: beside the numbers, if there are any."""
    lefts: Counter[int] = Counter()
    rights = [0.0]
    for row in (row for rows in pages for row in rows if not _is_number(row)):
        words = [word for fragment in row.fragments for word in fragment.words]
        numbered = len(words) > 1 and _NUMBER.fullmatch(words[0 if at_left else -1].text) is not None
        lefts[round(words[1 if numbered and at_left else 0].left)] += 1
        rights.append(words[-2 if numbered and not at_left else -1].right)
    return float(min(lefts, key=lambda left: (-lefts[left], left))) if at_left and lefts else max(rights)


def _split_number(row: Row, at_left: bool) -> tuple[str, Row | None]:
    """The number at the margin, and the row without it."""
    place = 0 if at_left else -1
    fragment = row.fragments[place]
    word = fragment.words[place]
    words = fragment.words[1:] if at_left else fragment.words[:-1]
    rest = (replace(fragment, words=words),) if words else ()
    fragments = (*rest, *row.fragments[1:]) if at_left else (*row.fragments[:-1], *rest)
    return word.text, replace(row, fragments=fragments) if fragments else None
