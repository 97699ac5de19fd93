"""Every table of the contract as a CSV: one row a line of the JSON lines, lists and objects as JSON."""

from __future__ import annotations

from pathlib import Path

from insightmine.domain.analysis import Analysis
from insightmine.exchange.cells import table_bytes
from insightmine.exchange.files import write_all
from insightmine.exchange.tables.contract import cell_text, tables_of


def export(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write a CSV a table. What a spreadsheet would run is neutralised, so that a cell may begin with a quote mark."""
    return write_all(
        folder,
        {
            f"{name}.csv": table_bytes(columns, ({c: cell_text(row.get(c)) for c in columns} for row in rows))
            for name, columns, rows in tables_of(analysis)
        },
    )
