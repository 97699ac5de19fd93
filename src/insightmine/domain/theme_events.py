"""What becomes of themes from run to run: born, renamed, grown or shrunk, gone into another, come back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.themes import Theme, ThemeMemory


class What(StrEnum):
    """What can become of a theme."""

    BORN = "born"
    RENAMED = "renamed"
    CHANGED = "changed"
    MERGED = "merged"
    RETIRED = "retired"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ThemeEvent:
    """One thing that happened to a theme in a run; runs count from 1.

    `other` is the theme into which most of it went (merged), or out of which most of it came (born). `shared` of the
    `n_before` statements of the smaller past are meant. `name` is its name since, by `by`; `former` the one before.
    """

    run: int
    theme: ThemeId
    what: What
    n_statements: int = 0
    n_people: int = 0
    gained: int = 0
    lost: int = 0
    other: ThemeId | None = None
    shared: int = 0
    n_before: int = 0
    name: str = ""
    by: str = ""
    former: str = ""
    former_by: str = ""


@dataclass(frozen=True, slots=True)
class RunNote:
    """A run whose result was kept: what it was made of. `at` is an ISO time, for people; `decisions` held then."""

    run: int
    at: str = ""
    transcripts: int = 0
    people: int = 0
    statements: int = 0
    decisions: tuple[str, ...] = ()


def events_of(
    run: int, past: Sequence[ThemeMemory], gone: Collection[ThemeId], themes: Sequence[Theme]
) -> tuple[ThemeEvent, ...]:
    """What became of the themes in a run, the living first, in their order; then those that are no more.

    `past` is every theme there ever was; `gone` are those among them that no longer lived before the run.
    """
    before = {memory.id: memory for memory in past}
    home = {statement: theme.id for theme in themes for statement in theme.statements}
    alive = [memory for memory in past if memory.id not in gone]
    came_from = {statement: memory.id for memory in alive for statement in memory.members}
    living = {theme.id for theme in themes}
    found: list[ThemeEvent] = []
    for theme in themes:
        memory = before.get(theme.id)
        if memory is None:
            found.append(_born(run, theme, came_from, before))
        else:
            found += _went_on(run, theme, memory, returned=theme.id in gone)
    for memory in alive:
        if memory.id not in living:
            found.append(_gone(run, memory, home))
    return tuple(found)


def _born(
    run: int, theme: Theme, came_from: Mapping[StatementId, ThemeId], before: Mapping[ThemeId, ThemeMemory]
) -> ThemeEvent:
    origin, shared = _most([came_from.get(statement) for statement in theme.statements])
    if origin is None or 2 * shared <= len(theme.members):
        origin, shared = None, 0
    return ThemeEvent(
        run, theme.id, What.BORN,
        n_statements=len(theme.members), n_people=len(theme.participants),
        other=origin, shared=shared, n_before=len(before[origin].members) if origin else 0,
        name=theme.name, by=theme.named_by,
    )  # fmt: skip


def _went_on(run: int, theme: Theme, memory: ThemeMemory, *, returned: bool) -> list[ThemeEvent]:
    gained, lost = _difference(set(theme.statements), set(memory.members))
    counted = ThemeEvent(run, theme.id, What.CHANGED, n_statements=len(theme.members), n_people=len(theme.participants))
    found = []
    if returned:
        found.append(replace(counted, what=What.RETURNED))
    elif gained or lost:
        found.append(replace(counted, gained=gained, lost=lost))
    if theme.name != memory.name:
        found.append(
            ThemeEvent(
                run, theme.id, What.RENAMED,
                name=theme.name, by=theme.named_by, former=memory.name, former_by=memory.named_by,
            )
        )  # fmt: skip
    return found


def _difference(now: set[StatementId], then: set[StatementId]) -> tuple[int, int]:
    """How many came and how many went. Where none is the same, all have new ids: names in them were redacted."""
    if not now & then:
        return max(0, len(now) - len(then)), max(0, len(then) - len(now))
    return len(now - then), len(then - now)


def _gone(run: int, memory: ThemeMemory, home: Mapping[StatementId, ThemeId]) -> ThemeEvent:
    into, shared = _most([home.get(statement) for statement in memory.members])
    if into is None or 2 * shared <= len(memory.members):
        return ThemeEvent(run, memory.id, What.RETIRED, n_before=len(memory.members))
    return ThemeEvent(run, memory.id, What.MERGED, other=into, shared=shared, n_before=len(memory.members))


def _most(themes: Sequence[ThemeId | None]) -> tuple[ThemeId | None, int]:
    """The theme that stands there most often, of several the one with the smallest id, and how often."""
    counts = {theme: themes.count(theme) for theme in themes if theme is not None}
    most = min(counts, key=lambda theme: (-counts[theme], len(theme), theme), default=None)
    return most, counts.get(most, 0) if most is not None else 0
