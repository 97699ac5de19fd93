"""The sheet for a second coder: blind, obedient to consent, the same for everybody, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import tool_library, with_consent, with_text

from insightmine.domain.ids import TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.speech import Consent
from insightmine.domain.themes import Status
from insightmine.errors import NothingUsable
from insightmine.exchange.cells import RefusedRow, TableRow, neutral, read_table, restored, table_bytes
from insightmine.exchange.coding_sample import allocated, codable, sampled
from insightmine.exchange.coding_sheet import INSTRUCTIONS, SHEET, VALUES, export_coding


def rows_of(folder: Path, name: str = SHEET) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_bytes().decode("utf-8-sig"), newline="")))


def texts(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def test_the_sheet_tells_nothing_of_what_anybody_made_of_the_statements(tmp_path: Path) -> None:
    analysis = tool_library()
    export_coding(analysis, tmp_path)
    rows = rows_of(tmp_path)
    assert len(rows) == 41
    assert list(rows[0]) == [
        "statement", "participant", "question", "before", "text", "after", "kinds", "basis", "effect", "step", "codes",
        "comment",
    ]  # fmt: skip
    assert all(not row[name] for row in rows for name in ("kinds", "basis", "effect", "step", "codes", "comment"))
    for theme in analysis.themes:
        assert theme.name not in texts(tmp_path)
    order = [row["statement"] for row in rows]
    spoken = [statement.id for statement in analysis.statements]
    assert sorted(order) == sorted(spoken)
    assert order != spoken
    # what was judged may differ at will, and the sheet is the same: nothing can be read off the choice or the order
    bare = replace(analysis, judgements=(), themes=(), signals=(), outcomes=())
    export_coding(bare, tmp_path / "bare")
    assert (tmp_path / "bare" / SHEET).read_bytes() == (tmp_path / SHEET).read_bytes()


def test_each_statement_comes_with_its_exact_words_and_what_is_around_them(tmp_path: Path) -> None:
    analysis = tool_library()
    export_coding(analysis, tmp_path)
    for row in rows_of(tmp_path):
        statement = next(s for s in analysis.statements if s.id == row["statement"])
        assert row["text"] == statement.text
        assert row["question"] == statement.question
        turn = analysis.turn_of(statement).text
        assert turn.startswith(row["before"])
        assert turn.endswith(row["after"])


def test_values_are_listed_with_definitions_and_accepted_themes_are_codes(tmp_path: Path) -> None:
    analysis = tool_library()
    export_coding(analysis, tmp_path)
    listed = Counter(row["column"] for row in rows_of(tmp_path, VALUES))
    assert listed == {"kinds": 10, "basis": 7, "effect": 4, "step": 6}
    assert "words of your own" in (tmp_path / INSTRUCTIONS).read_text("utf-8")
    accepted = tuple(replace(t, status=Status.ACCEPTED) if t.id == "T3" else t for t in analysis.themes)
    export_coding(replace(analysis, themes=accepted), tmp_path)
    (code,) = [row for row in rows_of(tmp_path, VALUES) if row["column"] == "codes"]
    assert (code["value"], code["name"]) == ("T3", "Fixing the return date while booking")
    assert "words of your own" not in (tmp_path / INSTRUCTIONS).read_text("utf-8")


def test_a_journey_without_steps_gives_no_column(tmp_path: Path) -> None:
    export_coding(replace(tool_library(), journey=Journey()), tmp_path)
    assert "step" not in rows_of(tmp_path)[0]


@pytest.mark.parametrize("consent", [Consent.PARAPHRASE, Consent.INTERNAL, Consent.WITHDRAWN])
def test_who_may_not_be_quoted_is_not_in_it(consent: Consent, tmp_path: Path) -> None:
    analysis = with_consent(tool_library(), "P03", consent)
    export_coding(analysis, tmp_path)
    rows = rows_of(tmp_path)
    assert rows
    assert {row["participant"] for row in rows} == {f"P0{n}" for n in (1, 2, 4, 5, 6, 7, 8)}
    said = [s.text for s in analysis.statements if s.participant == "P03"]
    assert not [text for text in said if text in texts(tmp_path)]
    assert ("Nothing is in it of 1 person" in texts(tmp_path)) is (consent is Consent.PARAPHRASE)


def test_nobody_may_be_quoted(tmp_path: Path) -> None:
    analysis = tool_library(["P01"])
    with pytest.raises(NothingUsable, match="no statement that a second coder may read"):
        export_coding(with_consent(analysis, "P01", Consent.PARAPHRASE), tmp_path)
    with pytest.raises(NothingUsable, match="ingest interviews"):
        export_coding(replace(analysis, statements=(), judgements=(), themes=(), signals=(), outcomes=()), tmp_path)
    with pytest.raises(NothingUsable, match="draw 9"):
        export_coding(analysis, tmp_path, 60, 9)


def test_a_sample_takes_from_every_interview_by_its_length() -> None:
    statements = codable(tool_library())
    chosen = sampled(statements, 20)
    lengths = Counter(s.transcript for s in statements)
    shares = Counter(s.transcript for s in chosen)
    assert len(chosen) == 20
    assert shares.keys() == lengths.keys()
    assert all(abs(shares[name] - 20 * lengths[name] / 41) <= 1.5 for name in lengths)
    assert chosen == sampled(tuple(reversed(statements)), 20)


def test_draws_have_nothing_in_common_and_together_give_everything() -> None:
    statements = codable(tool_library())
    draws = [{s.id for s in sampled(statements, 12, draw)} for draw in (1, 2, 3, 4, 5)]
    assert [len(draw) for draw in draws] == [12, 12, 12, 5, 0]
    assert set().union(*draws) == {s.id for s in statements}


def test_another_interview_changes_few_of_those_chosen() -> None:
    """The lot of a statement is its own: the study may grow between two exports."""
    few = {s.id for s in sampled(codable(tool_library([f"P0{n}" for n in range(1, 8)])), 14)}
    more = {s.id for s in sampled(codable(tool_library()), 14)}
    assert len(few & more) >= 10


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3).map(TranscriptId), st.integers(0, 40), min_size=1),
    st.integers(1, 90),
)
def test_shares_fit(available: dict[TranscriptId, int], size: int) -> None:
    shares = allocated(available, size)
    assert sum(shares.values()) == min(size, sum(available.values()))
    assert all(0 <= shares[name] <= available[name] for name in available)
    filled = [name for name in available if available[name]]
    if size >= len(filled):
        assert all(shares[name] >= 1 for name in filled)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@x", "\tx", "\rx", "'=1", "''+x", "＝1", "-- I mean, no."])
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    assert neutral(text).startswith("'")
    assert restored(neutral(text)) == text


@given(st.text())
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert restored(neutral(text)) == text
    assert neutral(text)[:1] not in set("=+-@\t\r\n＝＋－＠")


def test_a_quote_that_a_spreadsheet_would_obey(tmp_path: Path) -> None:
    analysis = tool_library()
    statement = analysis.statements[0].id
    export_coding(with_text(analysis, statement, '=HYPERLINK("http://x","y") - so to say'), tmp_path)
    (row,) = [row for row in rows_of(tmp_path) if row["statement"] == statement]
    assert row["text"] == '\'=HYPERLINK("http://x","y") - so to say'


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS).filter(any), max_size=6))
def test_a_table_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "table.csv"
    path.write_bytes(table_bytes(["a", "b"], [{"a": a, "b": b} for a, b in cells]))
    read = [row.cells for row in read_table(path) if isinstance(row, TableRow)]
    assert read == [{"a": a, "b": b} for a, b in cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_save_them(encoding: str, sign: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    text = f'Statement{sign}Text\r\nS1{sign}"Caf\u00e9{sign} a\nb"\r\n'
    path.write_bytes(text.encode(encoding))
    assert list(read_table(path)) == [TableRow(2, {"statement": "S1", "text": f"Caf\u00e9{sign} a\nb"})]


def test_lines_are_those_where_rows_begin(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,"two\nlines"\n\n2,x,y\n3,z\n', encoding="utf-8")
    assert list(read_table(path)) == [
        TableRow(2, {"a": "1", "b": "two\nlines"}),
        RefusedRow(5, "more cells than the header has; quote a cell that holds a comma"),
        TableRow(6, {"a": "3", "b": "z"}),
    ]
