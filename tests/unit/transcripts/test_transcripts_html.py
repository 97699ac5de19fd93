"""Web pages: what is seen is read, what is not is left out with its reason; tables, bold names, noScribe's anchors."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, read_source


def look(folder: Path, text: str, name: str = "talk.html", given: bool = True) -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_source(Source(name, path, given, folder), InputOptions(), SpeakerOptions())


def read(folder: Path, text: str) -> Transcript:
    return look(folder, text).transcripts[0]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>\n"


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def left_out(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


def test_what_is_shown_is_read_and_what_is_not_is_left_out(tmp_path: Path) -> None:
    head = '<title>Interview 4</title><style>p{color:red}</style><script>var Anna = "Bo: x";</script>'
    body = (
        "<nav>Home</nav><!-- secret --><h2>Task 1</h2><p><b>Anna:</b> What &amp; why do you\n use it?</p>"
        "<p><strong>Bo</strong>: I start at 9:30&nbsp;&mdash; coffee.<br>Then work.</p>"
        '<p style="color:red; display: none">Bo: never said</p><p hidden>Bo: nor this</p>'
        '<p><span style="font-weight:bold">Anna:</span> Fine, gr<i>ea</i>t.</p>'
        "<p><b>Bo:</b> Y&shy;es.<button>Edit</button></p>"
    )
    transcript = read(tmp_path, page(body, head))
    assert turns_of(transcript) == [
        ("Anna", "What & why do you use it?"),
        ("Bo", "I start at 9:30 — coffee. Then work."),
        ("Anna", "Fine, great."),
        ("Bo", "Yes."),
    ]
    assert {turn.heading for turn in transcript.turns} == {"Task 1"}
    assert left_out(transcript, DropReason.FRONT_MATTER) == ["Interview", "4"]
    assert left_out(transcript, DropReason.SCRIPT) == ["p", "color", "red", "var", "Anna", "Bo", "x"]
    assert left_out(transcript, DropReason.COMMENT) == ["secret"]
    assert left_out(transcript, DropReason.HIDDEN) == ["Bo", "never", "said", "Bo", "nor", "this"]
    assert left_out(transcript, DropReason.NAVIGATION) == ["Home", "Edit"]


def test_a_table_of_speakers_and_words(tmp_path: Path) -> None:
    rows = [
        ("0:01", "Anna", "What helps?"),
        ("0:05", "Bo", "Lists: they do."),
        ("0:09", "Anna", "Why?"),
        ("0:12", "Bo", "Calm."),
    ]
    cells = "".join(f"<tr><td>{a}</td><td><p>{b}</p></td><td><p>{c}</p><p>So.</p></td></tr>" for a, b, c in rows)
    header = "<thead><tr><th>Time</th><th>Speaker</th><th>Text</th></tr></thead>"
    transcript = read(tmp_path, page(f"<table>{header}<tbody>{cells}</tbody></table>"))
    assert turns_of(transcript) == [(speaker, f"{text} So.") for _, speaker, text in rows]
    assert [turn.start_seconds for turn in transcript.turns] == [1.0, 5.0, 9.0, 12.0]
    assert left_out(transcript, DropReason.FORMAT_HEADER) == ["Time", "Speaker", "Text"]


def test_anchors_with_times_and_speakers(tmp_path: Path) -> None:
    body = (
        "<p>talk.mp3</p><p>Transcribed with noScribe</p>"
        '<p><a name="ts_0_1500_S01">S01: [00:00:00] So, how was it?</a> <a name="ts_1500_2500_S01">Tell me.</a></p>'
        '<p><a name="ts_2600_4000_S02">S02: It was fine //S01: mhm// (..)</a>'
        '<a name="ts_4000_5000_S02"> really.</a></p>'
    )
    transcript = read(tmp_path, page(body))
    assert [(t.speaker, t.text, t.start_seconds, t.end_seconds) for t in transcript.turns] == [
        ("S01", "So, how was it? Tell me.", 0.0, 2.5),
        ("S02", "It was fine //S01: mhm// (..) really.", 2.6, 5.0),
    ]
    assert left_out(transcript, DropReason.SPEAKER_LABEL) == ["S01", "S02"]


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    part = "<div><p>Anna: Why?</p><p>Bo: So.</p><p>Anna: And?</p><p>Bo: No.</p></div>"
    for text in (part, f'<?xml version="1.0"?>\n<!-- x -->\n<html><body>{part}</body></html>'):
        assert look(tmp_path, text, "talk.txt").transcripts[0].format == "html"
    read_me = '<p align="center">Logo</p>\n\n# Title\n\nAnna: why?\n'
    assert look(tmp_path, read_me, "a.md", given=False).transcripts == ()


def test_pages_without_an_interview(tmp_path: Path) -> None:
    prose = "<p>The committee convened in March. The report was published. Its findings were disputed.</p>"
    assert "like speech" in str(look(tmp_path, page(prose), given=False).set_aside)
    with pytest.raises(InputRefused, match="no speech"):
        look(tmp_path, page("<script>var a = 1;</script>"))
    with pytest.raises(InputRefused, match="nested deeper"):
        look(tmp_path, page("<div>" * 600 + "Anna: hi" + "</div>" * 600))


WORDS = st.sampled_from(
    ["10:30", '"well"', "I", "<b>", "&amp", "3", "e-mail", "(quiet)", "50%", "was:", "a/b", "né", "日本"]
)
SAID = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(["Yes", *words, "end."]))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=4, max_size=12), bold=st.booleans())
def test_what_is_written_is_read_back(tmp_path: Path, said: list[str], bold: bool) -> None:
    turns = [("Interviewer" if index % 2 == 0 else "P1", text) for index, text in enumerate(said)]
    shape = "<p><b>{}:</b> {}</p>" if bold else "<p>{}: {}</p>"
    transcript = read(tmp_path, page("\n".join(shape.format(who, escape(text)) for who, text in turns)))
    assert turns_of(transcript) == turns


FRAGMENTS = (
    "Anna: hi ",
    "<b>Bo:</b> yes ",
    "<p>",
    "</p>",
    "<br>",
    "<table>",
    "<tr><td>",
    "<td>x",
    "</table>",
    "<style>a{}",
    "</style>",
    "<script>x",
    "</script>",
    "<!-- c",
    "-->",
    "&lt;b&gt;",
    "&amp;amp; ",
    "&amp;lt;x ",
    "a<span hidden>b</span>c",
    "<pre>\n x\ty\n</pre>",
    "<h1>T</h1>",
    "<a name='ts_0_1_S1'>S1: x</a>",
    "<svg><text>t</text></svg>",
    "<select><option>o",
    "1 ",
    "*x* ",
    "\u2028",
    "<p>]]>",
    "<textarea>t</textarea>",
    "<div style='display:none'>n</div>",
    "in<b>ner</b>most ",
    "<template>q</template>",
    "<math><mi>x</mi>",
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_no_word_of_any_page_vanishes(tmp_path: Path, parts: list[str]) -> None:
    try:
        look(tmp_path, page("".join(parts)))
    except InputRefused as error:
        reason = error.reason
    else:
        reason = ""
    assert "accounted for" not in reason


def test_what_follows_a_cell_that_is_in_no_row_stands_apart(tmp_path: Path) -> None:
    talk = "<p>Anna: hi</p><p>Bo: yes</p><p>Anna: so</p><p>Bo: no</p>"
    transcript = read(tmp_path, page(f"{talk}<math><mi>x</mi><td>y<b>ten</b> ok "))
    assert turns_of(transcript)[-1] == ("Bo", "no\nx y ten ok")


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [
        ('<meta charset="iso-8859-2">', "iso8859-2", "źle ściągnąć ćwiczeń"),
        ("<meta charset=ISO-8859-1>", "cp1252", "naïve €5 “quoted”"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932", "使いやすい①"),
        ("<meta charset='gb2312'>", "gb18030", "很好用的"),
        ("<meta charset='koi8-r'>", "koi8-r", "очень удобно"),
        ("<meta charset='iso-2022-jp'>", "iso2022_jp", "使いやすい"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(
    tmp_path: Path, declared: str, encoding: str, word: str
) -> None:
    turns = [("Anna", f"Is it {word}?"), ("Bo", "Yes."), ("Anna", "So."), ("Bo", f"Very {word}.")]
    path = tmp_path / "talk.html"
    path.write_bytes(page("".join(f"<p>{who}: {text}</p>" for who, text in turns), declared).encode(encoding))
    (transcript,) = read_source(Source("talk.html", path, True, tmp_path), InputOptions(), SpeakerOptions()).transcripts
    assert (transcript.encoding, turns_of(transcript)) == (encoding, turns)
    assert not any("guess" in warning for warning in transcript.warnings)


@pytest.mark.parametrize("declared", ["iso-8859-1", "unicode_escape", "rot13", "no-such", "utf-16", "zlib"])
def test_utf_8_is_read_as_such_whatever_a_page_declares(tmp_path: Path, declared: str) -> None:
    talk = "<p>Anna: Grüß dich?</p><p>Bo: \\u0041 ja.</p><p>Anna: Gut.</p><p>Bo: Schön.</p>"
    transcript = read(tmp_path, page(talk, f"<meta charset={declared}>"))
    assert (transcript.encoding, turns_of(transcript)[0]) == ("utf-8", ("Anna", "Grüß dich?"))


@pytest.mark.parametrize("declared", ["unicode_escape", "rot13", "zlib", "utf-16", "utf-8"])
def test_a_declaration_that_cannot_be_is_passed_over_and_the_guess_is_told(tmp_path: Path, declared: str) -> None:
    talk = "<p>Anna: Grüß dich, wie war es?</p><p>Bo: Schön, ja.</p><p>Anna: Gut.</p><p>Bo: Schön.</p>"
    path = tmp_path / "talk.html"
    path.write_bytes(page(talk, f"<meta charset={declared}>").encode("cp1252"))
    (transcript,) = read_source(Source("talk.html", path, True, tmp_path), InputOptions(), SpeakerOptions()).transcripts
    assert turns_of(transcript)[0] == ("Anna", "Grüß dich, wie war es?")
    assert any("guess" in warning for warning in transcript.warnings)
