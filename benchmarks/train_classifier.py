"""`python -m benchmarks.train_classifier`: trains the classifier of statements and writes models/heads and its digest.

Low-rank adapters (Hu et al. 2022) in the pinned sentence encoder, and a head on its mean and first token, learn kinds,
basis and effect together: of labelled statements, and of unlabelled ones what a larger encoder thinks that learned from
the same labels (`teacher`). `--without STUDY` trains one that never saw a study nor those that are held out with it,
neither did its teacher, for the measures that hold studies out. Those are kept in `.held_out/`, not in the repository,
and trained by the measures themselves where they are missing: half an hour of one core for the teacher, another for the
classifier. What the teacher of the shipped one said is kept in `gold/`. The seed is fixed, but other machines may end
with other last bits: the file is what counts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from transformers import AutoModel, AutoTokenizer

from benchmarks.classified import LEARNED_FROM, Classified, group_of, held_out_file, is_of, read_classified
from benchmarks.data import ROOT
from benchmarks.fine_tuning import MAX_TOKENS, SEED, Adapted, Head, Recipe, Upper, adapt, fit, states_below
from benchmarks.labelled import GOLD
from benchmarks.teacher import taught
from insightmine.engines.weights import manifest, sha256_of, verified

_SHIPPED = ROOT / "models" / "heads" / "classifier.safetensors"
_TAUGHT = GOLD / "taught.safetensors"
_RECIPE = Recipe(lower=0, rank=32, epochs=4, rate=5e-4)
_ADAPTED = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
            "intermediate.dense", "output.dense")  # fmt: skip


class _Pupil(Upper):
    def __init__(self, encoder: Any, classes: int) -> None:  # noqa: ANN401 - untyped library
        super().__init__()
        self.layers = encoder.encoder.layer[_RECIPE.lower :]
        for layer in self.layers:
            adapt(layer, _ADAPTED, _RECIPE.rank)
        self.head = Head(encoder.config.hidden_size, classes)

    def through(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        added = (1.0 - mask[:, None, None, :]) * torch.finfo(torch.float32).min
        for layer in self.layers:
            found = layer(hidden, attention_mask=added)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden


def main(arguments: Sequence[str]) -> None:
    """Train one without each study that is named, or the one that comes with the program."""
    if not arguments:
        examples = read_classified()
        _write(_trained(examples, _opinions(examples, _TAUGHT)), examples, _SHIPPED)
        _pin(_SHIPPED)
    elif arguments[0] == "--without" and len(arguments) > 1:
        for study in arguments[1:]:
            train_without(study)
    else:
        sys.exit("usage: python -m benchmarks.train_classifier [--without STUDY ...]")


def train_without(study: str) -> None:
    """Train one that has seen nothing of the study and of those that are held out with it, and keep it."""
    group = group_of(study)
    examples = read_classified(without=group)
    print(f"training a classifier without {', '.join(group)}: {len(examples.texts):,} texts", flush=True)
    path = held_out_file(group)
    path.parent.mkdir(exist_ok=True)
    _write(_trained(examples, _opinions(examples, path.with_suffix(".taught"))), examples, path)


def _opinions(examples: Classified, path: Path) -> NDArray[np.float32]:
    """What a teacher thinks of the unlabelled texts, probabilities; asked once, and kept in 255ths."""
    if not is_of(path, examples):
        said = np.round(taught(examples) * 255).astype(np.uint8)
        save_file({"probabilities": said}, path, metadata={LEARNED_FROM: examples.digest})
    return load_file(path)["probabilities"].astype(np.float32) / np.float32(255)


def _trained(examples: Classified, opinions: NDArray[np.float32]) -> Upper:
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    folder = verified(manifest()["encoder-torch"])
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    texts = [*examples.texts, *examples.unlabelled]
    token_ids = AutoTokenizer.from_pretrained(folder)(texts, truncation=True, max_length=MAX_TOKENS)["input_ids"]
    below = states_below(token_ids, lambda tokens: _lower(encoder, tokens))
    model = _Pupil(encoder, len(examples.outputs))
    fit(model, below, np.vstack([examples.targets, opinions]), _RECIPE)
    return model


def _lower(encoder: Any, tokens: torch.Tensor) -> torch.Tensor:  # noqa: ANN401
    hidden = encoder.embeddings(tokens)
    for layer in encoder.encoder.layer[: _RECIPE.lower]:
        found = layer(hidden)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden  # type: ignore[no-any-return]


def _write(model: Upper, examples: Classified, path: Path) -> None:
    """Half-precision adapters, named by layer and matrix as in the published weights."""
    tensors = {"head.weight": model.head.linear.weight, "head.bias": model.head.linear.bias}
    for name, module in model.layers.named_modules():
        if isinstance(module, Adapted):
            number, _, matrix = name.partition(".")
            layer = int(number) + _RECIPE.lower
            tensors[f"{layer}.{matrix}.a"], tensors[f"{layer}.{matrix}.b"] = module.a, module.b
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in sorted(tensors.items())}
    save_file(arrays, path, metadata={"outputs": ",".join(examples.outputs), LEARNED_FROM: examples.digest})
    print(f"{path.name}: {path.stat().st_size:,} bytes, SHA-256 {sha256_of(path)}")


def _pin(path: Path) -> None:
    """Put the digest into the manifest."""
    file = ROOT / "models" / "manifest.toml"
    entry = rf'("heads/{re.escape(path.name)}" = )"[0-9a-f]*"'
    text = re.sub(entry, rf'\1"{sha256_of(path)}"', file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
