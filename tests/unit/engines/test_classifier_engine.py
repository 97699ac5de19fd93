"""The fine-tuned classifier: adapters over the pinned weights, the same logits for a text in any company."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

from insightmine.engines import load_classifier
from insightmine.engines.onnx_classifier import OnnxClassifier
from insightmine.engines.onnx_graph import Hidden, OnnxGraph
from insightmine.engines.weights import manifest, shipped, verified
from insightmine.judgements.heads import LEAN, TOLD, load_heads

TEXTS = ("I could not find the button.", "Yes.", "Every Monday I copy the numbers into a sheet, by hand.", "It's fine.")


@pytest.fixture(scope="module")
def tensors() -> dict[str, Hidden]:
    with safe_open(shipped("heads", "heads/classifier.safetensors"), framework="np") as file:
        return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a mapping


def test_a_text_has_the_same_logits_in_any_company() -> None:
    classifier = load_classifier()
    together = classifier.encode(TEXTS)
    assert together.shape == (len(TEXTS), classifier.dimension)
    assert np.array_equal(together[::-1], classifier.encode(TEXTS[::-1]))
    for row, text in enumerate(TEXTS):
        assert np.array_equal(classifier.encode([text])[0], together[row])


def test_the_heads_know_the_order_of_its_classes() -> None:
    classifier = load_classifier()
    assert isinstance(classifier, OnnxClassifier)
    heads = load_heads()
    assert heads.classes == classifier.outputs
    logits = heads.in_order(
        classifier.encode(["That was easy, it helped me a lot.", "It failed, I was stuck for days."])
    )
    at = {name: place for place, name in enumerate(heads.outputs)}
    assert logits[0, at[LEAN]] > 0 > logits[1, at[LEAN]]
    assert (logits[:, at[TOLD]] > 0).all()


def test_adapters_of_nothing_leave_the_encoder_as_it_is(tmp_path: Path, tensors: Mapping[str, Hidden]) -> None:
    path = _saved(tmp_path, {name: np.zeros_like(one) if name.endswith(".b") else one for name, one in tensors.items()})
    adapted = OnnxClassifier.load(path)
    own = OnnxGraph(verified(manifest()["encoder-onnx"]), 96)
    for (_, seen), (_, expected) in zip(adapted._graph.hidden(TEXTS), own.hidden(TEXTS), strict=True):
        assert np.array_equal(seen, expected)


def test_every_adapter_tells(tmp_path: Path, tensors: Mapping[str, Hidden]) -> None:
    whole = load_classifier().encode(TEXTS[:1])
    for name in [name for name in tensors if name.endswith(".b")][::6]:
        path = _saved(tmp_path, {**tensors, name: np.zeros_like(tensors[name])})
        assert not np.array_equal(OnnxClassifier.load(path).encode(TEXTS[:1]), whole), name


def _saved(folder: Path, tensors: Mapping[str, Hidden]) -> Path:
    path = folder / "adapters.safetensors"
    classes = ",".join(load_heads().classes)
    save_file({name: np.ascontiguousarray(one) for name, one in tensors.items()}, path, metadata={"outputs": classes})
    return path
