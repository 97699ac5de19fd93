"""`python -m benchmarks.train_classifier`: trains the classifier of statements and writes models/heads and its digest.

Low-rank adapters (Hu et al. 2022) in the upper layers of the pinned sentence encoder, and a head on its mean and first
token, learn kinds, basis and effect of labelled statements together. `--without STUDY` trains one that never saw a
study, for the measures that hold studies out; those are kept in `.held_out/`, not in the repository, and trained by
the measures themselves where they are missing. Seven minutes of one core each; the seed is fixed, but other machines
may end with other last bits: the file is what counts.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import nn
from transformers import AutoModel, AutoTokenizer

from benchmarks.classified import LEARNED_FROM, Classified, held_out_file, read_classified
from benchmarks.data import ROOT
from insightmine.engines.weights import manifest, sha256_of, verified

_SHIPPED = ROOT / "models" / "heads" / "classifier.safetensors"
_LOWER = 2  # layers that stay as they are
_RANK = 16
_EPOCHS = 4
_BATCH = 32
_RATE, _HEAD_RATE = 5e-4, 1e-3
_DROPOUT = 0.1
_MAX_TOKENS = 96
_SORTED = 20  # batches whose texts are sorted by length together, so that little is padded
_SEED = 0


class Adapted(nn.Module):
    """A linear layer that stays as it is, plus B A."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.a = nn.Parameter(torch.randn(_RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, _RANK))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Both products, of rows of vectors."""
        return self.linear(rows) + (rows @ self.a.T) @ self.b.T  # type: ignore[no-any-return]


class Upper(nn.Module):
    """The layers that are adapted, from hidden states below them to logits."""

    def __init__(self, encoder: Any, classes: int) -> None:  # noqa: ANN401 - untyped library
        super().__init__()
        self.layers = encoder.encoder.layer[_LOWER:]
        for parameter in self.layers.parameters():
            parameter.requires_grad = False
        for layer in self.layers:
            own = layer.attention.self
            own.query, own.key, own.value = Adapted(own.query), Adapted(own.key), Adapted(own.value)
            layer.attention.output.dense = Adapted(layer.attention.output.dense)
            layer.intermediate.dense = Adapted(layer.intermediate.dense)
            layer.output.dense = Adapted(layer.output.dense)
        self.head = nn.Linear(2 * encoder.config.hidden_size, classes)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (texts, classes) from (texts, tokens, width); `mask` is 1 where a token is."""
        added = (1.0 - mask[:, None, None, :]) * torch.finfo(torch.float32).min
        for layer in self.layers:
            found = layer(hidden, attention_mask=added)
            hidden = found[0] if isinstance(found, tuple) else found
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(self.drop(torch.cat([mean, hidden[:, 0]], dim=1)))  # type: ignore[no-any-return]


def main(arguments: Sequence[str]) -> None:
    """Train one without each study that is named, or the one that comes with the program."""
    if not arguments:
        _write(_trained(read_classified()), read_classified(), _SHIPPED)
        _pin(_SHIPPED)
    elif arguments[0] == "--without" and len(arguments) > 1:
        for study in arguments[1:]:
            train_without(study)
    else:
        sys.exit("usage: python -m benchmarks.train_classifier [--without STUDY ...]")


def train_without(study: str) -> None:
    """Train one that has seen nothing of the study, and keep it."""
    examples = read_classified(without=study)
    print(f"training a classifier without {study}: {len(examples.texts):,} texts", flush=True)
    held_out_file(study).parent.mkdir(exist_ok=True)
    _write(_trained(examples), examples, held_out_file(study))


def _trained(examples: Classified) -> Upper:
    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    folder = verified(manifest()["encoder-torch"])
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    token_ids = AutoTokenizer.from_pretrained(folder)(
        list(examples.texts), truncation=True, max_length=_MAX_TOKENS
    )["input_ids"]  # fmt: skip
    below = _below(encoder, token_ids)
    model = Upper(encoder, len(examples.outputs))
    adapters = [value for name, value in model.named_parameters() if value.requires_grad and "head" not in name]
    optimizer = torch.optim.AdamW(
        [{"params": adapters, "lr": _RATE}, {"params": model.head.parameters(), "lr": _HEAD_RATE}], weight_decay=0.01
    )
    steps = math.ceil(len(below) / _BATCH) * _EPOCHS
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, (steps - step) / steps)
    )
    model.train()
    for epoch, batches in enumerate(_epochs([len(rows) for rows in below])):
        total = 0.0
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast, where the processor knows it
                logits = model(*_padded([below[row] for row in batch]))
            loss = _loss(logits.float(), examples.targets[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}", flush=True)
    return model.eval()


def _below(encoder: Any, token_ids: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:  # noqa: ANN401
    """The hidden states below the adapted layers, computed once: (tokens, width) a text."""
    states: dict[int, NDArray[np.float32]] = {}
    lengths = [len(ids) for ids in token_ids]
    with torch.no_grad():
        for length in sorted(set(lengths)):
            rows = [row for row, known in enumerate(lengths) if known == length]
            for start in range(0, len(rows), 64):
                part = rows[start : start + 64]
                hidden = encoder.embeddings(torch.tensor([token_ids[row] for row in part]))
                for layer in encoder.encoder.layer[:_LOWER]:
                    found = layer(hidden)
                    hidden = found[0] if isinstance(found, tuple) else found
                states.update(zip(part, hidden.numpy(), strict=True))
    return [states[row] for row in range(len(token_ids))]


def _epochs(lengths: Sequence[int]) -> Iterator[list[NDArray[np.int64]]]:
    """The batches of each epoch, in another order each time."""
    random = np.random.default_rng(_SEED)
    for _ in range(_EPOCHS):
        batches: list[NDArray[np.int64]] = []
        order = random.permutation(len(lengths))
        for part in np.array_split(order, max(1, len(order) // (_BATCH * _SORTED))):
            by_length = part[np.argsort([lengths[row] for row in part], kind="stable")]
            batches += [by_length[start : start + _BATCH] for start in range(0, len(by_length), _BATCH)]
        yield [batches[place] for place in random.permutation(len(batches))]


def _padded(states: Sequence[NDArray[np.float32]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(rows) for rows in states)
    hidden = torch.zeros(len(states), longest, states[0].shape[1])
    mask = torch.zeros(len(states), longest)
    for place, rows in enumerate(states):
        hidden[place, : len(rows)] = torch.from_numpy(rows)
        mask[place, : len(rows)] = 1.0
    return hidden, mask


def _loss(logits: torch.Tensor, targets: NDArray[np.float32]) -> torch.Tensor:
    """Binary cross-entropy, summed over the classes that are known of each text, mean over texts."""
    wanted = torch.from_numpy(targets)
    known = ~torch.isnan(wanted)
    each = nn.functional.binary_cross_entropy_with_logits(logits, torch.nan_to_num(wanted), reduction="none")
    return (each * known).sum() / len(targets)


def _write(model: Upper, examples: Classified, path: Path) -> None:
    """Half-precision adapters, named by layer and matrix as in the published weights."""
    tensors = {"head.weight": model.head.weight, "head.bias": model.head.bias}
    for name, module in model.layers.named_modules():
        if isinstance(module, Adapted):
            number, _, matrix = name.partition(".")
            tensors[f"{int(number) + _LOWER}.{matrix}.a"], tensors[f"{int(number) + _LOWER}.{matrix}.b"] = (
                module.a, module.b,
            )  # fmt: skip
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
