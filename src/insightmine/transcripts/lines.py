"""Text -> lines with what is no speech taken out: front matter, comments, line numbers, headings marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.wording import gap

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_NUMBERED = re.compile(r"[ \t]{0,6}(\d{1,5})(?:[ \t]+|$)")
_TAG = re.compile(r"</?(b|strong|i|em|u|p|br|span|div|font)(?:\s[^<>\n]{0,200})?/?>", re.IGNORECASE)
_PAGE = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
_SEAM_WORDS = 3  # different ones: fewer may be said twice
_SENTENCE_ENDS = frozenset('.!?…:"”’»)]')
_FIELD = re.compile(r"[\w-]{1,40}[ \t]*:")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `level` is 0 for text and 1 to 6 for a heading; `place` says where it is in the file.

    `begins`: a paragraph begins here; `wrapped`: the line goes on with the one above.
    """

    text: str
    place: str
    level: int = 0
    begins: bool = False
    wrapped: bool = False


def split_lines(text: str, ledger: Ledger, first: int = 1) -> list[Line]:
    """The lines of a text, white space at the ends removed, counted from `first`."""
    rows = text.split("\n")
    skipped = _front_matter(rows)
    ledger.drop(DropReason.FRONT_MATTER, " ".join(rows[:skipped]))
    rows = _without_comments(rows, skipped, ledger)
    numbered = _numbered_rows(rows)
    lines = []
    each = all_numbered(numbered, rows)
    for index, row in enumerate(rows[skipped:], skipped):
        match = _NUMBERED.match(row) if index in numbered else None
        if match is not None:
            ledger.drop(DropReason.LINE_NUMBER, match.group(1))
        words = _without_tags(row if match is None else row[match.end() :], ledger)
        lines.append(_line(words, f"line {index + first}", match is not None and not each, bool(numbered) and not each))
    return _without_pages(lines, ledger)


def _without_pages(lines: list[Line], ledger: Ledger) -> list[Line]:
    """The lines without those that number the pages, 1/5, 2/5, 3/5 ...; a lone 9/10 is what somebody said."""
    found = {index: match for index, line in enumerate(lines) if (match := _PAGE.fullmatch(line.text)) is not None}
    pages = [int(match.group(1)) for match in found.values()]
    totals = {int(match.group(2)) for match in found.values()}
    first = pages[0] if pages else 0
    if len(pages) < 3 or len(totals) != 1 or first > 2 or pages != list(range(first, first + len(pages))):
        return lines
    if pages[-1] not in (max(totals), max(totals) - 1):
        return lines
    for match in found.values():
        ledger.drop(DropReason.PAGE_NUMBER, match.group())
    skipped = {index for page in found for index in _seam(lines, page, ledger)}
    plain = [replace(line, text="") if index in found else line for index, line in enumerate(lines)]
    return [line for index, line in enumerate(plain) if index not in skipped]


def _seam(lines: Sequence[Line], page: int, ledger: Ledger) -> Iterable[int]:
    """The rows at the number of a page to be left out because what stands above goes on below."""
    above = next((index for index in range(page - 1, -1, -1) if lines[index].text), -1)
    below = next((index for index in range(page + 1, len(lines)) if lines[index].text), len(lines))
    if above < 0 or below == len(lines) or lines[above].level or lines[below].level:
        return ()
    if not lines[below].begins and stands_again(lines[above].text, lines[below].text):
        ledger.drop(DropReason.HIDDEN, lines[below].text)
        return range(above + 1, below + 1)
    goes_on = lines[above].text[-1] not in _SENTENCE_ENDS and lines[below].text[0].islower()
    return range(above + 1, below) if goes_on else ()


def stands_again(last: str, first: str) -> bool:
    """Whether the first row of a page is the last one of the page before: programs that print hide it, texts do not."""
    return last == first and len(set(first.split())) >= _SEAM_WORDS


def _without_tags(row: str, ledger: Ledger) -> str:
    """The row without HTML mark-up, which Markdown may hold; bold face in Markdown's own way."""
    if "<" not in row:
        return row
    for match in _TAG.finditer(row):
        ledger.drop(DropReason.MARKUP, match.group())
    return _TAG.sub(lambda match: "**" if match.group(1).lower() in ("b", "strong") else gap(row, match), row)


def _line(row: str, place: str, begins: bool, wrapped: bool) -> Line:
    text = row.strip()
    match = _HEADING.fullmatch(text) if text.startswith("#") else None
    if match is None:
        return Line(text, place, 0, begins, wrapped and not begins)
    return Line(match.group(2).rstrip("# \t"), place, len(match.group(1)), begins)


def all_numbered(numbered: frozenset[int], rows: Sequence[str]) -> bool:
    """Whether every line has its number (then numbers say nothing about paragraphs), or only some do."""
    return len(numbered) >= 0.9 * sum(1 for row in rows if row.strip())


def _front_matter(rows: Sequence[str]) -> int:
    """How many rows the YAML block at the top takes; 0 if there is none."""
    if not rows or rows[0].rstrip() != "---":
        return 0
    for index, row in enumerate(rows[1:200], 1):
        if row.rstrip() in ("---", "..."):
            inside = [line for line in rows[1:index] if line.strip()]
            return index + 1 if any(_FIELD.match(line) for line in inside) else 0
    return 0


def _without_comments(rows: list[str], skipped: int, ledger: Ledger) -> list[str]:
    """The rows with `<!-- ... -->` blanked, so that rows keep their numbers; an unclosed comment is left alone."""
    text = "\n".join(rows[skipped:])
    if "<!--" not in text:
        return rows
    pieces: list[str] = []
    position = 0
    while True:
        start = text.find("<!--", position)
        end = text.find("-->", start + 4) if start >= 0 else -1
        if end < 0:
            break
        comment = text[start : end + 3]
        ledger.drop(DropReason.COMMENT, comment)
        pieces += [text[position:start], " " + "\n" * comment.count("\n")]
        position = end + 3
    return [*rows[:skipped], *("".join(pieces) + text[position:]).split("\n")]


def _numbered_rows(rows: Sequence[str]) -> frozenset[int]:
    """The rows that begin with a running number 1, 2, 3 ...: a column of line or paragraph numbers.

    A number that stands alone at the end of a page comes again with its words on the next.
    """
    found: dict[int, int] = {}
    for index, row in enumerate(rows):
        match = _NUMBERED.match(row)
        if match is not None:
            found[index] = int(match.group(1))
    running: list[int] = []
    last, alone = 0, False
    for index, number in found.items():
        if number == last + 1 or (number == 1 and running) or (number == last and alone):
            running.append(index)
            last, alone = number, not any(character.isalpha() for character in rows[index])
    enough = len(running) >= 5 and len(running) >= 0.9 * len(found)
    filled = sum(1 for row in rows if row.strip())
    return frozenset(running) if enough and len(running) * 12 >= filled else frozenset()
