from __future__ import annotations

from dataclasses import replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ThemeId
from insightmine.domain.themes import Status, Theme, ThemeMemory
from insightmine.store import RunRecord, Store

RUN = RunRecord("i", "s", {}, {}, {})


def with_themes(analysis: Analysis, *themes: Theme) -> Analysis:
    return replace(analysis, themes=themes, signals=(), outcomes=())


def test_themes_are_remembered_with_sorted_members(store: Store, analysis: Analysis) -> None:
    store.save_analysis(analysis, RUN)
    theme = analysis.themes[0]
    assert store.past_themes() == (
        ThemeMemory(ThemeId("T3"), theme.name, tuple(sorted(theme.statements)), "machine", Status.CANDIDATE),
    )


def test_a_theme_that_is_gone_is_retired_and_its_id_stays_taken(store: Store, analysis: Analysis) -> None:
    theme = analysis.themes[0]
    store.save_analysis(with_themes(analysis, replace(theme, id=ThemeId("T10")), replace(theme, id=ThemeId("T9"))), RUN)
    store.save_analysis(with_themes(analysis, replace(theme, id=ThemeId("T9"), name="By hand", named_by="Kim")), RUN)
    store.save_analysis(Analysis(), RUN)
    store.save_analysis(with_themes(analysis, replace(theme, id=ThemeId("T11"), status=Status.ACCEPTED)), RUN)
    memories = store.past_themes()
    assert [(memory.id, memory.retired) for memory in memories] == [("T9", True), ("T10", True), ("T11", False)]
    assert (memories[0].name, memories[0].named_by) == ("By hand", "Kim")
    assert memories[1].members == tuple(sorted(theme.statements))
    assert memories[2].status is Status.ACCEPTED


def test_a_theme_that_comes_back_is_no_longer_retired(store: Store, analysis: Analysis) -> None:
    store.save_analysis(analysis, RUN)
    store.save_analysis(Analysis(), RUN)
    store.save_analysis(analysis, RUN)
    assert [memory.retired for memory in store.past_themes()] == [False]
