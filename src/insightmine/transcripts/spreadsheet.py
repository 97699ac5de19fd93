"""Spreadsheets (XLSX, XLS, ODS): every sheet that holds rows of text, read as a CSV table is.

The cells come from python-calamine, which does not trust the size that a sheet declares. Before it sees the file, the
package is checked for what it unpacks to and each sheet for its true size; afterwards, in XLSX, the strings that it
gave are checked against those in the XML.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.columns import NoText
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.sheet_tables import Sheet, SheetReading, read_sheet
from insightmine.transcripts.unpacking import DAMAGED, ZIP_START, Limits, NotUnpacked, inflate, open_package
from insightmine.transcripts.workbook_scan import BOOK, ODS_CONTENT, SheetScan, scan_ods, scan_xlsx

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from python_calamine import CalamineSheet

_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_BOOKS = tuple("".join(f"{letter}\0" for letter in name).encode() for name in ("Workbook", "Book"))
_OLE_OTHERS = tuple(
    "".join(f"{letter}\0" for letter in name).encode() for name in ("WordDocument", "EncryptedPackage", "PowerPoint")
)
_LIMITS = Limits(entries=5_000, entry_bytes=400_000_000, all_bytes=600_000_000, ratio=150)
_MAX_CELLS = 8_000_000  # between the first and the last cell of a sheet: each takes some 50 bytes
_EXACT = 1e15  # below it every whole number is a float of its own
_SAVE = "save it again as .xlsx, or its sheet as CSV in UTF-8"


class SpreadsheetParser:
    """Workbooks of Excel and LibreOffice."""

    def accepts(self, document: Document) -> bool:
        """A package that holds a workbook, or an old Excel file."""
        return is_spreadsheet(document.data)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:
        """The transcripts of all sheets that hold rows of text, hidden ones too; the first one says which."""
        sheets, warnings = read_sheets(document)
        kept: list[tuple[Sheet, SheetReading]] = []
        ledger = Ledger()
        refusal: InputRefused | None = None
        for sheet in sheets:
            unit = "row" if len(sheets) == 1 else f"sheet {sheet.name!r}, row"
            try:
                reading = read_sheet(document, sheet, options, speakers, unit)
            except NoText as error:
                refusal, reading = refusal or error, SheetReading(())
            if any(transcript.turns for transcript in reading.transcripts):
                kept.append((sheet, reading))
            else:
                ledger.drop(DropReason.SHEET_WITHOUT_SPEECH, sheet.text)
        if not kept:
            raise refusal or NoText(
                document.source, "no rows of text in its sheets", hint="name columns in the first row"
            )
        transcripts = _named(document, kept)
        first = transcripts[0]
        which = _which(sheets, [sheet for sheet, _ in kept])
        first = replace(first, dropped=(*first.dropped, *ledger.close()), warnings=(*first.warnings, *which, *warnings))
        text = "\n".join([*(sheet.text for sheet in sheets), *(reading.copied for _, reading in kept)])
        return Parsed((first, *transcripts[1:]), text)


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are a workbook that can be read: by the entries of a package, or the streams of an old file."""
    if data.startswith(_OLE_START):
        return any(name in data for name in _OLE_BOOKS) and not any(name in data for name in _OLE_OTHERS)
    if not data.startswith(ZIP_START) or b"word/document.xml" in data:
        return False
    return BOOK.encode() in data or b"opendocument.spreadsheet" in data[:4096]


def _named(document: Document, kept: Sequence[tuple[Sheet, SheetReading]]) -> tuple[Transcript, ...]:
    """The transcripts of all sheets; where ids would be the same, they are qualified by the sheet."""
    several = len(kept) > 1
    taken = [str(transcript.id) for _, reading in kept for transcript in reading.transcripts]
    named = []
    for sheet, reading in kept:
        for transcript in reading.transcripts:
            shared = several and (transcript.id == document.stem or taken.count(transcript.id) > 1)
            own = f"{document.stem}/{sheet.name}" if transcript.id == document.stem else f"{sheet.name}/{transcript.id}"
            named.append(replace(transcript, id=TranscriptId(own)) if shared else transcript)
    return tuple(named)


def _which(sheets: Sequence[Sheet], kept: Sequence[Sheet]) -> tuple[str, ...]:
    """Which sheets were read and which were not, where there is more than one, or the one is hidden."""
    if len(sheets) == 1 and not sheets[0].hidden:
        return ()
    others = [sheet for sheet in sheets if sheet not in kept and sheet.rows]
    said = "read from " + _listed(kept)
    return (f"{said}; no rows of text in {_listed(others)}" if others else said,)


def _listed(sheets: Sequence[Sheet]) -> str:
    return ", ".join(f"the {'hidden ' if sheet.hidden else ''}sheet {sheet.name!r}" for sheet in sheets)


def read_sheets(document: Document) -> tuple[list[Sheet], list[str]]:
    """All sheets with cells, in the order of the workbook, and what a reader should know about them."""
    scans = _scan(document)
    warnings = []
    for name, scan in scans.items():
        if scan.rows * scan.columns > _MAX_CELLS:
            reason = f"the sheet {name!r} reaches to row {scan.rows} and column {scan.columns}"
            raise InputRefused(document.source, reason, hint="delete what stands far off from the rows of text")
        if scan.empty_formulas:
            places = ", ".join(scan.empty_places) + (", ..." if scan.empty_formulas > len(scan.empty_places) else "")
            warnings.append(
                f"formulas without a stored value, or with an error, in the sheet {name!r} are read as empty: "
                f"{scan.empty_formulas} ({places}); open the file in a spreadsheet program and save it again"
            )
    try:
        sheets = list(_read_cells(document, scans))
    except InputRefused:
        raise
    except BaseException as error:  # the library's panics are no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
            raise
        if type(error).__name__ == "PasswordError":
            raise InputRefused(document.source, "protected by a password", hint="save it without one") from error
        raise InputRefused(document.source, "a damaged spreadsheet", hint=_SAVE) from error
    return sheets, warnings


def _scan(document: Document) -> dict[str, SheetScan]:
    """What the package says of its sheets, once it is known to be no bomb; nothing of an old file, which is plain."""
    if document.data.startswith(_OLE_START):
        return {}
    try:
        with open_package(io.BytesIO(document.data), _LIMITS, _is_read) as package:
            names = {entry.filename for entry in package.infolist()}
            scan, read = (scan_ods, {ODS_CONTENT}) if ODS_CONTENT in names else (scan_xlsx, frozenset())
            for entry in package.infolist():  # headers may lie: what is read later is counted here
                if _is_read(entry) and entry.filename not in read:
                    for _ in inflate(package, entry, _LIMITS.entry_bytes):
                        pass
            return scan(package, _LIMITS.entry_bytes)
    except NotUnpacked as error:
        raise InputRefused(document.source, str(error), hint="save its sheet as CSV in UTF-8") from error
    except DAMAGED as error:
        raise InputRefused(document.source, "a damaged or encrypted spreadsheet", hint=_SAVE) from error


def _is_read(entry: ZipInfo) -> bool:
    """Whether it is one of the parts that hold sheets: pictures and recordings are not read."""
    return entry.filename.endswith((".xml", ".rels"))


def _read_cells(document: Document, scans: dict[str, SheetScan]) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with load_workbook(io.BytesIO(document.data)) as book:
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            cells = book.get_sheet_by_name(about.name)
            if cells.start is None or cells.height * cells.width > _MAX_CELLS:
                if cells.start is not None:
                    raise InputRefused(document.source, f"the sheet {about.name!r} is too large", hint=_SAVE)
                continue
            yield _sheet(cells, about.visible is not SheetVisibleEnum.Visible, scans.get(about.name))


def _sheet(cells: CalamineSheet, hidden: bool, scan: SheetScan | None) -> Sheet:
    """The rows with content as text. Columns are numbered from the first that holds anything."""
    assert cells.start is not None
    left = cells.start[1]
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    strings = scan.strings if scan is not None else None
    said: list[str] = list(strings or ())
    for number, row in enumerate(cells.iter_rows(), 1):
        if not any(cell != "" for cell in row):
            continue
        if strings is None:
            said.extend(cell for cell in row if isinstance(cell, str))
        said.extend(_text(cell) for cell in row if not isinstance(cell, str))
        numbers.append(number)
        rows.append(tuple(map(_text, row)))
    merged = tuple(
        (first[0] + 1, first[1] - left, last[0] + 1, last[1] - left)
        for first, last in cells.merged_cell_ranges or []
        if first[1] >= left
    )
    return Sheet(cells.name, hidden, tuple(numbers), tuple(rows), merged, "\n".join(said))


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a fraction, dates and times as ISO 8601 writes them."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    return _when(cell)


def _when(cell: object) -> str:
    if isinstance(cell, datetime.timedelta):
        return _duration(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.time):
        return cell.isoformat("milliseconds" if cell.microsecond else "seconds")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _duration(cell: datetime.timedelta) -> str:
    """Hours, minutes, seconds and, where there are any, milliseconds."""
    milliseconds = round(cell.total_seconds() * 1000)
    sign = "-" if milliseconds < 0 else ""
    whole, rest = divmod(abs(milliseconds), 1000)
    fraction = f".{rest:03d}" if rest else ""
    return f"{sign}{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}{fraction}"
