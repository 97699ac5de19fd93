"""What a reader needs to judge a theme: an inclusion rule, exemplars from different people, and the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Kind
from insightmine.themes.name import Wording
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows

_MOST_EXEMPLARS = 5
_LEAST_EXEMPLARS = 3
_MOST_NEGATIVE = 3
_READABLE = range(6, 41)
_TOO_ALIKE = 0.9
_NEAR = 0.5

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


def define(wording: Wording, kinds: Sequence[Kind]) -> str:
    """One sentence that says what belongs in the theme, whichever side it takes."""
    sayings = list(dict.fromkeys(_SAYING[kind] for kind in kinds if kind in _SAYING))[:2]
    subject = f"What people {' or '.join(sayings)}" if sayings else "What people say"
    others = [phrase for phrase in wording.keyphrases if phrase != wording.name][:3]
    including = f", such as {_listed(others)}" if others else ""
    return f"{subject} around {_quoted(wording.name)}{including}, whether it goes well or not."


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


def exemplars(
    material: Material, rows: Sequence[int], fits: NDArray[np.float64], negative: Sequence[StatementId]
) -> tuple[StatementId, ...]:
    """Three to five central members of readable length from different people, no two saying the same; at least one.

    What is shown as a negative case comes last.
    """
    apart = {material.row_of[statement] for statement in negative}
    order = sorted(rows, key=lambda row: (row in apart, not _is_readable(material, row), -fits[row], row))
    chosen: list[int] = []
    for new_voices_only in (True, False):
        for row in order:
            enough = _MOST_EXEMPLARS if new_voices_only else _LEAST_EXEMPLARS
            if len(chosen) < enough and _adds(material, row, chosen, new_voices_only):
                chosen.append(row)
    chosen = chosen or order[:1]
    return tuple(material.statements[row].id for row in chosen)


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


def _near(material: Material, rows: Sequence[int], others: Sequence[int]) -> list[int]:
    """Of the others, those that lie near the centre of the rows, nearest first."""
    if not others:
        return []
    centre = unit_rows(material.space[list(rows)].mean(axis=0, keepdims=True))[0]
    closeness = np.round(material.space[list(others)] @ centre, 6)
    near = sorted(zip(closeness.tolist(), others, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return [row for close, row in near if close >= _NEAR]


def _adds(material: Material, row: int, chosen: Sequence[int], new_voices_only: bool) -> bool:
    if row in chosen or (new_voices_only and material.participants[row] in {material.participants[c] for c in chosen}):
        return False
    return all(float(material.vectors[row] @ material.vectors[other]) < _TOO_ALIKE for other in chosen)


def _is_readable(material: Material, row: int) -> bool:
    return len(material.statements[row].text.split()) in _READABLE


def _quoted(name: str) -> str:
    return f"“{name}”"


def _listed(phrases: Sequence[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
