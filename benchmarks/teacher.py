"""A larger encoder, fine-tuned on the same labels, says what it thinks of texts that nobody labelled.

Knowledge distillation (Hinton et al. 2015, section 2). all-mpnet-base-v2 (12 layers, 768 wide; the program's has 6, 384
wide) learns more from the labels, and is seven times as slow; so it teaches and is not shipped. One core needs half an
hour for each set of labels.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from benchmarks.classified import Classified
from benchmarks.fine_tuning import MAX_TOKENS, SEED, Head, Recipe, Upper, adapt, fit, logits_of, states_below
from benchmarks.teacher_weights import teacher_weights

_RECIPE = Recipe(lower=6, rank=16, epochs=3, rate=3e-4)
_ADAPTED = ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "intermediate.dense",
            "output.dense")  # fmt: skip
_AT_ONCE = 2000  # texts whose states are held together


class _Teacher(Upper):
    def __init__(self, encoder: Any, classes: int) -> None:  # noqa: ANN401 - untyped library
        super().__init__()
        self._bias = encoder.encoder.compute_position_bias
        self.layers = encoder.encoder.layer[_RECIPE.lower :]
        for layer in self.layers:
            adapt(layer, _ADAPTED, _RECIPE.rank)
        self.head = Head(encoder.config.hidden_size, classes)

    def through(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        added = (1.0 - mask[:, None, None, :]) * -1e4
        bias = self._bias(hidden).detach()
        for layer in self.layers:
            hidden = layer(hidden, added, bias)[0]
        return hidden


def taught(examples: Classified) -> NDArray[np.float32]:
    """What a teacher of the labelled texts thinks of the unlabelled ones: probabilities, (texts, outputs).

    Raises `DataAbsent` where its weights cannot be fetched.
    """
    folder = teacher_weights()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)

    def below(texts: tuple[str, ...]) -> list[NDArray[np.float16]]:
        ids = tokenizer(list(texts), truncation=True, max_length=MAX_TOKENS)["input_ids"]
        return states_below(ids, lambda tokens: _lower(encoder, tokens))

    model = _Teacher(encoder, len(examples.outputs))
    fit(model, below(examples.texts), examples.targets, _RECIPE)
    parts = [examples.unlabelled[at : at + _AT_ONCE] for at in range(0, len(examples.unlabelled), _AT_ONCE)]
    logits = np.vstack([logits_of(model, below(part)) for part in parts])
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def _lower(encoder: Any, tokens: torch.Tensor) -> torch.Tensor:  # noqa: ANN401
    hidden = encoder.embeddings(tokens)
    nothing = torch.zeros(len(tokens), 1, 1, tokens.shape[1])
    bias = encoder.encoder.compute_position_bias(hidden)
    for layer in encoder.encoder.layer[: _RECIPE.lower]:
        hidden = layer(hidden, nothing, bias)[0]
    return hidden  # type: ignore[no-any-return]
