"""BERTopic and EVoC on the same rows with five seeds, since both are random, and with one on shuffled rows."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.handover import BERTOPIC, EVOC, PeerGroups, Rows, Task, run_tasks
from benchmarks.peers.plain import Groups
from benchmarks.scoring import rand_index

SEEDS = (1, 2, 3, 4, 5)
PEERS = (BERTOPIC, EVOC)


@dataclass(frozen=True, slots=True)
class PeerRuns:
    """One method on one set of rows: a run for each seed, and the first seed once more on shuffled rows."""

    method: str
    runs: tuple[PeerGroups, ...]
    order_agreement: float

    @property
    def crashed(self) -> int:
        """How many of the runs failed."""
        return sum(bool(run.crashed) for run in self.runs)


def run_peers(sets: Mapping[str, Rows], python: Path | None = None) -> dict[str, dict[str, PeerRuns]]:
    """Name of the set -> method -> its runs; everything in one process. Raises `PeersAbsent`."""
    tasks = [
        Task(method, given, seed, reassign=method == BERTOPIC)
        for rows in sets.values()
        for method in PEERS
        for given, seed in [*((rows, seed) for seed in SEEDS), (_shuffled(rows), SEEDS[0])]
    ]
    results = iter(run_tasks(tasks, python))
    found: dict[str, dict[str, PeerRuns]] = {}
    for name, rows in sets.items():
        for method in PEERS:
            runs = tuple(next(results) for _ in SEEDS)
            back = _in_order(next(results).groups)
            agreement = rand_index(runs[0].groups, back) if len(rows.texts) else 1.0
            found.setdefault(name, {})[method] = PeerRuns(method, runs, agreement)
    return found


def shuffled_places(count: int) -> list[int]:
    """The one other order that is tried, for us as for the peers: place i holds row `shuffled_places(n)[i]`."""
    places = list(range(count))
    random.Random(1).shuffle(places)
    return places


def _shuffled(rows: Rows) -> Rows:
    places = shuffled_places(len(rows.texts))
    return Rows([rows.texts[place] for place in places], rows.vectors[places])


def _in_order(groups: Sequence[int | None]) -> Groups:
    back = dict(zip(shuffled_places(len(groups)), groups, strict=True))
    return [back[row] for row in range(len(groups))]
