"""A booster or blocker without a step is named at the steps where its supporters said it."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.cli.tables import print_journey
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StepId
from insightmine.domain.signals import Signal
from insightmine.domain.whole_themes import SaidHere, said_at
from insightmine.exchange import export_to
from insightmine.report import write_html, write_markdown
from insightmine.report.journey_views import also_said


def _unplaced() -> tuple[Analysis, Signal, StepId]:
    """The library with one signal, whose place was taken away; and the step where its first statement stands."""
    analysis = tool_library()
    signal = replace(analysis.signals[0], step=None)
    step = analysis.judgement_by_id[signal.supporting[0]].step
    assert step is not None
    return replace(analysis, signals=(signal,), outcomes=()), signal, step


def test_the_people_at_a_step_are_those_whose_statements_stand_there() -> None:
    analysis, signal, step = _unplaced()
    first = signal.supporting[0]
    speaker = analysis.statement_by_id[first].participant
    moved = tuple(
        replace(one, step=None) if one.statement in signal.supporting[1:] else one for one in analysis.judgements
    )
    (said,) = said_at(replace(analysis, judgements=moved), step, [signal])
    assert (said.signal, said.people) == (signal, (speaker,))
    assert said_at(analysis, step, [replace(signal, step=step)]) == ()
    assert said_at(analysis, StepId("elsewhere"), [signal]) == ()


def test_where_many_are_said_at_a_step_those_by_most_people_are_named_and_the_others_counted() -> None:
    analysis, signal, _ = _unplaced()
    few, many = SaidHere(signal, signal.participants[:1]), SaidHere(signal, signal.participants[:2])
    told = also_said(analysis, [few] * 7 + [many])
    assert told is not None
    first, *rest = told.removeprefix("Also said here, and not placed at one step: ").split("; ")
    assert f"({len(many.people)} of the {len(signal.participants)} who say so, here)" in first
    assert len(rest) == 5
    assert rest[-1] == "and 3 more, each by one person here."
    six = also_said(analysis, [few] * 4 + [many] * 2)
    assert six is not None
    assert "more" not in six


def test_map_reports_and_roadmap_point_to_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analysis, signal, step = _unplaced()
    (said,) = said_at(analysis, step, [signal])
    told = f"Also said here, and not placed at one step: {'+' if signal.effect == 'booster' else '-'} "
    counted = f"({len(said.people)} of the {len(signal.participants)} who say so, here)"
    print_journey(analysis)
    (roadmap,) = export_to("roadmap", analysis, tmp_path)
    pages = [capsys.readouterr().out, roadmap.read_text("utf-8")]
    pages += [html.unescape(write(analysis, "Library", False)) for write in (write_html, write_markdown)]
    for page in pages:
        text = " ".join(page.replace("\\", "").split())
        assert told in text
        assert counted in text


def test_the_roadmap_says_that_nothing_was_found_only_where_nothing_was(tmp_path: Path) -> None:
    analysis, _, step = _unplaced()
    (roadmap,) = export_to("roadmap", analysis, tmp_path)
    name = analysis.journey.step(step).name
    here = roadmap.read_text("utf-8").split(f"## {name}\n")[1].split("\n## ")[0]
    assert "Too few people say here what helps or gets in the way." in here
    assert "Nothing that helps" not in here
    assert "Nothing that helps" in roadmap.read_text("utf-8")
