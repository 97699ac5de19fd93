"""Words that a statement shares with a step, or nearly: what a sentence vector blurs, the names of things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.content_words import stemmed
from insightmine.engines import Vectors
from insightmine.engines.linear import one_thread

Numbers = NDArray[np.float64]
Encode = Callable[[Sequence[str]], Vectors]

_EVERYWHERE = 0.1  # what a word weighs that every statement has
_OTHERS = 20  # statements without the word are taken to have been made elsewhere: a few tell little of how rare it is
_SCALE = 3.0  # brings the numbers to the size of cosines
_POWER = 0.7  # of what is shared: the first words say more than further ones
_FAR = 0.5  # cosine of two words from which on they begin to mean the same
_SAID_AGAIN = 2  # statements that have a word, from which on it can tell members of a step from others
_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class WordRows:
    """The words of texts, a row each of unit length, of a matrix of this shape that is nearly empty.

    Entry i stands in `rows[i]`, which ascend, and `columns[i]`, and is `values[i]`.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Numbers
    shape: tuple[int, int]


class WordsBeside:
    """The content words of texts beside those of steps.

    Words weigh by how rare they are among the `usual` texts (all, unless given: inverse document frequency, Sparck
    Jones 1972), those of a step also by how few steps have them. A step of many words counts less for each, by the
    fourth root of the squares of all that they weigh: a long description neither wins by its length nor loses by it,
    as it would with a cosine. What is found is damped by a power, as counts of words are in retrieval. All numbers are
    the same in any order of texts.
    """

    def __init__(
        self, texts: Sequence[str], steps: Sequence[Sequence[str]], usual: Sequence[str] | None = None
    ) -> None:
        """`steps`: the texts of each step."""
        written = {text: stemmed(text) for text in (*texts, *(usual or ()), *(text for own in steps for text in own))}
        stems = {text: frozenset(stem for stem, _ in words) for text, words in written.items()}
        self._said = [sorted(stems[text]) for text in texts]
        self._held = [sorted({word for text in own for word in stems[text]}) for own in steps]
        usual = texts if usual is None else usual
        counted = [sorted(stems[text]) for text in usual]
        self._spread, self._n_counted = Counter(word for own in counted for word in own), len(counted)
        self._rarity = {word: self._rare(word) for own in (*self._said, *self._held) for word in own}
        held = Counter(word for own in self._held for word in own)
        apart = {w: float(np.log((len(steps) + 1) / n) / np.log(len(steps) + 1)) for w, n in held.items()}
        self._weights = [{word: self._rarity[word] * apart[word] for word in own} for own in self._held]
        self._lengths = [max(sum(self._rarity[word] ** 2 for word in own) ** 0.5, _EVERYWHERE) for own in self._said]
        of_study = dict.fromkeys((*usual, *(text for own in steps for text in own)))
        self._forms = Counter(pair for text in of_study for pair in written[text])

    def shared(self) -> Numbers:
        """Of shape (texts, steps): how much of a text's words a step has too, from 0."""
        return self._damped(self._weights)

    def alike(self, encode: Encode) -> Numbers:
        """Of shape (texts, steps): the same of words that mean nearly what one of the step's does, by their vectors.

        Each word of a text counts by the word of the step that is most like it and weighs most; what a step has itself
        does not count again. A word's vector is that of the form in which it is written most often. Words that
        none of the usual texts has say nothing.
        """
        said, held = sorted(self._spread), sorted({word for own in self._held for word in own})
        if not said or not held:
            return np.zeros((len(self._said), len(self._held)))
        form = self._form_of({*said, *held})
        with one_thread():
            cosines = encode([form[word] for word in said]) @ encode([form[word] for word in held]).T
        like = np.clip((np.round(cosines.astype(np.float64), _DIGITS) - _FAR) / (1 - _FAR), 0.0, 1.0)
        column = {word: number for number, word in enumerate(held)}
        for row, word in enumerate(said):
            if word in column:
                like[row, column[word]] = 0.0
        gains = []
        for own in self._weights:
            columns = [column[word] for word in own]
            best = (like[:, columns] * np.array(list(own.values()))).max(axis=1, initial=0.0)
            gains.append({word: gain for word, gain in zip(said, best.tolist(), strict=True) if gain > 0})
        return self._damped(gains)

    def rows(self) -> WordRows:
        """The words of the texts that more than one of the usual ones has, weighed by how rare they are."""
        known = sorted({w for own in self._said for w in own if self._spread[w] >= _SAID_AGAIN})
        column = {word: number for number, word in enumerate(known)}
        rows, columns, values = [], [], []
        for row, own in enumerate(self._said):
            kept = [word for word in own if word in column]
            length = sum(self._rarity[word] ** 2 for word in kept) ** 0.5
            rows += [row] * len(kept)
            columns += [column[word] for word in kept]
            values += [self._rarity[word] / length for word in kept]
        return WordRows(
            np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(values, dtype=np.float64),
            (len(self._said), len(known)),
        )  # fmt: skip

    def _rare(self, word: str) -> float:
        return float(np.log((self._n_counted + _OTHERS) / (self._spread[word] + 1))) + _EVERYWHERE

    def _form_of(self, words: set[str]) -> dict[str, str]:
        """How each is written most often; of equals the shortest, then the first by the alphabet."""
        forms: dict[str, tuple[int, int, str]] = {}
        for (stem, form), count in self._forms.items():
            if stem in words:
                forms[stem] = min(forms.get(stem, (0, 0, "")), (-count, len(form), form))
        return {stem: form for stem, (_, _, form) in forms.items()}

    def _damped(self, gains: Sequence[dict[str, float]]) -> Numbers:
        """Of shape (texts, steps), of what each word gains a step."""
        found = np.zeros((len(self._said), len(gains)))
        for column, (own, weights) in enumerate(zip(gains, self._weights, strict=True)):
            root = max(sum(weight**2 for weight in weights.values()), _EVERYWHERE) ** 0.25
            for row, said in enumerate(self._said):
                common = sum(own[word] * self._rarity[word] for word in said if word in own)
                found[row, column] = common / self._lengths[row] / root / _SCALE
        return np.asarray(np.round(found**_POWER, _DIGITS))
