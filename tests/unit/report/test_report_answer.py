"""What the terminal answers: short, counted in people, with a quote and its place each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.cli.answer import print_answer
from insightmine.cli.shown import print_card
from insightmine.cli.tables import print_journey
from insightmine.domain.journeys import Journey
from insightmine.domain.themes import Status


def test_the_answer_is_short_and_names_the_firmest_of_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(tool_library(), Path("mine"), Path("mine/report.html"))
    told = capsys.readouterr().out
    assert len(told.splitlines()) <= 34  # with the lines above that say what was read: about 40
    assert (
        "  1. Find a tool\n"
        "     - Checking whether a tool is really there: 4 of the 5 people who speak of this step, 1 says the\n"
        "       opposite\n"
    ) in told
    assert "P01, interviews/p01.vtt, turn 3, 1:00" in told
    assert "1. more often at Bring it back: Borrowers fix the return date while they book. Seen: 5 of 8" in told
    assert "The report: mine" in told
    assert "Go on with: insightmine --study mine journey" in told


def test_without_a_journey_the_firmest_of_both_sides_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    analysis = tool_library()
    loose = replace(
        analysis, journey=Journey(), signals=tuple(replace(signal, step=None) for signal in analysis.signals)
    )
    print_answer(loose, Path())
    told = capsys.readouterr().out
    assert "- Standing before a closed door: 3 of 8 people, nobody says the opposite" in told
    assert "+ Being shown a tool at the desk: 4 of 8 people, 1 says the opposite" in told
    assert "Go on with: insightmine journey\n" in told


def test_a_remark_for_the_other_side_is_told_though_nobody_stands_there(capsys: pytest.CaptureFixture[str]) -> None:
    analysis = tool_library()
    unopposed = next(signal for signal in analysis.signals if not signal.opponents)
    against = analysis.theme_by_id[unopposed.theme].statements[:1]
    signals = tuple(replace(s, opposing=against) if s.id == unopposed.id else s for s in analysis.signals)
    print_journey(replace(analysis, signals=signals), everything=True)
    assert "nobody mostly says the opposite, 1 remark does" in " ".join(capsys.readouterr().out.split())


def test_rejected_things_are_not_in_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    analysis = tool_library()
    themes = tuple(replace(t, status=Status.REJECTED) if t.id == "T6" else t for t in analysis.themes)
    print_answer(replace(analysis, themes=themes), Path())
    assert "closed door" not in capsys.readouterr().out


def test_nothing_found_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(tool_library(["P01"]), Path())
    assert "Go on with: insightmine journey" in capsys.readouterr().out


def test_the_journey_lists_weaker_ones_in_a_line_and_all_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    analysis = tool_library()
    print_journey(analysis)
    short = capsys.readouterr().out
    print_journey(analysis, everything=True)
    whole = capsys.readouterr().out
    assert "weaker: " in short
    assert "--all shows every one" in short
    assert "weaker: " not in whole
    assert all(f"[{signal.id}]" in whole for signal in analysis.signals)
    assert len(short.splitlines()) < len(whole.splitlines())
    assert "6. Tell a neighbour  (nobody speaks of it: a question to ask)" in short


def test_a_card_has_the_form_that_planners_know(capsys: pytest.CaptureFixture[str]) -> None:
    analysis = tool_library()
    print_card(analysis, analysis.outcomes[0], 1)
    told = capsys.readouterr().out
    labels = ["Seen", "Baseline", "For", "Pain point", "Against", "Results", "Or else", "Metric", "Question"]
    starts = [told.index(f"\n{label:<11}") for label in (*labels, "Hypothesis", "Next test")]
    assert starts == sorted(starts)
    assert told.startswith("CANDIDATE 1 - more often - evidence MODERATE (6 people on past occasions; 1 said")
    assert "Baseline   unknown      Target  (team)      Impact  (team)" in told
    assert "no result of these people is held against this card" in told
