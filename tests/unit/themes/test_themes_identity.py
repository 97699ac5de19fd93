"""A theme keeps its id and name from run to run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.themes.study_of_cooks import LINES, Study, remembered

from insightmine.config import ThemeOptions
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.judgements import MACHINE, Kind
from insightmine.domain.themes import Status, ThemeMemory
from insightmine.themes import Themes, find_themes
from insightmine.themes.drafts import Draft
from insightmine.themes.settle import settle
from insightmine.themes.study import gather


def by_id(themes: Themes) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {theme.id: (theme.name, tuple(sorted(theme.statements))) for theme in themes.themes}


def renumbered(found: Themes) -> tuple[ThemeMemory, ...]:
    """The history of a study whose themes have other numbers and names."""
    return tuple(
        replace(memory, id=ThemeId(f"T{40 + 3 * i}"), name=f"earlier name {i}")
        for i, memory in enumerate(remembered(found))
    )


def test_a_second_run_changes_nothing(study: Study, found: Themes) -> None:
    assert by_id(study.themes(remembered(found))) == by_id(found)


def test_ids_and_names_come_from_the_theme_that_shares_most(study: Study, found: Themes) -> None:
    history = renumbered(found)
    again = study.themes(history)
    members = {memory.members: memory for memory in history}
    for theme in again.themes:
        memory = members[tuple(sorted(theme.statements))]
        assert (theme.id, theme.name) == (memory.id, memory.name)


def test_the_same_history_in_any_order_gives_the_same(study: Study, found: Themes) -> None:
    history = renumbered(found)
    assert study.themes(history) == study.themes(tuple(reversed(history)))


def test_new_interviews_leave_earlier_statements_where_they_were(study: Study) -> None:
    before = study.without({"P6"}).themes()
    after = study.themes(remembered(before))
    was = {s: theme.id for theme in before.themes for s in theme.statements}
    now = {s: theme.id for theme in after.themes for s in theme.statements}
    kept = [now.get(s) == theme for s, theme in was.items()]
    assert sum(kept) >= 0.95 * len(kept)


def test_a_theme_of_new_statements_goes_on_counting(study: Study, found: Themes) -> None:
    history = tuple(memory for memory in renumbered(found) if memory.id != "T43")
    ids = {theme.id for theme in study.themes(history).themes}
    assert "T56" in ids
    assert {memory.id for memory in history} < ids


def test_an_id_that_was_retired_is_never_given_to_something_else(study: Study, found: Themes) -> None:
    gone = ThemeMemory(ThemeId("T99"), "gone", (StatementId("S0"),), "machine", Status.CANDIDATE, retired=True)
    first = found.themes[0]
    history = [*(m for m in remembered(found) if m.id != first.id), gone]
    new = next(t for t in study.themes(history).themes if set(t.statements) == set(first.statements))
    assert new.id == "T100"


def test_a_retired_theme_comes_back_with_its_id(study: Study, found: Themes) -> None:
    first = remembered(found)[0]
    history = [replace(first, id=ThemeId("T70"), retired=True), *remembered(found)[1:]]
    assert "T70" in {theme.id for theme in study.themes(history).themes}


def test_a_name_is_renewed_when_the_theme_has_become_another(study: Study, found: Themes) -> None:
    first = max(found.themes, key=lambda theme: len(theme.members))
    small = ThemeMemory(first.id, "old name", tuple(sorted(first.statements)[:2]), "machine", Status.CANDIDATE)
    again = next(t for t in study.themes([small]).themes if t.id == first.id)
    assert again.name != "old name"


def test_an_earlier_theme_lives_on_beside_the_one_that_would_swallow_it(study: Study, found: Themes) -> None:
    one, *rest = remembered(found)
    parts = [replace(one, members=one.members[:3]), replace(one, id=ThemeId("T50"), members=one.members[3:])]
    again: dict[str, set[StatementId]] = {t.id: set(t.statements) for t in study.themes([*rest, *parts]).themes}
    assert again["T50"] == set(one.members[3:])
    assert again[one.id] == set(one.members[:3])


def test_what_became_of_earlier_themes_is_recorded(study: Study, found: Themes) -> None:
    """Twelve narrow themes before, six broad ones now; then three broad ones before."""
    history = remembered(found)
    narrow = [replace(memory, members=memory.members[:4]) for memory in history]
    narrow += [replace(m, id=ThemeId(f"T{50 + i}"), members=m.members[4:]) for i, m in enumerate(history)]
    lineages = {theme.id: theme.lineage for theme in study.themes(narrow).themes}
    assert lineages == {memory.id: (f"merged T{50 + i}",) for i, memory in enumerate(history)}

    pairs = zip(history[:3], history[3:], strict=True)
    broad = [replace(a, members=tuple(sorted(a.members + b.members))) for a, b in pairs]
    events = sorted(event for theme in study.themes(broad).themes for event in theme.lineage)
    assert events == [f"split from {memory.id}" for memory in broad]


def test_what_was_left_out_before_is_left_out_again(study: Study) -> None:
    """Two remarks of one person are no theme; on the second run they must not join the nearest one instead."""
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    alone = {row for row, s in enumerate(material.statements) if s.participant == "P1"}
    topics = [{row for row, s in enumerate(material.statements) if s.text in lines} for lines in LINES.values()]
    remnant = set(sorted(alone)[:2])

    def drafts() -> list[Draft]:
        return [*(Draft(rows - remnant) for rows in topics), Draft(set(remnant))]

    first = settle(material, drafts(), ())
    history = [
        ThemeMemory(
            ThemeId(f"T{i}"),
            f"theme {i}",
            tuple(sorted(material.statements[row].id for row in draft.rows)),
            MACHINE,
            Status.CANDIDATE,
        )
        for i, draft in enumerate(first)
    ]
    second = settle(material, drafts(), history)
    assert [draft.rows for draft in second] == [draft.rows for draft in first]
    assert not any(draft.rows & remnant for draft in second)


def corrected(study: Study, row: int, before: Kind, now: Kind, by: str) -> Themes:
    """The themes where one statement was heard as of one kind and is of another by now."""
    heard, judged = list(study.judgements), list(study.judgements)
    heard[row] = replace(heard[row], kinds=(before,), kind_scores=(0.9,))
    judged[row] = replace(heard[row], kinds=(now,), decided_by=by)
    return find_themes(
        study.statements, judged, study.annotations, study.vectors, study.encode, study.transcripts,
        ThemeOptions(), (), (), heard=heard,
    )  # fmt: skip


@pytest.mark.parametrize("by", [MACHINE, "Ada"])
def test_what_turns_out_to_be_session_talk_leaves_its_theme_and_moves_nothing_else(
    study: Study, found: Themes, by: str
) -> None:
    gone = study.statements[0].id
    after = corrected(study, 0, Kind.BEHAVIOUR, Kind.SESSION_TALK, by)
    assert {frozenset(theme.statements) for theme in after.themes} == {
        frozenset(theme.statements) - {gone} for theme in found.themes
    }


def test_what_a_person_says_is_no_session_talk_joins_a_theme_and_moves_nothing_else(study: Study) -> None:
    came = study.statements[0].id
    without = corrected(study, 0, Kind.SESSION_TALK, Kind.SESSION_TALK, MACHINE)
    after = corrected(study, 0, Kind.SESSION_TALK, Kind.BEHAVIOUR, "Ada")
    assert came in {statement for theme in after.themes for statement in theme.statements}
    assert {frozenset(theme.statements) - {came} for theme in after.themes} == {
        frozenset(theme.statements) for theme in without.themes
    }


def test_what_was_only_learned_brings_no_session_talk_in(study: Study) -> None:
    after = corrected(study, 0, Kind.SESSION_TALK, Kind.BEHAVIOUR, MACHINE)
    assert study.statements[0].id not in {statement for theme in after.themes for statement in theme.statements}
