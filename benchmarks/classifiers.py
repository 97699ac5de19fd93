"""Classifiers of statements that have not seen a study: trained when first asked for, and kept beside the measures."""

from __future__ import annotations

from benchmarks.classified import group_of, held_out_file, is_of, read_classified
from benchmarks.workbench import Workbench
from insightmine.embedding import CachedEncoder
from insightmine.engines.onnx_classifier import OnnxClassifier


class Classifiers:
    """One for each study that is held out."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._loaded: dict[str, CachedEncoder] = {}  # by the studies that are held out together

    def without(self, study: str) -> CachedEncoder:
        """Logits of texts from a classifier that has seen nothing of the study.

        Training takes an hour, once: the file is kept as long as what it is learned from is the same.
        """
        group = group_of(study)
        name = "+".join(group)
        if name not in self._loaded:
            path = held_out_file(group)
            if not is_of(path, read_classified(without=group)):
                from benchmarks.train_classifier import train_without  # noqa: PLC0415 - torch is slow to import

                train_without(study)
            self._loaded[name] = CachedEncoder(OnnxClassifier.load(path), self._bench.memory)
        return self._loaded[name]
