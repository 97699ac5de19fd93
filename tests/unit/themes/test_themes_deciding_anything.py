"""Any sequence of decisions: nothing crashes, no statement is lost, pairs hold, and undoing all leaves no trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.unit.themes.study_of_cooks import Study

from insightmine.domain.deciding import before_deciding, to_undo
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.themes import Theme
from insightmine.store import effective, history
from insightmine.store.migrations import migrate
from insightmine.themes import PastTheme, Themes

ACTIONS = [action for action in Action if action not in (Action.EFFECT, Action.KIND, Action.ROLE, Action.PERSON)]
NAMES = ("Keeping a list", "Cooking at home", "dishes")
# what to do, and three numbers that choose among what there is by then
CHOICES = st.tuples(st.sampled_from(ACTIONS), *(st.integers(0, 40) for _ in range(3)), st.sampled_from(["Ann", "Bob"]))


@dataclass
class Desk:
    """A study on which people decide: as `Study.decide` does it, with the store's own history."""

    study: Study
    connection: sqlite3.Connection
    decisions: list[Decision] = field(default_factory=list)

    def run(self) -> Themes:
        """Themes from the history and what holds."""
        holding = effective(self.decisions)
        found = self.study.themes(self.past(), holding)
        history.remember(self.connection, found.themes)
        return found

    def past(self) -> tuple[PastTheme, ...]:
        return before_deciding(history.recall(self.connection), self.decisions, effective(self.decisions))

    def decide(self, found: Themes, choice: tuple[Action, int, int, int, str]) -> Themes:
        """The next decision, if there is one of this kind to make."""
        action, *numbers, by = choice
        made = self.targets(found, action, numbers)
        if made is None:
            return found
        targets, value = made
        self.decisions.append(Decision(f"D{len(self.decisions) + 1}", action, targets, value, by, "", ""))
        return self.run()

    def to_undo(self, number: int) -> tuple[tuple[str, ...], None] | None:
        """One of the decisions that can be undone."""
        holding = effective(self.decisions)
        stands = [*holding, *(decision for decision in self.decisions if decision.action is Action.UNDO)]
        if not stands:
            return None
        return to_undo(self.decisions, holding, [stands[number % len(stands)].id]), None

    def targets(
        self, found: Themes, action: Action, numbers: Sequence[int]
    ) -> tuple[tuple[str, ...], str | None] | None:
        themes = sorted(theme.id for theme in found.themes)
        spoken = sorted(statement.id for statement in self.study.statements)
        theme, other = themes[numbers[0] % len(themes)], themes[numbers[1] % len(themes)]
        one, two = spoken[numbers[0] % len(spoken)], spoken[numbers[1] % len(spoken)]
        if action is Action.UNDO:
            return self.to_undo(numbers[0])
        if action is Action.MERGE:
            return ((theme, other), None) if theme != other else None
        if action in (Action.TOGETHER, Action.APART):
            return ((one, two), None) if one != two else None
        if action is Action.MOVE:
            return (one,), [*themes, "none"][numbers[2] % (len(themes) + 1)]
        if action is Action.SPLIT:
            return split_off(found, theme, numbers[1])
        return (theme,), NAMES[numbers[1] % len(NAMES)] if action is Action.RENAME else None


def split_off(found: Themes, theme: str, number: int) -> tuple[tuple[str, ...], None] | None:
    """Some of its statements, never all."""
    members = sorted(next(t for t in found.themes if t.id == theme).statements)
    return ((theme, *members[: 1 + number % (len(members) - 1)]), None) if len(members) > 1 else None


def desk(study: Study) -> Desk:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return Desk(study, connection)


def lasting(found: Themes) -> list[Theme]:
    """The themes without what became of them in this very run."""
    return [replace(theme, lineage=tuple(line for line in theme.lineage if "(D" in line)) for theme in found.themes]


def groups(found: Themes) -> dict[str, frozenset[str]]:
    return {theme.id: frozenset(theme.statements) for theme in found.themes}


@pytest.mark.slow
def test_any_decisions(study: Study) -> None:
    """Without shrinking: a run takes a tenth of a second, and the fixture must not be printed with each example."""

    @settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(choices=st.lists(CHOICES, min_size=1, max_size=8))
    def decide_all(choices: list[tuple[Action, int, int, int, str]]) -> None:
        check(desk(study), choices)

    decide_all()


def check(at: Desk, choices: list[tuple[Action, int, int, int, str]]) -> None:
    """Decide one thing after the other, each time looking that nothing is lost; then undo all."""
    with closing(at.connection):
        first = found = at.run()
        for choice in choices:
            found = at.decide(found, choice)
            placed = [statement for theme in found.themes for statement in theme.statements]
            assert len(placed) == len(set(placed))
            assert set(placed) <= {statement.id for statement in at.study.statements}
            assert_pairs_hold(found, effective(at.decisions))
        again = at.run()
        assert (groups(again), again.problems) == (groups(found), found.problems)
        assert lasting(at.run()) == lasting(again)
        standing = [decision.id for decision in effective(at.decisions)]
        for target in standing:
            at.decisions.append(Decision(f"D{len(at.decisions) + 1}", Action.UNDO, (target,), None, "Ann", "", ""))
        undone = at.run()
        assert undone.problems == ()
        assert groups(undone) == groups(first)
        assert {theme.name for theme in undone.themes} == {theme.name for theme in first.themes}
        assert {t.named_by for t in undone.themes} == {"machine"}


def assert_pairs_hold(found: Themes, holding: Sequence[Decision]) -> None:
    """What is not reported as overruled is so: two statements in one theme, or not."""
    overruled = {problem.about for problem in found.problems}
    home = {statement: theme.id for theme in found.themes for statement in theme.statements}
    for decision in holding:
        if decision.id in overruled:
            continue
        if decision.action is Action.TOGETHER:
            assert home.get(decision.targets[0]) == home.get(decision.targets[1])  # type: ignore[call-overload]
        if decision.action is Action.APART:
            one, two = (home.get(target) for target in decision.targets)  # type: ignore[call-overload]
            assert one is None or one != two
