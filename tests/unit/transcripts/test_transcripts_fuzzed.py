"""What fuzzing found, made small: each of these once raised, lost or glued a word, or quoted the file in a refusal."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from tests.fuzz.properties import look
from tests.fuzz.seeds import WORD, as_docx, as_odt, package
from tests.fuzz.targets import TARGETS

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, find_sources, read_source


def read(folder: Path, name: str, data: bytes) -> tuple[Transcript, ...]:
    path = folder / name
    path.write_bytes(data)
    return read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts


def said(folder: Path, name: str, data: bytes) -> list[str]:
    return [turn.text for transcript in read(folder, name, data) for turn in transcript.turns]


def refusal(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(InputRefused) as raised:
        read(folder, name, data)
    return str(raised.value)


@pytest.mark.parametrize("number", ["①", "²", "٣", "1" * 30])
def test_digits_that_are_no_number_stand_before_a_cue(number: str, tmp_path: Path) -> None:
    """`"①".isdigit()` is true, and `int("①")` raises."""
    text = (
        f"WEBVTT\n\n{number}\n00:00:01.000 --> 00:00:02.000\nAna: I see it.\n\n00:00:02.000 --> 00:00:04.000\nBo: So?\n"
    )
    assert said(tmp_path, "talk.vtt", text.encode()) == ["I see it.", "So?"]
    assert look(TARGETS["webvtt"], text.encode(), tmp_path)


@pytest.mark.parametrize("end", ["\t\t\t", "   ", " align:start  ", "\tline:0 \t"])
def test_white_space_after_a_time_is_no_setting(end: str, tmp_path: Path) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,510{end}\nAna: I see it.\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: So?\n"
    (transcript,) = read(tmp_path, "talk.srt", text.encode())
    assert [(turn.text, turn.end_seconds) for turn in transcript.turns] == [("I see it.", 2.51), ("So?", 4.0)]


@pytest.mark.parametrize("style", ["Heading²", "Heading" + "9" * 5000])
def test_a_heading_of_no_number_is_a_paragraph(style: str, tmp_path: Path) -> None:
    body = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>Ana: So?</w:t></w:r></w:p>' + "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("Bo: I do.", "Ana: Why?", "Bo: No.")
    )
    data = as_docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())
    assert said(tmp_path, "talk.docx", data) == ["So?", "I do.", "Why?", "No."]


def test_links_side_by_side_stay_words_of_their_own(tmp_path: Path) -> None:
    links = "[one](http://a.example)[two](http://b.example)[three](http://c.example)"
    text = f"Ana: See {links} now?\nBo: I do.\nAna: So?\nBo: No.\n"
    assert said(tmp_path, "talk.txt", text.encode())[0] == "See one two three now?"


def test_a_time_before_a_sign_that_counts_as_space_keeps_its_distance(tmp_path: Path) -> None:
    text = "0:01\x1f7 of us <v Ana>So what?\n0:04\xa0Bo said <v Bo>I do.\n0:09 <v Ana>Why?\n0:12 <v Bo>No.\n"
    transcripts = read(tmp_path, "talk.txt", text.encode())
    assert [turn.text for turn in transcripts[0].turns][-2:] == ["Why?", "No."]


def test_text_within_text_of_a_word_document_is_read(tmp_path: Path) -> None:
    lines = ("Ana: So?", "Bo: I do.", "Ana: Why?")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body += "<w:p><w:r><w:t>Bo: No, <w:t>never</w:t></w:t></w:r></w:p>"
    data = as_docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())
    assert said(tmp_path, "talk.docx", data)[-1] == "No, never"


def test_a_text_box_within_a_sentence_stands_apart_from_its_words(tmp_path: Path) -> None:
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>aside</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("Ana: So?", "Bo: I do.", "Ana: Why?"))
    body += f"<w:p><w:r><w:t>Bo: be</w:t></w:r><w:r>{box}</w:r><w:r><w:t>fore noon</w:t></w:r></w:p>"
    data = as_docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())
    assert said(tmp_path, "talk.docx", data)[-1].split() == ["be", "aside", "fore", "noon"]


def test_words_between_the_paragraphs_of_an_odt_are_read(tmp_path: Path) -> None:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text")
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in ("Ana: So?", "Bo: I do.", "Ana: Why?"))
    body = f"First words {lines} Bo: No, I never did. <text:span>Ana: And?</text:span> Bo: Well."
    data = as_odt(
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>".encode()
    )
    assert said(tmp_path, "talk.odt", data) == ["So?", "I do.", "Why?", "No, I never did.", "And?", "Well."]


LONG = "and then I told her everything about my divorce"


@pytest.mark.parametrize(
    "text",
    [
        f"participant,{LONG},what\n1,2,3\n2,3,4\n",  # a known column makes a header of what was said
        f"text,{LONG},{LONG}\na,b,c\nd,e,f\n",
        f'participant,"{LONG}\nover two lines",what\n1,2,3\n2,3,4\n',
    ],
)
def test_a_refused_table_shows_no_sentence_as_the_name_of_a_column(text: str, tmp_path: Path) -> None:
    told = refusal(tmp_path, "talk.csv", text.encode())
    assert "divorce" not in told
    assert "\n" not in told


@pytest.mark.parametrize("text", ["NOTE\n", "text\n", "participant,text\n"])
def test_a_header_without_rows_is_no_speech(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "talk.csv", text.encode()).startswith("talk.csv")


def test_columns_with_names_are_still_listed(tmp_path: Path) -> None:
    told = refusal(tmp_path, "talk.csv", f"participant,code,{LONG}\n1,2,3\n2,3,4\n".encode())
    assert told.endswith("the columns are: participant, code, (column 3)")


def test_a_name_with_a_line_break_in_an_archive_is_told_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "talks.zip").write_bytes(
        package({"P1.txt": b"Ana: So?\nBo: No.\n", "a\nb.txt": b"x", "c\u202ed.txt": b"x"})
    )
    named = {source.name: source.refusal for source in find_sources([tmp_path / "talks.zip"])}
    assert list(named) == ["talks.zip/P1.txt", "talks.zip/a_b.txt", "talks.zip/c_d.txt"]
    assert all(name.isprintable() for name in named)
    assert [found is None for found in named.values()] == [True, False, False]


def test_a_file_without_a_name_in_an_archive_is_refused_alone(tmp_path: Path) -> None:
    """`ZipInfo.is_dir()` of such an entry raises `IndexError`."""
    data = package({"P1.txt": b"Ana: So?\nBo: No.\n", "x": b"Ana: So?\n"})
    place = data.rindex(b"PK\x01\x02")  # of the last entry in the list: its name is one letter, at its end
    entry = bytearray(data[place : place + 46])
    entry[28:30] = b"\0\0"
    end = bytearray(data[place + 47 :])
    end[12:16] = (int.from_bytes(end[12:16], "little") - 1).to_bytes(4, "little")
    (tmp_path / "talks.zip").write_bytes(data[:place] + bytes(entry) + bytes(end))
    found = {source.name: source.refusal for source in find_sources([tmp_path / "talks.zip"])}
    assert found.keys() == {"talks.zip/P1.txt", "talks.zip/__"}
    assert found["talks.zip/P1.txt"] is None
    assert "it has no name" in str(found["talks.zip/__"])


def test_a_time_too_large_for_a_number_is_no_time(tmp_path: Path) -> None:
    """`math.isfinite(10 ** 400)` raises."""
    parts = [{"start": number + 0.5, "end": number + 1.0, "text": "So."} for number in range(5)]
    data = json.dumps({"segments": [{"start": 10**400, "end": 2.0, "text": "I see it."}, *parts]}).encode()
    (transcript,) = read(tmp_path, "talk.json", data)
    assert transcript.turns[0].text.startswith("I see it. So.")
    assert transcript.turns[0].start_seconds == 0.5
