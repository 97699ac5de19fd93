"""Together and apart hold through whatever is decided of themes; conflicts name everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.unit.themes.study_of_cooks import Study, remembered
from tests.unit.themes.test_themes_rulings import theme_of

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.judgements import Kind
from insightmine.themes import Themes


def decided(*made: tuple[str, Action, Sequence[str], str | None]) -> list[Decision]:
    """Decisions D1, D2, ... by the names of who makes them."""
    return [
        Decision(f"D{number}", action, tuple(targets), value, by, "", "")
        for number, (by, action, targets, value) in enumerate(made, 1)
    ]


def run(study: Study, found: Themes, *made: tuple[str, Action, Sequence[str], str | None]) -> Themes:
    return study.themes(remembered(found), decided(*made))


def where(found: Themes, statement: str) -> str | None:
    theme = theme_of(found, statement)
    return theme.id if theme else None


def test_what_is_together_moves_together(study: Study, found: Themes) -> None:
    one, two, three = found.themes[:3]
    a, b = one.statements[0], two.statements[0]
    again = run(
        study, found, ("Ann", Action.TOGETHER, (a, b), None), ("Ann", Action.MOVE, (b,), three.id),
    )  # fmt: skip
    assert (where(again, a), where(again, b)) == (three.id, three.id)
    assert again.problems == ()


def test_a_merge_leaves_out_what_is_to_stay_apart(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    a, b = one.statements[0], two.statements[0]
    again = run(study, found, ("Ann", Action.APART, (a, b), None), ("Bob", Action.MERGE, (one.id, two.id), None))
    assert where(again, a) == one.id
    assert where(again, b) is None
    assert [(p.about, p.text) for p in again.problems] == [("D2", f"{b} is left out: D1 (Ann) keeps it apart from {a}")]


def test_a_split_does_not_put_together_what_is_apart(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    a, b = one.statements[0], two.statements[0]
    again = run(
        study,
        found,
        ("Ann", Action.APART, (a, b), None),
        ("Bob", Action.SPLIT, (one.id, a, one.statements[1], b), None),
    )
    assert where(again, b) == two.id
    assert where(again, a) == where(again, one.statements[1]) != one.id
    assert [p.text for p in again.problems] == [f"{b} stays where it is: D1 (Ann) keeps it apart from {a}"]


def test_a_split_takes_along_what_is_together(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    a, b = one.statements[0], two.statements[0]
    again = run(study, found, ("Ann", Action.TOGETHER, (b, a), None), ("Ann", Action.SPLIT, (two.id, b), None))
    assert where(again, a) == where(again, b)
    assert where(again, b) not in (one.id, two.id)


def test_what_the_machine_put_there_gives_way_to_who_is_moved(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    a, b = one.statements[0], two.statements[0]
    again = run(study, found, ("Ann", Action.APART, (a, b), None), ("Ann", Action.MOVE, (b,), one.id))
    assert (where(again, a), where(again, b)) == (None, one.id)
    assert again.problems == ()


def test_of_three_decisions_that_cannot_all_hold_the_oldest_gives_way(study: Study, found: Themes) -> None:
    one, two, three = found.themes[:3]
    a, b = one.statements[0], two.statements[0]
    apart = ("Ann", Action.APART, (a, b), None)
    to_three = [("Bob", Action.MOVE, (a,), three.id), ("Cleo", Action.MOVE, (b,), three.id)]
    again = run(study, found, apart, *to_three)
    assert where(again, a) == where(again, b) == three.id
    assert [(p.about, p.text) for p in again.problems] == [("D1", "Ann decided this; overruled by D3, decided by Cleo")]
    later = run(study, found, *to_three, apart)
    assert (where(later, a), where(later, b)) == (None, three.id)
    assert [(p.about, p.text) for p in later.problems] == [("D1", "Bob decided this; overruled by D3, decided by Ann")]


def test_together_goes_where_somebody_has_put_one_of_them(study: Study, found: Themes) -> None:
    one, two, three = found.themes[:3]
    a, b = one.statements[0], two.statements[0]
    again = run(study, found, ("Ann", Action.MOVE, (b,), three.id), ("Ann", Action.TOGETHER, (a, b), None))
    assert where(again, a) == where(again, b) == three.id


def test_undone_decisions_leave_the_ids_as_they_were(study: Study, found: Themes) -> None:
    """The remainder of a theme keeps its id, however much somebody splits off."""
    one = found.themes[0]
    again = run(study, found, ("Ann", Action.SPLIT, (one.id, *one.statements[:-2]), None))
    assert where(again, one.statements[-1]) == one.id
    assert where(again, one.statements[0]) != one.id


def test_session_talk_is_no_lost_statement(study: Study, found: Themes) -> None:
    talk = replace(study.judgements[-1], kinds=(Kind.SESSION_TALK,))
    talking = replace(study, judgements=(*study.judgements[:-1], talk))
    problem = run(talking, found, ("Ann", Action.MOVE, (talk.statement,), "none")).problems[0].text
    assert problem == f"{talk.statement} is session talk, or says too little to be in a theme"
