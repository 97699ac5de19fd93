"""A study opened to be read: with a word on stderr where its results are older than participants.csv."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from insightmine.cli.output import note

if TYPE_CHECKING:
    from insightmine.study import Study


@contextmanager
def opened(folder: Path) -> Iterator[Study]:
    """The study in this folder, as `Study.open` gives it."""
    from insightmine.study import Study

    with Study.open(folder) as study:
        if study.out_of_date:
            note(f"Note: {study.out_of_date}")
        yield study
