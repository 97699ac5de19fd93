"""Fine-tuning of an encoder's upper layers by low-rank adapters (Hu et al. 2022), for whichever encoder and outputs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

MAX_TOKENS = 96
SEED = 0
_BATCH = 32
_HEAD_RATE = 1e-3
_DROPOUT = 0.1
_SORTED = 20  # batches whose texts are sorted by length together, so that little is padded

States = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is adapted, and how long it learns: `lower` layers stay as they are."""

    lower: int
    rank: int
    epochs: int
    rate: float


class Adapted(nn.Module):
    """A linear layer that stays as it is, plus B A."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        self.a = nn.Parameter(torch.randn(rank, linear.in_features) / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Both products, of rows of vectors."""
        return self.linear(rows) + (rows @ self.a.T) @ self.b.T  # type: ignore[no-any-return]


class Head(nn.Module):
    """Logits from the mean and the first token of the last hidden states."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.linear = nn.Linear(2 * width, classes)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(texts, classes) from (texts, tokens, width); `mask` is 1 where a token is."""
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.linear(self.drop(torch.cat([mean, hidden[:, 0]], dim=1)))  # type: ignore[no-any-return]


class Upper(nn.Module):
    """The layers that are adapted and a head; `head` and `layers` are theirs, `through` runs the layers."""

    layers: nn.ModuleList
    head: Head

    def through(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The last hidden states from those below the adapted layers, each (texts, tokens, width)."""
        raise NotImplementedError

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (texts, classes)."""
        return self.head(self.through(hidden, mask), mask)  # type: ignore[no-any-return]


def adapt(layer: nn.Module, names: Sequence[str], rank: int) -> None:
    """Put adapters beside the linear layers of these names, and let nothing else of the layer learn."""
    for parameter in layer.parameters():
        parameter.requires_grad = False
    for name in names:
        owner, _, last = name.rpartition(".")
        setattr(layer.get_submodule(owner), last, Adapted(layer.get_submodule(name), rank))  # type: ignore[arg-type]


def states_below(
    token_ids: Sequence[Sequence[int]], run: Callable[[torch.Tensor], torch.Tensor]
) -> list[States]:  # fmt: skip
    """The hidden states below the adapted layers, computed once: (tokens, width) a text. Texts run with their like."""
    states: dict[int, States] = {}
    for rows in _by_length(token_ids):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = run(torch.tensor([token_ids[row] for row in rows]))
        states.update(zip(rows, hidden.float().numpy().astype(np.float16), strict=True))
    return [states[row] for row in range(len(token_ids))]


def fit(model: Upper, below: Sequence[States], targets: NDArray[np.float32], recipe: Recipe) -> None:
    """Binary cross-entropy over what is known of each text, a rate that rises and falls, products in bfloat16."""
    adapters = [value for name, value in model.named_parameters() if value.requires_grad and "head" not in name]
    optimizer = torch.optim.AdamW(
        [{"params": adapters, "lr": recipe.rate}, {"params": model.head.parameters(), "lr": _HEAD_RATE}],
        weight_decay=0.01,
    )
    steps = math.ceil(len(below) / _BATCH) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, (steps - step) / steps)
    )
    model.train()
    for epoch, batches in enumerate(_epochs([len(rows) for rows in below], recipe.epochs)):
        total = 0.0
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast, where the processor knows it
                logits = model(*_padded([below[row] for row in batch]))
            loss = _loss(logits.float(), targets[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}", flush=True)
    model.eval()


def logits_of(model: Upper, below: Sequence[States]) -> NDArray[np.float32]:
    """Logits of shape (texts, classes). Texts run with their like."""
    found: dict[int, NDArray[np.float32]] = {}
    for rows in _by_length(below):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*_padded([below[row] for row in rows])).float().numpy()
        found.update(zip(rows, logits, strict=True))
    return np.stack([found[row] for row in range(len(below))])


def _by_length(texts: Sequence[Sequence[Any] | States]) -> Iterator[list[int]]:
    lengths = [len(text) for text in texts]
    for length in sorted(set(lengths)):
        rows = [row for row, known in enumerate(lengths) if known == length]
        for start in range(0, len(rows), 2 * _BATCH):
            yield rows[start : start + 2 * _BATCH]


def _epochs(lengths: Sequence[int], count: int) -> Iterator[list[NDArray[np.int64]]]:
    """The batches of each epoch, in another order each time."""
    random = np.random.default_rng(SEED)
    for _ in range(count):
        batches: list[NDArray[np.int64]] = []
        order = random.permutation(len(lengths))
        for part in np.array_split(order, max(1, len(order) // (_BATCH * _SORTED))):
            by_length = part[np.argsort([lengths[row] for row in part], kind="stable")]
            batches += [by_length[start : start + _BATCH] for start in range(0, len(by_length), _BATCH)]
        yield [batches[place] for place in random.permutation(len(batches))]


def _padded(states: Sequence[States]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(rows) for rows in states)
    hidden = torch.zeros(len(states), longest, states[0].shape[1])
    mask = torch.zeros(len(states), longest)
    for place, rows in enumerate(states):
        hidden[place, : len(rows)] = torch.from_numpy(rows.astype(np.float32))
        mask[place, : len(rows)] = 1.0
    return hidden, mask


def _loss(logits: torch.Tensor, targets: NDArray[np.float32]) -> torch.Tensor:
    """Binary cross-entropy, summed over the classes that are known of each text, mean over texts."""
    wanted = torch.from_numpy(targets)
    known = ~torch.isnan(wanted)
    each = nn.functional.binary_cross_entropy_with_logits(logits, torch.nan_to_num(wanted), reduction="none")
    return (each * known).sum() / len(targets)
