"""Decisions in words: who decided what, and why; which hold, which were undone or overruled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.problems import Problem


class Standing(StrEnum):
    """Whether a decision counts."""

    HOLDS = "holds"
    UNDONE = "undone"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in words. `problem` says why it does not hold as it stands, `undone_by` which undo took it back."""

    decision: Decision
    words: str
    standing: Standing
    problem: str = ""
    undone_by: str = ""


_WORDS: Mapping[Action, Callable[[Decision], str]] = {
    Action.RENAME: lambda d: f"named {d.targets[0]} “{d.value}”",
    Action.MERGE: lambda d: f"merged {_listed(d.targets[1:])} into {d.targets[0]}",
    Action.SPLIT: lambda d: f"split {_listed(d.targets[1:])} from {d.targets[0]}",
    Action.MOVE: lambda d: f"moved {d.targets[0]} {_place(d.value)}",
    Action.ACCEPT: lambda d: f"accepted {_listed(d.targets)}",
    Action.REJECT: lambda d: f"rejected {_listed(d.targets)}",
    Action.EFFECT: lambda d: f"said of {d.targets[0]}: {d.value}",
    Action.KIND: lambda d: f"said of {d.targets[0]}: {(d.value or '').replace(',', ', ').replace('_', ' ')}",
    Action.STEP: lambda d: f"placed {d.targets[0]} at {'no step' if d.value == 'none' else f'the step {d.value}'}",
    Action.ROLE: lambda d: f"said of {d.targets[1] or '(no label)'} in {d.targets[0]}: {d.value}",
    Action.PERSON: lambda d: f"said that {d.targets[1] or '(no label)'} in {d.targets[0]} is {d.value}",
    Action.TOGETHER: lambda d: f"put {_listed(d.targets)} together",
    Action.APART: lambda d: f"set {_listed(d.targets)} apart",
    Action.UNDO: lambda d: f"undid {_listed(d.targets)}",
}


def in_words(decision: Decision) -> str:
    """What was decided, by whom and why, in one line: `Ann named T3 “keeping a list” (D4): because`."""
    reason = f": {decision.because}" if decision.because else ""
    return f"{decision.by} {_WORDS[decision.action](decision)} ({decision.id}){reason}"


def decided(
    decisions: Sequence[Decision], effective: Sequence[Decision], problems: Sequence[Problem]
) -> tuple[Decided, ...]:
    """All decisions with what became of them, oldest first; an undo that counts holds."""
    holding = {decision.id for decision in effective}
    undoing = _undone_by(decisions)
    why = {problem.about: problem.text for problem in reversed(problems)}
    found = []
    for decision in decisions:
        undone = undoing.get(decision.id, "") if decision.id not in holding else ""
        problem = why.get(decision.id, "") if decision.id in holding else ""
        standing = Standing.UNDONE if undone else Standing.PROBLEM if problem else Standing.HOLDS
        found.append(Decided(decision, in_words(decision), standing, problem, undone))
    return tuple(found)


def is_about(decision: Decision, theme: str, statements: Sequence[str] = ()) -> bool:
    """Whether a decision names a theme, or one of these statements where it says in which theme they stand."""
    placing = decision.action in (Action.MOVE, Action.TOGETHER, Action.APART, Action.SPLIT)
    named = theme in decision.targets or (decision.action is Action.MOVE and decision.value == theme)
    return named or (placing and any(target in statements for target in decision.targets))


def _undone_by(decisions: Sequence[Decision]) -> dict[str, str]:
    """The undo that took each decision back: the latest that counts itself."""
    found: dict[str, str] = {}
    for decision in reversed(decisions):
        if decision.action is Action.UNDO and decision.id not in found:
            found.update({target: decision.id for target in decision.targets if target not in found})
    return found


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def _place(theme: str | None) -> str:
    return "out of all themes" if theme in (None, "", "none") else f"to {theme}"
