"""How long and how much memory: whole ingest by stage, one interview more, search, `--help`; ratios of one run.

The plain way beside it embeds the same texts with sentence-transformers' defaults and clusters them with HDBSCAN; it
reads no grammar, judges nothing, names nothing and keeps nothing.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.coded_sets import banking77, clinc150
from benchmarks.data import ROOT, DataAbsent, data_path, read_rows
from benchmarks.results import Bar, bar
from benchmarks.scoring import percentile
from benchmarks.studies import scientists_as_files
from benchmarks.workbench import write_rows
from insightmine.search_session import SearchRequest
from insightmine.study import Study

_PEOPLE = 100
_WARM = 200
_COLD = 5
_STARTS = 5
_INTERVIEWS = 51


@dataclass(frozen=True, slots=True)
class Ingest:
    """Rows as statements by a new process into a new folder; `stages` in seconds."""

    rows: int
    words_a_row: float
    method: str
    seconds: float
    rows_a_second: float
    peak_megabytes: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Growing:
    """Fifty interviews and one more, models loaded before: `share` of what all 51 take."""

    interviews: int
    statements: int
    all_seconds: float
    one_more_seconds: float
    share: float
    one_more_stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Searching:
    """`warm` in a running process, `cold` as a command; texts that were never encoded before."""

    statements: int
    warm_median_ms: float
    warm_p95_ms: float
    cold_seconds: float


@dataclass(frozen=True, slots=True)
class Help:
    """`insightmine --help` in starts of a bare interpreter, the median of both."""

    bare_ms: float
    help_ms: float
    starts: float


@dataclass(frozen=True, slots=True)
class SpeedFigures:
    """Section "speed, memory"; ratios to BERTopic need an environment of its own and are not here."""

    ingests: tuple[Ingest, ...]
    one_more: tuple[Growing, ...]
    searches: tuple[Searching, ...]
    help: tuple[Help, ...]
    bars: tuple[Bar, ...]


def measure() -> SpeedFigures:
    """A thousand rows, fifty interviews and one more, `--help`."""
    started = measure_help()
    ingests, searching = measure_rows(1000)
    growing = _one_more()
    bars = (
        bar("--help in starts of a bare interpreter", started.starts, 12, None, lower_is_better=True),
        bar("one interview more, share of the full run", growing.share, 0.10, 0.05, lower_is_better=True),
    )
    return SpeedFigures(ingests, (growing,), (searching,), (started,), bars)


def measure_rows(count: int) -> tuple[tuple[Ingest, ...], Searching]:
    """Whole ingest of so many rows beside the plain way, and search in what came of it."""
    texts = _texts(count)
    people = [f"P{row % _PEOPLE:03}" for row in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "rows.csv"
        write_rows(rows, texts, people)
        ours = _python("-m", "benchmarks.once", "--as-statements", folder / "study", rows)
        plain = _python("-m", "benchmarks.plain_once", rows)
        searching = _searching(folder / "study", texts)
    words = sum(len(text.split()) for text in texts) / count
    methods = {"insightmine": ours, "sentence-transformers, HDBSCAN": plain}
    return tuple(_ingest(count, words, method, found) for method, found in methods.items()), searching


def _ingest(count: int, words: float, method: str, found: dict[str, Any]) -> Ingest:
    seconds = float(found["seconds"])
    stages = {stage: float(took) for stage, took in found["stages"].items()}
    return Ingest(count, words, method, seconds, count / seconds, float(found["peak_megabytes"]), stages)


def _texts(count: int) -> list[str]:
    """Different short texts, drawn from banking77 and clinc150."""
    train = [row["text"] for row in read_rows("banking77/original/banking_data/train.csv")]
    content = json.loads(data_path("clinc150/original/data/data_full.json").read_text(encoding="utf-8"))
    texts = sorted({*train, *banking77().texts, *clinc150().texts, *(text for text, _ in content["train"])})
    if count > len(texts):
        raise DataAbsent(f"{count} different short texts")
    return random.Random(1).sample(texts, count)


def _python(*arguments: str | Path) -> dict[str, Any]:
    command = [sys.executable, *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


def _one_more() -> Growing:
    """A first study loads code and models into memory, so that start-up is in neither time."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        files = scientists_as_files(home / "interviews", _INTERVIEWS)
        with Study.open(home / "all", create=True) as study:
            study.ingest(files[:1])
            started = time.perf_counter()
            analysis = study.ingest(files).analysis
            whole = time.perf_counter() - started
        with Study.open(home / "grown", create=True) as study:
            study.ingest(files[:-1])
            watch = _Stages()
            study.ingest(files, progress=watch)
            stages = watch.finished()
    one = sum(stages.values())
    return Growing(_INTERVIEWS, len(analysis.statements), whole, one, one / whole, stages)


class _Stages:
    """Progress that keeps the seconds of each stage."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._stage, self._since = "starting", time.perf_counter()

    def stage(self, name: str, total: int | None = None) -> None:
        """The stage before ends here."""
        assert total is None or total >= 0
        now = time.perf_counter()
        self._seconds[self._stage] = now - self._since
        self._stage, self._since = name, now

    def advance(self, done: int = 1) -> None:
        """Stages are timed as a whole."""

    def finished(self) -> dict[str, float]:
        """All stages; the last one ends here."""
        self.stage("")
        return self._seconds


def _searching(folder: Path, texts: Sequence[str]) -> Searching:
    """Queries are halves of two texts put together, so that none of them was ever encoded."""
    drawn = random.Random(2)
    queries = [_mixed(*drawn.sample(list(texts), 2)) for _ in range(_WARM + 1)]
    warm = []
    with Study.open(folder) as study:
        study.search(SearchRequest(text=queries[0]))
        for query in queries[1:]:
            started = time.perf_counter()
            study.search(SearchRequest(text=query))
            warm.append(1000 * (time.perf_counter() - started))
        statements = len(study.analysis.statements)
    cold = [
        _seconds([*_program(), "--study", str(folder), "search", query, "--json"]) for query in queries[1 : _COLD + 1]
    ]
    return Searching(statements, statistics.median(warm), percentile(warm, 0.95), statistics.median(cold))


def _mixed(first: str, second: str) -> str:
    a, b = first.split(), second.split()
    return " ".join([*a[: len(a) // 2 + 1], *b[len(b) // 2 :]])


def measure_help() -> Help:
    """Each five times in turn, so that both meet the same machine."""
    bare, told = [], []
    for _ in range(_STARTS):
        bare.append(1000 * _seconds([sys.executable, "-c", "pass"]))
        told.append(1000 * _seconds([*_program(), "--help"]))
    middle = statistics.median(bare), statistics.median(told)
    return Help(*middle, middle[1] / middle[0])


def _program() -> list[str]:
    """The installed command; where it was not installed, what it does."""
    script = Path(sys.executable).with_name("insightmine")
    return [str(script)] if script.exists() else [sys.executable, "-c", "from insightmine.cli import main; main()"]


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - started
