"""What the XML of a workbook says of its sheets, before a library reads it.

How large each sheet is (a library holds every cell between the first and the last one), which formulas have no stored
value, and all strings: what the library gives is checked against them. XLSX: ECMA-376 part 1, 18.3 and 18.4. ODS:
OpenDocument 1.3 part 3, 9.1.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from insightmine.transcripts.unpacking import NotUnpacked, inflate

BOOK = "xl/workbook.xml"
ODS_CONTENT = "content.xml"
_STRINGS = "xl/sharedStrings.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMED = 5  # formulas without value (or with an error) that are named


@dataclass(slots=True)
class SheetScan:
    """Of one sheet: the last row and column with content (from 1), formulas without value, and strings in order.

    `strings` is `None` where they were not looked for.
    """

    rows: int = 0
    columns: int = 0
    empty_formulas: int = 0
    empty_places: list[str] = field(default_factory=list)
    strings: list[str] | None = None

    def note_empty_formula(self, place: str) -> None:
        """Count a formula whose value is not stored; the first ones by their place."""
        self.empty_formulas += 1
        if len(self.empty_places) < _NAMED:
            self.empty_places.append(place)


def unescaped(text: str) -> str:
    """The text with `_x000D_` as the character that XLSX means by it."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def column_name(number: int) -> str:
    """A, B, ... Z, AA for 1, 2, ... 26, 27."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _parse(pieces: Iterable[bytes], handler: _Handler) -> None:
    """One pass over XML; a document type, with which entities come, is refused."""

    def refuse(*_: object) -> None:
        raise NotUnpacked("its XML declares a document type")

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: handler.start(_local(name), attributes)
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except ExpatError as error:
        raise zipfile.BadZipFile("broken XML") from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Handler:
    """Receives elements without their namespace; attributes keep it (`uri name`)."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters between."""


class _Names(_Handler):
    """(name, id) of sheets, or (id, target) of relations: two attributes of every element of one kind."""

    def __init__(self, element: str, keys: tuple[str, str]) -> None:
        self.found: list[tuple[str, str]] = []
        self._element = element
        self._keys = keys

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == self._element:
            plain = {_local(key): value for key, value in attributes.items()}
            self.found.append((plain.get(self._keys[0], ""), plain.get(self._keys[1], "")))


class _Strings(_Handler):
    """The shared strings; how a word is to be pronounced (`rPh`) is no part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._reading = False
        self._aside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - the parser gives both
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside += 1
        self._reading = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._reading = False
        if name == "rPh":
            self._aside -= 1
        elif name == "si":
            self.found.append("".join(self._parts))

    def text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)


class _Cells(_Handler):
    """The cells of one sheet of an XLSX file."""

    def __init__(self, shared: list[str]) -> None:
        self._strings: list[str] = []
        self.scan = SheetScan(strings=self._strings)
        self._shared = shared
        self._row = 0
        self._column = 0
        self._type = ""
        self._formula = False
        self._in_cell = False
        self._reading = False
        self._aside = 0
        self._parts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._reading = False
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = 0
        elif name == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(match.group(1)) if match else self._column + 1
            self._row = int(match.group(2)) if match else self._row
            self._type, self._formula, self._in_cell, self._parts = attributes.get("t", "n"), False, True, []
        elif self._in_cell:
            self._formula = self._formula or name == "f"
            self._aside += name == "rPh"
            self._reading = (name == "v" or (name == "t" and self._type == "inlineStr")) and not self._aside

    def end(self, name: str) -> None:
        self._reading = False
        if name == "rPh" and self._in_cell:
            self._aside -= 1
        elif name == "c":
            self._in_cell = False
            self._close("".join(self._parts))

    def text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)

    def _close(self, value: str) -> None:
        if self._type == "s" and value.strip():
            number = value.strip()
            is_there = number.isdecimal() and len(number) < 10 and int(number) < len(self._shared)
            if not is_there:
                raise zipfile.BadZipFile("a cell points to a string that is not there")
            value = self._shared[int(number)]
        if value:
            self.scan.rows, self.scan.columns = max(self.scan.rows, self._row), max(self.scan.columns, self._column)
            if self._type in ("s", "str", "inlineStr"):
                self._strings.append(unescaped(value))
        if (self._formula and not value and self._type != "str") or self._type == "e":
            self.scan.note_empty_formula(f"{column_name(self._column)}{self._row}")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def scan_xlsx(package: zipfile.ZipFile, limit: int) -> dict[str, SheetScan]:
    """The scan of each sheet by its name; no entry inflates to more than `limit` bytes."""
    entries = {entry.filename.lower(): entry for entry in package.infolist()}

    def read(name: str, handler: _Handler) -> None:
        if name.lower() in entries:
            _parse(inflate(package, entries[name.lower()], limit), handler)

    sheets, links, strings = _Names("sheet", ("name", "id")), _Names("Relationship", ("Id", "Target")), _Strings()
    read(BOOK, sheets)
    read(_LINKS, links)
    read(_STRINGS, strings)
    targets = dict(links.found)
    scans = {}
    for name, link in sheets.found:
        cells = _Cells(strings.found)
        target = targets.get(link, "")
        read(_part(target), cells)
        scans[name] = cells.scan
    return scans


def _part(target: str) -> str:
    """The entry that a relation of the workbook means: from the root with `/`, else from the workbook's folder."""
    parts: list[str] = []
    for step in (target if target.startswith("/") else f"xl/{target}").split("/"):
        if step == "..":
            parts[-1:] = []
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


class _Repeated(_Handler):
    """The sheets of an ODS file, whose rows and cells may stand for many."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self._scan = SheetScan()
        self._row = 0
        self._repeat = 1
        self._column = 0
        self._filled = False
        self._cell: Mapping[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        if name == "table":
            self._scan = self.scans.setdefault(plain.get("name", ""), SheetScan())
            self._row = 0
        elif name == "table-row":
            self._repeat = _count(plain.get("number-rows-repeated", "1"))
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = plain
            self._filled = "value-type" in plain
        elif name == "p":
            self._filled = True

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._repeat
        elif name in ("table-cell", "covered-table-cell"):
            self._column += _count(self._cell.get("number-columns-repeated", "1"))
            if self._filled:
                self._scan.rows = max(self._scan.rows, self._row + self._repeat)
                self._scan.columns = max(self._scan.columns, self._column)
            elif "formula" in self._cell:
                self._scan.note_empty_formula(f"{column_name(self._column)}{self._row + 1}")


def _count(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 10 else 1


def scan_ods(package: zipfile.ZipFile, limit: int) -> dict[str, SheetScan]:
    """The scan of each sheet by its name, without its strings."""
    handler = _Repeated()
    _parse(inflate(package, package.getinfo(ODS_CONTENT), limit), handler)
    return handler.scans
