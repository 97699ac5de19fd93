from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.domain.analysis import Analysis
from insightmine.store import RunRecord, Store

RUN = RunRecord("i", "s", {}, {}, {})


@pytest.fixture
def filled(store: Store, analysis: Analysis) -> Store:
    store.save_analysis(analysis, RUN)
    return store


def texts(analysis: Analysis, found: list[tuple[str, float]]) -> list[str]:
    text_of = {str(statement.id): statement.text for statement in analysis.statements}
    return [text_of[statement] for statement, _ in found]


def test_the_statement_with_more_and_rarer_words_comes_first(filled: Store, analysis: Analysis) -> None:
    found = filled.word_scores("find the switch", 10)
    assert texts(analysis, [(str(s), score) for s, score in found])[0] == "Then I could not find the café’s switch."
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@pytest.mark.parametrize("query", ["CAFE", "café", "cafe's", "the-café", "Cafe\u0301"])
def test_case_and_accents_do_not_matter(filled: Store, analysis: Analysis, query: str) -> None:
    assert filled.word_scores(query, 10)[0][0] == analysis.statements[1].id


@pytest.mark.parametrize("query", ["", "   ", "?!", '"', "'", "*", "_", "zebra", "\x00", "\ud800"])
def test_a_query_without_a_word_that_was_said_gives_nothing(filled: Store, query: str) -> None:
    assert filled.word_scores(query, 10) == []


@pytest.mark.parametrize(
    "query", ['lid" OR text:*', "lid AND NOT lid", "NEAR(lid, 3)", "{text}: lid", "lid*", "^lid", "lid + -lid"]
)
def test_query_language_is_taken_as_words(filled: Store, analysis: Analysis, query: str) -> None:
    assert analysis.statements[0].id in [statement for statement, _ in filled.word_scores(query, 10)]


def test_the_limit_holds_and_ties_go_by_id(filled: Store, analysis: Analysis) -> None:
    everything = filled.word_scores("I the", 10)
    assert everything == sorted(everything, key=lambda found: (-found[1], found[0]))
    assert filled.word_scores("I the", 2) == everything[:2]
    assert filled.word_scores("I the", 0) == []
    assert len(everything) == len(analysis.statements)


def test_equal_statements_tie_by_id(store: Store, analysis: Analysis) -> None:
    from dataclasses import replace

    from insightmine.domain.ids import StatementId

    first = analysis.statements[0]
    twins = tuple(replace(first, id=StatementId(name)) for name in ("S2", "S9", "S1", "S5"))
    store.save_analysis(Analysis(transcripts=analysis.transcripts, statements=twins), RUN)
    assert [statement for statement, _ in store.word_scores("lid", 3)] == ["S1", "S2", "S5"]


def test_a_pasted_page_is_no_problem(filled: Store) -> None:
    assert filled.word_scores("lid " + " ".join(f"word{n}" for n in range(5000)), 5)


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_query(any_store: Store, query: str) -> None:
    assert any_store.word_scores(query, 5) == []
