"""Files that are hostile, damaged or gone; the whole table of them is in test_faults_covered.py.

Expected unless a test says otherwise: that file is refused with one line that says what to do, and every other file is
read.
"""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fuzz.seeds import WORD, as_docx

from insightmine.cli.output import printable
from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.progress import Silent
from insightmine.domain.speech import Role
from insightmine.errors import InputRefused
from insightmine.intake import Intake, take_in
from insightmine.store import Store
from insightmine.transcripts import Reading, Source, assign_speakers, find_sources, read_source, sources

TALK = "Interviewer: How do you plan?\nP1: I write it on a list, I think.\nInterviewer: Why?\nP1: To sleep.\n"
TURNS = ["How do you plan?", "I write it on a list, I think.", "Why?", "To sleep."]


def read(folder: Path, name: str, data: bytes, encoding: str | None = None) -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_source(Source(name, path, True, folder), InputOptions(encoding=encoding), SpeakerOptions())


def refusal(source: Source) -> str:
    with pytest.raises(InputRefused) as raised:
        read_source(source, InputOptions(), SpeakerOptions())
    assert "\n" not in str(raised.value)
    return raised.value.reason


def test_encodings_of_other_scripts_are_guessed_or_named(tmp_path: Path) -> None:
    russian = "Интервьюер: Как вы планируете свой день?\nАнна: Я пишу всё в список каждый вечер, так спокойнее.\n" * 4
    japanese = "質問者：一日の予定はどう立てますか。\n参加者：毎晩、紙のリストに全部書きます。安心します。\n" * 4
    for text, encoding in (
        (russian, "koi8-r"),
        (russian, "cp1251"),
        (russian, "mac-cyrillic"),
        (japanese, "shift_jis"),
    ):
        (named,) = read(tmp_path, "named.txt", text.encode(encoding), encoding).transcripts
        assert named.turns[1].text == text.split("\n")[1].replace("：", ": ").partition(": ")[2]
        (guessed,) = read(tmp_path, "guessed.txt", text.encode(encoding)).transcripts
        assert any("guess" in warning for warning in guessed.warnings)
        assert [turn.text for turn in guessed.turns] == [turn.text for turn in named.turns], guessed.warnings


def test_mixed_line_ends_give_the_same_turns(tmp_path: Path) -> None:
    lines = TALK.splitlines()
    mixed = "".join(line + end for line, end in zip(lines, ("\r\n", "\r", "\n", "\u2029"), strict=True))
    (transcript,) = read(tmp_path, "a.txt", mixed.encode()).transcripts
    assert [turn.text for turn in transcript.turns] == TURNS


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt", "a.srt", "a.csv", "a.html", "a.json"])
def test_a_nul_is_refused_in_every_text_format(name: str, tmp_path: Path) -> None:
    start = {
        "a.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
        "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n",
        "a.csv": "participant,text\nP1,x\nP2,",
        "a.html": "<html><body><p>Ana: x</p><p>Bo: ",
        "a.json": '{"segments": [{"start": 0.5, "text": "',
    }.get(name, TALK)
    with pytest.raises(InputRefused, match="NUL"):
        read(tmp_path, name, f"{start}a\0b".encode())


def test_marks_that_turn_text_are_kept_in_evidence_and_not_shown(tmp_path: Path) -> None:
    hostile = "I \x1b[31mwrite\x1b]0;owned\x07 it \u202edrawkcab\u202c on\u200b a list."
    (transcript,) = read(
        tmp_path, "a.txt", TALK.replace("I write it on a list, I think.", hostile).encode()
    ).transcripts
    assert transcript.turns[1].text == hostile
    assert printable(transcript.turns[1].text) == "I write it drawkcab on a list."


def peak(work: Callable[[], object]) -> int:
    """The most bytes that Python holds at once while something is done."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_of_50_mb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"P1: " + b"word " * 10_000_000)
    reasons: list[str] = []
    used = peak(lambda: reasons.append(refusal(Source("a.txt", path, True, tmp_path))))
    assert reasons == ["one line of 50000004 characters"]
    assert used < 6 * 50_000_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\n" * 1_000_001 + b"P1: So?", "1000001 lines are more than a transcript has"),
        (b"P1: so.\n" * 1_100_000, "1100000 lines are more than a transcript has"),
        ((b"word " * 1_000_000 + b"\n") * 13, "65000013 characters are more than a transcript has"),
    ],
)
def test_more_text_than_a_transcript_has_is_refused_before_it_is_read(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    reasons: list[str] = []
    used = peak(lambda: reasons.append(refusal(Source("a.txt", path, True, tmp_path))))
    assert reasons == [reason]
    assert used < 6 * len(data) + 1_000_000


def test_times_that_overlap_or_pass_a_day_are_kept_in_file_order(tmp_path: Path) -> None:
    cues = (("00:00:05.000", "00:00:09.000"), ("00:00:07.000", "00:00:08.000"), ("31:00:00.000", "31:00:02.000"))
    spoken = zip(cues, ("Ana: One.", "Bo: Two.", "Ana: Three."), strict=True)
    text = "WEBVTT\n\n" + "".join(f"{start} --> {end}\n{said}\n\n" for (start, end), said in spoken)
    (transcript,) = read(tmp_path, "a.vtt", text.encode()).transcripts
    assert [(turn.start_seconds, turn.text) for turn in transcript.turns] == [
        (5.0, "One."),
        (7.0, "Two."),
        (111600.0, "Three."),
    ]


def bomb(name: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as file,
    ):
        for _ in range(size // 1_000_000):
            file.write(b" " * 1_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "inside"),
    [
        ("a.docx", "word/document.xml"),
        ("a.odt", "content.xml"),
        ("a.xlsx", "xl/workbook.xml"),
        ("a.zip", "P1.txt"),
    ],
)
def test_bombs_are_refused_before_they_unfold(file: str, inside: str, tmp_path: Path) -> None:
    data = bomb(inside, 250_000_000)
    if file == "a.odt":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        whole = zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED)
        whole.writestr(inside, b" " * 100_000_000)
        whole.close()
        data = buffer.getvalue()
    path = tmp_path / file
    path.write_bytes(data)
    (source,) = find_sources([path])
    reasons: list[str] = []
    used = peak(lambda: reasons.append(refusal(source)))
    assert reasons == ["unpacks to far more than transcripts have"]
    assert used < 10_000_000


def test_no_entity_is_expanded_and_nothing_is_read_from_the_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("zanzibarfalcon", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for entities in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY l0 "ha">{laughs}<!ENTITY x "&l9;">'):
        xml = (
            f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
            "<w:t>Ana: &x;</w:t></w:r></w:p></w:body></w:document>"
        )
        with pytest.raises(InputRefused, match="document type") as raised:
            read(tmp_path, "a.docx", as_docx(xml.encode()))
        assert "zanzibar" not in str(raised.value)
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Ana: &x; so?</p><p>Bo: No.</p></body>'
    )
    assert "zanzibar" not in repr(read(tmp_path, "a.html", page.encode()))


TURN = "<w:p><w:r><w:t>Ana: So?</w:t></w:r></w:p>"


def deep(kind: str, depth: int) -> tuple[str, bytes]:
    """A file whose parts lie within one another."""
    if kind.startswith("w:"):
        body = f"<{kind}>" * depth + TURN + f"</{kind}>" * depth
        return "a.docx", as_docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())
    if kind == "json":
        return "a.json", (
            '{"segments": [{"start": 0.5, "text": "So?", "x": ' + "[" * depth + "]" * depth + "}]}"
        ).encode()
    if kind == "rtf":
        return "a.rtf", ("{\\rtf1 Ana: So?\\par " + "{" * depth + "Bo: No." + "}" * depth + "}").encode()
    return "a.html", f"<html><body><p>Ana: So?</p>{kind * depth}<p>Bo: No.</p></body></html>".encode()


@pytest.mark.parametrize("kind", ["w:sdt", "w:p", "w:r", "json", "<div>", "<i>", "<div hidden>", "<table>"])
def test_parts_within_parts_are_refused_however_deep(kind: str, tmp_path: Path) -> None:
    """Neither the reader's recursion ends, nor does a parser search through all that is open for each that opens."""
    for depth in (5_000, 100_000):
        name, data = deep(kind, depth)
        with pytest.raises(InputRefused, match=r"nested deeper|JSON"):
            read(tmp_path, name, data)


@pytest.mark.parametrize("kind", ["w:sdt", "json", "rtf", "<div>", "<i>"])
def test_parts_within_parts_are_read_as_deep_as_anybody_puts_them(kind: str, tmp_path: Path) -> None:
    name, data = deep(kind, 60)
    assert "So?" in read(tmp_path, name, data).transcripts[0].turns[0].text


def test_many_unclosed_paragraphs_and_hidden_parts_are_read(tmp_path: Path) -> None:
    hidden = "<div hidden>" + "<div>" * 3_000 + "secret" + "</div>" * 3_001
    page = f"<html><body><p>Ana: So?{hidden}" + "<p>Bo: No.<p>Ana: Why?" * 6_000 + "</body></html>"
    (transcript,) = read(tmp_path, "a.html", page.encode()).transcripts
    assert len(transcript.turns) == 12_001
    assert [entry.words for entry in transcript.dropped if entry.reason.value == "hidden"] == [("secret",)]


def test_what_other_programs_take_for_missing_is_an_answer(tmp_path: Path) -> None:
    answers = ["NA", "null", "None", "nan", "N/A", "-", "0", "no idea", "false"]
    rows = "".join(f"P{number},{answer}\n" for number, answer in enumerate(answers))
    path = tmp_path / "a.csv"
    path.write_text(f"participant,text\n{rows}", encoding="utf-8")
    options = InputOptions(as_statements=True)
    (transcript,) = read_source(Source("a.csv", path, True, tmp_path), options, SpeakerOptions()).transcripts
    assert [turn.text for turn in transcript.turns] == answers


def test_a_cell_of_5_mb_is_read_whole(tmp_path: Path) -> None:
    long = "So I wrote it down. " * 250_000
    (transcript,) = read(tmp_path, "a.csv", f'participant,text\nP1,"{long}"\nP2,No.\n'.encode()).transcripts
    assert len(transcript.turns[0].text) == len(long.strip())


def test_forty_people_and_names_that_are_words(tmp_path: Path) -> None:
    names = [
        "Will",
        "May",
        "Rose",
        "Mark",
        "Hope",
        "Art",
        "Bill",
        "Grace",
        "Jen Lo",
        "Minh Do",
        "Can Yilmaz",
        "So Young",
        "Do Thi Lan",
        *(f"Guest{n} Hill" for n in range(27)),
    ]
    text = "".join(f"{name}: I saw it on day {n}.\n" for n in range(3) for name in names)
    (transcript,) = assign_speakers(
        read(tmp_path, "a.txt", text.encode()).transcripts, SpeakerOptions(), (), ()
    ).transcripts
    assert {turn.speaker for turn in transcript.turns} == set(names)
    assert {turn.role for turn in transcript.turns} <= {Role.UNKNOWN, Role.PARTICIPANT}


def _as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Path.unlink, "does not exist (any more)"),
        (lambda path: (path.unlink(), path.mkdir()), "not a regular file"),
        (_as_pipe, "not a regular file"),
        (lambda path: path.write_bytes(b""), "empty"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:-20] + b"\xff\xfe\x00"),
            "not a text file (it holds NUL bytes)",
        ),
    ],
)
def test_what_becomes_of_a_file_between_finding_and_reading_it(
    change: Callable[[Path], object], reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "P1.txt"
    path.write_text(TALK, encoding="utf-8")
    (source,) = find_sources([tmp_path])
    change(path)
    assert refusal(source) == reason


def test_an_archive_that_changes_between_finding_and_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    for names in (("P1.txt", "P2.txt"), ("P2.txt",)):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, TALK)
        if len(names) == 2:
            gone, there = find_sources([path])
    assert refusal(gone) == "damaged in the archive"
    assert len(read_source(there, InputOptions(), SpeakerOptions()).transcripts) == 1
    path.write_bytes(b"now something else")
    assert refusal(there) == "damaged in the archive"


def taken(folder: Path, transcripts: Path) -> Intake:
    with Store.open(folder, create=True) as store:
        return take_in([transcripts], Options(), store, Silent())


def test_the_digest_in_the_store_is_of_what_was_read(tmp_path: Path) -> None:
    """A file that changes after an ingest is read again, and one that comes back as it was is not."""
    (tmp_path / "talks").mkdir()
    path = tmp_path / "talks" / "P1.txt"
    for text, unchanged in ((TALK, 0), (TALK, 1), (TALK + "Interviewer: So?\n", 0), (TALK, 0)):
        path.write_text(text, encoding="utf-8")
        intake = taken(tmp_path, tmp_path / "talks")
        assert (len(intake.read), intake.n_unchanged) == (1, unchanged)


def test_a_file_longer_than_its_system_says_is_not_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of some files the system tells no size, and one may grow while it is read: what is too much is refused."""
    path = tmp_path / "P1.txt"
    path.write_text(TALK, encoding="utf-8")
    (source,) = find_sources([path])
    grown = os.stat_result((*os.stat(path)[:6], 1, *os.stat(path)[7:]))  # noqa: PTH116 - the size is what is forged
    monkeypatch.setattr(sources, "MAX_BYTES", 20)
    monkeypatch.setattr(os, "fstat", lambda _: grown)
    assert refusal(source) == "more bytes than a transcript has"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices in folders")
def test_devices_and_links_in_circles_are_refused(tmp_path: Path) -> None:
    talks = tmp_path / "talks"
    talks.mkdir()
    (talks / "P1.txt").write_text(TALK, encoding="utf-8")
    (talks / "zero.txt").symlink_to("/dev/zero")
    (talks / "zero.zip").symlink_to("/dev/zero")
    (talks / "one.txt").symlink_to(talks / "two.txt")
    (talks / "two.txt").symlink_to(talks / "one.txt")
    (talks / "up").symlink_to(tmp_path)
    intake = taken(tmp_path, talks)
    assert [Path(record.name).name for record in intake.read] == ["P1.txt"]
    reasons = {item.source: item.reason for item in intake.refused}
    assert {name: reason for name, reason in reasons.items() if "zero" in name} == {
        "zero.txt": "not a regular file",
        "zero.zip": "not a regular file",
    }
    assert {"one.txt", "two.txt"} <= reasons.keys()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are another matter there")
def test_a_file_that_nobody_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "P1.txt"
    path.write_text(TALK, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("whoever runs this may read everything")
    assert refusal(find_sources([path])[0]) == "no permission to read it"
