"""Heads and a classifier trained without one study, so that the study can be measured as one that is new to them."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from benchmarks.classifiers import Classifiers
from benchmarks.supervision import Examples, Numbers, collect
from benchmarks.train_heads import probe_of, train
from benchmarks.workbench import Workbench
from insightmine.judgements import Encode
from insightmine.judgements.heads import Heads


class Trained(NamedTuple):
    """What `judge` goes by."""

    heads: Heads
    classify: Encode


class HeadsWithout:
    """All examples, read once; and heads and a classifier for each study that is held out."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._trained: dict[str, Trained] = {}
        self._classifiers = Classifiers(bench)

    @cached_property
    def examples(self) -> Examples:
        """What the heads that come with the program were trained on. Raises `DataAbsent`."""
        return collect(self._bench)

    @cached_property
    def _probe(self) -> Numbers:
        return probe_of(self._bench)

    def of(self, study: str) -> Trained:
        """What has seen nothing of the study."""
        if study not in self._trained:
            heads = train(self.examples, self._probe, self._classifiers, without=study)
            self._trained[study] = Trained(heads, self._classifiers.without(study).encode)
        return self._trained[study]
