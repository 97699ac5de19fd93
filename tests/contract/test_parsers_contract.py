"""One suite over every built-in parser: no word lost, turns numbered, what is written comes back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import PARSERS, Source, read_source
from insightmine.transcripts.coverage import unescape, words_of

_NAMES = ("Ana", "Bo Li", "Zoë 🚗", "Interviewer", "P01", "SPEAKER_00", "Iván | Ops", "O'Neil", "Dr. Ruiz")
_WORDS = (
    "I", "we", "saved", "it", "10:30", "note:", "3.5", "don't", "“maybe”", "e-mail", "50%", "so", "R&D", "naïve",
    "1,000", "(twice)", "–", "A:", "x_y", "http://a.example/b?c=1", "twenty-two", "später", "[laughs]", "then",
    "list", "again",
)  # fmt: skip

Spoken = list[tuple[str, str]]


@st.composite
def conversations(draw: st.DrawFn) -> Spoken:
    """Two or three people taking turns, each at least twice, with awkward words within their sentences."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=3, unique=True))
    sentences = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=12)
    n_turns = len(names) * draw(st.integers(2, 4))
    spoken = []
    for index in range(n_turns):
        text = " ".join(["Well,", *draw(sentences)]) + draw(st.sampled_from([".", "?", "!"]))
        spoken.append((names[index % len(names)], text))
    return spoken


def _clock(index: int) -> str:
    return f"00:{index // 60:02d}:{index % 60:02d}"


def colon_text(spoken: Spoken) -> bytes:
    return "\n\n".join(f"{name}: {text}" for name, text in spoken).encode()


def bold_markdown(spoken: Spoken) -> bytes:
    turns = "\n\n".join(f"**{name}:** {escape(text).replace('_', chr(92) + '_')}" for name, text in spoken)
    return f"<!-- two people -->\n# Talk\n\n## Part one\n\n{turns}\n".encode()


def timed_text(spoken: Spoken) -> bytes:
    return "\r\n".join(f"[{_clock(i)}] {name}: {text}" for i, (name, text) in enumerate(spoken)).encode("utf-16")


def otter_text(spoken: Spoken) -> bytes:
    turns = "\n\n".join(f"{name}  {_clock(i)[4:]}  \n{text}" for i, (name, text) in enumerate(spoken))
    return f"{turns}\n\nTranscribed by https://otter.ai\n".encode()


def zoom_vtt(spoken: Spoken) -> bytes:
    cues = [
        f"{i + 1}\r\n{_clock(i)}.000 --> {_clock(i + 1)}.000\r\n{name}: {text}\r\n"
        for i, (name, text) in enumerate(spoken)
    ]
    return ("WEBVTT\r\n\r\n" + "\r\n".join(cues)).encode("utf-8-sig")


def voice_vtt(spoken: Spoken) -> bytes:
    cues = [
        f"{_clock(i)}.000 --> {_clock(i + 1)}.000 align:start\n<v {escape(name)}>{escape(text)}</v>\n"
        for i, (name, text) in enumerate(spoken)
    ]
    return ("WEBVTT\n\nNOTE made up\n\n" + "\n".join(cues)).encode()


def srt(spoken: Spoken) -> bytes:
    cues = [
        f"{i + 1}\n{_clock(i)},000 --> {_clock(i + 1)},000\n{name}: {text}\n" for i, (name, text) in enumerate(spoken)
    ]
    return "\n".join(cues).encode()


def docx(spoken: Spoken) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(name)}: </w:t></w:r><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'
        for name, text in spoken
    )
    return docx_of(paragraphs)


def docx_of(body: str) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>',
        )
    return buffer.getvalue()


def turn_csv(spoken: Spoken) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["speaker", "text", "tag"])
    writer.writerows([name, text, "x1"] for name, text in spoken)
    return buffer.getvalue().encode()


def dialogue_csv(spoken: Spoken) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["transcript_id", "text"])
    writer.writerow(["t1", "\n\n".join(f"{name}: {text}" for name, text in spoken)])
    return buffer.getvalue().encode()


def whisperx_json(spoken: Spoken) -> bytes:
    segments = [
        {"start": float(i), "end": i + 1.0, "text": f" {text}", "speaker": name}
        for i, (name, text) in enumerate(spoken)
    ]
    return json.dumps({"segments": segments, "language": "en"}).encode()


def web_page(spoken: Spoken) -> bytes:
    turns = "".join(f"<p><b>{escape(name)}:</b> {escape(text)}</p>\n" for name, text in spoken)
    return f"<!DOCTYPE html><html><head><style>p {{}}</style></head><body>{turns}</body></html>".encode()


def sheet(spoken: Spoken) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    lines = [("speaker", "text"), *spoken]
    rows = "".join(
        f'<row r="{i}">'
        + "".join(
            f'<c r="{c}{i}" t="inlineStr"><is><t>{escape(v)}</t></is></c>' for c, v in zip("AB", line, strict=True)
        )
        + "</row>"
        for i, line in enumerate(lines, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Talk" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def open_document(spoken: Spoken) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<t:p>{escape(name)}: <t:span>{escape(text)}</t:span></t:p>" for name, text in spoken)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0"><o:body><o:text>{body}'
            "</o:text></o:body></o:document-content>",
        )
    return buffer.getvalue()


def rich_text(spoken: Spoken) -> bytes:
    def units(text: str) -> list[int]:
        data = text.encode("utf-16-le")
        return [int.from_bytes(data[i : i + 2], "little", signed=True) for i in range(0, len(data), 2)]

    body = "".join(f"\\u{unit}?" if not 0 < unit < 128 else chr(unit) for unit in units(_paragraphs(spoken)))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {body}}}".encode("ascii").replace(b"\n", b"\\par\n")


def _paragraphs(spoken: Spoken) -> str:
    return "".join(f"{name}: {text}\n" for name, text in spoken)


DIALECTS = {
    "colon.txt": colon_text,
    "bold.md": bold_markdown,
    "timed.txt": timed_text,
    "otter.txt": otter_text,
    "zoom.vtt": zoom_vtt,
    "voice.vtt": voice_vtt,
    "cues.srt": srt,
    "word.docx": docx,
    "page.html": web_page,
    "open.odt": open_document,
    "rich.rtf": rich_text,
    "sheet.xlsx": sheet,
    "turns.csv": turn_csv,
    "cell.csv": dialogue_csv,
    "whisperx.json": whisperx_json,
}


def read(folder: Path, name: str, data: bytes) -> tuple[Transcript, ...]:
    path = folder / name
    path.write_bytes(data)
    return read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts


def merged(spoken: Spoken) -> Spoken:
    """Turns as a reader of cues gives them: neighbours of one speaker are one."""
    turns: Spoken = []
    for name, text in spoken:
        if turns and turns[-1][0] == name:
            turns[-1] = (name, f"{turns[-1][1]} {text}")
        else:
            turns.append((name, text))
    return turns


@pytest.mark.parametrize("name", DIALECTS)
@given(spoken=conversations())
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_comes_back(name: str, spoken: Spoken, tmp_path: Path) -> None:
    (transcript,) = read(tmp_path, name, DIALECTS[name](spoken))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == merged(spoken)
    assert [turn.index for turn in transcript.turns] == list(range(len(transcript.turns)))
    assert all(turn.place for turn in transcript.turns)


@pytest.mark.parametrize("name", ["colon.txt", "bold.md", "otter.txt", "zoom.vtt", "voice.vtt", "cues.srt"])
@given(spoken=conversations(), cut=st.integers(0, 400), noise=st.text(alphabet="ab1:<>-\n[]*&;v/ ", max_size=60))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_is_lost_whatever_stands_in_the_file(
    name: str, spoken: Spoken, cut: int, noise: str, tmp_path: Path
) -> None:
    text = DIALECTS[name](spoken).decode("utf-8-sig")
    text = text[:cut] + noise + text[cut:]
    try:
        (transcript,) = read(tmp_path, name, text.encode())
    except InputRefused as refusal:
        if "accounted" in refusal.reason:
            raise
        return
    found = Counter(word for turn in transcript.turns for word in words_of(turn.text))
    found.update(word for entry in transcript.dropped for word in entry.words)
    letters = Counter(character for word in words_of(unescape(text)) for character in word)
    assert Counter(character for word in found.elements() for character in word) == letters
    assert all(isinstance(entry.reason, DropReason) for entry in transcript.dropped)


def test_every_parser_in_the_list_is_exercised() -> None:
    here = {"asr_json", "docx", "odt", "rtf", "html", "cues", "table", "spreadsheet", "text"}
    with_suites_of_their_own = {"pdf", "whisper_tsv"}
    assert set(PARSERS) == here | with_suites_of_their_own
