"""Which theme of one round is which of the other: by code, by lineage, by shared statements, else by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from insightmine.domain.ids import StatementId
from insightmine.rounds.alike import Space, nearest
from insightmine.rounds.values import How, Match, Round, RoundTheme

# How near the centres of two themes must be to be taken for one: measured, see docs/compare.md.
CUT_OFF = 0.6
# From here on they are close, below it loosely the same.
CLOSE = 0.75
_SHARED = 1 / 3
_EXACT = {How.SAME, How.LINEAGE}

Pair = tuple[RoundTheme | None, RoundTheme | None, Match]


def match_themes(first: Round, second: Round, space: Space | None, *, same_study: bool) -> list[Pair]:
    """Every theme of both rounds once, with its like in the other or `None`.

    In one study a theme is its like. Across two, the first that holds counts: the same code of the codebook; at least
    a third of the smaller one's statements in both; the nearest of each other in meaning, at least `CUT_OFF`.
    """
    if same_study:
        return _of_one_study(first, second)
    pairs = _by_code(first, second)
    pairs += _by_statements(*_left(first, second, pairs))
    left_first, left_second = _left(first, second, pairs)
    near, next_best = _by_meaning(left_first, left_second, space)
    pairs += near
    rest_first, rest_second = _left(first, second, pairs)
    nobody = Match(How.NONE)
    pairs += [(theme, None, next_best.get((True, theme.id), nobody)) for theme in rest_first]
    pairs += [(None, theme, next_best.get((False, theme.id), nobody)) for theme in rest_second]
    return pairs


def _of_one_study(first: Round, second: Round) -> list[Pair]:
    others = {theme.id: theme for theme in second.themes}
    return [(theme, others[theme.id], Match(How.SAME)) for theme in first.themes if theme.id in others]


def _left(first: Round, second: Round, pairs: Sequence[Pair]) -> tuple[list[RoundTheme], list[RoundTheme]]:
    taken = ({one.id for one, _, _ in pairs if one}, {other.id for _, other, _ in pairs if other})
    return (
        [theme for theme in first.themes if theme.id not in taken[0]],
        [theme for theme in second.themes if theme.id not in taken[1]],
    )


def _by_code(first: Round, second: Round) -> list[Pair]:
    coded = {theme.code.casefold(): theme for theme in second.themes if theme.code}
    return [
        (theme, coded[theme.code.casefold()], Match(How.CODE))
        for theme in first.themes
        if theme.code and theme.code.casefold() in coded
    ]


def _by_statements(first: Sequence[RoundTheme], second: Sequence[RoundTheme]) -> list[Pair]:
    """Themes of which a good part was said word for word by the same people: one folder grew out of the other."""
    holders: defaultdict[StatementId, list[int]] = defaultdict(list)
    for j, other in enumerate(second):
        for statement in {*other.statements}:
            holders[statement].append(j)
    found = []
    for i, one in enumerate(first):
        shared_with = Counter(j for statement in {*one.statements} for j in holders.get(statement, ()))
        for j, shared in shared_with.items():
            if shared >= _SHARED * min(len(one.statements), len(second[j].statements)):
                found.append((one.id != second[j].id, -shared, i, j))
    pairs: list[Pair] = []
    taken: set[tuple[bool, int]] = set()
    for _, _, i, j in sorted(found):
        if (True, i) not in taken and (False, j) not in taken:
            taken |= {(True, i), (False, j)}
            pairs.append((first[i], second[j], Match(How.LINEAGE)))
    return pairs


def _by_meaning(
    first: Sequence[RoundTheme], second: Sequence[RoundTheme], space: Space | None
) -> tuple[list[Pair], dict[tuple[bool, str], Match]]:
    """Themes that are each other's nearest, and for every other how near its nearest is."""
    if space is None or not first or not second:
        return [], {}
    rows_first = [space.rows(theme.statements, first=True) for theme in first]
    rows_second = [space.rows(theme.statements, first=False) for theme in second]
    known = [i for i, rows in enumerate(rows_first) if rows], [j for j, rows in enumerate(rows_second) if rows]
    near = nearest(space, [rows_first[i] for i in known[0]], [rows_second[j] for j in known[1]])
    if not near.size:
        return [], {}
    pairs: list[Pair] = []
    told: dict[tuple[bool, str], Match] = {}
    for i, j in enumerate(near.argmax(axis=1).tolist()):
        told[True, first[known[0][i]].id] = Match(How.NONE, float(near[i, j]))
        if int(near[:, j].argmax()) == i and near[i, j] >= CUT_OFF:
            rivals = [*np.delete(near[i], j).tolist(), *np.delete(near[:, j], i).tolist()]
            match = Match(How.MEANING, float(near[i, j]), max(rivals, default=None))
            pairs.append((first[known[0][i]], second[known[1][j]], match))
    for j, i in enumerate(near.argmax(axis=0).tolist()):
        told[False, second[known[1][j]].id] = Match(How.NONE, float(near[i, j]))
    return pairs, told


def is_exact(match: Match) -> bool:
    """Whether the members of both themes can be counted as they are."""
    return match.how in {*_EXACT, How.CODE}
