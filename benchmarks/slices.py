"""Small studies: three interviews, 40 and 77 statements. Does anything crash, or give only unplaced, or one theme?"""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.coded_sets import SETS
from benchmarks.data import DataAbsent
from benchmarks.peers.environment import PeersAbsent
from benchmarks.peers.handover import PeerGroups, Rows, Task, run_tasks
from benchmarks.peers.runs import PEERS, SEEDS
from benchmarks.results import Bar, bar
from benchmarks.studies import STUDIES, read_study
from benchmarks.workbench import Workbench
from insightmine.domain.analysis import Analysis

_SIZES = (40, 77)
_SLICES = 5
_TRIPLES = 3
OURS = "insightmine"


@dataclass(frozen=True, slots=True)
class Slices:
    """Small parts of one set: how many there are, how many failed and how; medians of themes and share unplaced."""

    data: str
    slice: str
    n: int
    method: str
    failed: int
    crashed: int
    only_unplaced: int
    one_theme_for_everything: int
    themes: float
    unplaced: float


@dataclass(frozen=True, slots=True)
class Totals:
    """All sets together: how many slices failed, and the medians over the sets of their themes and share unplaced."""

    slice: str
    n: int
    method: str
    failed: int
    themes: float
    unplaced: float


@dataclass(frozen=True, slots=True)
class SliceFigures:
    """Section "small studies". The peers got the vectors of the same statements."""

    totals: tuple[Totals, ...]
    slices: tuple[Slices, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Result:
    """One slice and one method: themes found, share unplaced."""

    themes: int
    unplaced: float
    crashed: bool = False


@dataclass(frozen=True, slots=True)
class _Slice:
    """One small study: what the peers get of it, and what we made of it."""

    rows: Rows
    ours: _Result


def measure(only: str = "") -> SliceFigures:
    """All sets and studies that are there and have `only` in their names. Raises `DataAbsent` when none is."""
    bench = Workbench()
    small: dict[tuple[str, str], list[_Slice]] = {}
    absent: list[str] = []
    for name in [*STUDIES, *SETS]:
        if only in name:
            try:
                small |= _triples(bench, name) if name in STUDIES else _row_slices(bench, name)
            except DataAbsent:
                absent.append(name)
    if not small:
        raise DataAbsent(", ".join(absent) or f"set with {only!r} in its name")
    everything = [part for parts in small.values() for part in parts]
    by_method: dict[str, list[_Result]] = {OURS: [part.ours for part in everything]}
    try:
        tasks = [Task(method, part.rows, SEEDS[0]) for method in PEERS for part in everything]
        found = [_of_peer(groups) for groups in run_tasks(tasks)]
        by_method |= {method: found[i * len(everything) :][: len(everything)] for i, method in enumerate(PEERS)}
    except PeersAbsent as missing:
        absent.append(f"BERTopic and EVoC: {missing}")
    slices = []
    first = 0
    for (data, kind), parts in small.items():
        places = slice(first, first := first + len(parts))
        slices += [_summed(data, kind, method, results[places]) for method, results in by_method.items()]
    failed = sum(row.failed for row in slices if row.method == OURS)
    bars = (bar("small slices that failed", failed, 0, 0, lower_is_better=True),)
    return SliceFigures(totals_of(slices), tuple(slices), bars, tuple(absent))


def totals_of(slices: Sequence[Slices]) -> tuple[Totals, ...]:
    """One line for each size and method, in the order of appearance."""
    of: dict[tuple[str, str], list[Slices]] = {}
    for row in slices:
        of.setdefault((row.slice, row.method), []).append(row)
    return tuple(
        Totals(
            kind, sum(row.n for row in rows), method, sum(row.failed for row in rows),
            statistics.median(row.themes for row in rows), statistics.median(row.unplaced for row in rows),
        )
        for (kind, method), rows in of.items()
    )  # fmt: skip


def _triples(bench: Workbench, name: str) -> dict[tuple[str, str], list[_Slice]]:
    """Three interviews of a study, a few times."""
    transcripts = read_study(name)
    drawn = random.Random(1)
    found = []
    for _ in range(_TRIPLES):
        three = drawn.sample(transcripts, min(3, len(transcripts)))
        try:
            analysis = bench.analyse(three)
        except Exception:  # a crash is what is being counted
            turns = [turn.text for transcript in three for turn in transcript.turns]
            found.append(_Slice(_rows(bench, turns), _Result(0, 1.0, crashed=True)))
            continue
        texts = [statement.text for statement in analysis.statements]
        found.append(_Slice(_rows(bench, texts), _of_ours(analysis)))
    return {(name, "3 interviews"): found}


def _row_slices(bench: Workbench, name: str) -> dict[tuple[str, str], list[_Slice]]:
    """So many statements of a coded set, a few times."""
    coded = SETS[name]()
    found: dict[tuple[str, str], list[_Slice]] = {}
    for size in _SIZES:
        drawn = random.Random(1)
        for _ in range(_SLICES):
            rows = drawn.sample(range(len(coded)), size)
            texts = [coded.texts[row] for row in rows]
            people = [coded.people[row] for row in rows] if coded.people else None
            try:
                ours = _of_ours(bench.analyse_rows(texts, people))
            except Exception:  # a crash is what is being counted
                ours = _Result(0, 1.0, crashed=True)
            found.setdefault((name, f"{size} statements"), []).append(_Slice(_rows(bench, texts), ours))
    return found


def _rows(bench: Workbench, texts: Sequence[str]) -> Rows:
    return Rows(texts, bench.encoder.encode(texts))


def _of_ours(analysis: Analysis) -> _Result:
    n = len(analysis.statements)
    placed = sum(statement.id in analysis.theme_of for statement in analysis.statements)
    return _Result(len(analysis.themes), 1 - placed / n if n else 1.0)


def _of_peer(found: PeerGroups) -> _Result:
    placed = [group for group in found.groups if group is not None]
    unplaced = 1 - len(placed) / len(found.groups) if found.groups else 1.0
    return _Result(len(set(placed)), unplaced, bool(found.crashed))


def _summed(data: str, kind: str, method: str, results: Sequence[_Result]) -> Slices:
    crashed = sum(result.crashed for result in results)
    nothing = sum(not result.themes for result in results) - crashed
    one = sum(result.themes == 1 for result in results)
    return Slices(
        data, kind, len(results), method, crashed + nothing + one, crashed, nothing, one,
        statistics.median(result.themes for result in results),
        statistics.median(result.unplaced for result in results),
    )  # fmt: skip
