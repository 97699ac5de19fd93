"""Every table of the contract as a sheet of one workbook, to be read by people: outcomes first, headers that stay."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insightmine.domain.analysis import Analysis
from insightmine.errors import UsageError
from insightmine.exchange.files import write_all
from insightmine.exchange.tables.contract import Row, cell_text, tables_of
from insightmine.report.wording import shortened

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FILE = "study.xlsx"
_ORDER = ("outcomes", "themes", "signals", "statements", "transcripts", "turns")
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_LONG = {"text", "definition", "behaviour", "question", "hypothesis", "next_test", "metric", "alternatives"}
_WIDE, _NARROW = 60, 16
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# As plain strings: nothing that somebody said becomes a formula, a link or a number.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same study gives the same bytes


def export(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write study.xlsx. Raises `UsageError` for more rows than a sheet takes."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    tables = {name: (columns, rows) for name, columns, rows in tables_of(analysis)}
    content = io.BytesIO()
    with Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "comments": "Written by insightmine."})
        header = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#EEEEEE"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name in sorted(tables, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)):
            _sheet(book, name, *tables[name], header, cell)
    return write_all(folder, {FILE: content.getvalue()})


def _sheet(book: Workbook, name: str, columns: tuple[str, ...], rows: list[Row], header: Format, cell: Format) -> None:
    if len(rows) >= _MOST_ROWS:
        raise UsageError(f"{name}: {len(rows):,} rows are more than a sheet takes", hint="use --format csv")
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDE if column in _LONG else _NARROW, cell)
        sheet.write_string(0, place, column, header)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            value = row.get(column)
            if isinstance(value, bool):
                sheet.write_boolean(line, place, value, cell)
            elif isinstance(value, int | float):
                sheet.write_number(line, place, value, cell)
            elif value not in (None, "", []):
                sheet.write_string(line, place, _readable(value), cell)


def _readable(value: Any) -> str:  # noqa: ANN401
    """Lists of texts with semicolons between; longer than a cell takes is cut, with a mark."""
    is_texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    text = _NO_XML.sub("\ufffd", "; ".join(value) if is_texts else cell_text(value))
    return text if len(text) <= _LONGEST_CELL else shortened(text, _LONGEST_CELL - 10)
