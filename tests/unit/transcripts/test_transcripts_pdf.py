"""PDF: reading order, margins, hyphens and pages, on pages written by hand and on the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from shutil import copyfile
from textwrap import wrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, find_sources, near_copies, read_source
from insightmine.transcripts.coverage import words_of

SIZE = 10.0
LETTER = 6.0  # width of Courier at this size
LEADING = 12.0


@dataclass(frozen=True)
class At:
    """Text at a place of a page; `turn` is the matrix without its shift."""

    x: float
    y: float
    text: str
    size: float = SIZE
    turn: str = "1 0 0 1"


def build(
    pages: Sequence[Sequence[At]], trailer: str = "", catalog: str = "", page: str = "", key: bytes = b""
) -> bytes:
    """A PDF with one font, Courier, whose code 1 is the ligature fi; its streams are encrypted with `key`."""
    bodies = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    encoding = "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >>"
    bodies.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding {encoding} >>".encode())
    for index, items in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {item.size} Tf {item.turn} {item.x} {item.y} Tm ({escaped(item.text)}) Tj ET" for item in items
        ).encode("cp1252")
        if key:
            number = 5 + 2 * index
            content = rc4(md5(key + number.to_bytes(3, "little") + b"\0\0").digest(), content)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {page} /Contents {5 + 2 * index} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(bodies) + 1, trailer.encode())
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = b"0123456789abcdef"


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def again(text: bytes, times: int = 50) -> bytes:
    for _ in range(times):
        text = md5(text).digest()
    return text


def twenty_times(key: bytes, data: bytes) -> bytes:
    for number in range(20):
        data = rc4(bytes(byte ^ number for byte in key), data)
    return data


def locked(pages: Sequence[Sequence[At]], user: bytes, owner: bytes) -> bytes:
    """A PDF with passwords: the standard security handler, revision 3, of ISO 32000-1, 7.6.3 (algorithms 2, 3, 5)."""
    permissions = -3904  # nothing may be printed, changed or copied
    of_owner = twenty_times(again((owner + PADDING)[:32], 51), (user + PADDING)[:32])
    key = again((user + PADDING)[:32] + of_owner + permissions.to_bytes(4, "little", signed=True) + FILE_ID, 51)
    of_user = twenty_times(key, md5(PADDING + FILE_ID).digest()) + bytes(16)
    trailer = (
        f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P {permissions} /O <{of_owner.hex()}>"
        f" /U <{of_user.hex()}> >> /ID [<{FILE_ID.hex()}> <{FILE_ID.hex()}>]"
    )
    return build(pages, trailer=trailer, key=key)


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(lines: Sequence[str], x: float = 72.0, top: float = 700.0, leading: float = LEADING) -> list[At]:
    return [At(x, top - leading * index, line) for index, line in enumerate(lines) if line]


def look(folder: Path, data: bytes, given: bool = True) -> Reading:
    path = folder / "talk.pdf"
    path.write_bytes(data)
    return read_source(Source("talk.pdf", path, given, folder), InputOptions(), SpeakerOptions())


def read(folder: Path, data: bytes) -> Transcript:
    return look(folder, data).transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def left_out(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


TALK = ["Interviewer: What do you do first?", "P1: I open the list, at 9:30.", "Interviewer: Why?", "P1: It is calm."]
TURNS = [
    ("Interviewer", "What do you do first?"),
    ("P1", "I open the list, at 9:30."),
    ("Interviewer", "Why?"),
    ("P1", "It is calm."),
]


def test_lines_are_read_in_the_order_of_the_page_not_of_the_file(tmp_path: Path) -> None:
    transcript = read(tmp_path, build([column(TALK)[::-1]]))
    assert turns_of(transcript) == TURNS
    assert [turn.place for turn in transcript.turns] == [f"page 1, line {line}" for line in (1, 2, 3, 4)]
    assert transcript.format == "pdf"


def test_headers_footers_and_page_numbers_are_no_speech(tmp_path: Path) -> None:
    def page(number: int) -> list[At]:
        edge = [At(72, 760, f"Study 12, interview {number}"), At(280, 30, f"Page {number} of 4")]
        return [*column(TALK), *edge]

    transcript = read(tmp_path, build([page(number) for number in range(1, 5)]))
    assert turns_of(transcript) == TURNS * 4
    assert left_out(transcript, DropReason.RUNNING_TITLE) == [
        w for i in "1234" for w in ("Study", "12", "interview", i)
    ]
    assert left_out(transcript, DropReason.PAGE_NUMBER) == [w for i in "1234" for w in ("Page", i, "of", "4")]


def test_what_somebody_says_at_the_top_of_a_page_stays(tmp_path: Path) -> None:
    pages = [column([f"P1: {word} is what I like.", "Interviewer: Why?"]) for word in ("Tea", "Milk", "Rain")]
    assert turns_of(read(tmp_path, build(pages)))[2] == ("P1", "Milk is what I like.")


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("x", [40.0, 560.0])
def test_line_numbers_in_the_margin_are_taken_out(tmp_path: Path, x: float, step: int) -> None:
    lines = [line for _ in range(9) for line in (*TALK[:3], "P1: 12 people came, and", "8 of them stayed.")]
    numbers = [At(x, 700 - LEADING * i, str(i + 1)) for i in range(len(lines)) if (i + 1) % step == 0]
    transcript = read(tmp_path, build([[*column(lines), *numbers]]))
    assert turns_of(transcript)[3] == ("P1", "12 people came, and 8 of them stayed.")
    assert len(transcript.turns) == 36
    assert left_out(transcript, DropReason.LINE_NUMBER) == [str(n) for n in range(step, 46, step)]


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    def words(start: str) -> list[str]:
        return [f"{start}: so I said to them", "that we would rather wait", "and see what they do.", ""]

    left = [*words("Ana"), *words("Bo"), *words("Ana")]
    right = ["and then we went on to it.", *words("Bo"), *words("Ana"), *words("Bo")]
    transcript = read(tmp_path, build([[*column(left), *column(right, x=330.0)]]))
    assert [speaker for speaker, _ in turns_of(transcript)] == ["Ana", "Bo", "Ana", "Bo", "Ana", "Bo"]
    said = "so I said to them that we would rather wait and see what they do."
    assert turns_of(transcript)[2][1].replace("\n", " ") == f"{said} and then we went on to it."
    assert turns_of(transcript)[5][1] == said


def test_a_table_of_speakers_beside_their_words(tmp_path: Path) -> None:
    items: list[At] = []
    y = 700.0
    said = [
        "What helps you at work then?",
        "Lists do, and I",
        "write them at night.",
        "Why is that so?",
        "It is calm then.",
    ]
    rows = [
        ("0:01", "Ana", said[:1]),
        ("0:05", "Bo", said[1:3]),
        ("0:09", "Ana", said[3:4]),
        ("0:12", "Bo", said[4:]),
    ] * 3
    for time, speaker, lines in rows:
        items += [At(60, y, time), At(120, y, speaker)]
        for line in lines:
            items.append(At(220, y, line))
            y -= LEADING
        y -= 4
    transcript = read(tmp_path, build([items]))
    assert turns_of(transcript) == [(speaker, " ".join(lines)) for _, speaker, lines in rows]
    assert [turn.start_seconds for turn in transcript.turns] == [1.0, 5.0, 9.0, 12.0] * 3


def test_words_cut_at_line_ends_are_made_whole(tmp_path: Path) -> None:
    lines = [
        "Interviewer: Do you use the inter-",
        "face, or the docu-",
        "mentation?",
        "P1: I thi-",
        "think the two-",
        "way",
    ]
    lines += ["plot, a two-way plot.", "Interviewer: Fine."]
    transcript = read(tmp_path, build([column(lines)]))
    assert [text.replace("\n", " ") for _, text in turns_of(transcript)] == [
        "Do you use the interface, or the documentation?",
        "I thi- think the two-way plot, a two-way plot.",
        "Fine.",
    ]


def test_a_paragraph_goes_on_over_a_page_break(tmp_path: Path) -> None:
    first = column(["Interviewer: And then?", "P1: Then we went to the office that we have in the"])
    second = column(["city, and waited.", "Interviewer: Good."])
    assert turns_of(read(tmp_path, build([first, second])))[1] == (
        "P1",
        "Then we went to the office that we have in the city, and waited.",
    )


def test_a_line_that_stands_again_at_the_top_of_the_next_page_is_said_once(tmp_path: Path) -> None:
    first = column(["Interviewer: And then?", "P1: Then we went to the office that we have in the"])
    second = column(["P1: Then we went to the office that we have in the", "city, and waited.", "Interviewer: Good."])
    third = column(["Interviewer: Good.", "P1: Yes."])
    transcript = read(tmp_path, build([first, second, third]))
    assert turns_of(transcript) == [
        ("Interviewer", "And then?"),
        ("P1", "Then we went to the office that we have in the city, and waited."),
        ("Interviewer", "Good."),
        ("Interviewer", "Good."),
        ("P1", "Yes."),
    ]
    assert len(left_out(transcript, DropReason.HIDDEN)) == 12


def test_ligatures_are_letters(tmp_path: Path) -> None:
    transcript = read(tmp_path, build([column([*TALK, "Interviewer: And?", "P1: I \x01nd the \x01le."])]))
    assert turns_of(transcript)[-1] == ("P1", "I find the file.")


def test_a_title_and_headings_in_large_letters(tmp_path: Path) -> None:
    items = [At(72, 740, "Interview 4", 24.0), At(72, 715, "Task 1", 14.0), *column(TALK)]
    items += [At(72, 640, "Task 2", 14.0), *column(TALK, top=620)]
    transcript = read(tmp_path, build([items]))
    assert turns_of(transcript) == TURNS * 2
    assert [turn.heading for turn in transcript.turns] == ["Task 1"] * 4 + ["Task 2"] * 4
    assert left_out(transcript, DropReason.FRONT_MATTER) == ["Interview", "4"]


def test_watermarks_and_what_lies_beyond_the_page(tmp_path: Path) -> None:
    tilted = At(200, 300, "DRAFT", 40.0, "0.7071 0.7071 -0.7071 0.7071")
    transcript = read(tmp_path, build([[*column(TALK), tilted, At(72, 900, "P1: Nobody sees this.")]]))
    assert turns_of(transcript) == TURNS
    assert left_out(transcript, DropReason.WATERMARK) == ["DRAFT"]
    assert left_out(transcript, DropReason.HIDDEN) == ["P1", "Nobody", "sees", "this"]


def test_a_page_that_lies_on_its_side(tmp_path: Path) -> None:
    items = [At(100 + LEADING * i, 72, line, turn="0 1 -1 0") for i, line in enumerate(TALK)]
    assert turns_of(read(tmp_path, build([items], page="/Rotate 90"))) == TURNS


ENCRYPTED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    f" /ID [<{'43' * 16}> <{'43' * 16}>]"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (build([[], []]), "without text.*OCR"),
        (b"%PDF-1.7 ...", "damaged PDF"),
        (build([column(TALK)], trailer=ENCRYPTED), "an encrypted PDF"),
        (locked([column(TALK)], b"open sesame", b"owner"), "an encrypted PDF that asks for a password"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        look(tmp_path, data)
    assert "\n" not in str(refusal.value)


def test_a_document_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    data = locked([column(TALK)], b"", b"owner")
    assert b"P1" not in data
    assert turns_of(read(tmp_path, data)) == TURNS


def test_scripts_and_attachments_are_not_touched(tmp_path: Path) -> None:
    catalog = (
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
        " /Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >>"
    )
    assert turns_of(read(tmp_path, build([column(TALK)], catalog=catalog))) == TURNS


def test_a_page_without_text_among_others_is_reported(tmp_path: Path) -> None:
    assert read(tmp_path, build([column(TALK), []])).warnings[0].startswith("1 of 2 pages hold no text (2)")


def test_a_table_of_data_is_no_interview(tmp_path: Path) -> None:
    items = []
    for row in range(12):
        y = 700 - 14 * row
        items += [
            At(60, y, f"P{row % 3}"),
            At(120, y, "Explaining models in long words"),
            At(380, y, "I said that we try."),
        ]
    assert look(tmp_path, build([items]), given=False).set_aside is not None
    with pytest.raises(InputRefused, match="table of data"):
        look(tmp_path, build([items]))


@pytest.mark.parametrize("name", ["P1", "P2", "P3", "P4", "P5", "P6", "P7"])
@pytest.mark.slow
def test_real_interviews_say_what_their_text_says(shared_data: Path, name: str) -> None:
    """The text was made by pdftotext: page numbers stand in it, and turns at the top of a page have no head."""
    from difflib import SequenceMatcher

    def transcript(path: Path) -> Transcript:
        return read_source(Source(path.name, path, True, path.parent), InputOptions(), SpeakerOptions()).transcripts[0]

    base = shared_data / "pdpilot"
    ours = transcript(base / "original" / "results" / "transcripts" / f"{name}.pdf")
    text = transcript(base / "derived" / "transcripts" / f"{name}.txt")
    one = [word for turn in ours.turns for word in words_of(turn.text)]
    two = [word for turn in text.turns for word in words_of(turn.text)]
    pages = int(left_out(ours, DropReason.PAGE_NUMBER)[-1])
    extra = 0
    for kind, start, end, first, last in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind in ("insert", "replace"):
            extra += 1
            assert any(word.isdigit() for word in two[first:last]) or two[first:last] == one[start:end]
        assert kind != "delete" or end - start == 1
    assert extra <= pages
    speakers = iter([turn.speaker for turn in ours.turns])
    assert all(turn.speaker in speakers for turn in text.turns)  # the same in the same order, each step consumed
    assert len(ours.turns) - len(text.turns) <= pages


@pytest.mark.slow
def test_one_interview_in_two_formats_is_noticed(shared_data: Path, tmp_path: Path) -> None:
    base = shared_data / "pdpilot"
    copyfile(base / "original" / "results" / "transcripts" / "P3.pdf", tmp_path / "P3.pdf")
    copyfile(base / "derived" / "transcripts" / "P3.txt", tmp_path / "P3.txt")
    readings = [read_source(source, InputOptions(), SpeakerOptions()) for source in find_sources([tmp_path])]
    assert near_copies([reading.transcripts[0] for reading in readings]) == {"P3.txt": "P3.pdf"}


@pytest.mark.slow
def test_real_documents_that_are_no_interviews(shared_data: Path) -> None:
    base = shared_data / "pdpilot" / "original"
    for path in (base / "protocol.pdf", base / "results" / "code-system.pdf", base / "results" / "coded-segments.pdf"):
        source = Source(path.name, path, False, path.parent)
        assert read_source(source, InputOptions(), SpeakerOptions()).set_aside is not None


WORDS = st.sampled_from(
    [
        "10:30",
        "so",
        '"well"',
        "I",
        "3",
        "12",
        "http://x.example/a:b",
        "e-mail",
        "(quiet)",
        "don't",
        "50%",
        "was:",
        "[sic]",
        "a/b",
        "Ann",
        "no.",
        "why?",
        "...",
        "\u2013",
        "caf\u00e9",
    ]
)
SAID = st.lists(WORDS, min_size=1, max_size=60).map(lambda words: " ".join(["Yes", *words, "end."]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=4, max_size=12), numbered=st.booleans(), per_page=st.integers(15, 50))
def test_what_is_written_is_read_back(tmp_path: Path, said: list[str], numbered: bool, per_page: int) -> None:
    turns = [("Interviewer" if index % 2 == 0 else "P1", text) for index, text in enumerate(said)]
    lines = [
        line
        for who, text in turns
        for line in wrap(f"{who}: {text}", 70, break_long_words=False, break_on_hyphens=False)
    ]
    parts = [lines[start : start + per_page] for start in range(0, len(lines), per_page)]
    pages = []
    for number, part in enumerate(parts, 1):
        items = [*column(part), At(300, 30, f"{number}/{len(parts)}"), At(72, 770, "Interview with P1")]
        items += [At(50 - LETTER * len(str(i)), 700 - LEADING * i, str(i + 1)) for i in range(len(part)) if numbered]
        pages.append(items)
    transcript = read(tmp_path, build(pages))
    if len(pages) == 1:  # on one page a header is the line above the interview
        assert left_out(transcript, DropReason.FRONT_MATTER) == ["Interview", "with", "P1"]
    assert [(speaker, " ".join(text.split())) for speaker, text in turns_of(transcript)] == turns


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(9, 1200), noise=st.binary(max_size=40), cut=st.booleans())
def test_damaged_files_give_a_transcript_or_a_reason(tmp_path: Path, place: int, noise: bytes, cut: bool) -> None:
    whole = build([column(TALK)])
    data = whole[:place] + noise + (b"" if cut else whole[place + len(noise) :])
    with suppress(InputRefused):
        assert look(tmp_path, data).transcripts


def test_more_than_a_transcript_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="2001 pages"):
        look(tmp_path, build([column(TALK)] * 2_001))
