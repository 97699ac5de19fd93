"""Rich text: letters of code pages, tables, hidden and deleted text, damaged files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, read_source

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}}{\colortbl;\red0\green0\blue0;}\f0\fs24 "


def read(folder: Path, data: bytes) -> Transcript:
    path = folder / "talk.rtf"
    path.write_bytes(data)
    return read_source(Source("talk.rtf", path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]


def wrapped(body: str) -> bytes:
    return f"{HEAD}{body}}}".encode("ascii")


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def left_out(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


def test_paragraphs_breaks_letters_and_times(tmp_path: Path) -> None:
    body = (
        r"{\info{\title Not shown}}\pard {\b Interviewer:} Wie geht\'92s, sch\'f6n?\line Zweite Zeile? #00:00:05-1#\par"
        "\n"
        r"{\b B1:} Gut \u8212? danke, \{so\} \\cell \u-10179?\u-8694?.\par Interviewer: Und?\par B1: Ja.\par"
    )
    transcript = read(tmp_path, wrapped(body))
    assert turns_of(transcript) == [
        ("Interviewer", "Wie geht’s, schön?\nZweite Zeile?"),
        ("B1", "Gut — danke, {so} \\cell 😊."),
        ("Interviewer", "Und?"),
        ("B1", "Ja."),
    ]
    assert left_out(transcript, DropReason.TIME_CODE) == ["00", "00", "05", "1"]
    assert transcript.format == "rtf"
    assert transcript.warnings == () or all("breaks off" not in warning for warning in transcript.warnings)


@pytest.mark.parametrize(("page", "said"), [("1251", "Да, конечно"), ("1250", "Źle, że też"), ("1253", "Ναι, έτσι")])
def test_code_pages(tmp_path: Path, page: str, said: str) -> None:
    octets = "".join(rf"\'{byte:02x}" for byte in said.encode(f"cp{page}"))
    body = rf"{{\rtf1\ansi\ansicpg{page} Interviewer: Why?\par P1: {octets}.\par Interviewer: And?\par P1: No.}}"
    assert turns_of(read(tmp_path, body.encode("ascii")))[1] == ("P1", f"{said}.")


def test_a_table_hidden_and_deleted_text_and_links(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return r"\trowd\cellx900\cellx1800\cellx9000 " + "".join(rf"\intbl {cell}\cell " for cell in cells) + r"\row "

    link = r'{\field{\*\fldinst{HYPERLINK "http://x.example/a"}}{\fldrslt{lists}}}'
    body = (
        row("0:01", "Anna", r"What {\v secretly }helps?")
        + row("0:05", "Bo", f"The {link} do.")
        + row("0:09", "Anna", r"Why{\deleted\revauthdel1\revdttmdel12  not}?")
        + row("0:12", "Bo", "Calm.")
    )
    transcript = read(tmp_path, wrapped(body))
    assert turns_of(transcript) == [("Anna", "What helps?"), ("Bo", "The lists do."), ("Anna", "Why?"), ("Bo", "Calm.")]
    assert transcript.turns[3].start_seconds == 12.0
    assert left_out(transcript, DropReason.HIDDEN) == ["secretly"]


def test_letters_that_are_no_escapes(tmp_path: Path) -> None:
    body = r"{\rtf1\ansi\ansicpg1252 Interviewer: Schön?\par P1: Größer.\par Interviewer: Und?\par P1: Ja.}"
    for encoding in ("cp1252", "utf-8"):
        assert turns_of(read(tmp_path, body.encode(encoding)))[1] == ("P1", "Größer.")


def test_a_file_that_breaks_off_is_read_with_a_warning(tmp_path: Path) -> None:
    transcript = read(tmp_path, wrapped(r"Interviewer: Why?\par P1: So.\par Interviewer: And?\par P1: Then we")[:-1])
    assert turns_of(transcript)[3] == ("P1", "Then we")
    assert any("breaks off" in warning for warning in transcript.warnings)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1}", "no speech"),
        (b"{\\rtf1\\ansi\\ansicpg1252 P1: \\'81\\'8d gone.}", "code page"),
        (b"{\\rtf1\\u99999999? x}", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        read(tmp_path, data)
    assert "\n" not in str(refusal.value)


def written(text: str) -> str:
    pieces = []
    for character in text:
        if character in "\\{}":
            pieces.append(f"\\{character}")
        elif ord(character) < 128:
            pieces.append(character)
        else:
            data = character.encode("utf-16-le")
            units = [int.from_bytes(data[i : i + 2], "little", signed=True) for i in range(0, len(data), 2)]
            pieces.append("".join(f"\\u{unit}?" for unit in units))
    return "".join(pieces)


WORDS = st.sampled_from(
    ["10:30", '"well"', "I", "{b}", "\\par", "3", "e-mail", "(quiet)", "50%", "was:", "né", "日本", "😊"]
)
SAID = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(["Yes", *words, "end."]))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=4, max_size=12))
def test_what_is_written_is_read_back(tmp_path: Path, said: list[str]) -> None:
    turns = [("Interviewer" if index % 2 == 0 else "P1", text) for index, text in enumerate(said)]
    transcript = read(tmp_path, wrapped("".join(f"{who}: {written(text)}\\par\n" for who, text in turns)))
    assert [(speaker, text) for speaker, text in turns_of(transcript)] == turns


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.binary(max_size=80), st.text(alphabet="\\{}'*abluvpr019- \n", max_size=80).map(str.encode)))
def test_anything_gives_a_transcript_or_a_reason(tmp_path: Path, body: bytes) -> None:
    with suppress(InputRefused):
        assert read(tmp_path, b"{\\rtf1 " + body).turns
