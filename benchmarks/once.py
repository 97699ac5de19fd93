"""One ingest in a process of its own: `python -m benchmarks.once [--as-statements] STUDY PATH ...` prints JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_STARTED = time.perf_counter()

from benchmarks.memory import peak_megabytes  # noqa: E402
from insightmine.config import InputOptions  # noqa: E402 - its import is part of what is timed
from insightmine.store import analysis_digest  # noqa: E402
from insightmine.study import Study  # noqa: E402

# what is done in a stage after its last step
_THEN = {"reading": "loading models", "parsing grammar": "splitting"}


class Stopwatch:
    """Progress that keeps the seconds of each stage.

    Models are loaded after the last file was read, and texts are split after the grammar of the last was parsed.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = ""
        self._since = self._last_step = time.perf_counter()

    def stage(self, name: str, total: int | None = None) -> None:
        """The stage before ends here."""
        assert total is None or total >= 0
        self.close()
        self._stage = name

    def advance(self, done: int = 1) -> None:
        """A file was read, or a text was parsed; other stages are timed as a whole."""
        if self._stage in _THEN and done:
            self._last_step = time.perf_counter()

    def close(self) -> None:
        """End the stage that runs."""
        now = time.perf_counter()
        if self._stage in _THEN:
            self.seconds[self._stage] = self._last_step - self._since
            self.seconds[_THEN[self._stage]] = now - self._last_step
        elif self._stage:
            self.seconds[self._stage] = now - self._since
        self._since = self._last_step = now


def ingest(folder: Path, paths: Sequence[Path], as_statements: bool) -> dict[str, Any]:
    """Ingest into a folder and say how long each stage took, how much memory, and a digest of the result."""
    imported = time.perf_counter() - _STARTED
    watch = Stopwatch()
    with Study.open(folder, create=True) as study:
        report = study.ingest(paths, reading=InputOptions(as_statements=as_statements), progress=watch)
        watch.close()
        return {
            "seconds": time.perf_counter() - _STARTED,
            "stages": {"importing": imported, **watch.seconds},
            "peak_megabytes": peak_megabytes(),
            "statements": len(report.analysis.statements),
            "themes": len(report.analysis.themes),
            "digest": analysis_digest(report.analysis),
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--as-statements", action="store_true")
    parser.add_argument("study", type=Path)
    parser.add_argument("paths", type=Path, nargs="+")
    given = parser.parse_args()
    json.dump(ingest(given.study, given.paths, given.as_statements), sys.stdout)
