"""OpenDocument texts: spaces, breaks, tables, tracked changes, and packages that mean harm."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, read_source

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
MIME = "application/vnd.oasis.opendocument.text"


def packed(body: str, before: str = "") -> bytes:
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {SPACES}><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return package({"content.xml": xml.encode()})


def package(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def p(content: str) -> str:
    return f'<text:p text:style-name="Standard">{content}</text:p>'


def read(folder: Path, data: bytes) -> Transcript:
    path = folder / "talk.odt"
    path.write_bytes(data)
    return read_source(Source("talk.odt", path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_spaces_breaks_and_spans_within_paragraphs(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="2">Task 1</text:h>'
        + p(
            '<text:span text:style-name="T1">Anna:</text:span> What<text:s text:c="3"/>'
            "helps\n you<text:span>?</text:span>"
        )
        + p("Bo:<text:tab/>Lists at 9:30<text:line-break/>do &amp; <text:soft-page-break/>notes.")
        + p("Anna: Why?")
        + f"<text:list><text:list-item>{p('Bo: Calm.')}</text:list-item></text:list>"
    )
    transcript = read(tmp_path, packed(body))
    assert turns_of(transcript) == [
        ("Anna", "What helps you?"),
        ("Bo", "Lists at 9:30 do & notes."),
        ("Anna", "Why?"),
        ("Bo", "Calm."),
    ]
    assert {turn.heading for turn in transcript.turns} == {"Task 1"}
    assert transcript.turns[1].place == "paragraph 3"
    assert transcript.format == "odt"


def test_a_table_of_turns_with_repeated_empty_cells(tmp_path: Path) -> None:
    rows = [
        ("0:01", "Anna", "What helps?"),
        ("0:05", "Bo", "Lists do."),
        ("0:09", "Anna", "Why?"),
        ("0:12", "Bo", "Calm."),
    ]
    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row)
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    transcript = read(tmp_path, packed(f"<table:table>{table}</table:table>"))
    assert turns_of(transcript) == [(speaker, text) for _, speaker, text in rows]
    assert transcript.turns[3].start_seconds == 12.0


def test_deleted_text_is_not_read_and_comments_are_left_out(tmp_path: Path) -> None:
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{p('Bo: I use ink.')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = (
        deleted
        + p("Anna: What do you use?")
        + p('Bo: I use <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>paper.')
        + p(f"Anna: Good.<office:annotation>{p('check this')}</office:annotation>")
        + p(
            "Bo: Yes.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            f"{p('He laughs')}</text:note-body></text:note>"
        )
    )
    transcript = read(tmp_path, packed(body))
    assert turns_of(transcript) == [
        ("Anna", "What do you use?"),
        ("Bo", "I use paper."),
        ("Anna", "Good."),
        ("Bo", "Yes."),
    ]
    left = [word for entry in transcript.dropped if entry.reason is DropReason.COMMENT for word in entry.words]
    assert left == ["check", "this", "1", "He", "laughs"]


def test_hostile_and_damaged_packages_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">]>'
    for data, reason in (
        (packed(p("&b;"), laughs), "document type"),
        (package({"content.xml": b"<a>" + b" " * 70_000_000}), "unpacks to far more"),
        (package({"content.xml": b"<a>"}), "damaged or encrypted"),
        (package({"other.xml": b"<a/>"}), "damaged or encrypted"),
        (packed(p("Anna: Hi?"))[:150], "damaged or encrypted"),
        (packed("<text:section>" * 300 + "</text:section>" * 300), "nested deeper"),
        (packed(p(" ")), "no speech"),
    ):
        with pytest.raises(InputRefused, match=reason) as refusal:
            read(tmp_path, data)
        assert "\n" not in str(refusal.value)


WORDS = st.sampled_from(
    ["10:30", '"well"', "I", "<b>", "&amp;", "3", "e-mail", "(quiet)", "50%", "was:", "a/b", "Ann", "né"]
)
SAID = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(["Yes", *words, "end."]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=4, max_size=12))
def test_what_is_written_is_read_back(tmp_path: Path, said: list[str]) -> None:
    turns = [("Interviewer" if index % 2 == 0 else "P1", text) for index, text in enumerate(said)]
    transcript = read(tmp_path, packed("".join(p(escape(f"{who}: {text}")) for who, text in turns)))
    assert turns_of(transcript) == turns


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(40, 900), noise=st.binary(max_size=30))
def test_damaged_packages_give_a_transcript_or_a_reason(tmp_path: Path, place: int, noise: bytes) -> None:
    whole = packed("".join(p(f"{who}: Yes, I do.") for who in ("Anna", "Bo", "Anna", "Bo")))
    with suppress(InputRefused):
        assert read(tmp_path, whole[:place] + noise + whole[place + len(noise) :]).turns
