"""Bad input: one clear reason each, nothing hangs, nothing is read that is no speech."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, find_sources, read_source

TALK = "Interviewer: Wie geht es Ihnen heute?\nP1: Danke, schön grün – ganz früh am Morgen übe ich öfter.\n"


def read(folder: Path, name: str, data: bytes, encoding: str | None = None, given: bool = True) -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_source(Source(name, path, given, folder), InputOptions(encoding=encoding), SpeakerOptions())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b" \n\r\n\t", "empty"),
        ("a.vtt", b"WEBVTT", "no speech"),
        ("a.txt", b"Interviewer: yes\x00 no", "NUL"),
        ("a.txt", bytes(range(256)) * 40, "not a text file"),
        ("a.txt", "P1: größer, früher, öfter, schöner, höher, weiß ".encode() + b"\xff\xfe bad", "byte 55"),
        ("a.txt", b"%PDF-1.7 ...", "a damaged PDF"),
        ("a.docx", b"%PDF-1.7 ...", "a damaged PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old or password-protected"),
        ("a.docx", b"<!DOCTYPE html><html><body><script>x</script></body></html>", "no speech"),
        ("a.json", b'{"segments": [{"text": "hello"}]}', "JSON"),
        ("a.rtf", b"{\\rtf1 }", "no speech"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "an image"),
        ("a.txt", b"a" * 9_000_000, "one line of 9000000 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        read(tmp_path, name, data)
    assert str(refusal.value).startswith(name)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_are_recognised(tmp_path: Path, encoding: str, recorded: str) -> None:
    transcript = read(tmp_path, "a.txt", TALK.encode(encoding)).transcripts[0]
    assert [turn.speaker for turn in transcript.turns] == ["Interviewer", "P1"]
    assert transcript.turns[1].text == "Danke, schön grün – ganz früh am Morgen übe ich öfter."
    assert transcript.encoding == recorded


def test_a_guessed_encoding_is_reported_and_can_be_named(tmp_path: Path) -> None:
    guessed = read(tmp_path, "a.txt", TALK.encode("cp1252")).transcripts[0]
    assert "übe ich öfter" in guessed.turns[1].text
    assert any("guess" in warning for warning in guessed.warnings)
    named = read(tmp_path, "b.txt", TALK.encode("cp1252"), encoding="cp1252").transcripts[0]
    assert named.turns[1].text == guessed.turns[1].text
    assert not any("guess" in warning for warning in named.warnings)
    with pytest.raises(InputRefused, match="no encoding 'utf-99'"):
        read(tmp_path, "c.txt", TALK.encode("cp1252"), encoding="utf-99")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028"])
def test_all_line_ends_give_the_same_turns(tmp_path: Path, end: str) -> None:
    plain = read(tmp_path, "a.txt", TALK.encode()).transcripts[0]
    other = read(tmp_path, "a.txt", TALK.replace("\n", end).encode()).transcripts[0]
    assert [(turn.speaker, turn.text) for turn in other.turns] == [(turn.speaker, turn.text) for turn in plain.turns]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("README.md", "# Study\n\n- a list\n- of [files](x)\n\nEverything about the data.\n", "read-me"),
        ("LICENSE", "Permission is hereby granted, free of charge, to any person.\n", "licence"),
        (
            "script.md",
            "# Protocol\n\n**Duration**: 5\n\n- Start the tool\n- Open the page\n\n1. Ask\n2. Wait\n",
            "lists",
        ),
        (
            "sus.md",
            "# Scale\n\n" + "\n\n".join(f"{i}. I liked it\n   Your rating: {i % 5}" for i in range(1, 11)),
            "questionnaire",
        ),
        (
            "answers.md",
            "### 1. What helped?\n\nLists did.\n\n### 2. What hurt?\n\nNoise.\n\n### 3. More?\n\nI think not.\n",
            "written",
        ),
        (
            "chat.txt",
            "00:01:00\tAna:\tHi all\n00:01:02\tBo:\tHello\n00:01:09\tAna:\tLink please\n00:02:00\tBo:\tok\n",
            "chat",
        ),
        (
            "essay.txt",
            "The committee convened in March. The report was published. Its findings were disputed.\n",
            "like speech",
        ),
        ("data.json", "[1, 2, 3]", "JSON"),
        ("part.json", '"type": "a"\n"type": "b"\n', "JSON"),
        ("labels.csv", "id,code,label\n1,2,3\n2,3,4\n", "column of text"),
        ("faq.md", "# Help\n\nA. Open the menu\n\nB. Close it\n\nA. Ask somebody\n", "lists"),
    ],
)
def test_files_without_an_interview_are_set_aside(tmp_path: Path, name: str, text: str, reason: str) -> None:
    reading = read(tmp_path, name, text.encode(), given=False)
    assert reading.transcripts == ()
    assert reading.set_aside is not None
    assert reason in reading.set_aside
    with pytest.raises(InputRefused, match=reason):
        read(tmp_path, name, text.encode(), given=True)


def test_only_the_interviewer_is_read_and_said(tmp_path: Path) -> None:
    from insightmine.transcripts import assign_speakers

    reading = read(tmp_path, "a.txt", b"Interviewer: Are you there?\n\nInterviewer: Nobody came.\n")
    cast = assign_speakers(reading.transcripts, SpeakerOptions(), (), ())
    assert cast.people == ()
    assert any("nobody in it is a participant" in warning for warning in cast.transcripts[0].warnings)


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_hostile_and_damaged_word_files_are_refused(tmp_path: Path) -> None:
    bomb = b"<a>" + b" " * 70_000_000 + b"</a>"
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    whole = _zip({"word/document.xml": b"<a/>" + b"x" * 5000})
    for data, reason in (
        (_zip({"word/document.xml": bomb}), "unpacks to far more"),
        (_zip({"word/document.xml": laughs}), "document type"),
        (whole[:80], "damaged"),
        (_zip({"word/document.xml": b"<a>"}), "damaged"),
        (_zip({"xl/workbook.xml": b"<a/>"}), "spreadsheet"),
        (_zip({"notes.txt": b"hi"}), "zip archive"),
    ):
        with pytest.raises(InputRefused, match=reason):
            read(tmp_path, "a.docx", data)


def test_missing_pipes_folders_and_loops(tmp_path: Path) -> None:
    study = tmp_path / "study"
    (study / "sub").mkdir(parents=True)
    (study / "sub" / "loop").symlink_to(study)
    (study / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(study / "pipe.txt")
    (study / "sub" / "P1.txt").write_text("Interviewer: Hi?\nP1: Hello there.\n", encoding="utf-8")
    sources = find_sources([study, tmp_path / "gone.txt"])
    assert [source.name for source in sources] == ["broken.txt", "gone.txt", "pipe.txt", "sub/P1.txt"]
    reasons = []
    for source in sources[:3]:
        with pytest.raises(InputRefused) as refusal:
            read_source(source, InputOptions(), SpeakerOptions())
        reasons.append(refusal.value.reason)
    assert reasons == ["does not exist (any more)", "does not exist (any more)", "not a regular file"]
    assert len(read_source(sources[3], InputOptions(), SpeakerOptions()).transcripts) == 1


def test_names_and_ids_do_not_depend_on_order(tmp_path: Path) -> None:
    for name in ("one/P1.txt", "two/P1.txt", "two/P1.vtt", "P2.txt", "P2.png", ".hidden.txt", "participants.csv"):
        path = tmp_path / "study" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    folder, extra = tmp_path / "study", tmp_path / "study" / "one" / "P1.txt"
    sources = find_sources([folder, extra])
    assert sources == find_sources([extra, folder])
    assert {source.name: source.stem for source in sources} == {
        "P2.png": "P2",
        "P2.txt": "P2",
        "one/P1.txt": "one/P1",
        "two/P1.txt": "two/P1.txt",
        "two/P1.vtt": "P1.vtt",
    }
    assert [source.name for source in sources if source.given] == ["one/P1.txt"]
    two = find_sources([folder / "one", folder / "two"])
    assert [source.name for source in two] == ["P1.vtt", "one/P1.txt", "two/P1.txt"]


FRAGMENTS = (
    "Ana: hi there", "**Bo:** yes [a](http://x.example/z_1)", "**Bo** [00:01:02] so", "[00:00:01] Ana: ok",
    "<v Bo>x</v> tail", "00:00:02 <v Ana>go <v Bo>no</v>", "1", "12  word", "---", "title: x", "# Head",
    "## 00:05", "### Interviewer", "<!-- c", "-->", "c --> d", "00:00:01.000 --> 00:00:02.000",
    "00:00:01,000 --> 00:00:02,000 align:start", "00:00:03 --> 0", "WEBVTT", "NOTE n", "STYLE",
    "0:00:00.599,0:00:04.160", "a<b>c", "a<00:00:01.000>b", "<c.x>q</c>", "&amp;&lt;b&gt;", "é&eacute;",
    "__under_score__ *em* **b**", "\\[08:05\\] \\* x", "(laughs)", "#00:01:02-3# end #00:01:03-1#", "Q. what?",
    "A. that", "P1 – dash", "> quote", "Ana", "ANA LEE", "Speaker 1  0:05", "[Ana Lee] 10:00:00",
    "0:01\tAna\ttext", "Page 3 of 4", "Transcribed by https://otter.ai", "Summary", "📖 Transcript", "Ana：wide",
    "**whole line**", "<b>Ana:</b> hi<br/>", "| a | b |", "text,with,commas", "\"quoted, cell\"", "_x_y_",
    "a\u2028b", ">> ANA: hi >> so >> BO: yes", "0:0:5.100 --> 0:0:8.250", "00:05:00", "ended 00:06:00",
    "Invited ana_b@x.example.org, <bo@y.example>", "hi #00:01:02-3#",
)  # fmt: skip


@given(
    lines=st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["\n", "\n\n", "", " "])), max_size=20),
    name=st.sampled_from(["a.txt", "a.md", "a.vtt", "a.srt", "a.csv"]),
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mixture_of_dialects_is_read_whole_or_refused(
    tmp_path: Path, lines: list[tuple[str, str]], name: str
) -> None:
    start = {"a.vtt": "WEBVTT\n\n", "a.csv": "participant,text\n"}.get(name, "")
    text = start + "".join(part for line in lines for part in line)
    try:
        reading = read(tmp_path, name, text.encode(), given=False)
    except InputRefused as refusal:
        if "accounted" in refusal.reason:
            raise
        return
    assert reading.set_aside or all(transcript.turns for transcript in reading.transcripts)


def test_damaged_word_document_in_a_folder_is_refused_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(b"PK\x03\x04 cut off here")
    with pytest.raises(InputRefused, match="no Word document is in it"):
        read_source(Source("talk.docx", path, False, tmp_path), InputOptions(), SpeakerOptions())
