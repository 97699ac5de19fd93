"""Heads trained without one study, so that the study can be measured as one that is new to them."""

from __future__ import annotations

from functools import cached_property

from benchmarks.supervision import Examples, Numbers, collect
from benchmarks.train_heads import probe_of, train
from benchmarks.workbench import Workbench
from insightmine.judgements.heads import Heads


class HeadsWithout:
    """All examples, read once; and heads for each study that is held out."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._trained: dict[str, Heads] = {}

    @cached_property
    def examples(self) -> Examples:
        """What the heads that come with the program were trained on. Raises `DataAbsent`."""
        return collect(self._bench)

    @cached_property
    def _probe(self) -> Numbers:
        return probe_of(self._bench)

    def of(self, study: str) -> Heads:
        """Heads that have seen nothing of the study."""
        if study not in self._trained:
            self._trained[study] = train(self.examples, self._probe, without=study)
        return self._trained[study]
