"""One invented talk in the shapes of many tools: who said what, and when, is the same in all of them.

The shapes are those that the tools document or that public files show; the speech is invented.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, read_source

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Said = tuple[str, int, str]
TALK: tuple[Said, ...] = (
    ("Ana Lee", 4, "So, what do you do first in the morning?"),
    ("Bo Kim (Guest)", 9, "I open the mail: that takes an hour, until 10:30."),
    ("Ana Lee", 75, "And why do you start there?"),
    ("Bo Kim (Guest)", 80, "Because people wait. Note: nobody told me to, I think."),
    ("Ana Lee", 130, "What happens if you don't?"),
    ("Bo Kim (Guest)", 3725, 'Then the phone rings all day, and I get "nothing" done.'),
)


def clock(seconds: int) -> str:
    """0:04, 1:15, 1:02:05, as Otter and Teams write it."""
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"


def full(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def loose(seconds: int) -> str:
    """0:0:4.5: older Teams documents pad nothing."""
    return f"{seconds // 3600}:{seconds // 60 % 60}:{seconds % 60}.5"


def paragraph(text: str, style: str = "") -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return (
        f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>' if style else ''}<w:r>{runs}</w:r></w:p>"
    )


def document(paragraphs: Sequence[str]) -> bytes:
    body = "".join(text if text.startswith("<w:") else paragraph(text) for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def otter(talk: Sequence[Said]) -> str:
    turns = "".join(f"{name}  {clock(at)}  \n{text}  \n\n" for name, at, text in talk)
    return f"{turns}Transcribed by https://otter.ai\n"


def rev(talk: Sequence[Said]) -> str:
    return "\n".join(f"{name} ({full(at) if at >= 3600 else full(at)[3:]}):\n{text}\n" for name, at, text in talk)


def descript(talk: Sequence[Said]) -> str:
    return "".join(f"[{full(at)}] {name}: {text}\n\n" for name, at, text in talk)


def zoom_saved(talk: Sequence[Said]) -> str:
    return "".join(f"[{name}] {full(at)}\n{text}\n\n" for name, at, text in talk)


def teams_vtt(talk: Sequence[Said]) -> str:
    return "WEBVTT\n\n" + "".join(
        f"0b7e1c9a-1f/{number}-0\n{full(at)}.000 --> {full(at + 2)}.000\n<v {name}>{escape(text)}</v>\n\n"
        for number, (name, at, text) in enumerate(talk)
    )


def zoom_vtt(talk: Sequence[Said]) -> str:
    return "WEBVTT\r\n\r\n" + "".join(
        f"{number}\r\n{full(at)}.000 --> {full(at + 2)}.000\r\n{name}: {text}\r\n\r\n"
        for number, (name, at, text) in enumerate(talk, 1)
    )


def youtube_sbv(talk: Sequence[Said]) -> str:
    return "".join(
        f"{full(at)[1:]}.000,{full(at + 2)[1:]}.000\n>> {name.upper()}: {text}\n\n" for name, at, text in talk
    )


def noscribe_vtt(talk: Sequence[Said]) -> str:
    cues = "".join(f"{full(at)}.000 --> {full(at + 2)}.000\n<v {name}>{text}\n\n" for name, at, text in talk)
    return f"WEBVTT Interview B\n\nNOTE\nTranscribed with noScribe vers. 0.5\nAudio source: talk.mp3\n\n{cues}"


def teams_docx(talk: Sequence[Said]) -> bytes:
    turns = [f"{name}   {clock(at)}\n{text}" for name, at, text in talk]
    first, last = f"{talk[0][0]} started transcription", f"{talk[0][0]} stopped transcription"
    return document(["Weekly talk-20260505_100211-Meeting Recording", "May 5, 2026, 10:02AM", first, *turns, last])


def teams_arrows(talk: Sequence[Said]) -> bytes:
    return document([f"{loose(at)} --> {loose(at + 2)}\n{name}\n{text}" for name, at, text in talk])


def teams_arrows_apart(talk: Sequence[Said]) -> bytes:
    return document([line for name, at, text in talk for line in (f"{loose(at)} --> {loose(at + 2)}", name, text)])


def otter_docx(talk: Sequence[Said]) -> bytes:
    turns = [line for name, at, text in talk for line in (f"{name}  {full(at)}", text)]
    head = [
        "Weekly talk",
        "Tue, May 05, 2026 10:02AM",
        "SUMMARY KEYWORDS",
        "mail, phone",
        "SPEAKERS",
        "Ana Lee, Bo Kim",
    ]
    return document([*head, *turns])


def table_docx(talk: Sequence[Said]) -> bytes:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    return document(["<w:tbl>" + "".join(row(full(at), name, text) for name, at, text in talk) + "</w:tbl>"])


TIMED: dict[str, Callable[[Sequence[Said]], str | bytes]] = {
    "otter.txt": otter,
    "rev.txt": rev,
    "descript.txt": descript,
    "saved_closed_caption.txt": zoom_saved,
    "teams.vtt": teams_vtt,
    "zoom.vtt": zoom_vtt,
    "noscribe.vtt": noscribe_vtt,
    "teams.docx": teams_docx,
    "arrows.docx": teams_arrows,
    "apart.docx": teams_arrows_apart,
    "otter.docx": otter_docx,
    "table.docx": table_docx,
}


def reading(folder: Path, name: str, data: str | bytes) -> Reading:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions())


def read(folder: Path, name: str, data: str | bytes) -> Transcript:
    return reading(folder, name, data).transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def left_out(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


@pytest.mark.parametrize("name", sorted(TIMED))
def test_one_talk_is_the_same_in_every_shape(tmp_path: Path, name: str) -> None:
    transcript = read(tmp_path, name, TIMED[name](TALK))
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in TALK]
    half = 0.5 if name in ("arrows.docx", "apart.docx") else 0.0
    assert [turn.start_seconds for turn in transcript.turns] == [at + half for _, at, _ in TALK]


WORDS = (
    "open",
    "mail",
    "10:30",
    "Note:",
    '"so"',
    "#5",
    "it's",
    "(laughs)",
    "A/B",
    "50%",
    "grün",
    "P1",
    "Bo",
    "—",
    "1.",
)
NAMES = ("Ana Lee", "Bo Kim (Guest)", "pk910", "Iván | ethrex", "Dr. D'Arcy-Li", "SPEAKER_00", "Zoë 2")


@st.composite
def talks(draw: st.DrawFn) -> list[Said]:
    """Turns of two or three speakers in turn, each speaking twice at least, with awkward words inside."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    n_turns = draw(st.integers(2 * len(names), 9))
    said = st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: " ".join(["well I", *words, "then."]))
    gaps = [draw(st.integers(3, 900)) for _ in range(n_turns)]
    return [(names[n % len(names)], sum(gaps[: n + 1]), draw(said)) for n in range(n_turns)]


@pytest.mark.parametrize("name", sorted(TIMED))
@given(talk=talks())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_talk_comes_back_from_every_shape(tmp_path: Path, name: str, talk: list[Said]) -> None:
    transcript = read(tmp_path, name, TIMED[name](talk))
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in talk]


def test_arrows_name_a_speaker_and_without_a_name_only_another_one(tmp_path: Path) -> None:
    transcript = read(tmp_path, "talk.sbv", youtube_sbv(TALK))
    assert turns_of(transcript) == [(speaker.upper(), text) for speaker, _, text in TALK]
    cues = (">> ANA: What now?", "I mean here.", ">> I wait.", ">> So do I.", ">> ANA: Why? >> BO: No reason.")
    text = "".join(f"0:00:{n:02d}.000,0:00:{n + 1:02d}.000\n{cue}\n\n" for n, cue in enumerate(cues))
    assert turns_of(read(tmp_path, "other.sbv", text)) == [
        ("ANA", "What now? I mean here."),
        (None, "I wait."),
        (None, "So do I."),
        ("ANA", "Why?"),
        ("BO", "No reason."),
    ]


def test_stream_classics_notes_are_no_speech(tmp_path: Path) -> None:
    cues = "".join(
        f"NOTE Confidence: 0.89{n}\n\n5b2c1e3a-{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{text}\n\n"
        for n, text in enumerate(("So tell me about it.", "I open the list."))
    )
    transcript = read(tmp_path, "a.vtt", f'WEBVTT\n\nNOTE duration:"00:21:00"\n\nNOTE language:en-us\n\n{cues}')
    assert turns_of(transcript) == [(None, "So tell me about it. I open the list.")]
    assert left_out(transcript, DropReason.COMMENT).count("Confidence") == 2
    assert left_out(transcript, DropReason.CUE_IDENTIFIER) == ["5b2c1e3a", "0", "5b2c1e3a", "1"]


def test_a_turn_with_only_a_time_goes_on_with_its_speaker(tmp_path: Path) -> None:
    text = (
        "Speaker 1  0:00  \nWelcome, do come in.\n\n0:21  \nHow was it?\n\nUnknown Speaker  0:50  \nIt was fine.\n\n"
        "Speaker 1  1:00:05\nGood.\n\nTranscribed by https://otter.ai\n"
    )
    transcript = read(tmp_path, "a.txt", text)
    assert turns_of(transcript) == [
        ("Speaker 1", "Welcome, do come in.\nHow was it?"),
        ("Unknown Speaker", "It was fine."),
        ("Speaker 1", "Good."),
    ]
    assert left_out(transcript, DropReason.FOOTER) == ["Transcribed", "by", "https", "otter", "ai"]


def test_f4_sets_the_time_at_the_end_of_a_paragraph(tmp_path: Path) -> None:
    text = "".join(f"{name}: {said} #{full(at)}-3#\n\n" for name, at, said in TALK)
    transcript = read(tmp_path, "a.txt", text)
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in TALK]
    assert [turn.end_seconds for turn in transcript.turns] == [at + 0.3 for _, at, _ in TALK]


@pytest.mark.parametrize(
    "head", ["\t From Ana to Everyone:\n\t", "\tFrom Ana to Everyone: ", " From Ana to Bo(Direct Message):\n"]
)
@pytest.mark.parametrize("date", ["", "2026-05-05 "])
def test_a_zoom_chat_is_set_aside_however_long_its_messages_are(tmp_path: Path, head: str, date: str) -> None:
    text = (
        f"{date}10:01:02{head}I think so,\nwell, I do not know.\nSo it was I who said it.\n{date}10:01:09{head}Okay\n"
    )
    with pytest.raises(InputRefused, match="a chat, which is written and not spoken"):
        reading(tmp_path, "meeting_saved_chat.txt", text)


NOTES = {
    "en": (
        ("📝 Notes", "May 5, 2026", "Weekly talk", "Invited ana@example.org bo.kim@mail.example.com Cy Doe", "Summary"),
        "Ana and Bo talked about mail, and why it comes first.",
        ("Details", "Mail: Bo Kim explained that it takes an hour.", "Next steps: Ana Lee will write to Bo."),
        ("📖 Transcript", "May 5, 2026", "Weekly talk - Transcript"),
        (
            "Transcription ended after 01:09:48",
            "This editable transcript was computer generated and might contain errors.",
        ),
    ),
    "de": (
        ("📝 Notizen", "5. Mai 2026", "Wochengespräch", "Eingeladen ana@example.org bo.kim@mail.example.com Cy Doe"),
        "Ana und Bo sprachen über die Post und warum sie zuerst kommt.",
        ("Einzelheiten", "Post: Bo Kim erklärte, dass sie eine Stunde kostet.", "Nächste Schritte: Ana schreibt."),
        ("📖 Transkript", "5. Mai 2026", "Wochengespräch – Transkript"),
        ("Transkription endete nach 01:09:48", "Dieses Transkript wurde von einem Computer erstellt."),
    ),
}


def meet(language: str, *, notes_only: bool = False) -> list[str]:
    top, summary, details, title, closing = NOTES[language]
    spoken = ["00:00:04", *(f"{name}: {text}" for name, _, text in TALK[:3])]
    spoken += ["00:05:00", *(f"{name}: {text}" for name, _, text in TALK[3:])]
    above = [*top, summary, *details]
    return above if notes_only else [*above, *title, *spoken, *closing]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("style", ["", "Heading3"])
def test_meets_notes_are_left_out_and_addresses_are_not_kept(tmp_path: Path, language: str, style: str) -> None:
    lines = meet(language)
    data = document([paragraph(line, style if line[:1] in "0📝📖" else "") for line in lines])
    transcript = read(tmp_path, "talk.docx", data)
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in TALK]
    assert [turn.start_seconds for turn in transcript.turns] == [4.0, None, None, 300.0, None, None]
    assert {"Cy", "Doe"} <= set(left_out(transcript, DropReason.AI_SUMMARY))
    assert len(left_out(transcript, DropReason.CONTACT_DETAIL)) == 3 + 5
    kept = {word for entry in transcript.dropped for word in entry.words}
    assert not kept & {"ana", "example", "org", "kim", "com"}
    assert left_out(transcript, DropReason.FOOTER)[-1] in ("errors", "erstellt")


def test_meets_notes_in_markdown(tmp_path: Path) -> None:
    lines = [f"### {line}" if line[:1] in "0📝📖" else line for line in meet("en")]
    bold = {f"{name}: {text}": f"**{name}:** {text}" for name, _, text in TALK}
    transcript = read(tmp_path, "talk.md", "\n\n".join(bold.get(line, line) for line in lines))
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in TALK]


def test_an_assistants_notes_alone_are_refused(tmp_path: Path) -> None:
    notes = [*meet("en", notes_only=True), "You should review Gemini's notes to make sure they're accurate."]
    with pytest.raises(InputRefused, match="an assistant's notes on a meeting"):
        reading(tmp_path, "notes.docx", document(notes))


def test_who_speaks_above_the_first_time_code_is_heard(tmp_path: Path) -> None:
    said = [f"{name}: {text}" for name, _, text in TALK]
    transcript = read(tmp_path, "a.txt", "\n".join([*said[:3], "00:05:00", *said[3:]]))
    assert turns_of(transcript) == [(speaker, text) for speaker, _, text in TALK]


@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.sbv"])
def test_captions_without_a_time_are_refused_as_such(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputRefused, match="named as captions are, but without a single time"):
        reading(tmp_path, name, "some text\n")
