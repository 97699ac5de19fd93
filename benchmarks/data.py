"""Where the data lies, and how tables of it are read. No text of it is kept in the project."""

from __future__ import annotations

import csv
import os
from pathlib import Path

ROOT = Path(__file__).parent.parent

Row = dict[str, str]


class DataAbsent(Exception):  # noqa: N818 - it says what happened
    """A data set that is not on this machine; the measure that needs it is skipped, saying so."""


def data_folder() -> Path:
    """`INSIGHTMINE_DATA`, else `../shared/data` beside the checkout."""
    return Path(os.environ.get("INSIGHTMINE_DATA", ROOT.parent / "shared" / "data"))


def data_path(name: str) -> Path:
    """A file or folder of the data. Raises `DataAbsent` naming it by its place below the data folder."""
    path = data_folder() / name
    if not path.exists():
        raise DataAbsent(name)
    return path


def read_rows(name: str) -> list[Row]:
    """The rows of a CSV file of the data."""
    with data_path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
