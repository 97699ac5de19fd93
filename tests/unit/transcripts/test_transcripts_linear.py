"""Reading takes steps in proportion to the file: counted, not timed, so that no busy machine changes the answer.

The steps are the lines of Python that run. What an expression does within one line is measured by
`python -m tests.fuzz.linear`, in CPU seconds on files of some megabytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.fuzz.linear import LABELS, PIECES, SHAPES, file_of

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, read_source
from insightmine.transcripts.reading import load_parsers

pytestmark = pytest.mark.slow

SMALL, LARGE = 3_000, 12_000  # characters
MOST = 5.0  # times the steps for four times the file; what grows with its square takes sixteen times as many


def steps(folder: Path, name: str, piece: str, size: int) -> int:
    """How many lines run to read a file of the size, and to say who is who in it."""
    path = folder / SHAPES[name].file
    path.write_bytes(file_of(SHAPES[name], piece, size))
    source = Source(path.name, path, True, folder)
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        reading = read_source(source, InputOptions(), SpeakerOptions())
        assign_speakers(reading.transcripts, SpeakerOptions(), (), ())
    except InputRefused:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_file_takes_about_four_times_the_steps(name: str, tmp_path: Path) -> None:
    load_parsers()
    steps(tmp_path, name, "words", SMALL)  # what is imported and compiled once
    grown = {
        piece: (steps(tmp_path, name, piece, SMALL), steps(tmp_path, name, piece, LARGE)) for piece in (*PIECES, LABELS)
    }
    assert {piece: counts for piece, counts in grown.items() if counts[1] > MOST * counts[0] + 1_000} == {}


def test_what_grows_with_the_square_is_seen(tmp_path: Path) -> None:
    """The count can fail: two loops within one another are told from one."""

    def count(size: int, nested: bool) -> int:
        found = 0

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal found
            found += event == "line"
            return trace

        def work() -> None:
            for _ in range(size):
                for _ in range(size if nested else 1):
                    pass

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work()
        finally:
            sys.settrace(before)
        return found

    assert count(400, nested=False) < MOST * count(100, nested=False)
    assert count(400, nested=True) > MOST * count(100, nested=True)
