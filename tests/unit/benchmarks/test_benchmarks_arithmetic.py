"""The arithmetic of the benchmark equals numbers worked out by hand."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.speech import Role, Statement, Turn

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks import scoring
from benchmarks.overlap import best_match, span_of
from benchmarks.page import PAGE, below_the_goal, crossed, filled
from benchmarks.pairs import PAIRS
from benchmarks.peers import fused
from benchmarks.results import bar, content_of, tables, write_json
from benchmarks.workbench import bare_statement

TURN = Turn(0, "Ann", "Well, I saved it  twice and then it was gone.", "line 1", Role.PARTICIPANT, ParticipantId("Ann"))


def statement(start: int, end: int) -> Statement:
    text = TURN.text[start:end]
    return Statement(StatementId(f"S{start}"), TranscriptId("t"), "t", ParticipantId("Ann"), 0, start, end, text)


def test_mutual_information_of_independent_pairs() -> None:
    # MI is 0; drawn at random it is ln 2 with chance 1/3, so AMI = (0 - ln2/3) / (ln2 - ln2/3)
    assert scoring.mutual_information("aabb", "xyxy") == pytest.approx(-0.5)
    assert scoring.mutual_information("aabb", "xxyy") == pytest.approx(1.0)


def test_unplaced_count_as_one_group_and_not_at_all() -> None:
    scores = scoring.agreement("aabbcc", ["x", "y", "x", "y", None, None])
    assert scores.ami_placed == pytest.approx(-0.5)
    assert scores.ami > 0  # the unplaced are all of one code, which is worth something
    assert scores.unplaced == pytest.approx(1 / 3)
    assert scores.k == 2
    assert scoring.agreement("aabb", ["x", "x", None, None]).ami == pytest.approx(1.0)


def test_same_groups_under_other_names_agree_exactly() -> None:
    assert scoring.rand_index(["T1", "T1", "T2", None], [4, 4, None, 2]) == 1.0


def test_no_verdict_is_half_right_in_each_class() -> None:
    truth, scores = [True, True, True, False], [0.3, 0.0, -0.2, -0.1]
    assert scoring.balanced_accuracy(truth, scores) == pytest.approx((0.5 + 1) / 2)
    assert scoring.balanced_accuracy([True, False], [0.0, 0.0]) == 0.5
    assert scoring.area_under_curve(truth, scores) == pytest.approx(2 / 3)


def test_places_that_stay_empty_count() -> None:
    assert scoring.precision([True, False, True], 5) == pytest.approx(0.4)
    assert scoring.discounted_gain([False, True], 1, 10) == pytest.approx(1 / math.log2(3))
    assert scoring.discounted_gain([True, True], 2, 10) == pytest.approx(1.0)
    assert scoring.discounted_gain([], 0, 10) == 0.0


def test_f1_of_several_labels() -> None:
    scores = scoring.macro_f1([("goal", "wish"), ("wish",)], [{"goal"}, {"wish", "reason"}])
    assert scores == {"goal": 1.0, "wish": pytest.approx(2 / 3)}
    assert scoring.f1([True, False], [False, False]) == 0.0


def test_calibration_is_the_gap_weighted_by_bin() -> None:
    # one bin: says 0.95, right half the time; the other: says 0.05, never right
    assert scoring.calibration_error([0.95, 0.95, 0.05, 0.05], [True, False, False, False]) == pytest.approx(0.25)


def test_percentile_is_a_value_that_was_measured() -> None:
    assert scoring.percentile([float(n) for n in range(1, 21)], 0.95) == 19.0
    assert scoring.percentile([3.0], 0.95) == 3.0


def test_fusion_prefers_what_both_found() -> None:
    assert fused([[1, 2], [2, 3]], 3) == [2, 1, 3]


def test_quote_is_found_however_its_spaces_are_written() -> None:
    assert span_of("saved it twice", TURN.text) == (8, 23)
    assert span_of("saved them twice", TURN.text) is None


def test_statement_with_most_of_the_quote_is_its_match() -> None:
    span = (8, 23)
    match = best_match(span, [statement(0, 16), statement(18, 45)])
    assert match is not None
    assert match.statement.start == 0  # 8 characters of 15; the other holds 5
    assert match.covered == pytest.approx(8 / 15)
    assert not match.exact
    assert match.jaccard == pytest.approx(8 / (15 + 16 - 8))
    assert best_match(span, [statement(18, 45)]) is None
    whole = best_match(span, [statement(8, 23)])
    assert whole is not None
    assert whole.exact
    assert whole.jaccard == 1.0


def test_bars_say_what_is_met() -> None:
    assert [bar("x", value, 0.5, 0.7).verdict for value in (0.4, 0.5, 0.7)] == ["floor missed", "floor met", "goal met"]
    assert bar("x", 3, 4, 2, lower_is_better=True).verdict == "floor met"
    assert bar("x", 1.0, None, 1.2).verdict == "goal missed"


@dataclass(frozen=True)
class Line:
    name: str
    share: float


@dataclass(frozen=True)
class Figures:
    lines: tuple[Line, ...]
    count: int


def test_figures_become_a_table_and_a_file_without_time_or_place(tmp_path: Path) -> None:
    content = content_of("name", Figures((Line("a", 1 / 3),), 7))
    assert set(content) == {"command", "machine", "lines", "count"}
    assert set(content["machine"]) == {"cores", "python"}
    rows, singles = tables(content)
    assert rows == "**lines**\n\n| name | share |\n| ---- | ----- |\n| a    | 0.333 |"
    assert "- count: 7" in singles.splitlines()
    path = write_json("name", content, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8")) == content
    assert filled("before\n<!-- name.lines -->\nold\n<!-- end -->\nafter", tmp_path) == (
        "before\n<!-- name.lines -->\n\n| name | share |\n| ---- | ----- |\n| a    | 0.333 |\n\n<!-- end -->\nafter"
    )


def test_tables_of_the_page_are_crossed_and_shortened(tmp_path: Path) -> None:
    rows = [
        {"data": "a", "method": "ours", "ami": 0.5, "k": 3},
        {"data": "a", "method": "theirs", "ami": 0.25, "k": 2},
        {"data": "b", "method": "ours", "ami": 0.125, "k": 1},
    ]
    assert crossed(rows, ["data"], "method", ["ami", "k"]) == [
        {"data": "a", "ours": "0.500 / 3", "theirs": "0.250 / 2"},
        {"data": "b", "ours": "0.125 / 1", "theirs": "-"},
    ]
    bars: list[dict[str, object]] = [
        {"what": "x", "goal": 1, "verdict": "goal met"},
        {"what": "x", "goal": None, "verdict": "floor met"},
        {"what": "y", "goal": 1, "verdict": "floor met"},
        {"what": "y", "goal": None, "verdict": "floor missed"},
    ]
    lines = below_the_goal(bars).splitlines()
    assert lines[2:] == [
        "| y    | 1    | floor met    |",
        "| y    | -    | floor missed |",
        "",
        "All that is wanted is reached by 2 of 4.",
    ]
    assert below_the_goal(bars[:2]) == "All that is wanted is reached by 2 of 2."
    write_json("name", {"bars": bars, "rows": rows, "none": []}, tmp_path)
    page = "<!-- name.rows by data and method: ami k -->\n<!-- end --><!-- name.bars below the goal -->\n<!-- end -->"
    shown = filled(page + "<!-- name.none -->\n<!-- end -->", tmp_path)
    assert "| a    | 0.500 / 3 | 0.250 / 2 |" in shown
    assert "| x " not in shown
    assert "Not measured in this run." in shown


def test_page_shows_the_committed_results() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "run: python -m benchmarks.page"
    assert page.count("<!-- end -->") >= 10


def test_pairs_and_bare_statements_are_whole() -> None:
    assert len({text for pair in PAIRS for text in pair}) == 2 * len(PAIRS) == 80
    assert bare_statement("It works.", 3).text == "It works."
