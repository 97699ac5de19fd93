"""Workbooks: every sheet with rows of text is read as a CSV table is, and what a library would lose is found."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from base64 import b64decode
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, read_source
from insightmine.transcripts.coverage import words_of
from insightmine.transcripts.workbook_scan import scan_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WHERE = f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
# two sheets, the second hidden, written by xlwt: participant | quote; 1, P2, P3 merged over two rows; a formula
XLS = """
    eNrtWD1oFEEU/mZ/7ie5JHcxERIxLAGjxjSaxiaeChotDNFGEUE3yaFHjr14WQ2x0Gi8UhCsFJtAGpuojT8oop2FENFCEISLYmUlKFgkWd+8m43J
    eUUO9DCy3968mX3zzezbN29+bl/PJgpT91vnUIJd0LHoRRFaphOUov5NHFTvebLo5xFKXoA1hWiEBjJk4kndq7AcQznec9Bwz3hBEvhI6QRG0Jd1
    UlYVsZdtsIW0oUcYFHsablOqRwvb1chykOU6lneZ+5TlbtZcY9lD3II4jtlkX+dOFcfHtHauqycp8JDbvGfNdjTjpYzjS9dFkWtiTy5tZ/7NijYj
    hmnQyPWmnFTOzhTQREM4je+eBXzz5+pzK9BXVy9A+h8r9eEy+huaAUzAOyVkIOZRh4Qha0yacG5qNI9anA/J8dZxID00T1MxqhbhWmDEzrnpwfSI
    7bgmcPYctYgBB60xO+1atpXJuhTR/TtI15ubd7osOzNmj49KXbcO0IQm6Y5lKXqcrHsm7ZyukX3zghBfsSDU8TSJkRxCA5cTPFnitOTP3/n65tBA
    f/IkayZ4EyhuFZvku8HDZdmCGtfD7w/M7WS5jeUV7nUDl1tZNpEPKO/ob1aF/ZPMucq1HfScbsbb5OZl5S1Uzn85/Kgt/ym5lcozvXMXmmbeJafQ
    Tl4bovbymkSX6BK3bko8Tvq5UIvKB5Ytvy0wES2ubPfUftiABdRwMcGyeCe9IxRflPAvajWsS7AfJF8seVPytTL9a8zXFb/ofUPx9TJ8nfmm4uvM
    Dym+UcJ/Rj4ylP2SbTA7rNhmCTuEjaQTyhq52RerwmgT8qd/5hfSuUs6Q2iNeCCtp/X4F6oRZGJJrtUgE2WDLOJ7FeW8GiBAgAABAgQIsBoIdRiX
    BzqD/3gUT2Nh9V1ngdJi8Jnkv8URZOly6W/pPjiU5zBeUfyshyn8vsQq2/jfCyWO0tNzGMYA2zFccfzSaVosf59VN4z/uSlU6fMXK7HzLz//JxzF
    Dcw=
"""


def column(number: int) -> str:
    return chr(ord("A") + number)


def cell(reference: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return "" if value is None else f'<c r="{reference}"><v>{value}</v></c>'


def rows(*values: tuple[object, ...], first: int = 1) -> str:
    return "".join(
        f'<row r="{number}">{"".join(cell(f"{column(at)}{number}", value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(values, first)
    )


def workbook(sheets: dict[str, str], *, hidden: tuple[str, ...] = (), strings: str = "", head: str = "") -> bytes:
    """An XLSX file; `sheets` maps names to what stands in their XML, rows where it begins with a row."""

    def state(name: str) -> str:
        return ' state="hidden"' if name in hidden else ""

    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state(name)}/>'
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{LINKS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    types = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{WHERE}</Relationships>')
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf/><xf numFmtId="21"/></cellXfs></styleSheet>',
        )
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
        for number, inside in enumerate(sheets.values(), 1):
            data = f"<sheetData>{inside}</sheetData>" if inside.startswith("<row") else inside
            archive.writestr(f"xl/worksheets/sheet{number}.xml", f'{head}<worksheet xmlns="{MAIN}">{data}</worksheet>')
    return buffer.getvalue()


def ods(body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return buffer.getvalue()


def ods_row(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        for text in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def reading(folder: Path, data: bytes, options: InputOptions | None = None, name: str = "study.xlsx") -> Reading:
    (folder / name).write_bytes(data)
    return read_source(Source(name, folder / name, True, folder), options or InputOptions(), SpeakerOptions())


def read(
    folder: Path, data: bytes, options: InputOptions | None = None, name: str = "study.xlsx"
) -> tuple[Transcript, ...]:
    return reading(folder, data, options, name).transcripts


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def dropped_of(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


SURVEY: list[tuple[object, ...]] = [
    ("participant", "code", "quote"),
    (1, 2.5, "I wait; and wait"),
    (2, 3, "NA"),
    ("P3", None, "=1+1 is what I typed\ntwice"),
]


def test_a_sheet_is_read_as_the_same_table_in_csv(tmp_path: Path) -> None:
    (transcript,) = read(tmp_path, workbook({"Notes": rows(*SURVEY)}))
    buffer = io.StringIO()
    csv.writer(buffer).writerows(["" if value is None else value for value in row] for row in SURVEY)
    (table,) = read(tmp_path, buffer.getvalue().encode(), name="study.csv")
    assert turns_of(transcript) == turns_of(table)
    assert turns_of(transcript)[0] == ("1", "I wait; and wait")
    assert transcript.format == table.format
    assert [entry.words for entry in transcript.dropped] == [entry.words for entry in table.dropped]
    assert [turn.place for turn in transcript.turns] == ["row 2", "row 3", "row 4"]
    assert transcript.warnings == table.warnings


def test_rows_are_statements_when_asked_for(tmp_path: Path) -> None:
    data = workbook({"Notes": rows(*SURVEY, ("P4", 7, None))})
    (transcript,) = read(tmp_path, data, InputOptions(as_statements=True))
    assert transcript.rows_are_statements
    assert [text for _, text in turns_of(transcript)] == ["I wait; and wait", "NA", "=1+1 is what I typed\ntwice", ""]
    assert any("1 rows hold no words (row 5)" in warning for warning in transcript.warnings)


def test_hidden_sheets_are_read_and_others_are_named(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        workbook(
            {
                "Notes": rows(*SURVEY),
                "Codes": rows(("c1", 4), ("c2", 5)),
                "Old": rows(("quote",), ("I left early",), ("Me too",)),
            },
            hidden=("Old",),
        ),
    )
    assert [str(transcript.id) for transcript in (first, second)] == ["study/Notes", "study/Old"]
    assert second.turns[0].place == "sheet 'Old', row 2"
    assert "read from the sheet 'Notes', the hidden sheet 'Old'; no rows of text in the sheet 'Codes'" in first.warnings
    assert dropped_of(first, DropReason.SHEET_WITHOUT_SPEECH) == ["c1", "c2", "4", "5"]


def test_a_named_column_chooses_the_sheets_that_have_it(tmp_path: Path) -> None:
    data = workbook({"A": rows(("alpha", "beta"), ("u1", "yes")), "B": rows(*SURVEY)})
    (transcript,) = read(tmp_path, data, InputOptions(text_column="beta", participant_column="Alpha"))
    assert turns_of(transcript) == [("u1", "yes")]
    with pytest.raises(InputRefused, match="no column 'delta'"):
        read(tmp_path, data, InputOptions(text_column="delta"))


def test_the_header_may_stand_below_a_title_and_off_the_corner(tmp_path: Path) -> None:
    values = [(None, "Study of May", None), (None, None, None), (None, "participant", "quote"), (None, "P1", "I wait")]
    (transcript,) = read(tmp_path, workbook({"S": rows(*values, first=3)}))
    assert turns_of(transcript) == [("P1", "I wait")]
    assert transcript.turns[0].place == "row 6"
    assert dropped_of(transcript, DropReason.FRONT_MATTER) == ["Study", "of", "May"]


def test_a_merged_cell_names_the_person_of_all_its_rows(tmp_path: Path) -> None:
    values = [
        ("participant", "quote"),
        ("P1", "One."),
        (None, "Two."),
        (None, "Three."),
        ("P2", "Four."),
        (None, "Five."),
    ]
    data = workbook(
        {
            "S": f"<sheetData>{rows(*values)}</sheetData>"
            '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B5:B6"/></mergeCells>'
        }
    )
    (transcript,) = read(tmp_path, data)
    assert turns_of(transcript) == [("P1", "One."), ("P1", "Two."), ("P1", "Three."), ("P2", "Four."), (None, "Five.")]


def test_shared_strings_escapes_errors_times_and_formulas(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>P</t></r><r><t>2</t></r><rPh sb="0" eb="1"><t>yomi</t></rPh></si>'
        "<si><t>one_x000D_\ntwo &amp; three</t></si></sst>"
    )
    inside = rows(("participant", "quote", "time", "n")) + (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" s="1"><v>0.000752314814814815</v></c></row>'
        '<row r="3"><c r="B3" t="str"><f>A1</f><v>by formula</v></c>'
        '<c r="C3"><f>A1</f></c><c r="D3" t="e"><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="B4"><f>B3</f><v></v></c><c r="D4" t="b"><v>1</v></c></row>'
    )
    (transcript,) = read(tmp_path, workbook({"S": inside}, strings=strings))
    assert turns_of(transcript) == [("P2", "one\ntwo & three"), (None, "by formula")]
    assert transcript.turns[0].start_seconds == 65.0
    (warning,) = [warning for warning in transcript.warnings if "formulas" in warning]
    assert "'S' are read as empty: 3 (C3, D3, B4)" in warning
    assert "TRUE" in dropped_of(transcript, DropReason.METADATA_COLUMN)


def test_the_size_that_a_sheet_declares_is_not_believed(tmp_path: Path) -> None:
    data = workbook({"S": f'<dimension ref="A1:B2"/><sheetData>{rows(*SURVEY)}</sheetData>'})
    assert len(read(tmp_path, data)[0].turns) == 3


def test_a_dialogue_in_rows_without_header_or_in_one_cell(tmp_path: Path) -> None:
    talk = [
        ("0:01", "Ana", "What helps you?"),
        ("0:05", "Bo", "Lists do."),
        ("0:09", "Ana", "Why?"),
        ("0:12", "Bo", "Calm."),
    ]
    (transcript,) = read(tmp_path, workbook({"S": rows(*talk)}))
    assert turns_of(transcript) == [(speaker, text) for _, speaker, text in talk]
    assert [turn.place for turn in transcript.turns] == ["row 1", "row 2", "row 3", "row 4"]
    cells = [
        ("id", "text"),
        *((f"t{n}", f"Interviewer: What?\nP{n}: I wait.\nInterviewer: Why?\nP{n}: So.") for n in (1, 2)),
    ]
    transcripts = read(tmp_path, workbook({"S": rows(*cells)}))
    assert [str(item.id) for item in transcripts] == ["t1", "t2"]
    assert {turn.place for turn in transcripts[1].turns} == {"row 3"}


def test_an_old_excel_file(tmp_path: Path) -> None:
    (transcript,) = read(tmp_path, zlib.decompress(b64decode(XLS)), name="old.xls")
    assert turns_of(transcript) == [("1", "I wait a lot"), ("P2", "Gr\u00fcn, always"), ("P3", "one"), ("P3", "two")]
    assert any("the hidden sheet 'Hid'" in warning for warning in transcript.warnings)


def test_an_opendocument_sheet_with_repeated_and_noted_cells(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    body = (
        f'<table:table table:name="S">{ods_row("participant", "quote")}{ods_row("P1", "I wait")}'
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="2">'
        f'<text:p>2</text:p></table:table-cell><table:table-cell office:value-type="string">{note}'
        f"<text:p>So do</text:p>"
        f"<text:p>I</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
    )
    (transcript,) = read(tmp_path, ods(body), name="study.ods")
    assert turns_of(transcript) == [("P1", "I wait"), ("2", "So do\nI"), ("2", "So do\nI")]


def far(reference: str) -> str:
    number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'{rows(*SURVEY)}<row r="{number}">{cell(reference, "x")}</row>'


def test_hostile_workbooks_are_refused_before_a_library_sees_them(tmp_path: Path) -> None:
    repeated = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="9000"/></table:table-row>'
    )
    dtd = '<!DOCTYPE a [<!ENTITY b "ha">]>'
    for data, reason in (
        (workbook({"S": f"<sheetData>{rows(*SURVEY)}</sheetData>" + " " * 40_000_000}), "unpacks to far more"),
        (workbook({"S": far("XFD1048576")}), "reaches to row 1048576 and column 16384"),
        (ods(f'<table:table table:name="S">{repeated}</table:table>'), "reaches to row 1000000 and column 9000"),
        (workbook({"S": rows(*SURVEY)}, head=dtd), "declares a document type"),
        (workbook({"S": rows(*SURVEY)})[:-40], "damaged"),
        (workbook({"S": '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'}), "damaged"),
        (workbook({"S": '<row r="1"><c r="A1"'}), "damaged"),
        (workbook({"S": rows((1, 2), (3, 4))}), "no rows of text"),
        (workbook({"S": rows(("text", "Text"), ("a", "b"))}), "two columns are called"),
    ):
        with pytest.raises(InputRefused, match=reason):
            read(tmp_path, data)


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "../xl/./worksheets/sheet1.xml"])
def test_a_sheet_is_found_however_the_workbook_points_to_it(tmp_path: Path, target: str) -> None:
    whole = workbook({"S": rows(*SURVEY, (9, None, None)) + '<row r="6"><c r="B6"><f>A1</f></c></row>'})
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"worksheets/sheet1.xml"', f'"{target}"'.encode()))
    scans = scan_xlsx(zipfile.ZipFile(buffer), 1_000_000)
    assert (scans["S"].rows, scans["S"].columns, scans["S"].empty_places) == (5, 3, ["B6"])


def test_a_million_formatted_rows_are_no_rows(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(5, 1_048_577))
    (transcript,) = read(tmp_path, workbook({"S": rows(*SURVEY) + empty}))
    assert len(transcript.turns) == 3


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(lambda text: text.replace("_x", "x"))


@given(cells=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_its_cell(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    values = [("participant", "text", "n"), *(("p" + person, "t" + text, 1) for person, text in cells)]
    (transcript,) = read(tmp_path, workbook({"S": rows(*values)}), InputOptions(as_statements=True))
    said = [words_of(turn.text) for turn in transcript.turns]
    assert len(said) == len(cells)
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(values)
    (table,) = read(tmp_path, buffer.getvalue().encode(), InputOptions(as_statements=True), name="study.csv")
    assert said == [words_of(turn.text) for turn in table.turns]


@given(flips=st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 255)), min_size=1, max_size=4), xls=st.booleans())
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_transcripts_or_a_refusal(tmp_path: Path, flips: list[tuple[int, int]], xls: bool) -> None:
    data = bytearray(zlib.decompress(b64decode(XLS)) if xls else workbook({"S": rows(*SURVEY)}))
    for place, bits in flips:
        data[place % len(data)] ^= bits
    try:
        found = reading(tmp_path, bytes(data))
    except InputRefused as refusal:
        if "accounted" in refusal.reason:
            raise
        return
    assert found.set_aside or found.transcripts
