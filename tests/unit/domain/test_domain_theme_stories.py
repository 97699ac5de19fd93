"""What becomes of themes, run by run, and how it is told."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import tool_library

from insightmine.domain.decision_words import Standing, decided, in_words
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.problems import Problem
from insightmine.domain.theme_events import RunNote, What, events_of
from insightmine.domain.theme_stories import stories
from insightmine.domain.themes import Member, Theme, ThemeMemory

THEME = tool_library().themes[0]


def theme(name: str, members: str, title: str = "", by: str = "machine") -> Theme:
    ids = tuple(Member(StatementId(f"S{letter}"), 0.5) for letter in members)
    return replace(
        THEME, id=ThemeId(name), name=title or f"name of {name}", named_by=by, members=ids,
        exemplars=(ids[0].statement,), negative_cases=(),
    )  # fmt: skip


def memory(theme: Theme) -> ThemeMemory:
    return ThemeMemory(theme.id, theme.name, tuple(sorted(theme.statements)), theme.named_by, theme.status)


def test_births_changes_names_and_ends() -> None:
    before = [memory(theme("T1", "abcd")), memory(theme("T2", "efgh")), memory(theme("T3", "ijkl"))]
    now = [theme("T1", "abxefg", "better"), theme("T4", "ijm"), theme("T5", "nop")]
    events = {(event.theme, event.what): event for event in events_of(2, before, set(), now)}
    assert set(events) == {
        ("T1", What.CHANGED), ("T1", What.RENAMED), ("T4", What.BORN), ("T5", What.BORN), ("T2", What.MERGED),
        ("T3", What.RETIRED),
    }  # fmt: skip
    grown, renamed = events[ThemeId("T1"), What.CHANGED], events[ThemeId("T1"), What.RENAMED]
    assert (grown.gained, grown.lost, grown.n_statements) == (4, 2, 6)
    assert (renamed.former, renamed.name) == ("name of T1", "better")
    into = events[ThemeId("T2"), What.MERGED]
    assert (into.other, into.shared, into.n_before) == ("T1", 3, 4)
    assert (events[ThemeId("T4"), What.BORN].other, events[ThemeId("T5"), What.BORN].other) == ("T3", None)


def test_a_theme_of_before_comes_back() -> None:
    gone = replace(memory(theme("T1", "abc")), retired=True)
    (event,) = events_of(3, [gone], {ThemeId("T1")}, [theme("T1", "abd")])
    assert (event.what, event.n_statements) == (What.RETURNED, 3)


def test_new_ids_for_all_statements_are_no_change() -> None:
    assert events_of(2, [memory(theme("T1", "abc"))], set(), [theme("T1", "xyz")]) == ()


def test_a_story_tells_events_and_decisions_in_the_order_of_runs() -> None:
    first, second = [theme("T1", "abcd"), theme("T2", "efgh")], [theme("T1", "abcdefg", "Mine", "Ann")]
    before = [memory(item) for item in first]
    events = [*events_of(1, [], set(), first), *events_of(2, before, set(), second)]
    named = Decision("D1", Action.RENAME, ("T1",), "Mine", "Ann", "clearer", "")
    undo = Decision("D2", Action.UNDO, ("D1",), None, "Bob", "", "")
    runs = [RunNote(1), RunNote(2, decisions=("D1",)), RunNote(3)]
    memories = [memory(second[0]), replace(before[1], retired=True)]
    one, two = stories(memories, runs, events, [named, undo])
    assert [(line.run, line.text) for line in one.lines] == [
        (1, f"born with 4 statements by {len(THEME.participants)} people"),
        (2, f"3 more: 7 statements by {len(THEME.participants)} people"),
        (2, "T2 went into it: 3 of its 4 statements"),
        (2, "Ann named T1 “Mine” (D1): clearer"),
        (3, "D1 was undone by Bob (D2)"),
    ]
    assert (two.is_current, two.went_into) == (False, "T1")
    assert two.lines[-1].text == "went into T1: 3 of its 4 statements"


def test_every_action_can_be_told() -> None:
    for action in Action:
        targets = ("one.txt", "Sam") if action in (Action.ROLE, Action.PERSON) else ("T1", "T2")
        words = in_words(Decision("D1", action, targets, "helps", "Ann", "", ""))
        assert words.startswith("Ann ")
        assert words.endswith("(D1)")


def test_what_became_of_decisions() -> None:
    made = [
        Decision("D1", Action.ACCEPT, ("T1",), None, "Ann", "", ""),
        Decision("D2", Action.MOVE, ("S1",), "T1", "Ann", "", ""),
        Decision("D3", Action.UNDO, ("D1",), None, "Bob", "", ""),
    ]
    found = decided(made, made[1:2], [Problem("D2", "there is no theme T1 any more")])
    assert [(item.standing, item.undone_by) for item in found] == [
        (Standing.UNDONE, "D3"), (Standing.PROBLEM, ""), (Standing.HOLDS, ""),
    ]  # fmt: skip
