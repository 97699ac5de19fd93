"""Zip archives: their entries are sources, in memory, whatever their names and sizes pretend."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.progress import Silent
from insightmine.errors import InputRefused
from insightmine.intake import Intake, take_in
from insightmine.readings import study_transcripts
from insightmine.store import Store
from insightmine.transcripts import Reading, Source, find_sources, read_source

TALK = "Interviewer: How do you plan?\nP1: I write {} on a list, I think.\nInterviewer: Why?\nP1: To sleep.\n"


def packed(entries: Mapping[str, bytes | str], path: Path, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def read(source: Source) -> Reading:
    return read_source(source, InputOptions(), SpeakerOptions())


def refusals(path: Path) -> dict[str, str]:
    found = {}
    for source in find_sources([path]):
        try:
            read(source)
        except InputRefused as refusal:
            found[source.name] = refusal.reason
    assert not any("\n" in reason for reason in found.values())
    return found


def test_entries_are_sources_and_nothing_is_written(tmp_path: Path) -> None:
    entries = {"P01.txt": TALK.format("bread"), "b/P02.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nI see it.\n"}
    packed(entries, tmp_path / "all.zip")
    sources = find_sources([tmp_path])
    assert [(source.name, source.stem) for source in sources] == [
        ("all.zip/P01.txt", "P01"),
        ("all.zip/b/P02.vtt", "P02"),
    ]
    (tmp_path / "plain.txt").write_text(entries["P01.txt"], encoding="utf-8")
    plain = read(Source("plain.txt", tmp_path / "plain.txt", True, tmp_path, "P01"))
    zipped = read(sources[0])
    assert zipped.digest == plain.digest
    assert [turn for item in zipped.transcripts for turn in item.turns] == list(plain.transcripts[0].turns)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["all.zip", "plain.txt"]


def test_names_that_lead_out_links_and_twins_are_refused_one_by_one(tmp_path: Path) -> None:
    path = packed(
        {
            "P1.txt": TALK,
            "../up.txt": TALK,
            "/root.txt": TALK,
            "C:/drive.txt": TALK,
            "a/Twin.txt": TALK,
            "a/twin.txt": TALK,
            "inner.zip": b"PK\x03\x04",
            "n" * 310 + ".txt": TALK,
            "__MACOSX/._P1.txt": "x",
            ".hidden.txt": TALK,
            "participants.csv": "participant,source\n",
        },
        tmp_path / "all.zip",
    )
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = refusals(path)
    assert {name.rpartition("/")[2][:9]: reason for name, reason in found.items()} == {
        "drive.txt": "its name leads out of the archive",
        "root.txt": "its name leads out of the archive",
        "up.txt": "its name leads out of the archive",
        "Twin.txt": "two files in the archive have this name",
        "twin.txt": "two files in the archive have this name",
        "inner.zip": "an archive in an archive",
        "link.txt": "a link or a device in the archive, not a file",
        "nnnnnnnnn": "its name is longer than names are, or holds signs that do not show",
    }
    assert [source.name for source in find_sources([path]) if source.refusal is None] == ["all.zip/P1.txt"]
    assert all(".." not in source.name for source in find_sources([path]))


def encrypted(path: Path) -> None:
    """Set the flag of encryption in the local header and in the list of entries."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))


def test_protected_bombs_crowds_and_damage(tmp_path: Path) -> None:
    secret = packed({"P1.txt": TALK}, tmp_path / "secret.zip")
    encrypted(secret)
    assert refusals(secret) == {"secret.zip/P1.txt": "protected by a password"}

    bomb = packed({"P1.txt": b" " * 30_000_000}, tmp_path / "bomb.zip")
    assert refusals(bomb) == {"bomb.zip": "unpacks to far more than transcripts have"}

    crowd = packed({f"{number}.txt": "" for number in range(1001)}, tmp_path / "crowd.zip")
    assert refusals(crowd) == {"crowd.zip": "1001 entries are more than it may have (1000)"}

    packed({"P1.txt": TALK}, tmp_path / "cut.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "cut.zip").read_bytes()[:-30])
    assert refusals(tmp_path / "cut.zip") == {"cut.zip": "a damaged archive"}


def test_a_size_that_lies_is_counted_while_inflating(tmp_path: Path) -> None:
    path = packed({"P1.txt": b"a" * 5_000_000}, tmp_path / "liar.zip")
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(mark) + offset, 1000)
    path.write_bytes(bytes(data))
    (reason,) = refusals(path).values()
    assert reason == "damaged in the archive"


def test_a_directory_longer_than_transcripts_need_is_not_read(tmp_path: Path) -> None:
    path = packed({"P1.txt": TALK}, tmp_path / "long.zip")
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 0xFFFFFFFF)
    path.write_bytes(bytes(data))
    assert refusals(path) == {"long.zip": "has more entries than transcripts of a study"}


def test_what_is_no_archive_of_transcripts_stays_one_file(tmp_path: Path) -> None:
    packed({"a.png": b"\x89PNG", "b.png": b"\x89PNG"}, tmp_path / "pictures.zip")
    packed({"word/document.xml": "<a/>"}, tmp_path / "renamed.zip")
    (tmp_path / "text.zip").write_text("PK is how I call it", encoding="utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["pictures.zip", "renamed.zip", "text.zip"]
    aside = read(Source("pictures.zip", tmp_path / "pictures.zip", False, tmp_path))
    assert aside.set_aside == "a zip archive; unpack it first"


def taken(folder: Path, *paths: Path) -> tuple[Intake, list[str]]:
    with Store.open(folder, create=True) as store:
        intake = take_in(paths, Options(), store, Silent())
        return intake, [transcript.source for transcript in study_transcripts(store)[0]]


def test_only_entries_that_changed_are_read_again_and_those_gone_are_forgotten(tmp_path: Path) -> None:
    study = tmp_path / "study"
    study.mkdir()
    path = packed({f"P{n}.txt": TALK.format(n) for n in (1, 2, 3)}, tmp_path / "all.zip")
    assert taken(study, path)[0].n_unchanged == 0
    packed({"P1.txt": TALK.format(1), "P2.txt": TALK.format("tea")}, path)
    intake, sources = taken(study, path)
    assert intake.n_unchanged == 1
    assert [Path(name).name for name in intake.gone] == ["P3.txt"]
    assert sources == ["P1.txt", "P2.txt"]


@given(data=st.binary(max_size=400), cut=st.integers(0, 400), flip=st.integers(0, 2000))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_a_reading_or_a_refusal(tmp_path: Path, data: bytes, cut: int, flip: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("P1.txt", TALK)
        archive.writestr("P2.txt", data)
    whole = bytearray(buffer.getvalue())
    whole[flip % len(whole)] ^= 0x55
    path = tmp_path / "any.zip"
    path.write_bytes(bytes(whole[: len(whole) - cut % 5 * 7]))
    for source in find_sources([tmp_path]):
        try:
            reading = read(source)
        except InputRefused:
            continue
        assert reading.set_aside or reading.transcripts


def test_the_digest_is_of_the_entry(tmp_path: Path) -> None:
    one = packed({"P1.txt": TALK}, tmp_path / "one.zip")
    two = packed({"P1.txt": TALK, "P2.txt": TALK.format("x")}, tmp_path / "two.zip", zipfile.ZIP_STORED)
    digests = [read(find_sources([path])[0]).digest for path in (one, two)]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", ["all.ZIP", "all.zip"])
def test_the_ending_is_read_in_any_case(tmp_path: Path, name: str) -> None:
    assert [source.name for source in find_sources([packed({"P1.txt": TALK}, tmp_path / name)])] == [f"{name}/P1.txt"]


def with_recording(path: Path, entries: dict[str, str], recording: str) -> Path:
    """A package with a recording of 700 MB that does not pack: only its size is told, nothing of it is written."""
    packed(entries, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(recording, b"\x00\x01\x02\x03" * 1000)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<LL", data, place + 20, 699_000_000, 700_000_000)
    path.write_bytes(bytes(data))
    return path


def test_a_recording_beside_transcripts_is_set_aside_and_they_are_read(tmp_path: Path) -> None:
    path = with_recording(tmp_path / "zoom.zip", {"P1.txt": TALK}, "zoom_0.mp4")
    readings = {source.name: read(source) for source in find_sources([path])}
    assert len(readings["zoom.zip/P1.txt"].transcripts) == 1
    assert readings["zoom.zip/zoom_0.mp4"].set_aside == "700 MB are more than a transcript has"


@pytest.mark.parametrize("name", ["word/media/clip.mp4", "word/embeddings/sheet.xml"])
def test_a_word_document_with_a_large_recording_is_read(tmp_path: Path, name: str) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = ["Interviewer: How was it?", "P1: It was fine.", "Interviewer: And then?", "P1: I left."]
    text = "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows)
    body = f'<w:document xmlns:w="{word}"><w:body>{text}</w:body></w:document>'
    path = with_recording(tmp_path / "talk.docx", {"word/document.xml": body}, name)
    (transcript,) = read(Source("talk.docx", path, True, tmp_path)).transcripts
    assert [turn.speaker for turn in transcript.turns] == ["Interviewer", "P1", "Interviewer", "P1"]
