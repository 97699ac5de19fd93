"""A filled sheet comes back with the same labels; what does not hold is told by line, and the rest goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import tool_library, with_text

from insightmine.agreement import Aspect
from insightmine.domain.analysis import Analysis
from insightmine.domain.codebooks import Code, Codebook
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.themes import Status
from insightmine.errors import InputRefused, UsageError
from insightmine.exchange.coding_import import coding_file, kept_bytes, kept_rows, merged, read_back
from insightmine.exchange.coding_rows import CodedRow
from insightmine.exchange.coding_sheet import SHEET, VALUES, export_coding
from insightmine.exchange.recognising import Form, form_of
from insightmine.kept_codings import keep

Row = dict[str, str]
Change = Callable[[list[Row]], object]


@cache
def study() -> Analysis:
    return tool_library()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    export_coding(study(), folder)
    return folder / SHEET


def rows_in(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def filled(sheet: Path, target: Path, change: Change, sign: str = ",") -> Path:
    rows = rows_in(sheet)
    change(rows)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=sign)
        writer.writeheader()
        writer.writerows(rows)
    return target


CODES = (
    st.text("abc -=", min_size=1, max_size=6)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text.strip("=- "))
)
LABELS = st.fixed_dictionaries({
    "kinds": st.lists(st.sampled_from([kind.value for kind in Kind]), max_size=3, unique=True),
    "basis": st.sampled_from(["", *(basis.value for basis in Basis)]),
    "effect": st.sampled_from(["", "unsure", *(effect.value for effect in Effect)]),
    "step": st.sampled_from(["", "none", "find", "book", "return"]),
    "codes": st.lists(CODES, max_size=2, unique_by=str.casefold),
})  # fmt: skip


@given(st.lists(LABELS, min_size=41, max_size=41), st.sampled_from([",", ";", "\t"]), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_sheet_comes_back_with_the_same_labels(
    sheet: Path, tmp_path_factory: pytest.TempPathFactory, labels: list[dict[str, object]], sign: str, lot: object
) -> None:
    """Whatever is filled in, with whatever separator, and in whatever order: also when it was kept and read again."""
    meant = {row["statement"]: said for row, said in zip(rows_in(sheet), labels, strict=True)}

    def fill(rows: list[Row]) -> None:
        for row in rows:
            for name, value in meant[row["statement"]].items():
                row[name] = "; ".join(value) if isinstance(value, list) else str(value)
        lot.shuffle(rows)  # type: ignore[attr-defined]

    path = filled(sheet, tmp_path_factory.getbasetemp() / "filled.csv", fill, sign)
    read = read_back(path, study(), "Ann")
    assert read.refused == ()
    kept = path.with_name("kept.csv")
    kept.write_bytes(kept_bytes(read.rows))
    for rows in (read.rows, kept_rows(kept)):
        found = {row.statement: row for row in rows}
        assert found.keys() == {name for name, said in meant.items() if any(said.values())}
        for name, row in found.items():
            said = meant[name]
            for aspect, column in ((Aspect.KIND, "kinds"), (Aspect.CODES, "codes")):
                assert row.labels.get(aspect) == (tuple(said[column]) or None)  # type: ignore[arg-type]
            for aspect, column in ((Aspect.BASIS, "basis"), (Aspect.EFFECT, "effect"), (Aspect.STEP, "step")):
                value = str(said[column])
                is_none = aspect is Aspect.STEP and value == "none"
                wanted = None if value in ("", "unsure") else () if is_none else (value,)
                assert row.labels.get(aspect) == wanted
                assert (aspect in row.unsure) is (value == "unsure")


def test_words_are_not_kept(sheet: Path, tmp_path: Path) -> None:
    def fill(rows: list[Row]) -> None:
        for row in rows:
            row["effect"] = "helps"

    read = read_back(filled(sheet, tmp_path / "x.csv", fill), study(), "Ann")
    kept = kept_bytes(read.rows).decode()
    assert len(read.rows) == 41
    assert not [s.text for s in study().statements if s.text in kept]


def test_spellings_that_people_use(sheet: Path, tmp_path: Path) -> None:
    def fill(rows: list[Row]) -> None:
        rows[0] |= {"kinds": "Pain point, Behavior", "effect": " Helps ", "step": "find a tool", "basis": "second-hand"}
        rows[1] |= {"kinds": "none", "effect": "?", "basis": "none"}

    read = read_back(filled(sheet, tmp_path / "x.csv", fill), study(), "Ann")
    by_id = {row.statement: row for row in read.rows}
    first, second = (by_id[row["statement"]] for row in rows_in(sheet)[:2])
    assert first.labels == {
        Aspect.KIND: ("pain_point", "behaviour"), Aspect.EFFECT: ("helps",), Aspect.STEP: ("find",),
        Aspect.BASIS: ("second_hand",),
    }  # fmt: skip
    assert second.labels == {Aspect.KIND: (), Aspect.BASIS: ("none",)}
    assert second.unsure == {Aspect.EFFECT}
    assert read.empty == 39


def change(rows: list[Row], number: int, **cells: str) -> None:
    rows[number] |= cells


REFUSALS: list[tuple[Change, str]] = [
    (lambda rows: change(rows, 0, statement="Sffffffffff", text=""), "line 2: the study has no statement Sffffffffff"),
    (lambda rows: change(rows, 0, statement=""), "line 2: no statement id"),
    (lambda rows: change(rows, 1, text="They said something else."), "line 3: the text is not that of"),
    (lambda rows: change(rows, 1, text=rows[2]["text"]), "one column sorted without the others"),
    (
        lambda rows: change(rows, 2, kinds="behaviour; pian_point"),
        "line 4: kinds: 'pian_point' does not fit; did you mean 'pain_point'?",
    ),
    (lambda rows: change(rows, 2, effect="good"), "line 4: effect: 'good' does not fit; use one of: helps, hinders"),
    (lambda rows: change(rows, 2, step="lend"), "line 4: step: 'lend' does not fit"),
    (lambda rows: change(rows, 2, effect="helps; hinders"), "line 4: effect: takes one value; 2 given"),
    (lambda rows: rows.append(dict(rows[0])), "line 43: S169b7a9542 is coded on line 2 already"),
]


@pytest.mark.parametrize(("wrong", "told"), REFUSALS, ids=[told for _, told in REFUSALS])
def test_what_does_not_hold_is_told_and_the_rest_goes_on(wrong: Change, told: str, sheet: Path, tmp_path: Path) -> None:
    def fill(rows: list[Row]) -> None:
        for row in rows:
            row["basis"] = "habit"
        wrong(rows)

    read = read_back(filled(sheet, tmp_path / "x.csv", fill), study(), "Ann")
    (refusal,) = read.refused
    assert told in f"line {refusal.line}: {refusal.reason}"
    assert len(read.rows) >= 40
    assert all(row.labels[Aspect.BASIS] == ("habit",) for row in read.rows)  # the other cells of a row hold


def test_codes_are_checked_against_the_codebook_where_there_is_one(sheet: Path, tmp_path: Path) -> None:
    accepted = tuple(replace(t, status=Status.ACCEPTED) if t.id == "T3" else t for t in study().themes)
    analysis = replace(study(), themes=accepted)

    def fill(rows: list[Row]) -> None:
        rows[0]["codes"] = "fixing the return date while booking"
        rows[1]["codes"] = "T3"
        rows[2]["codes"] = "Fixing the retrun date"

    read = read_back(filled(sheet, tmp_path / "x.csv", fill), analysis, "Ann")
    assert [row.labels for row in read.rows] == [{Aspect.CODES: ("T3",)}] * 2
    assert "did you mean 'T3'" in read.refused[0].reason


def test_the_codes_of_a_codebook_are_those_that_fit(tmp_path: Path) -> None:
    """All of them, also those that nothing was given yet; without the examples, which may quote somebody."""
    one = Code("being on time", "brings it back on the day", "reminders too", "fees", ("I am never late",))
    codebook = Codebook((one, Code("lending on", parent="at home")))
    export_coding(study(), tmp_path, codebook=codebook)
    listed = [row for row in rows_in(tmp_path / VALUES) if row["column"] == "codes"]
    assert [row["value"] for row in listed] == ["being on time", "lending on"]
    assert listed[0]["definition"] == "brings it back on the day; reminders too"
    assert listed[0]["is_not"] == "fees"
    assert "never late" not in (tmp_path / VALUES).read_text("utf-8")

    def fill(rows: list[Row]) -> None:
        rows[0]["codes"] = "Being on time; lending on"
        rows[1]["codes"] = "somthing else"

    read = read_back(filled(tmp_path / SHEET, tmp_path / "x.csv", fill), study(), "Ann", codebook)
    assert [row.labels for row in read.rows] == [{Aspect.CODES: ("being on time", "lending on")}]
    assert read.refused[0].reason == "codes: 'somthing else' does not fit; use one of: being on time, lending on"


def test_a_statement_whose_id_changed_is_found_by_its_words(sheet: Path, tmp_path: Path) -> None:
    """A label was corrected since: another person key gives another id."""
    old = study().statements[0]
    renamed = replace(old, id=type(old.id)("S0000000000"))
    changed = replace(study(), statements=(renamed, *study().statements[1:]))

    def fill(rows: list[Row]) -> None:
        next(row for row in rows if row["statement"] == old.id)["effect"] = "mixed"

    path = filled(sheet, tmp_path / "x.csv", fill)
    (row,) = read_back(path, changed, "Ann").rows
    assert row.statement == "S0000000000"
    kept = tmp_path / "kept.csv"
    kept.write_bytes(kept_bytes(read_back(path, study(), "Ann").rows))  # kept before the change: by its digest
    (row,) = read_back(kept, changed, "Ann").rows
    assert row.statement == "S0000000000"


def test_a_quote_with_a_formula_comes_back(tmp_path: Path) -> None:
    statement = study().statements[0].id
    analysis = with_text(study(), statement, "=1+1 is what I said")
    export_coding(analysis, tmp_path)

    def fill(rows: list[Row]) -> None:
        next(row for row in rows if row["statement"] == statement)["effect"] = "helps"

    read = read_back(filled(tmp_path / SHEET, tmp_path / "x.csv", fill), analysis, "Ann")
    assert (len(read.rows), read.refused) == (1, ())


def test_a_second_sheet_adds_to_the_first_and_overrules_it(sheet: Path, tmp_path: Path) -> None:
    def fill(value: str, numbers: range) -> Path:
        return filled(sheet, tmp_path / "x.csv", lambda rows: [rows[n].update(effect=value) for n in numbers])

    first = read_back(fill("helps", range(10)), study(), "Ann").rows
    second = read_back(fill("hinders", range(8, 15)), study(), "Ann").rows
    rows, n_changed = merged(first, second)
    assert (len(rows), n_changed) == (15, 2)


def test_an_empty_cell_of_a_second_sheet_takes_nothing_away(sheet: Path, tmp_path: Path) -> None:
    def read(**cells: str) -> tuple[CodedRow, ...]:
        return read_back(filled(sheet, tmp_path / "x.csv", lambda rows: rows[0].update(cells)), study(), "Ann").rows

    first = read(kinds="goal", effect="unsure", basis="habit", comment="two things")
    (row,), n_changed = merged(first, read(effect="helps", basis="unsure", kinds="gaol"))
    assert row.labels == {Aspect.KIND: ("goal",), Aspect.EFFECT: ("helps",)}
    assert row.unsure == {Aspect.BASIS}
    assert (row.comment, n_changed) == ("two things", 1)
    assert merged(first, read(kinds="goal"))[1] == 0


def test_a_comment_without_a_code_is_kept(sheet: Path, tmp_path: Path) -> None:
    def fill(rows: list[Row]) -> None:
        rows[0]["comment"] = "must be split"
        rows[1]["effect"] = "helps"

    read = read_back(filled(sheet, tmp_path / "x.csv", fill), study(), "Ann")
    assert (read.n_coded, len(read.rows), read.empty) == (1, 2, 40)
    path, n_new, n_changed = keep(tmp_path, "Ann", read)
    assert (n_new, n_changed) == (1, 0)
    assert "must be split" in [row.comment for row in kept_rows(path)]


@pytest.mark.parametrize("name", ["", "  ", "../x", "a/b", "study", "Program", "x" * 90, "a.", "-x", "a\0b"])
def test_names_that_no_coding_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be kept under the name"):
        coding_file(tmp_path, name)


def test_a_coding_lies_in_a_folder_of_the_study(tmp_path: Path) -> None:
    assert coding_file(tmp_path, "Ann-Marie") == tmp_path / "codings" / "Ann-Marie.csv"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no row"),
        (b"a,b\n1,2\n", "neither a coding"),
        (b"name,age\nKim,41\n", "neither a coding"),
        (b"PK\x03\x04xx", "save it as CSV"),
        (b'statement,kinds\nS1,"open\n', "not a table"),
        (b"statement,statement\nS1,S1\n", "two columns"),
    ],
)
def test_files_that_are_no_sheet(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=told):
        form_of(path)


@pytest.mark.parametrize(
    ("header", "form"),
    [("statement,kinds", Form.CODING), ("name,description", Form.CODEBOOK), ("Code,Memo", Form.CODEBOOK)],
)
def test_what_a_file_is_shows_in_its_header(header: str, form: Form, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{header}\nx,y\n", encoding="utf-8")
    assert form_of(path) is form


def test_a_coding_without_ids_is_no_sheet_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("text,codes\nsome words,a\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="no column has the ids of statements"):
        read_back(path, study(), "Ann")
