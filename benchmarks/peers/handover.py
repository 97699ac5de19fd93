"""Vectors and texts as files to the peers' environment, labels and seconds back."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import ROOT
from benchmarks.peers.environment import peers_python
from benchmarks.peers.plain import Groups
from benchmarks.peers_once import RESULTS, TASKS
from insightmine.engines import Vectors

BERTOPIC, EVOC = "BERTopic", "EVoC"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is grouped: texts, and their vectors of shape (texts, dimension)."""

    texts: Sequence[str]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Task:
    """One method on some rows, fitted `times` times; without a seed it is as random as its defaults.

    `reassign`: BERTopic's outliers are wanted in its topics as well.
    """

    method: str
    rows: Rows
    seed: int | None
    times: int = 1
    reassign: bool = False


@dataclass(frozen=True, slots=True)
class PeerGroups:
    """The group of each row, `None` for outliers, as they are and, where asked for, with outliers reassigned.

    `seconds` of each fit. A task that failed has the name of its error in `crashed`, and no row in any group.
    """

    groups: Groups
    reassigned: Groups
    seconds: tuple[float, ...]
    crashed: str


def run_tasks(tasks: Sequence[Task], python: Path | None = None) -> list[PeerGroups]:
    """All tasks in one process of the peers' environment, or of the interpreter given, in their order.

    Raises `PeersAbsent`, and `RuntimeError` with what the process said when it broke off.
    """
    python = python or peers_python()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _hand_over(folder, tasks)
        call_peer(python, "group", folder)
        results = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
    return [_found(task, result) for task, result in zip(tasks, results, strict=True)]


def whole_job(rows: Path, weights: Path) -> dict[str, Any]:
    """BERTopic from start to end on the column `text` of a CSV: seconds, stages, peak memory. Raises `PeersAbsent`."""
    python = peers_python()
    with tempfile.TemporaryDirectory() as name:
        result = Path(name) / "result.json"
        call_peer(python, "whole", rows, weights, result)
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def call_peer(python: Path, *arguments: str | Path) -> None:
    """Run `benchmarks.peers_once`; what it prints is kept for an error only."""
    command = [python, "-m", "benchmarks.peers_once", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{ran.stderr[-2000:]}")


def _hand_over(folder: Path, tasks: Sequence[Task]) -> None:
    """Rows that several tasks share are written once."""
    number_of: dict[Rows, int] = {}
    written = []
    for task in tasks:
        if task.rows not in number_of:
            number_of[task.rows] = number = len(number_of)
            np.save(folder / f"{number}.npy", task.rows.vectors)
            (folder / f"{number}.json").write_text(json.dumps(list(task.rows.texts)), encoding="utf-8")
        entry = {"method": task.method, "seed": task.seed, "times": task.times, "reassign": task.reassign}
        written.append({**entry, "rows": number_of[task.rows]})
    (folder / TASKS).write_text(json.dumps(written), encoding="utf-8")


def _found(task: Task, result: dict[str, Any]) -> PeerGroups:
    nothing: list[int] = [-1] * len(task.rows.texts)
    labels = result["labels"] or nothing
    reassigned = result["reassigned"] or labels
    return PeerGroups(_groups(labels), _groups(reassigned), tuple(result["seconds"]), result["crashed"])


def _groups(labels: Sequence[int]) -> Groups:
    return [None if label < 0 else label for label in labels]
