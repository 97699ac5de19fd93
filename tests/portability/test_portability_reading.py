"""Files as other systems and their programs save them: encodings, line ends, separators, names in capitals."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.portability.conftest import held

from insightmine.config import InputOptions, SpeakerOptions, load_options, load_people
from insightmine.errors import ConfigError, InputRefused
from insightmine.study_files import write_study_files
from insightmine.transcripts import Source, read_source

PEOPLE = "participant,source,label,consent,plan\r\nP07,Zoë.txt,Zoë,internal,“Größe”\r\nP08,kim.vtt,Kim,verbatim,x\r\n"
TALK = "Interviewer: How do you plan?\nZoë: I write a “list” – on Sunday.\nInterviewer: Why?\nZoë: To sleep.\n"
SAVED = {
    "utf-8": PEOPLE.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + PEOPLE.encode(),
    "cp1252, commas": PEOPLE.encode("cp1252"),
    "cp1252, semicolons": PEOPLE.replace(",", ";").encode("cp1252"),
    "utf-8 with mark, semicolons": b"\xef\xbb\xbf" + PEOPLE.replace(",", ";").encode(),
    "utf-16, tabs (Excel: Unicode text)": PEOPLE.replace(",", "\t").encode("utf-16"),
    "utf-16 big-endian": b"\xfe\xff" + PEOPLE.encode("utf-16-be"),
    "LF": PEOPLE.replace("\r\n", "\n").encode(),
    "CR (Excel for the Mac, once)": PEOPLE.replace("\r\n", "\r").encode(),
    "quoted header": PEOPLE.replace("participant,source", '"participant","source"').encode(),
}


@pytest.mark.parametrize("content", SAVED.values(), ids=list(SAVED))
def test_participants_csv_as_spreadsheets_save_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "participants.csv").write_bytes(content)
    rows = load_people(tmp_path / "participants.csv")
    assert [(row.participant, row.source, row.label, row.consent.value) for row in rows] == [
        ("P07", "Zoë.txt", "Zoë", "internal"),
        ("P08", "kim.vtt", "Kim", "verbatim"),
    ]
    assert [row.attributes for row in rows] == [{"plan": "“Größe”"}, {"plan": "x"}]


def test_a_table_in_no_encoding_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_bytes(b"participant\nZo\x81\n")
    with pytest.raises(ConfigError, match="save it as CSV in UTF-8"):
        load_people(tmp_path / "participants.csv")


def test_settings_are_found_though_their_names_are_in_capitals(tmp_path: Path) -> None:
    """Windows and macOS find them; a study that was made there keeps its consent on Linux."""
    (tmp_path / "Participants.CSV").write_bytes(SAVED["utf-8"])
    (tmp_path / "InsightMine.toml").write_bytes(b'[study]\r\ntitle = "In capitals"\r\n')
    (tmp_path / "Journey.TOML").write_bytes(b'[[step]]\r\nid = "find"\r\nname = "Find"\r\n')
    options = load_options(tmp_path)
    assert [row.consent.value for row in options.people] == ["internal", "verbatim"]
    assert options.study.title == "In capitals"
    assert options.journey is not None
    assert load_options(tmp_path / "none").people == ()


def test_a_new_study_puts_no_empty_table_beside_one_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "Participants.csv").write_bytes(SAVED["utf-8"])
    assert [path.name for path in write_study_files(tmp_path)] == [
        "insightmine.toml",
        "journey.example.toml",
        "transcripts.csv",
        "memos.md",
    ]
    assert len(load_options(tmp_path).people) == 2


def test_the_plain_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "insightmine.toml").write_bytes(b'[study]\ntitle = "plain"\n')
    (tmp_path / "INSIGHTMINE.TOML").write_bytes(b'[study]\ntitle = "plain"\n')
    assert load_options(tmp_path).study.title == "plain"


@pytest.mark.parametrize("name", ["participants.csv", "insightmine.toml", "journey.toml"])
def test_settings_that_a_spreadsheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")

    def refuse(path: Path) -> bytes:
        raise held(32, path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ConfigError, match="close it in other programs") as caught:
        load_options(tmp_path)
    assert caught.value.message.startswith(name)


def test_a_windows_path_in_the_settings_gets_a_word_of_advice(tmp_path: Path) -> None:
    settings = tmp_path / "insightmine.toml"
    settings.write_bytes(b'[models]\nencoder_path = "C:\\Users\\Kim\\model"\n')
    with pytest.raises(ConfigError, match="single quotes"):
        load_options(tmp_path)
    settings.write_bytes(b"[models]\nencoder_path = 'C:\\Users\\Kim\\model'\n")
    assert load_options(tmp_path).models.encoder_path == r"C:\Users\Kim\model"


def read(path: Path, name: str = "talk.txt") -> Any:
    return read_source(Source(name, path, True, path.parent, "talk"), InputOptions(), SpeakerOptions()).transcripts


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_transcript_is_the_same_with_the_line_ends_and_in_the_encoding_of_any_system(
    tmp_path: Path, ends: str, encoding: str
) -> None:
    plain, other = tmp_path / "plain.txt", tmp_path / "other.txt"
    plain.write_bytes(TALK.encode())
    other.write_bytes(TALK.replace("\n", ends).encode(encoding))
    expected, found = read(plain)[0], read(other)[0]
    assert found.turns == expected.turns
    assert found.id == expected.id
    assert [turn.text for turn in found.turns][1] == "I write a “list” – on Sunday."


@pytest.mark.parametrize("number", [32, 33])
def test_a_transcript_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(b"PK")

    def refuse(path: object, *_: object, **__: object) -> int:
        raise held(number, path)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputRefused) as caught:
        read(path, "talk.docx")
    assert (caught.value.reason, caught.value.hint) == ("another program holds it", "close it there")


@pytest.mark.parametrize(("system", "told"), [("win32", "shorter"), ("linux", "check the path")])
def test_a_path_that_is_too_long_for_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, told: str
) -> None:
    """Windows says only that there is no such file."""
    path = tmp_path.joinpath(*["a folder with a name of some length"] * 8, "talk.txt")

    def refuse(path: object, *_: object, **__: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified", str(path))

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(InputRefused) as caught:
        read(path)
    assert told in caught.value.hint
