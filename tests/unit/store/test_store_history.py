from __future__ import annotations

from dataclasses import replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ThemeId
from insightmine.domain.themes import Status, Theme, ThemeMemory
from insightmine.store import Erasure, RunRecord, Store

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


def test_the_story_is_kept_run_by_run(store: Store, analysis: Analysis) -> None:
    theme = analysis.themes[0]
    store.save_analysis(analysis, RUN, at="2026-01-01")
    store.save_analysis(with_themes(analysis, replace(theme, name="Ada finds it", named_by="Kim")), RUN)
    store.save_analysis(Analysis(), replace(RUN, decisions=("D1",)))
    runs, events = store.theme_story()
    assert [(run.run, run.at, run.statements, run.decisions) for run in runs] == [
        (1, "2026-01-01", 4, ()), (2, "", 4, ()), (3, "", 0, ("D1",)),
    ]  # fmt: skip
    assert [(event.run, event.what) for event in events] == [(1, "born"), (2, "renamed"), (3, "retired")]


def test_no_name_of_the_past_is_kept_that_quotes_who_was_forgotten(store: Store, analysis: Analysis) -> None:
    store.save_analysis(analysis, RUN)
    quoting = with_themes(analysis, replace(analysis.themes[0], name="the bumblebee lathe", named_by="Kim"))
    store.save_analysis(quoting, RUN)
    store.save_analysis(analysis, RUN)
    lost = frozenset({analysis.statements[0].id})
    store.erase(Erasure((), lost, frozenset(), lambda name, _: "various remarks" if "lathe" in name else name))
    assert not any("lathe" in text for _, text in store.derived_texts())
    store.scrub()
    assert b"bumblebee" not in store.path.read_bytes()


def test_themes_found_again_after_somebody_was_forgotten_did_not_end(store: Store, analysis: Analysis) -> None:
    store.save_analysis(analysis, RUN)
    store.erase(Erasure((), frozenset(), frozenset(), lambda name, _: name))
    store.save_analysis(analysis, RUN)
    assert [event.what for event in store.theme_story()[1]] == ["born"]


def test_names_of_the_past_are_hidden_with_the_rest(store: Store, analysis: Analysis) -> None:
    store.save_analysis(analysis, RUN)
    store.save_analysis(with_themes(analysis, replace(analysis.themes[0], name="Ada's way")), RUN)
    store.hide_past(lambda name: name.replace("Ada", "[NAME 1]"))
    assert "Ada" not in repr(store.theme_story()[1])


def test_the_code_of_a_theme_is_remembered(store: Store, analysis: Analysis) -> None:
    store.save_analysis(with_themes(analysis, replace(analysis.themes[0], code="Switches")), RUN)
    assert [memory.code for memory in store.past_themes()] == ["Switches"]
