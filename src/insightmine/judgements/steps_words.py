"""Words that a statement shares with a step: what a sentence vector blurs, the names of things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.content_words import stems

Numbers = NDArray[np.float64]

_EVERYWHERE = 0.1  # what a word weighs that every statement has
_OTHERS = 20  # statements without the word are taken to have been made elsewhere: a few tell little of how rare it is
_SCALE = 3.0  # brings the numbers to the size of cosines
_POWER = 0.7  # of what is shared: the first words say more than further ones
_DIGITS = 6


def shared_words(texts: Sequence[str], steps: Sequence[Sequence[str]], usual: Sequence[str] | None = None) -> Numbers:
    """Of shape (texts, steps): how much of a text's words a step has too, from 0; the same in any order of texts.

    `steps`: the texts of each step. Words weigh by how rare they are among the `usual` texts (all, unless given:
    inverse document frequency, Sparck Jones 1972), those of a step also by how few steps have them. A step of many
    words counts less for each, by the fourth root of the squares of all that they weigh: a long description neither
    wins by its length nor loses by it, as it would with a cosine. What is shared is damped by a power, as counts of
    words are in retrieval.
    """
    words_of_texts = [sorted(stems(text)) for text in texts]
    words_of_steps = [sorted({word for text in own for word in stems(text)}) for own in steps]
    counted = words_of_texts if usual is None else [stems(text) for text in usual]
    spread, held = Counter(w for own in counted for w in own), Counter(w for own in words_of_steps for w in own)
    rarity = {
        word: float(np.log((len(counted) + _OTHERS) / (spread[word] + 1))) + _EVERYWHERE
        for own in (*words_of_texts, *words_of_steps)
        for word in own
    }
    apart = {word: float(np.log((len(steps) + 1) / n) / np.log(len(steps) + 1)) for word, n in held.items()}
    lengths = [max(sum(rarity[word] ** 2 for word in own) ** 0.5, _EVERYWHERE) for own in words_of_texts]
    found = np.zeros((len(texts), len(steps)))
    for column, own in enumerate(words_of_steps):
        weights = {word: rarity[word] * apart[word] for word in own}
        root = max(sum(weight**2 for weight in weights.values()), _EVERYWHERE) ** 0.25
        for row, said in enumerate(words_of_texts):
            common = sum(weights[word] * rarity[word] for word in said if word in weights)
            found[row, column] = common / lengths[row] / root / _SCALE
    return np.asarray(np.round(found**_POWER, _DIGITS))
