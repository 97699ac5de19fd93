from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Kind
from insightmine.domain.speech import Statement
from insightmine.errors import UsageError
from insightmine.report import SnapshotSection, snapshot_of
from insightmine.report.one_page import lines_of, one_page
from insightmine.report.snapshots import MOST_OF, SECTIONS


def test_one_interview_on_one_page() -> None:
    snapshot = snapshot_of(tool_library(), "P01")
    assert (snapshot.n_turns, snapshot.n_words, snapshot.n_statements) == (5, 85, 7)
    assert snapshot.sources == ("interviews/p01.vtt",)
    assert snapshot.attributes == {"segment": "member"}
    assert snapshot.themes == ("T1", "T2", "T5", "T6")
    sections = {section.name: [s.text for s in section.statements] for section in snapshot.sections}
    assert list(sections) == ["goals", "behaviours", "pain_points", "context"]
    assert sections["goals"] == ["I wanted to build a raised bed before the summer."]
    assert len(sections["pain_points"]) == 3


def test_no_statement_stands_in_two_sections_and_none_is_lost() -> None:
    analysis = tool_library()
    for person in analysis.people:
        snapshot = snapshot_of(analysis, person.id)
        shown = [statement.id for section in snapshot.sections for statement in section.statements]
        assert len(shown) == len(set(shown)) == snapshot.n_statements


def test_what_is_in_a_theme_comes_before_what_is_not() -> None:
    (section,) = [s for s in snapshot_of(tool_library(), "P05").sections if s.name == "pain_points"]
    assert [statement.text for statement in section.statements] == [
        "Half of the tiles broke before I understood the guide rail.",
    ]
    (section,) = [s for s in snapshot_of(tool_library(), "P07").sections if s.name == "behaviours"]
    assert section.statements[0].text.startswith("I look at the list on Sunday")


def test_talk_about_the_session_is_in_no_section() -> None:
    analysis = tool_library(["P01"])
    first = replace(analysis.judgements[0], kinds=(Kind.SESSION_TALK,), kind_scores=(0.9,))
    snapshot = snapshot_of(replace(analysis, judgements=(first, *analysis.judgements[1:])), "P01")
    assert first.statement not in {s.id for section in snapshot.sections for s in section.statements}
    assert snapshot.n_statements == 7


def test_somebody_unknown_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="no participant is called 'PO1'; did you mean 'P01'"):
        snapshot_of(tool_library(), "PO1")
    with pytest.raises(UsageError, match="insightmine snapshot lists everybody"):
        snapshot_of(tool_library(), "zebra")


def numbered(name: str, number: int, words: str) -> Statement:
    text = f"{name} {number} {words}"
    one = tool_library(["P01"]).statements[0]
    return replace(one, id=StatementId(f"{name}{number}"), text=text, start=0, end=len(text))


def large_interview(words: str, n_statements: int) -> list[SnapshotSection]:
    """Every section with so many statements, each beginning with its own number."""
    return [
        SnapshotSection(name, title, tuple(numbered(name, i, words) for i in range(n_statements)))
        for name, (title, _) in SECTIONS.items()
    ]


def text_of(statement: Statement) -> str:
    return statement.text


def test_goals_behaviours_and_pain_points_come_first() -> None:
    assert list(SECTIONS)[:3] == ["goals", "behaviours", "pain_points"]
    assert list(MOST_OF) == list(SECTIONS)
    assert MOST_OF["context"] < MOST_OF["goals"] < MOST_OF["behaviours"]


def test_a_short_interview_is_shown_whole() -> None:
    analysis = tool_library(["P01"])
    sections = snapshot_of(analysis, "P01").sections
    assert one_page(sections, text_of) == {section.name: section.statements for section in sections}


@pytest.mark.parametrize(("words", "n_statements"), [("word", 100), ("many words " * 25, 100), ("W" * 290, 12)])
def test_a_long_interview_is_cut_to_a_page_by_all_its_sections(words: str, n_statements: int) -> None:
    shown = one_page(large_interview(words, n_statements), text_of, ("P01", "a file.txt", "one theme, another"))
    lines = sum(lines_of(statement.text) for statements in shown.values() for statement in statements)
    assert lines <= 80
    assert all(len(statements) <= MOST_OF[name] for name, statements in shown.items())
    counts = [len(statements) for statements in shown.values()]
    if words == "word":
        assert sum(counts) >= sum(MOST_OF.values()) - 1  # lines of one word: the caps decide, nearly
    else:
        assert max(counts) - min(counts) <= 1  # the sections take turns until the page is full
        assert sum(counts) >= 4
    for name, statements in shown.items():
        assert [s.id for s in statements] == [f"{name}{i}" for i in range(len(statements))]


def test_the_same_words_are_shown_once() -> None:
    one = tool_library(["P01"]).statements[0]
    twice = tuple(replace(one, id=StatementId(f"S{i}")) for i in range(2))
    shown = one_page([SnapshotSection("goals", "Goals", twice), SnapshotSection("quotes", "", twice)], text_of)
    assert [len(statements) for statements in shown.values()] == [1, 0]
