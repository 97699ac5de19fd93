"""What of a file is an entry of a plan: list items, rows, objectives; and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.errors import InputRefused, NothingUsable, UsageError
from insightmine.plan_files import read_plan
from insightmine.planning.markdown import entries_of_markdown
from insightmine.planning.table import entries_of_rows

PAGE = """---
title: none of this
---
# Bakery 2031

Some words about the year that nobody plans.

## Spring
- [ ] Bake **rye** bread on [Mondays](https://example.org/x)
  - Owner: Ida
* [x] Reply to the miller
  before noon
1. KR1: more regulars fetch their own bag

## Objective 1: Become the corner where people meet

| Key result | Owner |
|---|---|
| Neighbours stay for a second coffee | Bo |
| | |

```
- no entry
```
<!-- - nor this -->
"""


def test_items_boxes_tables_and_objectives_are_entries_without_their_marks() -> None:
    entries, notes = entries_of_markdown(PAGE)
    assert [(entry.text, entry.place, entry.section) for entry in entries] == [
        ("Bake rye bread on Mondays", "line 9", "Spring"),
        ("Reply to the miller before noon", "line 11", "Spring"),
        ("KR1: more regulars fetch their own bag", "line 13", "Spring"),
        ("Objective 1: Become the corner where people meet", "line 15", ""),
        ("Neighbours stay for a second coffee", "line 19", "Objective 1: Become the corner where people meet"),
    ]
    assert len(notes) == 2


def test_a_bare_objective_is_a_heading_and_no_entry() -> None:
    text = "## Objective:\n- Objective:\n  Skippers come back\n- Key results:\n  - More skippers book twice\n"
    entries, _ = entries_of_markdown(text)
    assert [entry.text for entry in entries] == ["Objective: Skippers come back", "More skippers book twice"]
    assert [entry.text for entry in entries_of_markdown("Goal:\nDredge the basin\n")[0]] == ["Dredge the basin"]


def test_lines_are_entries_where_there_is_no_list() -> None:
    entries, _ = entries_of_markdown("# Plan\nOpen a kiosk\n\nGuests return on Sundays\n")
    assert [entry.text for entry in entries] == ["Open a kiosk", "Guests return on Sundays"]


def test_jiras_columns_with_labels_twice_and_a_parent_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "jira.csv"
    path.write_text(
        'Issue ID,Issue Type,Summary,Labels,Labels,Parent\n1,Epic,Oven,a,b,\n2,Story,"Add a door, with glass",,,1\n',
        encoding="utf-8",
    )
    entries = read_plan(path).entries
    assert [(e.text, e.label, e.section, e.place) for e in entries] == [
        ("Oven", "Epic", "", "line 2"),
        ("Add a door, with glass", "Story", "Oven", "line 3"),
    ]


def test_productboards_title_and_content_stands_in_where_it_is_empty() -> None:
    header = ["title", "content", "type"]
    rows = [["", "<p>Guests book twice</p><p>more</p>", "note"], ["Kiosk", "x", "feature"], ["", "", ""]]
    entries, empty = entries_of_rows(header, rows, ["r2", "r3", "r4"])
    assert [(entry.text, entry.label) for entry in entries] == [("Guests book twice", "note"), ("Kiosk", "feature")]
    assert empty == 1


def test_an_objective_in_every_row_counts_once() -> None:
    rows = [["Be near", "Guests come twice"], ["Be near", "Guests bring friends"]]
    entries, _ = entries_of_rows(["Objective", "Key Result"], rows, ["r2", "r3"])
    assert [entry.text for entry in entries] == ["Be near", "Guests come twice", "Guests bring friends"]
    assert entries[2].section == "Be near"


def test_a_cell_that_an_export_neutralised_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Summary\n'+10 % of guests return\n", encoding="utf-8")
    assert read_plan(path).entries[0].text == "+10 % of guests return"


def test_a_table_without_a_column_of_entries_names_those_it_has(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Colour,Weight\nred,3\n", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"among: Colour, Weight.*--column"):
        read_plan(path)
    assert [entry.text for entry in read_plan(path, "colour").entries] == ["red"]
    with pytest.raises(InputRefused, match="no column 'Size' among"):
        read_plan(path, "Size")


@pytest.mark.parametrize(
    ("name", "content"), [("a.md", b""), ("a.md", b"# Only a heading\n"), ("a.csv", b""), ("a.csv", b"Summary,Type\n")]
)
def test_a_plan_without_entries_is_told(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NothingUsable, match="no entry"):
        read_plan(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xlsx", b"no workbook at all"),
        ("a.md", b"%PDF-1.7 x"),
        ("a.csv", b"Summary\x00\x01\x02\n"),
        ("a.csv", b'Summary\n"never closed\n'),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputRefused, match="a\\."):
        read_plan(tmp_path / name)


def test_no_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_plan(tmp_path / "none.md")
    with pytest.raises(UsageError, match="is a folder"):
        read_plan(tmp_path)


def test_a_workbook_with_a_title_row_and_two_sheets(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(path)
    for sheet, rows in (
        ("2031", [["Our plan"], ["Name", "Type"], ["Open a kiosk", "feature"]]),
        ("Prices", [["Size", "Cost"], ["S", 3]]),
    ):
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    plan = read_plan(path)
    assert [(e.text, e.place, e.section) for e in plan.entries] == [("Open a kiosk", "sheet '2031', row 3", "2031")]
    assert any("Prices" in note and "Size, Cost" in note for note in plan.notes)


def test_a_file_of_bytes_is_refused_with_what_a_plan_may_be(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(b"- Bake\x00\x01\x02" * 9)
    with pytest.raises(InputRefused, match="not a text file") as caught:
        read_plan(path)
    assert "transcript" not in str(caught.value)
    assert "Markdown" in str(caught.value)


def test_a_guessed_encoding_is_told_without_an_option_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes("Summary,Status\nOpen a café for neighbours,open\n".encode("cp1252"))
    plan = read_plan(path)
    assert plan.entries[0].text == "Open a café for neighbours"
    assert "which is a guess; save it in UTF-8" in plan.notes[0]


def test_one_row_or_line_left_out_is_told_in_the_singular(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Summary,Status\nBake rye bread,open\n,open\n", encoding="utf-8")
    assert read_plan(table).notes == ("1 row without an entry",)
    _, notes = entries_of_markdown("Some words that nobody plans.\n\n- Bake rye bread\n")
    assert notes == ("1 line outside lists and tables is no entry",)
