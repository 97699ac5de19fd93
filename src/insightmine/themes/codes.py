"""The codes of a researcher's own codebook -> which statements belong to each, before the rest is grouped.

A code is what it is called, its definition, and its examples, each a vector. A statement is as near to it as it is to
their centre and to the nearest of them, half and half, measured from the middle of the study; what words they share
counts half as much again at most, since a word alone is no meaning. That, and the least it takes, were chosen on one
coded study and measured on others (`benchmarks/codebook.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.codebooks import Code, Codebook
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.themes import ThemeMemory
from insightmine.themes.closeness import Encode
from insightmine.themes.drafts import Draft
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows
from insightmine.themes.wording import is_empty

CODEBOOK = "codebook"  # who named a theme that stands for a code
_LEAST = 0.36
_WORDS = 0.5
# A statement that had the code keeps it unless it has become clearly too far.
_STAYS = 0.03
# So near to the best must another code be, to be given as well.
_AS_WELL = 0.85
_WORD = re.compile(r"[^\W\d_]{3,}")

Scores = NDArray[np.float64]


def code_drafts(
    material: Material,
    codebook: Codebook,
    history: Sequence[ThemeMemory],
    rulings: Sequence[Decision],
    encode: Encode,
) -> list[Draft]:
    """A draft a code that somebody speaks to, in the order of the codebook.

    A statement stands in the draft of its best code, and in `also` of others that are about as near. What somebody
    moved into the theme of a code is a further example of it.
    """
    if not codebook or not len(material):
        return []
    scores = scores_of(material, codebook, _examples(material, history, rulings), encode)
    for number, code in enumerate(codebook.codes):
        had = {member for memory in history if memory.code == code.name for member in memory.members}
        scores[[material.row_of[member] for member in sorted(had & material.row_of.keys())], number] += _STAYS
    best = scores.argmax(axis=1)
    drafts = [Draft(set(), name=code.name, named_by=CODEBOOK, code=code.name, definition=code.definition)
              for code in codebook.codes]  # fmt: skip
    for row in np.flatnonzero(scores.max(axis=1) >= _LEAST).tolist():
        drafts[best[row]].rows.add(row)
        near = (scores[row] >= _LEAST) & (scores[row] >= _AS_WELL * scores[row, best[row]])
        for number in np.flatnonzero(near).tolist():
            if number != best[row]:
                drafts[number].also.add(row)
    return [draft for draft in drafts if draft.rows]


def rest_of(material: Material, drafts: Sequence[Draft]) -> tuple[Material, list[int]]:
    """What no draft holds, as a material of its own, and the row of each of its rows."""
    taken = {row for draft in drafts for row in draft.rows}
    rows = [row for row in range(len(material)) if row not in taken]
    rest = replace(
        material,
        statements=tuple(material.statements[row] for row in rows),
        judgements=tuple(material.judgements[row] for row in rows),
        annotations=tuple(material.annotations[row] for row in rows),
        vectors=material.vectors[rows],
    )
    return rest, rows


def scores_of(material: Material, codebook: Codebook, examples: Mapping[str, Sequence[int]], encode: Encode) -> Scores:
    """How near each row is to each code, shape (rows, codes); `examples` are rows that people put under a code.

    Where a row is nearer to what a code excludes than to anything that it includes, it is -1.
    """
    vectors = np.asarray(material.vectors, dtype=np.float64)
    middle = vectors.mean(axis=0)
    rows = unit_rows(vectors - middle)
    words = _Words([statement.text for statement in material.statements])
    scores = np.zeros((len(material), len(codebook.codes)))
    for number, code in enumerate(codebook.codes):
        texts = _texts(code)
        own = [row for row in examples.get(code.name, ()) if material.statements[row].text not in code.examples]
        meant = unit_rows(np.vstack([np.asarray(encode(texts), dtype=np.float64), vectors[own]]) - middle)
        nearest = (rows @ meant.T).max(axis=1)
        centre = rows @ unit_rows(meant.mean(axis=0, keepdims=True))[0]
        shared = words.shared_with([*texts, *(material.statements[row].text for row in own)])
        near = (centre + nearest) / 2
        scores[:, number] = np.round(near + _WORDS * np.minimum(shared, np.maximum(near, 0.0)), 6)
        scores[list(own), number] = 2.0
        if code.exclude:
            out = unit_rows(np.asarray(encode(_parts(code.exclude)), dtype=np.float64) - middle)
            scores[np.round((rows @ out.T).max(axis=1), 6) > np.round(nearest, 6), number] = -1.0
    return scores


def _examples(material: Material, history: Sequence[ThemeMemory], rulings: Sequence[Decision]) -> dict[str, list[int]]:
    """The rows that somebody moved into the theme of a code; a later move takes them out again."""
    code_of = {str(memory.id): memory.code for memory in history if memory.code is not None}
    last = {ruling.targets[0]: ruling.value for ruling in rulings if ruling.action is Action.MOVE}
    found: dict[str, list[int]] = {}
    for target, theme in sorted(last.items()):
        row, code = material.row_of.get(StatementId(target)), code_of.get(theme or "")
        if row is not None and code is not None:
            found.setdefault(code, []).append(row)
    return found


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

    def shared_with(self, texts: Sequence[str]) -> Scores:
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
