"""What a reader needs to judge a theme: an inclusion rule, exemplars from different people, and the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.clarity import stands_alone
from insightmine.domain.gerunds import base_of
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis, Kind
from insightmine.themes.closeness import Encode
from insightmine.themes.name import Wording
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows
from insightmine.themes.wording import is_empty

_MOST_EXEMPLARS = 5
_LEAST_EXEMPLARS = 3
_MOST_NEGATIVE = 3
_READABLE = range(6, 41)
_TOO_ALIKE = 0.9
_NEAR = 0.5

# What counts for an exemplar beside its nearness.
_NAMED, _HAPPENED, _UNCLEAR = 0.25, 0.1, 0.25
_NAMED_THINGS = 2
_SHOWN = frozenset({Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT})
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
    if wording.says_nothing:
        return "What people say of this and that: remarks that no other theme holds and no phrase stands for."
    sayings = list(dict.fromkeys(_SAYING[kind] for kind in kinds if kind in _SAYING))[:2]
    subject = f"What people {' or '.join(sayings)}" if sayings else "What people say"
    others = [phrase for phrase in wording.keyphrases if phrase != wording.name and " " in phrase][:3]
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


def typicality(
    material: Material, rows: Sequence[int], fits: NDArray[np.float64], name: str, encode: Encode
) -> dict[int, float]:
    """How well each of the rows shows what the theme is: near its centre and its name, of its words, clear alone."""
    said = material.vectors[list(rows)].astype(np.float64)
    meant = encode([name]).astype(np.float64)[0]
    near = np.round(unit_rows(said) @ (meant / max(float(np.linalg.norm(meant)), 1e-9)), 5)
    words = {material.family_of(lemma) for word in name.lower().split() for lemma in (word, base_of(word))}
    found: dict[int, float] = {}
    for row, closeness in zip(rows, near.tolist(), strict=True):
        named = any(material.family_of(lemma) in words for lemma in material.lemmas[row] if not is_empty(lemma))
        shown = material.judgements[row].basis in _SHOWN
        found[row] = round(float(fits[row]) + closeness + _NAMED * named + _HAPPENED * shown, 5)
        found[row] -= 0.0 if _stands_alone(material, row) else _UNCLEAR
    return found


def exemplars(
    material: Material, rows: Sequence[int], typical: Mapping[int, float], negative: Sequence[StatementId]
) -> tuple[StatementId, ...]:
    """Three to five typical members of readable length from different people, no two saying the same; at least one.

    What is shown as a negative case comes last.
    """
    apart = {material.row_of[statement] for statement in negative}
    order = sorted(rows, key=lambda row: (row in apart, not _is_readable(material, row), -typical[row], row))
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


def _stands_alone(material: Material, row: int) -> bool:
    """Whether a reader understands it without what was said before: it does not go on from it, and names things."""
    return (
        stands_alone(material.statements[row].text)
        and sum(not is_empty(lemma) for lemma in material.lemmas[row]) >= _NAMED_THINGS
    )


def _is_readable(material: Material, row: int) -> bool:
    return len(material.statements[row].text.split()) in _READABLE


def _quoted(name: str) -> str:
    return f"“{name}”"


def _listed(phrases: Sequence[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
