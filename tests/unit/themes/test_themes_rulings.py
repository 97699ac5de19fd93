"""What people decided about themes is replayed, and what cannot be is reported."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.themes.study_of_cooks import Study, remembered

from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.themes import Status, Theme
from insightmine.themes import Themes


def ruling(action: Action, *targets: str, value: str | None = None, number: int = 1) -> Decision:
    return Decision(f"D{number}", action, targets, value, "ana", "read them all", "2026-01-01T10:00:00")


def theme_of(themes: Themes, statement: str) -> Theme | None:
    return next((theme for theme in themes.themes if statement in theme.statements), None)


def named(themes: Themes, name: str) -> Theme:
    return next(theme for theme in themes.themes if theme.name == name)


def anchored(study: Study, decision: Decision, *themes: Theme) -> Decision:
    quotes = {statement.id: statement for statement in study.statements}
    anchors = tuple(
        tuple(Anchor(s, quotes[s].participant, quotes[s].text) for s in theme.statements[:5]) for theme in themes
    )
    return replace(decision, anchors=anchors)


def test_a_name_that_a_person_gave_stays(study: Study, found: Themes) -> None:
    first = found.themes[0]
    again = study.themes(remembered(found), [ruling(Action.RENAME, first.id, value="Keeping a list")])
    theme = next(theme for theme in again.themes if theme.id == first.id)
    assert (theme.name, theme.named_by) == ("Keeping a list", "ana")
    assert again.problems == ()


def test_a_decision_finds_its_theme_by_quotes_when_nothing_is_remembered(study: Study, found: Themes) -> None:
    last = found.themes[-1]
    decision = anchored(study, ruling(Action.RENAME, "T77", value="Mine"), last)
    assert set(named(study.themes((), [decision]), "Mine").statements) == set(last.statements)


def test_quotes_are_found_again_by_their_text(study: Study, found: Themes) -> None:
    last = found.themes[-1]
    decision = anchored(study, ruling(Action.RENAME, "T77", value="Mine"), last)
    moved = tuple(tuple(replace(a, statement=StatementId("S-gone")) for a in anchors) for anchors in decision.anchors)
    again = study.themes((), [replace(decision, anchors=moved)])
    assert set(named(again, "Mine").statements) == set(last.statements)


def test_merged_themes_stay_merged_and_come_apart_when_undone(study: Study, found: Themes) -> None:
    one, two = found.themes[0], found.themes[3]
    decision = anchored(study, ruling(Action.MERGE, one.id, two.id), one, two)
    merged = study.themes(remembered(found), [decision])
    both = next(theme for theme in merged.themes if theme.id == one.id)
    assert set(both.statements) == set(one.statements) | set(two.statements)
    assert two.id not in {theme.id for theme in merged.themes}
    assert f"merged {two.id} (D1)" in both.lineage

    retired = [replace(memory, retired=True) for memory in remembered(found) if memory.id == two.id]
    later = study.themes([*remembered(merged), *retired], [decision])
    assert {t.id: set(t.statements) for t in later.themes} == {t.id: set(t.statements) for t in merged.themes}
    undone = study.themes([*remembered(merged), *retired])
    assert {t.id: set(t.statements) for t in undone.themes} == {t.id: set(t.statements) for t in found.themes}


def test_a_large_theme_merged_into_a_small_one_takes_its_id(study: Study, found: Themes) -> None:
    small, large = found.themes[0], found.themes[3]
    moves = [
        replace(ruling(Action.MOVE, statement, value=large.id), id=f"D{number}")
        for number, statement in enumerate(small.statements[:3], start=1)
    ]
    merge = replace(ruling(Action.MERGE, small.id, large.id), id="D9")
    moved = study.themes(remembered(found), moves)
    themes = {theme.id: theme for theme in study.themes(remembered(moved), [*moves, merge]).themes}
    assert set(themes[small.id].statements) == {*small.statements, *large.statements}
    assert large.id not in themes


def test_split_statements_make_a_theme_of_their_own(study: Study, found: Themes) -> None:
    first = found.themes[0]
    leaving = first.statements[:3]
    decision = ruling(Action.SPLIT, first.id, *leaving)
    split = study.themes(remembered(found), [decision])
    new = theme_of(split, leaving[0])
    assert new is not None
    assert set(new.statements) == set(leaving)
    assert new.id == f"T{len(found.themes) + 1}"
    again = study.themes(remembered(split), [decision])
    assert {t.id: set(t.statements) for t in again.themes} == {t.id: set(t.statements) for t in split.themes}


def test_a_statement_moves_and_leaves(study: Study, found: Themes) -> None:
    one, two = found.themes[0], found.themes[1]
    moved = one.statements[0]
    there = study.themes(remembered(found), [ruling(Action.MOVE, moved, value=two.id)])
    theme = theme_of(there, moved)
    assert theme is not None
    assert theme.id == two.id
    for nowhere in (None, "none"):
        away = study.themes(remembered(found), [ruling(Action.MOVE, moved, value=nowhere)])
        assert theme_of(away, moved) is None


def test_the_later_decision_wins_and_the_earlier_is_reported(study: Study, found: Themes) -> None:
    one, two, three = found.themes[:3]
    moved = one.statements[0]
    again = study.themes(
        remembered(found),
        [
            ruling(Action.MOVE, moved, value=two.id, number=1),
            ruling(Action.MOVE, moved, value=three.id, number=2),
        ],
    )
    theme = theme_of(again, moved)
    assert theme is not None
    assert theme.id == three.id
    assert [(p.about, p.text) for p in again.problems] == [("D1", "overruled by D2")]


def test_accepted_and_rejected(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    again = study.themes(
        remembered(found), [ruling(Action.ACCEPT, one.id, "G12"), ruling(Action.REJECT, two.id, number=2)]
    )
    statuses = {theme.id: theme.status for theme in again.themes}
    assert statuses[one.id] is Status.ACCEPTED
    assert statuses[two.id] is Status.REJECTED
    assert again.problems == ()
    assert {theme.status for theme in study.themes(remembered(again)).themes} == {Status.CANDIDATE}


def test_two_statements_are_kept_together_or_apart(study: Study, found: Themes) -> None:
    one, two = found.themes[:2]
    a, b, c = one.statements[0], two.statements[0], one.statements[1]
    joined = study.themes(remembered(found), [ruling(Action.TOGETHER, a, b)])
    home = theme_of(joined, a)
    assert home is not None
    assert b in home.statements
    apart = study.themes(remembered(found), [ruling(Action.APART, a, c)])
    assert theme_of(apart, a) != theme_of(apart, c)


def test_what_cannot_be_replayed_is_reported_and_the_rest_is_done(study: Study, found: Themes) -> None:
    again = study.themes(
        remembered(found),
        [
            ruling(Action.RENAME, "T404", value="Nothing", number=1),
            ruling(Action.MOVE, "S404", value="T1", number=2),
            ruling(Action.MOVE, found.themes[0].statements[0], value="T404", number=3),
            ruling(Action.RENAME, found.themes[0].id, value="Done", number=4),
            ruling(Action.EFFECT, found.themes[0].statements[0], value="helps", number=5),
        ],
    )
    assert [problem.about for problem in again.problems] == ["D1", "D2", "D3"]
    assert named(again, "Done").id == found.themes[0].id


def test_no_words_of_an_interview_stand_in_a_problem(study: Study, found: Themes) -> None:
    lost = anchored(study, ruling(Action.MOVE, "S404", value="T404"), found.themes[0])
    problem = study.themes(remembered(found), [replace(lost, anchors=())]).problems[0].text
    assert problem == "S404 is not among the statements any more"
