"""What a study says to a plan: both sides, nothing beyond the cut-off, nothing that may not be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from tests.builders import tool_library, with_consent

from insightmine.cli.app import group
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Effect
from insightmine.domain.plans import EntryVerdict, JudgedEntry, Plan, PlanCheck, PlanEntry
from insightmine.domain.sharing import MASK, shareable
from insightmine.domain.speech import Consent
from insightmine.engines import Vectors
from insightmine.errors import UsageError
from insightmine.exchange.plan_rows import plan_rows
from insightmine.plan_check import NEAR, with_evidence
from insightmine.report.plan_page import is_plan_page, plan_markdown, summary
from insightmine.store import STORE_FOLDER, RunRecord, Store, files_noted

ENTRY = JudgedEntry(PlanEntry("Lend *drills*", "line 1"), EntryVerdict.OUTPUT, 0.9)


class Flat:
    """An encoder to which no theme's name is near anything."""

    identity = "flat"
    dimension = 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1.0, 0.0] if text.startswith("Lend") else [0.0, 1.0] for text in texts], dtype=np.float32)


class Told:
    """Statements at given cosines."""

    def __init__(self, found: Sequence[tuple[StatementId, float]]) -> None:
        self._found = list(found)

    def near(self, vectors: Vectors, k: int) -> list[list[tuple[StatementId, float]]]:
        return [self._found[:k] for _ in vectors]


def of_theme(analysis: Analysis, theme: str) -> list[StatementId]:
    return [member.statement for item in analysis.themes if item.id == theme for member in item.members]


def checked(analysis: Analysis, near: Sequence[tuple[StatementId, float]], *entries: JudgedEntry) -> PlanCheck:
    entries = entries or (ENTRY,)
    plan = PlanCheck(Plan("plan.md", tuple(item.entry for item in entries)), entries)
    return with_evidence(plan, analysis, Flat(), Told(near))


def test_both_sides_and_the_theme_that_several_lead_to() -> None:
    study = tool_library()
    backing = checked(study, [(key, 0.7) for key in of_theme(study, "T4")]).entries[0].backing
    assert backing is not None
    assert backing.themes == ("T4",)
    effects = {
        key.statement: study.judgement_by_id[key.statement].effect for key in (*backing.helping, *backing.hindering)
    }
    assert {effects[item.statement] for item in backing.helping} == {Effect.HELPS}
    assert {effects[item.statement] for item in backing.hindering} == {Effect.HINDERS}


class Described(Flat):
    """An encoder to which the entry is near what theme T4 is about, and nothing else."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1.0, 0.0] if text.startswith(("Lend", NAME)) else [0.0, 1.0] for text in texts])


NAME = next(theme.name for theme in tool_library().themes if theme.id == "T4")


def test_an_entry_in_other_words_reaches_the_theme_that_is_near_as_a_whole() -> None:
    study = tool_library()
    hits = [(of_theme(study, "T4")[0], 0.35), (of_theme(study, "T1")[0], 0.44)]
    plan = PlanCheck(Plan("plan.md", (ENTRY.entry,)), (ENTRY,))
    backing = with_evidence(plan, study, Described(), Told(hits)).entries[0].backing
    assert backing is not None
    assert backing.themes == ("T4",)
    shown = (*backing.helping, *backing.hindering, *backing.neutral)
    assert [item.statement for item in shown] == [hits[0][0]]


def test_below_the_cut_off_there_is_nothing() -> None:
    study = tool_library()
    backing = checked(study, [(key, NEAR - 0.01) for key in of_theme(study, "T1")]).entries[0].backing
    assert backing is not None
    assert backing.is_empty


def test_blockers_that_an_entry_is_near_are_addressed_but_not_by_a_task() -> None:
    study = tool_library()
    near = [(key, 0.7) for key in of_theme(study, "T6")]
    blocking = {signal.theme for signal in study.signals if signal.id in (checked(study, []).unaddressed or ())}
    assert "T6" in blocking
    by_theme = {signal.id: signal.theme for signal in study.signals}
    assert "T6" not in {by_theme[key] for key in checked(study, near).unaddressed or ()}
    task = JudgedEntry(ENTRY.entry, EntryVerdict.TASK, 0.9)
    assert "T6" in {by_theme[key] for key in checked(study, near, task).unaddressed or ()}


@pytest.mark.parametrize("consent", [Consent.INTERNAL, Consent.PARAPHRASE])
def test_words_that_may_not_be_shown_are_in_neither_page_nor_rows(consent: Consent) -> None:
    study = with_consent(tool_library(), "P07", consent)
    near = [(key, 0.7) for key in of_theme(study, "T6")]
    words = next(s.text for s in study.statements if s.participant == "P07" and s.id in dict(near))
    found = checked(study, near)
    shared = shareable(study)
    assert words not in plan_markdown(found, shared)
    assert words not in json.dumps(plan_rows(found, shared))


def test_a_blocker_is_shown_by_words_that_may_be_shown_or_by_none() -> None:
    study = tool_library()
    blocker = next(signal for signal in study.signals if signal.id in (checked(study, []).unaddressed or ()))
    first = study.statement_by_id[blocker.supporting[0]].participant
    one = with_consent(study, first, Consent.PARAPHRASE)
    page = plan_markdown(checked(one, []), shareable(one))
    assert MASK not in page
    assert blocker.supporting[0] not in page
    everybody = one
    for person in study.people:
        everybody = with_consent(everybody, person.id, Consent.PARAPHRASE)
    page = plan_markdown(checked(everybody, []), shareable(everybody))
    assert MASK not in page
    assert f"(words withheld) - {first}" in page


def test_the_name_of_a_sheet_is_no_markup() -> None:
    entry = replace(ENTRY, entry=PlanEntry("Lend drills", "sheet '<b>Q3</b>', row 2"))
    page = plan_markdown(PlanCheck(Plan("plan.xlsx", (entry.entry,)), (entry,)), None)
    assert "sheet '&lt;b&gt;Q3&lt;/b&gt;', row 2" in page


def test_rows_have_every_name_of_the_contract_with_and_without_a_study() -> None:
    alone = plan_rows(PlanCheck(Plan("plan.md", (ENTRY.entry,)), (ENTRY,)), None)
    assert alone["unaddressed"] is None
    assert {"text", "verdict", "reasons", "themes"} <= set(alone["entries"][0])
    study = tool_library()
    row = plan_rows(checked(study, [(key, 0.7) for key in of_theme(study, "T4")]), study)["entries"][0]
    assert set(row) == set(alone["entries"][0])
    assert row["themes"] == ["T4"]
    json.dumps(row)


def test_the_page_counts_first_and_shows_marks_as_they_are() -> None:
    check = PlanCheck(
        Plan("plan.md", (ENTRY.entry,)), (ENTRY, JudgedEntry(PlanEntry("x", "line 2"), None, not_judged="y"))
    )
    assert summary(check) == "2 entries: 1 output, 1 not judged"
    assert "Lend \\*drills\\*" in plan_markdown(check, None)


def test_the_page_is_never_written_over_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text("- Build a kiosk\n", encoding="utf-8")
    run = CliRunner().invoke(group, ["--study", str(tmp_path), "check-plan", str(plan), "-o", str(plan)])
    assert isinstance(run.exception, UsageError)
    assert "plan.md is the plan itself" in str(run.exception)
    assert plan.read_text(encoding="utf-8") == "- Build a kiosk\n"


def test_a_page_replaces_an_earlier_one_and_nothing_that_somebody_wrote(tmp_path: Path) -> None:
    plan, notes = tmp_path / "plan.md", tmp_path / "notes.md"
    plan.write_text("- Build a kiosk\n", encoding="utf-8")
    notes.write_text("# Of the meeting\n", encoding="utf-8")
    run = CliRunner().invoke(group, ["--study", str(tmp_path), "check-plan", str(plan), "-o", str(notes)])
    assert isinstance(run.exception, UsageError)
    assert "notes.md is there already" in str(run.exception)
    assert notes.read_text(encoding="utf-8") == "# Of the meeting\n"
    page = plan_markdown(PlanCheck(Plan("plan.md", (ENTRY.entry,)), (ENTRY,)), None)
    assert is_plan_page(page.encode())


def test_thousands_are_written_alike() -> None:
    plan = Plan("plan.md", (ENTRY.entry,) * 2000)
    assert summary(PlanCheck(plan, (ENTRY,) * 2000)) == "2,000 entries: 2,000 outputs"


@pytest.mark.slow
def test_the_command_without_a_study(tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text("- Build a kiosk\n- Guests return on Sundays\n", encoding="utf-8")
    run = CliRunner().invoke(group, ["--study", str(tmp_path), "check-plan", str(plan), "--json"])
    assert run.exit_code == 0, run.output
    assert [entry["verdict"] for entry in json.loads(run.stdout)["entries"]] == ["output", "outcome"]
    shown = CliRunner().invoke(group, ["--study", str(tmp_path), "check-plan", str(plan), "--limit", "1"])
    assert shown.stdout.startswith("plan.md: 2 entries: 1 output, 1 outcome")
    assert "and 1 more" in shown.stdout
    page = CliRunner().invoke(group, ["--study", str(tmp_path), "check-plan", str(plan), "-o", str(tmp_path / "x.md")])
    assert page.exit_code == 0
    assert "Guests return on Sundays" in (tmp_path / "x.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_page_with_quotes_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    with Store.open(folder, create=True) as store:
        store.save_analysis(tool_library(), RunRecord("i", "s", {}, {}, {}))
    plan, page = tmp_path / "plan.md", tmp_path / "page.md"
    plan.write_text("- Guests return on Sundays\n", encoding="utf-8")
    run = CliRunner().invoke(group, ["--study", str(folder), "check-plan", str(plan), "-o", str(page)])
    assert run.exit_code == 0, run.output
    assert [item.path for item in files_noted(folder / STORE_FOLDER)] == [page.resolve().as_posix()]
