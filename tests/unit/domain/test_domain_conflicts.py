"""Two people who decide different things are both named; who corrects themselves is in no conflict."""

from __future__ import annotations

import pytest
from tests.builders import tool_library

from insightmine.domain.conflicts import conflicts
from insightmine.domain.deciding import before_deciding, new_decision, to_undo
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.problems import Problem
from insightmine.domain.themes import Status, ThemeMemory
from insightmine.domain.verdicts import without_object
from insightmine.errors import UsageError

STUDY = tool_library()
ONE, TWO = STUDY.themes[:2]


def said(number: int, by: str, action: Action, target: str, value: str | None = None) -> Decision:
    return Decision(f"D{number}", action, (target,), value, by, "", "")


def test_who_decides_otherwise_than_somebody_else_is_told() -> None:
    rulings = [
        said(1, "Ann", Action.EFFECT, "S1", "helps"),
        said(2, "Bob", Action.EFFECT, "S1", "hinders"),
        said(3, "Ann", Action.KIND, "S1", "goal"),
        said(4, "Ann", Action.KIND, "S1", "wish"),
        said(5, "Bob", Action.KIND, "S1", "wish"),
        said(6, "Ann", Action.ACCEPT, "O1"),
        said(7, "Bob", Action.REJECT, "O1"),
    ]
    assert conflicts(rulings) == (
        Problem("D1", "Ann decided this; overruled by D2, decided by Bob"),
        Problem("D6", "Ann decided this; overruled by D7, decided by Bob"),
    )


def test_signals_and_outcomes_that_are_not_there_any_more_are_told() -> None:
    rulings = [
        said(1, "Ann", Action.ACCEPT, "O1"),
        said(2, "Ann", Action.REJECT, "G2"),
        said(3, "Ann", Action.ACCEPT, "T1"),
    ]
    assert without_object(rulings, {"G2"}) == (Problem("D1", "there is no outcome O1 any more"),)


@pytest.mark.parametrize(
    ("action", "targets", "message"),
    [
        (Action.MERGE, (ONE.id, ONE.id), "named twice"),
        (Action.TOGETHER, (ONE.statements[0], ONE.statements[0]), "named twice"),
        (Action.SPLIT, (ONE.id, TWO.statements[0]), f"is not in {ONE.id}"),
        (Action.SPLIT, (ONE.id, *ONE.statements), f"these are all statements of {ONE.id}"),
        (Action.RENAME, (ONE.id, "two"), "several words in quotation marks"),
    ],
)
def test_what_makes_no_sense_is_refused(action: Action, targets: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError) as error:
        new_decision(STUDY, action, targets, "name", "Ann", "", "")
    assert message in str(error.value)


def test_several_decisions_are_undone_at_once() -> None:
    made = [said(1, "Ann", Action.ACCEPT, "T1"), said(2, "Ann", Action.ACCEPT, "T2")]
    assert to_undo(made, made, ["D1", "D2"]) == ("D1", "D2")
    assert new_decision(STUDY, Action.UNDO, ("D1", "D2"), None, "Ann", "", "").targets == ("D1", "D2")


def memory(name: str, members: str, title: str = "x", by: str = "machine", *, retired: bool = False) -> ThemeMemory:
    ids = tuple(StatementId(f"S{letter}") for letter in members)
    return ThemeMemory(ThemeId(name), title, ids, by, Status.CANDIDATE, retired)


def test_a_merge_is_found_apart_so_that_it_can_be_done_again_or_not() -> None:
    merge = Decision("D1", Action.MERGE, ("T1", "T2"), None, "Ann", "", "")
    history = [memory("T1", "abcd"), memory("T2", "cd", retired=True)]
    again = before_deciding(history, [merge], [merge])
    assert [(m.id, m.members, m.retired) for m in again] == [("T1", ("Sa", "Sb"), False), ("T2", ("Sc", "Sd"), False)]
    undone = before_deciding(history, [merge], [])
    assert [(m.members, m.retired) for m in undone] == [(("Sa", "Sb"), False), (("Sc", "Sd"), True)]


def test_a_name_that_was_taken_back_does_not_stay() -> None:
    rename = said(1, "Ann", Action.RENAME, "T1", "mine")
    (kept,) = before_deciding([memory("T1", "ab", "mine", "Ann")], [rename], [rename])
    (taken,) = before_deciding([memory("T1", "ab", "mine", "Ann")], [rename], [])
    assert (kept.name, taken.name) == ("mine", "")


def test_what_had_to_go_along_is_set_free_as_well() -> None:
    together = Decision("D1", Action.TOGETHER, ("Sa", "Sb"), None, "Ann", "", "")
    move = said(2, "Ann", Action.MOVE, "Sa", "T9")
    (memory_,) = before_deciding([memory("T9", "abcdef")], [together, move], [together])
    assert memory_.members == ("Sc", "Sd", "Se", "Sf")
