from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.judgements import Kind
from insightmine.errors import UsageError
from insightmine.report import snapshot_of


def test_one_interview_on_one_page() -> None:
    snapshot = snapshot_of(tool_library(), "P01")
    assert (snapshot.n_turns, snapshot.n_words, snapshot.n_statements) == (5, 85, 7)
    assert snapshot.sources == ("interviews/p01.vtt",)
    assert snapshot.attributes == {"segment": "member"}
    assert snapshot.themes == ("T1", "T2", "T5", "T6")
    sections = {section.name: [s.text for s in section.statements] for section in snapshot.sections}
    assert list(sections) == ["context", "goals", "behaviours", "pain_points"]
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
