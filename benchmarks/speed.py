"""How long and how much memory: whole ingest by stage, one interview more, search, `--help`; ratios of one run.

Beside it, each in a process of its own on the same texts: BERTopic with its defaults (import, sentence-transformers,
fit), and the plain way, sentence-transformers and HDBSCAN; neither reads grammar, judges, or keeps anything. Grouping
alone is timed apart, on the same vectors.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.coded_sets import banking77, clinc150
from benchmarks.data import ROOT, DataAbsent, data_path, read_rows
from benchmarks.peers.environment import PeersAbsent
from benchmarks.peers.handover import BERTOPIC, EVOC, Rows, Task, run_tasks, whole_job
from benchmarks.results import Bar, bar
from benchmarks.scoring import percentile
from benchmarks.studies import scientists_as_files
from benchmarks.workbench import write_rows
from insightmine.engines.weights import locate, manifest
from insightmine.search_session import SearchRequest
from insightmine.study import Study

_PEOPLE = 100
_WARM = 200
_COLD = 5
_STARTS = 5
_INTERVIEWS = 51
OURS = "insightmine"


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
class Share:
    """What reading files, parsing their grammar and splitting them into statements take of a whole ingest: `share`."""

    what: str
    statements: int
    reading_seconds: float
    grammar_seconds: float
    splitting_seconds: float
    all_seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """The same vectors into groups: the first time in a process, which compiles or loads code, and once more."""

    rows: int
    method: str
    what: str
    first_seconds: float
    again_seconds: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A peer's seconds over ours: above 1 we are faster."""

    rows: int
    what: str
    ours_seconds: float
    peer_seconds: float
    times_faster: float


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
    """Section "speed, memory"."""

    ingests: tuple[Ingest, ...]
    shares: tuple[Share, ...]
    clusterings: tuple[Clustering, ...]
    ratios: tuple[Ratio, ...]
    one_more: tuple[Growing, ...]
    searches: tuple[Searching, ...]
    help: tuple[Help, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfRows:
    """What is measured on one number of rows."""

    ingests: tuple[Ingest, ...]
    share: Share
    clusterings: tuple[Clustering, ...]
    ratios: tuple[Ratio, ...]
    searching: Searching
    absent: tuple[str, ...]


def measure(rows: int = 0) -> SpeedFigures:
    """A thousand rows, fifty interviews and one more, `--help`; or so many rows and nothing else."""
    if rows:
        found = measure_rows(rows)
        return SpeedFigures(
            found.ingests, (found.share,), found.clusterings, found.ratios, (), (found.searching,), (), (), found.absent
        )  # fmt: skip
    started = measure_help()
    found = measure_rows(1000)
    growing = _one_more()
    bars = (
        bar("--help in starts of a bare interpreter", started.starts, 12, None, lower_is_better=True),
        bar("one interview more, share of the full run", growing.share, 0.10, 0.05, lower_is_better=True),
    )
    return SpeedFigures(
        found.ingests,
        (found.share, share_of_interviews(_INTERVIEWS)),
        found.clusterings,
        found.ratios,
        (growing,),
        (found.searching,),
        (started,),
        bars,
        found.absent,
    )


def measure_rows(count: int) -> OfRows:
    """Whole ingest of so many rows beside the peers, grouping alone, and search in what came of it."""
    texts = _texts(count)
    people = [f"P{row % _PEOPLE:03}" for row in range(count)]
    words = sum(len(text.split()) for text in texts) / count
    absent: tuple[str, ...] = ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "rows.csv"
        write_rows(rows, texts, people)
        methods = {OURS: _python("-m", "benchmarks.once", "--as-statements", folder / "study", rows)}
        methods["sentence-transformers, HDBSCAN"] = _python("-m", "benchmarks.plain_once", rows)
        own = _python("-m", "benchmarks.group_once", rows, folder / "vectors.npy")
        clusterings = [Clustering(count, OURS, "grouping", *own["seconds"])]
        try:
            _warm_up(texts, folder / "vectors.npy")
            methods[BERTOPIC] = whole_job(rows, locate(manifest()["encoder-torch"]))
            clusterings += _peers_grouping(texts, folder / "vectors.npy")
        except PeersAbsent as missing:
            absent = (f"BERTopic and EVoC: {missing}",)
        searching = _searching(folder / "study", texts)
    ingests = tuple(_ingest(count, words, method, found) for method, found in methods.items())
    return OfRows(
        ingests,
        _share(f"{count} rows", methods[OURS]),
        tuple(clusterings),
        tuple(_ratios(ingests, clusterings)),
        searching,
        absent,
    )


def share_of_interviews(count: int, talks: int = 0) -> Share:
    """The same of the first interviews of the scientists, a file each, and of so many long talks."""
    with tempfile.TemporaryDirectory() as name:
        files = scientists_as_files(Path(name) / "interviews", count)
        files += sorted(data_path("changelog-transcripts/founderstalk").iterdir())[:talks]
        found = _python("-m", "benchmarks.once", Path(name) / "study", *files)
    return _share(f"{count} interviews" + (f", {talks} long talks" if talks else ""), found)


def _share(what: str, found: dict[str, Any]) -> Share:
    seconds = float(found["seconds"])
    reading, grammar, splitting = (float(found["stages"][name]) for name in ("reading", "parsing grammar", "splitting"))
    share = (reading + grammar + splitting) / seconds
    return Share(what, int(found["statements"]), reading, grammar, splitting, seconds, share)


def _warm_up(texts: Sequence[str], vectors: Path) -> None:
    """A fresh environment compiles code that it then keeps on disk: nobody waits for that twice."""
    rows = Rows(texts[:_WARM], np.load(vectors)[:_WARM])
    run_tasks([Task(BERTOPIC, rows, None), Task(EVOC, rows, None)])


def _peers_grouping(texts: Sequence[str], vectors: Path) -> Iterator[Clustering]:
    """Each peer in a process of its own, without a seed: UMAP then uses all cores."""
    rows = Rows(texts, np.load(vectors))
    for method, what in ((BERTOPIC, "fit: UMAP, HDBSCAN, words of topics"), (EVOC, "grouping")):
        (found,) = run_tasks([Task(method, rows, None, times=2)])
        if not found.crashed:
            yield Clustering(len(texts), method, what, *found.seconds)


def _ratios(ingests: Sequence[Ingest], clusterings: Sequence[Clustering]) -> Iterator[Ratio]:
    whole = {job.method: job for job in ingests}
    for method, job in whole.items():
        if method != OURS:
            ours = whole[OURS].seconds
            yield Ratio(job.rows, f"whole job: {method}", ours, job.seconds, job.seconds / ours)
    own = next(found for found in clusterings if found.method == OURS)
    for found in clusterings:
        if found.method != OURS:
            for when, ours, theirs in (
                ("first", own.first_seconds, found.first_seconds),
                ("again", own.again_seconds, found.again_seconds),
            ):
                yield Ratio(found.rows, f"grouping, {when}: {found.method}", ours, theirs, theirs / ours)
        if found.method == BERTOPIC:
            stage = whole[OURS].stages["finding themes"]
            what = f"our themes with names and people, first: {BERTOPIC}'s fit"
            yield Ratio(found.rows, what, stage, found.first_seconds, found.first_seconds / stage)


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
