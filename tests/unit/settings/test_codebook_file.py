"""codebook.csv, and codebooks as other people and programs keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import load_codebook, load_options
from insightmine.domain.codebooks import Code, Codebook
from insightmine.errors import ConfigError
from insightmine.exchange.codebooks import codebook_csv, read_codebook

QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="somewhere">
  <Codes>
    <Code guid="1" name="Before" isCodable="false">
      <Code guid="2" name="Finding" isCodable="true"><Description>Looking
        for it</Description><Code guid="3" name="Other" isCodable="true"/></Code>
    </Code>
    <Code guid="4" name="After" isCodable="true"><Code guid="5" name="Other" isCodable="true"/></Code>
  </Codes>
  <Sets/>
</CodeBook>
"""


def write(folder: Path, text: str, name: str = "codebook.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_a_code_may_have_several_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "code,definition,examples,parent\nFind,Looking,one; two,Before\nfind,,three,\nPay,,,\n")
    assert load_codebook(path).codes == (
        Code("Find", "Looking", examples=("one", "two", "three"), parent="Before"),
        Code("Pay"),
    )
    assert load_options(tmp_path).codebook == load_codebook(path)
    assert load_options(tmp_path / "elsewhere").codebook == Codebook()


def test_headers_as_people_write_them(tmp_path: Path) -> None:
    path = write(tmp_path, "Code Name;Description;Inclusion_Criteria;EXCLUDE IF;Example quotes;Code group\n"
                 "Zäh;Was;drin;raus;so;Gruppe\n", encoding="cp1252")  # fmt: skip
    assert load_codebook(path).codes == (Code("Zäh", "Was", "drin", "raus", ("so",), "Gruppe"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("definition\nx\n", "codebook.csv, line 1: no column 'code'"),
        ("code,exampels\na,b\n", "line 1: unknown column 'exampels'; did you mean 'examples'?"),
        ("code,name\na,b\n", "line 1: two columns for 'code'"),
        ("code,definition\na,b\n,c\n", "line 3: no code"),
        ("code,definition\na,b\nA,c\n", "line 3: 'A' has another definition in an earlier row"),
        ("code,parent\na,b\nb,a\n", "'a' is its own parent"),
        ("code\na,b\n", "line 2: more cells than the header has"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_codebook(write(tmp_path, text))
    assert said in str(error.value)


def test_other_columns_of_a_foreign_codebook_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, "code,colour\na,red\n", "theirs.csv")
    assert read_codebook(path).codes == (Code("a"),)
    with pytest.raises(ConfigError, match="no code in it"):
        read_codebook(write(tmp_path, "code\n", "empty.csv"))


def test_a_codebook_of_refi_qda(tmp_path: Path) -> None:
    assert read_codebook(write(tmp_path, QDC, "book.qdc")).codes == (
        Code("Finding", "Looking for it", parent="Before"),
        Code("Finding: Other", parent="Finding"),
        Code("After"),
        Code("After: Other", parent="After"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<CodeBook>", "book.qdc, line 1, column"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "declares a document type"),
        ("<Project xmlns='urn:QDA-XML:project:1.0'/>", "no REFI-QDA codebook"),
        (QDC.replace('name="After"', 'name=" "'), "has no name"),
    ],
)
def test_a_damaged_codebook_of_refi_qda_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_codebook(write(tmp_path, text, "book.qdc"))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    codebook = Codebook((Code("a, b", "c\nd", "e", "f", ("g", "h"), "a, b2"), Code("i")))
    again = load_codebook(write(tmp_path, codebook_csv(codebook)))
    assert again.codes == codebook.codes
