"""Several walks through the same steps -> one order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median


def in_walking_order(walks: Sequence[Sequence[int]]) -> list[int]:
    """One order of all steps that most walks agree with.

    A step may come when no step that precedes it in most shared walks is still waiting. Of those that may, the
    one that most often follows the step just placed comes next, so that two tracks of a study (two kinds of
    users with tasks of their own) stay in one piece each; then the one with the lowest median place; then the
    lower number.
    """
    place = median_place(walks)
    before: Counter[tuple[int, int]] = Counter()
    follows: Counter[tuple[int, int]] = Counter()
    for walk in walks:
        before.update((a, b) for i, a in enumerate(walk) for b in walk[i + 1 :])
        follows.update(pairwise(walk))
    waiting, ordered = set(place), list[int]()
    while waiting:
        free = [b for b in waiting if not any(before[a, b] > before[b, a] for a in waiting if a != b)]
        last = ordered[-1] if ordered else -1
        step = min(free or waiting, key=lambda step: (-follows[last, step] if free else 0, place[step], step))
        ordered.append(step)
        waiting.discard(step)
    return ordered


def median_place(walks: Sequence[Sequence[int]]) -> dict[int, float]:
    """The median relative place (0 to 1) of each step in the walks that hold it."""
    places: dict[int, list[float]] = defaultdict(list)
    for walk in walks:
        for index, step in enumerate(walk):
            places[step].append((index + 0.5) / len(walk))
    return {step: median(found) for step, found in places.items()}
