"""The quotes that show a theme: typical ones that cover it, of different people, both sides where there are two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.clarity import stands_alone
from insightmine.domain.gerunds import base_of
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis
from insightmine.domain.themes import ANSWERS
from insightmine.themes.closeness import Encode
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows
from insightmine.themes.wording import GENERAL, is_empty

_MOST, _LEAST = 5, 3
_READABLE = range(6, 41)
_TOO_ALIKE = 0.9
# What counts for an exemplar beside its nearness.
_NAMED, _HAPPENED, _UNCLEAR = 0.25, 0.1, 0.25
_NAMED_THINGS = 2
_SHOWN = frozenset({Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT})
# How much it counts that a quote stands for members that no chosen one stands for, beside being typical.
_COVERING = 3.0
# Of the members that take a side so many must take the rarer one for the theme to have two.
_SECOND_SIDE = 0.2
# Of a larger theme so many members are looked at, which bounds the time.
_LOOKED_AT = 600


def typicality(
    material: Material, rows: Sequence[int], fits: NDArray[np.float64], name: str, encode: Encode
) -> dict[int, float]:
    """How well each of the rows shows what the theme is: near its centre and its name, of its words, clear alone."""
    said = material.vectors[list(rows)].astype(np.float64)
    meant = encode([name.removeprefix(ANSWERS)]).astype(np.float64)[0]
    near = np.round(unit_rows(said) @ (meant / max(float(np.linalg.norm(meant)), 1e-9)), 5)
    words = words_of(material, name)
    found: dict[int, float] = {}
    for row, closeness in zip(rows, near.tolist(), strict=True):
        named = any(material.family_of(lemma) in words for lemma in material.lemmas[row] if not is_empty(lemma))
        shown = material.judgements[row].basis in _SHOWN
        found[row] = round(float(fits[row]) + closeness + _NAMED * named + _HAPPENED * shown, 5)
        found[row] -= 0.0 if _stands_alone(material, row) else _UNCLEAR
    return found


def words_of(material: Material, name: str) -> frozenset[str]:
    """The families of the words of a name, in the forms in which they may be said."""
    words = name.lower().removeprefix(ANSWERS).split()
    forms = (form for word in words for form in (word, word.removesuffix("s"), base_of(word)))
    return frozenset(material.family_of(form) for form in forms if not is_empty(form) and form not in GENERAL)


def exemplars(
    material: Material, rows: Sequence[int], typical: Mapping[int, float], negative: Sequence[StatementId]
) -> tuple[StatementId, ...]:
    """Three to five members of readable length from different people, no two saying the same; at least one.

    Each next one is the most typical of what those before do not stand for: by how much nearer the members, each person
    weighing the same, get to their nearest chosen one (facility location, greedily: Nemhauser, Wolsey & Fisher 1978).
    Where the members take two sides, both are there. What is shown as a negative case comes last.
    """
    apart = {material.row_of[statement] for statement in negative}
    pool = sorted(rows, key=lambda row: (row in apart, not is_readable(material, row), -typical[row], row))[:_LOOKED_AT]
    readable = [row for row in pool if is_readable(material, row)]
    pool = readable if len(readable) >= _LEAST else pool
    covered = _Covered(material, rows)
    chosen: list[int] = []
    for new_voices_only, enough in ((True, _MOST), (False, _LEAST)):
        while len(chosen) < enough:
            fitting = [row for row in pool if _adds(material, row, chosen, new_voices_only)]
            if not fitting:
                break
            best = _best(material, fitting, apart, typical, covered)
            chosen.append(best)
            covered.add(best)
    chosen = _with_both_sides(material, rows, chosen, pool) or pool[:1]
    return tuple(material.statements[row].id for row in chosen)


def is_readable(material: Material, row: int) -> bool:
    """Whether a statement is neither a fragment nor a speech; what somebody blacked out (`XXXX`) is no word."""
    return sum(_is_word(word) for word in material.statements[row].text.split()) in _READABLE


def _is_word(word: str) -> bool:
    return len(word) < 2 or len(set(word.lower().strip(".,;:!?"))) > 1


class _Covered:
    """How near each member of a theme is to the nearest chosen one."""

    def __init__(self, material: Material, rows: Sequence[int]) -> None:
        self._space = material.space
        looked_at = list(rows)[:_LOOKED_AT]
        times = Counter(material.participants[row] for row in looked_at)
        weights = np.array([1 / times[material.participants[row]] for row in looked_at])
        self._members = material.space[looked_at]
        self._weights: NDArray[np.float64] = weights / weights.sum()
        self._near = np.zeros(len(looked_at))

    def gain(self, row: int) -> float:
        """How much nearer the members get on average, 0 to 1, if this one is chosen."""
        nearer = np.maximum(self._members @ self._space[row] - self._near, 0.0)
        return round(float(nearer @ self._weights), 5)

    def add(self, row: int) -> None:
        """Choose one."""
        self._near = np.maximum(self._near, self._members @ self._space[row])


def _best(
    material: Material, rows: Sequence[int], apart: set[int], typical: Mapping[int, float], covered: _Covered
) -> int:
    def rank(row: int) -> tuple[bool, bool, float, int]:
        worth = round(typical[row] + _COVERING * covered.gain(row), 5)
        return row in apart, not is_readable(material, row), -worth, row

    return min(rows, key=rank)


def _with_both_sides(material: Material, rows: Sequence[int], chosen: list[int], pool: Sequence[int]) -> list[int]:
    """The chosen ones, the last given up for the side that is missing where the members take two."""
    signs = material.signs
    for side in (1, -1):
        taking = [row for row in rows if signs[row] == side]
        sided = sum(signs[row] != 0 for row in rows)
        if len(taking) < 2 or len(taking) < _SECOND_SIDE * sided or any(signs[row] == side for row in chosen):
            continue
        for new_voices_only in (True, False):
            kept = chosen if len(chosen) < _LEAST else chosen[:-1]
            fitting = [row for row in pool if signs[row] == side and _adds(material, row, kept, new_voices_only)]
            if fitting:
                chosen = [*kept, fitting[0]]
                break
    return chosen


def _adds(material: Material, row: int, chosen: Sequence[int], new_voices_only: bool) -> bool:
    if row in chosen or (new_voices_only and material.participants[row] in {material.participants[c] for c in chosen}):
        return False
    return all(float(material.vectors[row] @ material.vectors[other]) < _TOO_ALIKE for other in chosen)


def _stands_alone(material: Material, row: int) -> bool:
    """Whether a reader understands it without what was said before: it does not go on from it, and names things."""
    return (
        stands_alone(material.statements[row].text)
        and sum(not is_empty(lemma) for lemma in material.lemmas[row]) >= _NAMED_THINGS
    )
