"""How near statements are to the codes of a codebook, and how near is near enough in this study.

A code is what it is called, its definition and its examples; a statement is as near to it as to their centre, measured
from the middle of the study, and the words that they share count as much again at most, since a word alone is no
meaning. What most say plainly, the first statements of a code, then count as further examples (pseudo-relevance
feedback, Rocchio 1971), so that a code that has only a name learns how the study speaks of it.

No cosine is near enough in every study. A statement has a code when it stands out from what most of the study has to do
with it: by 2.5 robust standard deviations (Iglewicz & Hoaglin 1993, "How to detect and handle outliers") over the
median, and by more where it lies in a crowd of its own, which draws it away from all codes (cross-domain similarity
local scaling, Lample et al. 2018, "Word translation without parallel data", section 2.3). And since something stands
out from what has nothing to do with a code as well, it must be about as near as statements of the study are to their
neighbours. The constants were chosen on one coded study and on the sample, and lie on a plain:
docs/decisions/0009-codebook.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.codebooks import Code, Codebook
from insightmine.themes.closeness import Encode
from insightmine.themes.study import Material
from insightmine.themes.views import Matrix, unit_rows
from insightmine.themes.wording import is_empty

_STANDS_OUT = 2.5
# A study of few statements, or of many that say the same, has no spread of its own.
_LEAST_SPREAD = 0.1
_DEVIATION = 1.4826  # of a normal distribution, in median absolute deviations
_HEARD = 0.3
_CROWD = 0.5
_NEIGHBOURS = 5
# So much of how near half of the statements are to their neighbours.
_AS_NEAR = 0.7
# Of a larger study so many statements say how crowded it is, which bounds the time.
_MOST_LOOKED_AT = 4000
_AT_ONCE = 2000
_BELONGS, _EXCLUDED = 9.0, -9.0
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class CodeScores:
    """`near`: how near each row is to each code; `least`: how near it would have to be. Both (rows, codes), rounded."""

    near: Matrix
    least: Matrix


def code_scores(
    material: Material, codebook: Codebook, examples: Mapping[str, Sequence[int]], encode: Encode
) -> CodeScores:
    """The scores; `examples` are rows that people put under a code.

    These, and statements that the codebook itself quotes, belong to the code; what is nearer to what a code excludes
    than to anything that it includes does not.
    """
    vectors = np.asarray(material.vectors, dtype=np.float64)
    middle = vectors.mean(axis=0)
    rows = unit_rows(vectors - middle)
    texts = [statement.text for statement in material.statements]
    words = _Words(texts)
    near = np.zeros((len(rows), len(codebook.codes)))
    out = np.zeros(near.shape, dtype=bool)
    belongs = np.zeros(near.shape, dtype=bool)
    for number, code in enumerate(codebook.codes):
        own = [row for row in examples.get(code.name, ()) if texts[row] not in code.examples]
        said = _texts(code)
        meant = unit_rows(np.vstack([np.asarray(encode(said), dtype=np.float64), vectors[own]]) - middle)
        centre = (rows @ unit_rows(meant.mean(axis=0, keepdims=True)).T)[:, 0]
        shared = words.shared_with([*said, *(texts[row] for row in own)])
        near[:, number] = centre + np.minimum(shared, np.maximum(centre, 0.0))
        belongs[own, number] = True
        belongs[[row for row, text in enumerate(texts) if text in code.examples], number] = True
        if code.exclude:
            not_meant = unit_rows(np.asarray(encode(_parts(code.exclude)), dtype=np.float64) - middle)
            out[:, number] = np.round((rows @ not_meant.T).max(axis=1), 6) > np.round((rows @ meant.T).max(axis=1), 6)
    crowding = _crowding(rows, texts)
    near = _as_heard(rows, np.round(near, 6), _least(near, crowding))
    least = _least(near, crowding)
    near[out] = _EXCLUDED
    near[belongs] = _BELONGS
    return CodeScores(np.round(near, 6), least)


def _least(near: Matrix, crowding: NDArray[np.float64]) -> Matrix:
    """What stands out from the scores of a code, and is near at all, for each row and code.

    Of few statements as by Student's t (its expansion in Abramowitz & Stegun 1964, 26.7.5, first term).
    """
    crowd = _CROWD * crowding[:, None]
    freely = near - crowd
    middle = np.median(freely, axis=0)
    spread = np.maximum(_DEVIATION * np.median(np.abs(freely - middle), axis=0), _LEAST_SPREAD)
    few = (_STANDS_OUT**3 + _STANDS_OUT) / 4 / max(len(near) - 1, 1)
    stands_out = middle + (_STANDS_OUT + few) * spread + crowd
    return np.asarray(np.maximum(stands_out, _AS_NEAR * np.median(crowding)), dtype=np.float64).round(6)


def _as_heard(rows: Matrix, near: Matrix, least: Matrix) -> Matrix:
    """Scores in which the statements that have a code count as further examples of it; none is an example of itself."""
    heard = near.copy()
    best = near.argmax(axis=1)
    for number in range(near.shape[1]):
        first = np.flatnonzero((best == number) & (near[:, number] >= least[:, number]))
        if len(first) < 2:
            continue
        together = rows[first].sum(axis=0)
        alike, others = rows @ together, np.full(len(rows), float(len(first)))
        alike[first] -= 1
        others[first] -= 1
        length = max(float(np.linalg.norm(together)) / len(first), 1e-9)
        heard[:, number] += _HEARD * (alike / others / length - near[:, number])
    return np.round(heard, 6)


def _crowding(rows: Matrix, texts: Sequence[str]) -> NDArray[np.float64]:
    """The mean cosine of each row with those nearest to it; what was said in the same words is no neighbour."""
    first_of: dict[str, int] = {}
    for row, text in enumerate(texts):
        first_of.setdefault(text, row)
    looked_at = np.array(list(first_of.values())[:_MOST_LOOKED_AT])
    n_nearest = min(_NEIGHBOURS, len(looked_at) - 1)
    if n_nearest < 1:
        return np.zeros(len(rows))
    column_of = {texts[row]: column for column, row in enumerate(looked_at.tolist())}
    crowding = np.zeros(len(rows))
    for start in range(0, len(rows), _AT_ONCE):
        similar = rows[start : start + _AT_ONCE] @ rows[looked_at].T
        for row in range(len(similar)):
            column = column_of.get(texts[start + row])
            if column is not None:
                similar[row, column] = -2.0
        crowding[start : start + _AT_ONCE] = np.partition(similar, -n_nearest, axis=1)[:, -n_nearest:].mean(axis=1)
    return crowding.clip(min=0.0).round(6)


def _texts(code: Code) -> list[str]:
    described = ". ".join(part for part in (code.name, code.definition) if part)
    return [described, *_parts(code.include), *code.examples]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


class _Words:
    """The words of the statements, rare ones weighing more (Sparck Jones 1972, Journal of Documentation 28, p. 11)."""

    def __init__(self, texts: Sequence[str]) -> None:
        said = [Counter(_content(text)) for text in texts]
        of = Counter(word for words in said for word in words)
        self._weight = {word: float(np.log((1 + len(texts)) / (1 + n)) + 1) for word, n in of.items()}
        self._said = [self._weighed(words) for words in said]

    def shared_with(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """The cosine of each statement's words with those of all texts together."""
        together: defaultdict[str, float] = defaultdict(float)
        for text in texts:
            for word, value in self._weighed(Counter(_content(text))).items():
                together[word] += value
        length = float(np.sqrt(sum(together[word] ** 2 for word in sorted(together)))) or 1.0
        dots = [sum(value * together.get(word, 0.0) for word, value in words.items()) for words in self._said]
        return np.array(dots) / length

    def _weighed(self, words: Counter[str]) -> dict[str, float]:
        """Weights of unit length, in the order of the alphabet, so that sums are always the same."""
        weights = {w: (1 + float(np.log(words[w]))) * self._weight[w] for w in sorted(words) if w in self._weight}
        length = float(np.sqrt(sum(value * value for value in weights.values()))) or 1.0
        return {word: value / length for word, value in weights.items()}


def _content(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text.lower()) if not is_empty(word))
