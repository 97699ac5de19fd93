"""measures.csv and [measures]: what is read, what is inferred, what is left out and told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from insightmine.config import load_options
from insightmine.config.measures_file import load_measures
from insightmine.domain.measures import Better, Measures, Scale
from insightmine.domain.problems import Problem
from insightmine.errors import ConfigError
from insightmine.resources import sample_folder

HEADER = "participant,step,measure,value,exclude_reason\n"


def _load(folder: Path, rows: str, declared: Any = None, header: str = HEADER) -> Measures:
    path = folder / "measures.csv"
    path.write_text(header + rows, encoding="utf-8")
    return load_measures(path, {} if declared is None else {"measures": declared})


def told(measures: Measures) -> tuple[str, ...]:
    return tuple(problem.text for problem in measures.problems)


def test_the_sample_is_read_whole() -> None:
    measures = load_options(sample_folder()).measures
    assert measures.problems == ()
    assert {name: measure.scale for name, measure in measures.by_name.items()} == {
        "satisfaction": Scale.ORDINAL,
        "success": Scale.BINARY,
    }
    assert len(measures.results) == 91
    excluded = [result for result in measures.results if result.exclude_reason]
    assert {result.value for result in excluded} == {None}
    assert "nothing was booked to collect" in {result.exclude_reason for result in excluded}


def test_no_file_is_no_measure(tmp_path: Path) -> None:
    assert load_measures(tmp_path / "measures.csv", {}) == Measures()


def test_a_spreadsheets_semicolons_decimal_commas_and_code_page_are_read(tmp_path: Path) -> None:
    path = tmp_path / "measures.csv"
    path.write_bytes("participant;step;measure;value;exclude_reason\r\nZoë;;minutes;3,5;\r\n".encode("cp1252"))
    (result,) = load_measures(path, {}).results
    assert (result.participant, result.step, result.value) == ("Zoë", None, 3.5)


def test_a_comma_that_may_be_one_of_thousands_is_told_and_not_guessed(tmp_path: Path) -> None:
    measures = _load(tmp_path, 'P1,,seconds,"1,250",\nP2,,seconds,"0,125",\nP3,,seconds,980.5,\n')
    assert [(result.participant, result.value) for result in measures.results] == [("P2", 0.125), ("P3", 980.5)]
    assert any("line 2: '1,250' is no value" in text and "thousands" in text for text in told(measures))


@pytest.mark.parametrize(
    ("name", "values", "scale", "better"),
    [
        ("success", "0 1 1 0", Scale.BINARY, Better.HIGHER),
        ("completed", "yes No yes", Scale.BINARY, Better.HIGHER),
        ("satisfaction", "1 7 4", Scale.ORDINAL, Better.HIGHER),
        ("sus", "82.5 60 95", Scale.NUMBER, Better.HIGHER),
        ("errors", "0 12 3", Scale.NUMBER, Better.LOWER),
        ("time on task", "31.5 12 3", Scale.NUMBER, Better.LOWER),
    ],
)
def test_kind_and_direction_are_inferred_and_told(
    name: str, values: str, scale: Scale, better: Better, tmp_path: Path
) -> None:
    rows = "".join(f"P{number},,{name},{value},\n" for number, value in enumerate(values.split()))
    measures = _load(tmp_path, rows)
    (measure,) = measures.measures
    assert (measure.scale, measure.better, measure.inferred) == (scale, better, ("kind", "better"))
    (note,) = measures.notes
    assert f"kind = {scale.value}" in note
    assert f"better = {better.value}" in note
    assert measures.problems == ()


@pytest.mark.parametrize(
    "declared",
    [
        {"errors": {"kind": "number", "better": "higher", "step": "find"}},
        [{"name": "Errors", "kind": "number", "better": "higher", "step": "find"}],
    ],
)
def test_what_is_declared_counts_in_either_form(declared: Any, tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,,errors,3,\nP2,book,ERRORS,4,\n", declared)
    (measure,) = measures.measures
    assert (measure.scale, measure.better, measure.inferred) == (Scale.NUMBER, Better.HIGHER, ())
    assert [result.step for result in measures.results] == ["find", "book"]
    assert measures.notes == ()


def test_levels_give_words_an_order(tmp_path: Path) -> None:
    declared = {"done": {"levels": ["failed", "partial", "complete"]}}
    measures = _load(tmp_path, "P1,,done,Partial,\nP2,,done,complete,\nP3,,done,nearly,\n", declared)
    assert [result.value for result in measures.results] == [1.0, 2.0]
    assert measures.by_name["done"].in_words(1.0) == "partial"
    assert told(measures) == (
        "measures.csv, line 4: 'nearly' is no value of the ordinal measure 'done': write one of failed, partial, "
        "complete; the row is left out",
    )


def test_a_word_in_a_rating_is_told_with_what_would_be_read(tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,,sus,2,\nP2,,sus,good,\n", {"sus": {"kind": "ordinal"}})
    assert measures.problems[0].text.endswith(
        "write one of its numbers; or, for words, list them as its levels; the row is left out"
    )


def test_a_text_among_numbers_is_told_with_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,,minutes,12,\nP2,,minutes,about ten,\nP3,,minutes,31,\nP4,,minutes,inf,\n")
    assert [result.participant for result in measures.results] == ["P1", "P3"]
    assert [re.match(r"measures.csv, line (\d)", text).group(1) for text in told(measures)] == ["3", "5"]  # type: ignore[union-attr]
    assert "write a number, without a unit" in told(measures)[0]


def test_what_is_excluded_may_hold_anything(tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,,minutes,12,\nP2,,minutes,crashed,the app crashed\n")
    assert measures.problems == ()
    assert [result.exclude_reason for result in measures.results] == ["", "the app crashed"]


def test_rows_that_disagree_count_for_nothing_and_the_same_twice_counts_once(tmp_path: Path) -> None:
    rows = "P1,find,success,1,\nP1,find,success,0,\nP2,find,success,1,\nP2,find,success,1,\nP3,find,success,0,\n"
    measures = _load(tmp_path, rows)
    assert [result.participant for result in measures.results] == ["P2", "P3"]
    assert [problem.refused for problem in measures.problems] == [True, False]
    assert told(measures) == (
        "measures.csv, lines 2, 3: different results of P1, success at find; none counts, keep one of them",
        "measures.csv, lines 4, 5: P2, success at find stands there 2 times; it counts once",
    )


def test_a_row_with_too_many_cells_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,find,success,1,\nP2,find,success,0,fell ill, went home\nP3,find,success,0,\n")
    assert [result.participant for result in measures.results] == ["P1", "P3"]
    why = "more cells than the header has; the row is left out, quote a cell that holds a comma"
    assert measures.problems == (Problem("measures.csv", f"measures.csv, line 3: {why}", refused=True),)


def test_rows_without_a_person_or_a_measure_are_told(tmp_path: Path) -> None:
    measures = _load(tmp_path, ",find,success,1,\nP1,find,,1,\n,,,,\nP1,find,success,1,\n")
    assert len(measures.results) == 1
    assert [text.split(";")[0] for text in told(measures)] == [
        "measures.csv, line 2: no participant",
        "measures.csv, line 3: no measure",
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("participant,measure\n", "line 1: no column 'value'"),
        ("participant,measure,value,exclude_reson\n", "did you mean 'exclude_reason'"),
        ("", "line 1: no column 'participant'"),
    ],
)
def test_a_file_without_its_columns_is_refused(header: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=told):
        _load(tmp_path, "P1,success,1,\n" if header else "", header=header or "who,what\n")


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ({"success": {"kind": "boolean"}}, "use one of: binary, ordinal, number"),
        ({"success": {"better": "more"}}, "use one of: higher, lower"),
        ({"success": {"beter": "higher"}}, "did you mean 'better'"),
        ([{"kind": "binary"}], "a measure has no name"),
        ([{"name": "a"}, {"name": "a"}], "declared twice"),
        ({"success": 1}, "not tables"),
        ({"done": {"levels": ["one"]}}, "two different words"),
        ({"done": {"levels": ["no", "yes"], "kind": "number"}}, "levels go with an ordinal"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_refused(declared: Any, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=told):
        _load(tmp_path, "", declared)


def test_yes_and_no_stands_before_how_long_it_took_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    rows = "P1,,minutes,3.5,\nP1,,success,1,\nP2,,minutes,4,\nP2,,success,0,\n"
    assert [measure.name for measure in _load(tmp_path, rows).measures] == ["success", "minutes"]
    declared = {"minutes": {"kind": "number"}, "success": {"kind": "binary"}}
    assert [measure.name for measure in _load(tmp_path, rows, declared).measures] == ["minutes", "success"]


def test_no_order_of_rows_changes_measures_or_results(tmp_path: Path) -> None:
    rows = ["P1,find,success,1,", "P2,find,Success,0,", "P1,,minutes,3.5,", "P2,,minutes,4,"]
    either = [_load(tmp_path, "\n".join(order) + "\n") for order in (rows, rows[::-1])]
    assert either[0].measures == either[1].measures
    assert len({frozenset((r.participant, r.step, r.measure, r.value) for r in one.results) for one in either}) == 1


def test_a_declared_measure_without_a_row_is_told_as_such(tmp_path: Path) -> None:
    measures = _load(tmp_path, "P1,,success,yes,\n", {"sucess": {"kind": "binary"}})
    why = "measures.csv: no row has the measure 'sucess' that insightmine.toml declares"
    assert measures.problems == (Problem("measures.csv", why),)
