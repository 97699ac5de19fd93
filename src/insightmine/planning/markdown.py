"""Markdown, or plain lines of text -> the entries of a plan: list items, checkboxes, tables, objectives in headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from insightmine.domain.plans import PlanEntry
from insightmine.planning.proper import is_only_label
from insightmine.planning.table import NoEntryColumn, entries_of_rows

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+\u2022\u2013]|\d{1,4}[.)])\s+(?:\[[ xX~/-]?\]\s+)?(?P<words>\S.*)$")
_RULE = re.compile(r"\s{0,3}(?:[-*_=]\s*){3,}$")
_DIVIDER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
# An objective often stands in a heading, above its key results.
_OBJECTIVE = re.compile(
    r"(?:objectives?|o|goal|outcome|output|epic|initiative|impact|key result|kr)\s?\d{0,3}(?:\.\d{1,3}){0,3}"
    r"\s?[:.)\u2013\u2014-]+\s*\S",
    re.IGNORECASE,
)
# "Owner: Lena" under an entry is no entry.
_ABOUT = re.compile(
    r"(?:owner|owned by|status|due|due date|date|deadline|priority|effort|estimate|team|labels?|tags?|links?|"
    r"confidence|assignee|dri|sprint|size|points|story points|eta|start|end|quarter|depends on|"
    r"dependenc(?:y|ies)|notes?|comments?|lead|budget|responsible|progress|score|stakeholders?|accountable|reviewer|risk|risks)\s*:",
    re.IGNORECASE,
)  # fmt: skip
_LINK = re.compile(r"!?\[([^\]]{0,400})\](?:\([^)\s]{0,2000}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\]]{0,100}\])")
_MARKS = re.compile(
    r"\*\*|__|~~|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|<[a-zA-Z/][^<>]{0,200}>"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass
class _Reading:
    """What was read so far. `open_item` says whether further lines may still belong to the last item."""

    items: list[PlanEntry] = field(default_factory=list)
    prose: list[PlanEntry] = field(default_factory=list)
    section: str = ""
    open_item: bool = False
    about: int = 0


def entries_of_markdown(text: str) -> tuple[tuple[PlanEntry, ...], tuple[str, ...]]:
    """The entries in their order, and what was passed over.

    Where there is neither list nor table, each line is an entry. A line such as "Objective 2:" or "Key results", with
    nothing behind it, is a heading and no entry.
    """
    reading = _Reading()
    lines = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text).split("\n")
    number = _after_front_matter(lines)
    while number < len(lines):
        number = _read_from(lines, number, reading)
    reading.items = [entry for entry in reading.items if not is_only_label(entry.text)]
    if reading.items:
        passed = len([entry for entry in reading.prose if len(entry.text.split()) > 1])
        notes = [_none(passed, "outside lists and tables")] if passed else []
        notes += [_none(reading.about, "about an entry, such as its owner,")] if reading.about else []
        return tuple(reading.items), tuple(notes)
    return tuple(entry for entry in reading.prose if not is_only_label(entry.text)), ()


def _none(number: int, where: str) -> str:
    return f"1 line {where} is no entry" if number == 1 else f"{number:,} lines {where} are no entries"


def _after_front_matter(lines: list[str]) -> int:
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:200], 1):
            if line.strip() in {"---", "..."}:
                return number + 1
    return 0


def _read_from(lines: list[str], number: int, reading: _Reading) -> int:
    """Read what begins on this line; the number of the first line after it."""
    line = lines[number]
    if _FENCE.match(line):
        return next((i + 1 for i in range(number + 1, len(lines)) if _FENCE.match(lines[i])), len(lines))
    if "|" in line and number + 1 < len(lines) and "|" in lines[number + 1] and _DIVIDER.match(lines[number + 1]):
        return _read_table(lines, number, reading)
    _read_line(line, number, reading)
    return number + 1


def _read_line(line: str, number: int, reading: _Reading) -> None:
    heading, item = _HEADING.match(line), _ITEM.match(line)
    place = f"line {number + 1}"
    if not line.strip() or _RULE.match(line):
        reading.open_item = False
    elif heading is not None:
        words = plain(heading["words"])
        reading.section, reading.open_item = words, False
        if _OBJECTIVE.match(words):
            reading.items.append(PlanEntry(words, place))
    elif item is not None:
        words = plain(item["words"])
        reading.open_item = bool(words) and not _ABOUT.match(words)
        if reading.open_item:
            reading.items.append(PlanEntry(words, place, reading.section))
        elif words:
            reading.about += 1
    elif reading.open_item:
        last = reading.items[-1]
        if not _ABOUT.match(line.strip()):
            reading.items[-1] = PlanEntry(f"{last.text} {plain(line)}", last.place, last.section)
    else:
        words = plain(line.lstrip("> "))
        if words:
            reading.prose.append(PlanEntry(words, place, reading.section))


def _read_table(lines: list[str], number: int, reading: _Reading) -> int:
    header, rows, places = _cells(lines[number]), [], []
    end = number + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        rows.append(_cells(lines[end]))
        places.append(f"line {end + 1}")
        end += 1
    reading.open_item = False
    try:
        found, _ = entries_of_rows(header, rows, places)
    except NoEntryColumn:
        widest = _widest(rows, len(header))
        found = tuple(
            PlanEntry(row[widest], place)
            for row, place in zip(rows, places, strict=True)
            if len(row) > widest and row[widest]
        )
    reading.items += [PlanEntry(e.text, e.place, e.section or reading.section, e.label) for e in found]
    return end


def _widest(rows: list[list[str]], width: int) -> int:
    """The column that holds the most words."""
    words = [sum(len(row[i].split()) for row in rows if len(row) > i) for i in range(width)]
    return words.index(max(words, default=0)) if words else 0


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [plain(cell.replace("\\|", "|")) for cell in _split(inner)]


def _split(inner: str) -> Iterator[str]:
    yield from re.split(r"(?<!\\)\|", inner)


def plain(words: str) -> str:
    """The words without the marks of Markdown: emphasis, links, code, tags."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", words)).replace("\\", "").split())
