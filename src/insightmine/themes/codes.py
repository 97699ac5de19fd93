"""The codes of a researcher's own codebook -> which statements belong to each, before the rest is grouped.

What is near enough to a code follows from the study itself (see `code_scores`), and is measured on other coded studies
than those it was chosen on (`benchmarks/codebook.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from insightmine.domain.codebooks import Codebook
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.themes import ThemeMemory
from insightmine.themes.closeness import Encode
from insightmine.themes.code_scores import code_scores
from insightmine.themes.drafts import Draft
from insightmine.themes.study import Material

CODEBOOK = "codebook"  # who named a theme that stands for a code
# A statement that had the code keeps it unless it has become clearly too far.
_STAYS = 0.03
# So near to the best must another code be, to be given as well.
_AS_WELL = 0.85


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
    found = code_scores(material, codebook, _examples(material, history, rulings), encode)
    near = found.near.copy()
    for number, code in enumerate(codebook.codes):
        had = {member for memory in history if memory.code == code.name for member in memory.members}
        near[[material.row_of[member] for member in sorted(had & material.row_of.keys())], number] += _STAYS
    enough = np.round(near - found.least, 6) >= 0
    best = np.where(enough, near, -np.inf).argmax(axis=1)
    drafts = [Draft(set(), name=code.name, named_by=CODEBOOK, code=code.name, definition=code.definition)
              for code in codebook.codes]  # fmt: skip
    for row in np.flatnonzero(enough.any(axis=1)).tolist():
        drafts[best[row]].rows.add(row)
        as_well = enough[row] & (near[row] >= _AS_WELL * near[row, best[row]])
        for number in np.flatnonzero(as_well).tolist():
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
