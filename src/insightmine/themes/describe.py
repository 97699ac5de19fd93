"""What a reader needs to judge a theme: an inclusion rule, the other side, and what lies just outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Kind
from insightmine.domain.themes import ANSWERS, FAIR_PART
from insightmine.themes.exemplars import is_readable, words_of
from insightmine.themes.name import Wording
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows
from insightmine.themes.wording import quoted

_MOST_NEGATIVE = 3
_MOST_OUTSIDE = 3
# Of so many near themes one may tell what does not belong.
_NEAREST = 3
# So many of the nearest outside are looked at.
_LOOKED_AT = 60
_NEAR = 0.5
_TOO_ALIKE = 0.9
_SAYING = {
    Kind.GOAL: "want",
    Kind.BEHAVIOUR: "do",
    Kind.WORKAROUND: "do",
    Kind.PAIN_POINT: "experience",
    Kind.ENABLER: "experience",
    Kind.WISH: "want",
    Kind.REASON: "think",
    Kind.OPINION: "think",
    Kind.CONTEXT: "report",
}


def define(wording: Wording, kinds: Sequence[Kind], neighbour: str | None = None) -> str:
    """One sentence: what belongs in the theme, whichever side it takes, and what rather belongs in the nearest one.

    `neighbour` is the name of that; no id, since ids of a study from which somebody went begin higher.
    """
    if wording.name.startswith(ANSWERS):
        asked = wording.name.removeprefix(ANSWERS)
        shared = ": the question is all that these remarks share" if wording.says_nothing else ""
        return f"What people say when they are asked about {asked}, whether it goes well or not{shared}."
    if wording.says_nothing:
        return "What people say of this and that: remarks that no other theme holds and no phrase stands for."
    sayings = list(dict.fromkeys(_SAYING[kind] for kind in kinds if kind in _SAYING))[:2]
    subject = f"What people {' or '.join(sayings)}" if sayings else "What people say"
    others = [phrase for phrase in wording.keyphrases if phrase != wording.name and " " in phrase][:3]
    including = f", such as {_listed(others)}" if others else ""
    but_not = f", but not what is about {quoted(neighbour)}" if neighbour else ""
    return f"{subject} around {quoted(wording.name)}{including}, whether it goes well or not{but_not}."


def neighbours_of(material: Material, groups: Sequence[Sequence[int]], wordings: Sequence[Wording]) -> list[int | None]:
    """For each group of rows the nearest other one whose name tells the two apart (cosine of centres), ties by place.

    A name that the group's own statements hold as well tells nothing: `clusters` beside `highlighting a cluster`.
    """
    if not groups:
        return []
    centres = unit_rows(np.vstack([material.space[list(rows)].mean(axis=0) for rows in groups]))
    near = np.round(centres @ centres.T, 6)
    np.fill_diagonal(near, -np.inf)
    near[:, [wording.says_nothing for wording in wordings]] = -np.inf
    words = [words_of(material, wording.name) for wording in wordings]
    found: list[int | None] = []
    for rows, nearness in zip(groups, near, strict=True):
        order = np.argsort(-nearness, kind="stable")[:_NEAREST].tolist()
        apart = (i for i in order if np.isfinite(nearness[i]) and _speaking_of(material, rows, words[i]) < FAIR_PART)
        found.append(next(apart, None))
    return found


def _speaking_of(material: Material, rows: Sequence[int], words: frozenset[str]) -> float:
    """The share of the rows that use any of these words."""
    return sum(any(material.family_of(lemma) in words for lemma in material.lemmas[row]) for row in rows) / len(rows)


def main_kinds(material: Material, rows: Sequence[int]) -> tuple[Kind, ...]:
    """The main kinds of the members by how many people voice them: the leading one, and those nearly as frequent."""
    voices: dict[Kind, set[str]] = {}
    counts: Counter[Kind] = Counter()
    for row in rows:
        for kind in material.judgements[row].kinds[:1]:
            voices.setdefault(kind, set()).add(material.participants[row])
            counts[kind] += 1
    order = list(Kind)
    ranked = sorted(voices, key=lambda kind: (-len(voices[kind]), -counts[kind], order.index(kind)))
    return tuple(kind for kind in ranked if 2 * len(voices[kind]) >= len(voices[ranked[0]]))[:3]


def negative_cases(material: Material, rows: Sequence[int], fits: NDArray[np.float64]) -> tuple[StatementId, ...]:
    """Up to three members, or else near statements outside, that say the opposite of what most members say."""
    side = int(material.signs[list(rows)].sum())
    if side == 0:
        return ()
    opposite = np.flatnonzero(material.signs * side < 0).tolist()
    members = set(rows)
    inside = [row for row in opposite if row in members]
    outside = _near(material, rows, [row for row in opposite if row not in members])
    inside.sort(key=lambda row: (-abs(material.judgements[row].effect_score) * fits[row], row))
    return tuple(material.statements[row].id for row in (inside or outside)[:_MOST_NEGATIVE])


def just_outside(
    material: Material, rows: Sequence[int], fits: NDArray[np.float64], besides: Collection[int]
) -> tuple[StatementId, ...]:
    """Up to three readable statements that lie nearest to the rows and are in none of them, nearest first.

    `besides` are left out: what belongs here as well, or is shown already. No two say the same.
    """
    inside = {*rows, *besides}
    count = min(len(material), len(inside) + _LOOKED_AT)
    least = np.partition(fits, len(material) - count)[len(material) - count]
    near = [row for row in np.flatnonzero(fits >= least).tolist() if row not in inside]
    order = sorted(near, key=lambda row: (-fits[row], row))
    chosen: list[int] = []
    for row in order:
        if len(chosen) == _MOST_OUTSIDE:
            break
        alike = any(float(material.vectors[row] @ material.vectors[other]) >= _TOO_ALIKE for other in chosen)
        if is_readable(material, row) and not alike:
            chosen.append(row)
    return tuple(material.statements[row].id for row in chosen)


def _near(material: Material, rows: Sequence[int], others: Sequence[int]) -> list[int]:
    """Of the others, those that lie near the centre of the rows, nearest first."""
    if not others:
        return []
    centre = unit_rows(material.space[list(rows)].mean(axis=0, keepdims=True))[0]
    closeness = np.round(material.space[list(others)] @ centre, 6)
    near = sorted(zip(closeness.tolist(), others, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return [row for close, row in near if close >= _NEAR]


def _listed(phrases: Sequence[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
