"""Themes of this run -> the ids they had before: a theme keeps the id of the earlier one it shares most with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.themes import ThemeMemory
from insightmine.themes.closeness import weight_of
from insightmine.themes.drafts import Draft
from insightmine.themes.study import Material

# How much of the smaller side two groups must share to be the same theme; of both together, to come back from
# retirement or to keep the name that the machine gave.
_SHARED = 0.3
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Identity:
    """A theme's id and name, `None` where it is new or needs a new one, and what became of earlier themes in it."""

    id: ThemeId | None
    name: str | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Past:
    memory: ThemeMemory
    rows: frozenset[int]


def identify(material: Material, drafts: Sequence[Draft], history: Sequence[ThemeMemory]) -> tuple[Identity, ...]:
    """An identity a draft, in their order."""
    past = [_past(material, memory) for memory in sorted(history, key=lambda memory: theme_number(memory.id))]
    kept = match(drafts, past)
    return tuple(
        Identity(
            id=kept[i].memory.id if i in kept else None,
            name=_kept_name(draft, kept.get(i)),
            events=_events(draft, kept.get(i), past, kept),
        )
        for i, draft in enumerate(drafts)
    )


def numbered(
    material: Material, drafts: Sequence[Draft], identities: Sequence[Identity], history: Sequence[ThemeMemory]
) -> list[ThemeId]:
    """The id of each draft. New themes go on counting: T1, T2, ... by weight, size, first statement.

    Give it only the drafts that become themes, so that no number is used for nothing.
    """
    new = [i for i, identity in enumerate(identities) if identity.id is None]
    new.sort(key=lambda i: (-weight_of(material, drafts[i].ordered), -len(drafts[i].rows), min(drafts[i].rows)))
    first = 1 + max((theme_number(memory.id) for memory in history), default=0)
    number = {i: first + offset for offset, i in enumerate(new)}
    return [identity.id or ThemeId(f"T{number[i]}") for i, identity in enumerate(identities)]


def earlier_of(material: Material, drafts: Sequence[Draft], history: Sequence[ThemeMemory]) -> dict[ThemeId, int]:
    """Which draft (by position) goes on from which theme of the last run."""
    past = [_past(material, memory) for memory in history]
    return {found.memory.id: i for i, found in match(drafts, past).items()}


def match(drafts: Sequence[Draft], past: Sequence[_Past]) -> dict[int, _Past]:
    """Drafts (by position) to the earlier theme they go on from: the pairs that share most statements first.

    Before all others the theme that a person chose to keep in a merge, and that of the same code; the theme of a code
    goes on in no other. What a person split off does not take the id
    of the theme that it left.

    Themes of the last run come before retired ones, which return only where at least half is the same.
    """
    pairs = []
    for number, earlier in enumerate(past):
        for i, draft in enumerate(drafts):
            shared = len(draft.rows & earlier.rows)
            alike = shared / max(1, len(draft.rows | earlier.rows))
            least = _SHARED * min(len(draft.rows), len(earlier.rows))
            same_code = earlier.memory.code is not None and draft.code == earlier.memory.code
            may_go_on = earlier.memory.code is None and (alike >= _ALIKE or not earlier.memory.retired)
            if same_code or (shared and shared >= least and may_go_on):
                by_decision = draft.goes_on == earlier.memory.id
                pairs.append(
                    (
                        not by_decision,
                        not same_code,
                        alike < 1,  # a merge was undone: what is wholly back is what it was
                        earlier.memory.retired,
                        draft.split_off,
                        -shared,
                        -alike,
                        number,
                        min(draft.rows),
                        i,
                    )
                )
    found: dict[int, _Past] = {}
    taken: set[int] = set()
    for *_, number, _, i in sorted(pairs):
        if i not in found and number not in taken:
            found[i] = past[number]
            taken.add(number)
    return found


def theme_number(theme: ThemeId) -> int:
    """The number in a theme's id; 0 where there is none."""
    digits = re.search(r"\d+", theme)
    return int(digits.group()) if digits else 0


def _past(material: Material, memory: ThemeMemory) -> _Past:
    rows = (material.row_of.get(StatementId(member)) for member in memory.members)
    return _Past(memory, frozenset(row for row in rows if row is not None))


def _kept_name(draft: Draft, earlier: _Past | None) -> str | None:
    """The earlier name, while at least half of both themes together is the same."""
    if earlier is None or len(draft.rows & earlier.rows) < _ALIKE * len(draft.rows | earlier.rows):
        return None
    return earlier.memory.name or None


def _events(draft: Draft, own: _Past | None, past: Sequence[_Past], kept: dict[int, _Past]) -> tuple[str, ...]:
    """Which other themes of the last run went into this one, or which one it came out of, unless by a decision."""
    told = {line.split(" (")[0] for line in draft.lineage}
    goes_on = {earlier.memory.id for earlier in kept.values()}
    events = []
    for earlier in past:
        if earlier.memory.retired or (own is not None and earlier.memory.id == own.memory.id):
            continue
        shared = len(draft.rows & earlier.rows)
        if earlier.memory.id not in goes_on and 2 * shared > len(earlier.rows):
            events.append(f"merged {earlier.memory.id}")
        if own is None and earlier.memory.id in goes_on and 2 * shared > len(draft.rows):
            events.append(f"split from {earlier.memory.id}")
    return tuple(event for event in events if event not in told)
