"""The story of each theme there ever was, in plain lines: what the runs made of it, and what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.decision_words import in_words, is_about
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ThemeId
from insightmine.domain.judgements import MACHINE
from insightmine.domain.theme_events import RunNote, ThemeEvent, What
from insightmine.domain.themes import ThemeMemory


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What happened to a theme in a run. `what` is an event (`What`) or `decided`; `other`: which theme had part."""

    run: int
    what: str
    text: str
    other: ThemeId | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeStory:
    """A theme from its birth on. `went_into`: where most of it is now, if it is no theme any more."""

    id: ThemeId
    name: str
    is_current: bool
    went_into: ThemeId | None
    lines: tuple[StoryLine, ...]


def stories(
    memories: Sequence[ThemeMemory],
    runs: Sequence[RunNote],
    events: Sequence[ThemeEvent],
    decisions: Sequence[Decision],
) -> tuple[ThemeStory, ...]:
    """One a theme, by number. `decisions` are all there are; those that were never part of a run are left out."""
    told: defaultdict[ThemeId, list[StoryLine]] = defaultdict(list)
    into: dict[ThemeId, ThemeId | None] = {}
    named = {(decision.value, decision.by) for decision in decisions if decision.action is Action.RENAME}
    for event in events:
        into[event.theme] = event.other if event.what is What.MERGED else None
        if event.what is not What.RENAMED or (event.name, event.by) not in named:  # else the decision says it
            told[event.theme].append(StoryLine(event.run, event.what, _LINES[event.what](event), event.other))
        if event.what is What.MERGED and event.other is not None:
            said = f"{event.theme} went into it: {_share(event)}"
            told[event.other].append(StoryLine(event.run, event.what, said, event.theme))
    for run, decision, text in _decided(runs, decisions):
        for memory in memories:
            if is_about(decision, memory.id):
                told[memory.id].append(StoryLine(run, "decided", text, decision=decision.id))
    return tuple(
        ThemeStory(
            id=memory.id,
            name=memory.name,
            is_current=not memory.retired,
            went_into=into.get(memory.id) if memory.retired else None,
            lines=tuple(sorted(told[memory.id], key=lambda line: line.run)),
        )
        for memory in memories
    )


def _decided(runs: Sequence[RunNote], decisions: Sequence[Decision]) -> list[tuple[int, Decision, str]]:
    """In which run each decision first counted, and in which it first did not any more."""
    known = {decision.id: decision for decision in decisions}
    undoing = {target: d for d in decisions if d.action is Action.UNDO for target in d.targets}
    found = []
    before: frozenset[str] = frozenset()
    for note in runs:
        now = frozenset(note.decisions)
        new = [name for name in note.decisions if name in known and name not in before]
        found += [(note.run, known[name], in_words(known[name])) for name in new]
        for name in sorted(before - now, key=lambda name: (len(name), name)):
            if name in known:
                undo = undoing.get(name)
                by = f" by {undo.by} ({undo.id})" if undo else ""
                found.append((note.run, known[name], f"{name} was undone{by}"))
        before = now
    return found


def _born(event: ThemeEvent) -> str:
    origin = f"; {event.shared} of them were in {event.other}" if event.other else ""
    return f"born with {_counted(event.n_statements, 'statement')} by {_people(event.n_people)}{origin}"


def _changed(event: ThemeEvent) -> str:
    parts = [f"{event.gained} more" if event.gained else "", f"{event.lost} fewer" if event.lost else ""]
    change = ", ".join(part for part in parts if part)
    return f"{change}: {_counted(event.n_statements, 'statement')} by {_people(event.n_people)}"


def _renamed(event: ThemeEvent) -> str:
    by = "" if event.by == MACHINE else f" by {event.by}"
    return f"named “{event.name}”{by}; before: “{event.former}”"


def _share(event: ThemeEvent) -> str:
    return f"{event.shared} of its {_counted(event.n_before, 'statement')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _gone(event: ThemeEvent) -> str:
    if event.other:
        return f"went into {event.other}: {_share(event)}"
    return f"not found any more: its {_counted(event.n_before, 'statement')} went to several themes, or to none"


def _returned(event: ThemeEvent) -> str:
    return f"found again with {_counted(event.n_statements, 'statement')} by {_people(event.n_people)}"


_LINES: Mapping[What, Callable[[ThemeEvent], str]] = {
    What.BORN: _born,
    What.CHANGED: _changed,
    What.RENAMED: _renamed,
    What.MERGED: _gone,
    What.RETIRED: _gone,
    What.RETURNED: _returned,
}
