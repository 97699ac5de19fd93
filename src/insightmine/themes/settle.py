"""What was found before -> what is found now: new interviews must not shuffle the themes people have read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.themes import ThemeMemory
from insightmine.themes.drafts import Draft
from insightmine.themes.identity import earlier_of
from insightmine.themes.study import Material
from insightmine.themes.views import unit_rows

# An earlier statement changes its theme only for one that lies so much nearer (cosine).
_CLEARLY = 0.6
_LEAST_ALONE = 3
_SAME_SCALE = (0.75, 1.6)
_MOSTLY = 0.5


def settle(material: Material, drafts: Sequence[Draft], history: Sequence[ThemeMemory]) -> list[Draft]:
    """The drafts with earlier statements where they were, as far as that is still right.

    Where most statements are known and about as many themes are wanted as before, an earlier theme lives on even
    if the new grouping would have spread it; where not, the new grouping rules. Themes that come back from
    retirement (a merge was undone) keep what they have.
    """
    earlier = {memory.id: _rows(material, memory) for memory in history if not memory.retired}
    earlier = {theme: rows for theme, rows in earlier.items() if rows}
    # What a run without history leaves out, a run with its result must leave out too.
    settled = [draft for draft in drafts if _carries(material, draft)]
    if not earlier:
        return settled
    if _goes_on(material, len(drafts), earlier):
        _revive(settled, earlier, set(earlier_of(material, drafts, history)))
    _send_home(material, settled, history, earlier)
    return _without_remnants(material, settled)


def fits_of(material: Material, rows: Sequence[int]) -> NDArray[np.float64]:
    """How well each row of the material fits a group of rows: cosine with its centre, 0 to 1, shape (rows,)."""
    centre = unit_rows(material.space[list(rows)].mean(axis=0, keepdims=True))[0]
    fits: NDArray[np.float64] = np.round(np.clip(material.space @ centre, 0.0, 1.0), 6)
    return fits


def _goes_on(material: Material, n_drafts: int, earlier: dict[ThemeId, set[int]]) -> bool:
    known = sum(len(rows) for rows in earlier.values())
    return known >= _MOSTLY * len(material) and _SAME_SCALE[0] <= n_drafts / len(earlier) <= _SAME_SCALE[1]


def _revive(drafts: list[Draft], earlier: dict[ThemeId, set[int]], alive: set[ThemeId]) -> None:
    for theme in sorted(set(earlier) - alive):
        for draft in drafts:
            draft.rows -= earlier[theme]
        drafts.append(Draft(set(earlier[theme])))


def _send_home(
    material: Material, drafts: list[Draft], history: Sequence[ThemeMemory], earlier: dict[ThemeId, set[int]]
) -> None:
    drafts[:] = [draft for draft in drafts if draft.rows]
    found = earlier_of(material, drafts, history)
    returned = {position for theme, position in found.items() if theme not in earlier}
    home = {row: found[theme] for theme in sorted(earlier) if theme in found for row in earlier[theme]}
    fits = [fits_of(material, draft.ordered) for draft in drafts]
    now = {row: i for i, draft in enumerate(drafts) for row in draft.rows}
    for row, before in sorted(home.items()):
        after = now.get(row, before)
        if after not in returned and fits[before][row] >= fits[after][row] - _CLEARLY:
            drafts[after].rows.discard(row)
            drafts[before].rows.add(row)


def _without_remnants(material: Material, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that carry a theme; what is left in the others joins the nearest, if it is near."""
    themes = [draft for draft in drafts if _carries(material, draft)]
    loose = sorted(row for draft in drafts if not _carries(material, draft) for row in draft.rows)
    join_nearest(material, themes, loose)
    return themes


def join_nearest(material: Material, drafts: Sequence[Draft], loose: Sequence[int]) -> None:
    """Put rows that stand in no draft into the nearest, if it is near."""
    if not drafts or not loose:
        return
    fits = np.stack([fits_of(material, draft.ordered) for draft in drafts])
    own = [fits[i, row] for i, draft in enumerate(drafts) for row in draft.rows]
    limit = 0.5 * float(np.median(own))
    for row in loose:
        nearest = int(np.argmax(fits[:, row]))
        if fits[nearest, row] >= limit:
            drafts[nearest].rows.add(row)


def _carries(material: Material, draft: Draft) -> bool:
    """One or two remarks of one person are no theme."""
    return len(draft.rows) >= _LEAST_ALONE or len(material.people_of(draft.ordered)) > 1


def _rows(material: Material, memory: ThemeMemory) -> set[int]:
    rows = (material.row_of.get(StatementId(member)) for member in memory.members)
    return {row for row in rows if row is not None}
