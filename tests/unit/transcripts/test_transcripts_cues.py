"""WebVTT, SRT and SBV, with everything that trips caption libraries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pysubs2
import pytest
import webvtt

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.coverage import words_of


def read(folder: Path, text: str, name: str = "talk.vtt") -> Transcript:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def dropped_of(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


def test_cues_of_one_speaker_become_one_turn(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "WEBVTT\r\n\r\n1\r\n00:00:04.860 --> 00:00:07.410\r\nAna: Okay, so we\r\n\r\n"
        "2\r\n00:00:09.540 --> 00:00:12.990\r\nAna: begin now.\r\n\r\n3\r\n00:00:15.630 --> 00:00:17.760\r\n"
        "Bo: Yes.\r\n",
    )
    assert turns_of(transcript) == [("Ana", "Okay, so we begin now."), ("Bo", "Yes.")]
    assert (transcript.turns[0].start_seconds, transcript.turns[0].end_seconds) == (4.86, 12.99)
    assert transcript.turns[1].place == "cue 3"
    assert dropped_of(transcript, DropReason.CUE_IDENTIFIER) == ["1", "2", "3"]
    assert dropped_of(transcript, DropReason.SPEAKER_LABEL) == ["Ana", "Ana", "Bo"]


def test_where_every_cue_has_a_name_one_that_comes_once_counts(tmp_path: Path) -> None:
    cues = "\n\n".join(
        f"00:00:{i:02d}.000 --> 00:00:{i + 1:02d}.000\n{'Zed' if i == 5 else 'Ana'}: so it goes" for i in range(9)
    )
    transcript = read(tmp_path, f"WEBVTT\n\n{cues}\n")
    assert [turn.speaker for turn in transcript.turns] == ["Ana", "Zed", "Ana"]


def test_arrow_blank_line_two_voices_and_entities_in_a_cue(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana>Go from A --> B\n\nand then C.</v>\n<v.loud Bo Li>Yes &amp; no.\n\n"
        "NOTE this is a remark\nof two lines\n\nSTYLE\n::cue { color: red }\n\n00:05.000 --> 00:06.000\n"
        "<v Bo Li>Use &lt;b&gt; and <i>big</i> s<b>teps</b>.</v>\n",
    )
    assert turns_of(transcript) == [
        ("Ana", "Go from A --> B and then C."),
        ("Bo Li", "Yes & no. Use <b> and big steps."),
    ]
    assert dropped_of(transcript, DropReason.COMMENT) == ["NOTE", "this", "is", "a", "remark", "of", "two", "lines"]
    assert dropped_of(transcript, DropReason.FORMAT_HEADER) == ["WEBVTT", "STYLE", "cue", "color", "red"]


def test_teams_ids_are_not_spoken(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "WEBVTT\n\n4e3f-11/12-0\n00:00:01.000 --> 00:00:02.000\n<v Ana Lee (Guest)>I am\nhere.</v>\n\n"
        "4e3f-11/13-0\n00:00:03.000 --> 00:00:04.000\n<v Bo>Fine.</v>\n",
    )
    assert turns_of(transcript) == [("Ana Lee (Guest)", "I am here."), ("Bo", "Fine.")]


def test_a_cue_that_breaks_off_is_left_out_with_a_reason(tmp_path: Path) -> None:
    transcript = read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:04.000\nAll of this.\n\n00:07.000 --> 00\n")
    assert turns_of(transcript) == [(None, "All of this.")]
    assert dropped_of(transcript, DropReason.INCOMPLETE_CUE) == ["00", "07", "000", "00"]
    assert any("breaks off" in warning for warning in transcript.warnings)


def test_rolling_captions_are_read_once(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:02.000 align:start position:0%\nfirst line\n\n"
        "00:00:02.000 --> 00:00:03.000 align:start position:0%\nfirst line\nsecond<00:00:02.500><c> line</c>\n\n"
        "00:00:03.000 --> 00:00:04.000 align:start position:0%\nsecond line\nthird line\n\n"
        "00:00:04.000 --> 00:00:05.000 align:start position:0%\nthird line\nfourth line\n",
    )
    assert turns_of(transcript) == [(None, "first line second line third line fourth line")]
    assert len(dropped_of(transcript, DropReason.REPEATED_CAPTION)) == 6
    assert dropped_of(transcript, DropReason.CUE_SETTINGS) == ["align", "start", "position", "0"] * 4


def test_a_recognisers_loop_is_collapsed_and_reported(tmp_path: Path) -> None:
    cues = "\n\n".join(f"{i}\n00:00:{i:02d},000 --> 00:00:{i + 1:02d},000\nThanks for watching." for i in range(1, 41))
    transcript = read(tmp_path, cues, "talk.srt")
    assert turns_of(transcript) == [(None, "Thanks for watching.")]
    assert any("39 cues" in warning for warning in transcript.warnings)


def test_without_speakers_a_pause_begins_a_turn(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "1\n00:00:01,000 --> 00:00:02,000\nI open the page\n\n2\n00:00:02,100 --> 00:00:03,000\nand look.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nNow I close it.\n",
        "talk.srt",
    )
    assert turns_of(transcript) == [(None, "I open the page and look."), (None, "Now I close it.")]
    assert [turn.start_seconds for turn in transcript.turns] == [1.0, 9.0]


def test_sbv_and_srt_without_counters_and_dots_are_read(tmp_path: Path) -> None:
    sbv = read(tmp_path, "0:00:00.599,0:00:04.160\n>> ANA: hi there\n\n0:00:04.160,0:00:05.000\n>> ANA: you\n", "a.sbv")
    assert sbv.format == "sbv"
    assert turns_of(sbv) == [("ANA", "hi there you")]
    srt = read(tmp_path, "00:00:01.000 --> 00:00:02.000\nOne.\n\n00:00:02.000 --> 00:00:03.000\nTwo.\n", "a.srt")
    assert turns_of(srt) == [(None, "One. Two.")]


@pytest.mark.parametrize(
    "text", ["WEBVTT", "WEBVTT\n\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]
)
def test_captions_without_a_word_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputRefused, match="no speech"):
        read(tmp_path, text)


def test_the_libraries_agree_where_they_are_right(shared_data: Path) -> None:
    folder = shared_data / "transcript-formats" / "webvtt-edge"
    for name in ("sample.vtt", "captions_with_bom.vtt", "using_identifiers.vtt", "metadata_headers.vtt"):
        ours = read_source(Source(name, folder / name, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]
        theirs = [word for caption in webvtt.read(str(folder / name)) for word in words_of(caption.text)]
        assert Counter(word for turn in ours.turns for word in words_of(turn.text)) == Counter(theirs)
    for name in ("sample.srt", "one_caption.srt"):
        ours = read_source(Source(name, folder / name, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]
        theirs = [word for event in pysubs2.load(str(folder / name)) for word in words_of(event.plaintext)]
        assert Counter(word for turn in ours.turns for word in words_of(turn.text)) == Counter(theirs)


def test_second_line_of_a_cue_is_said_by_whom_the_first_names(tmp_path: Path) -> None:
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nTess: Thanks for the time.\nHow long have we got?\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nHana: Forty minutes,\nif we are lucky.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nHana: Or fewer.\n\n4\n00:00:04,000 --> 00:00:05,000\nTess: Right.\n"
    )
    assert turns_of(read(tmp_path, srt, "talk.srt")) == [
        ("Tess", "Thanks for the time. How long have we got?"),
        ("Hana", "Forty minutes, if we are lucky. Or fewer."),
        ("Tess", "Right."),
    ]
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One line\nand another.</v>\n<v Ben>Yes.</v>\nReally.\n"
    assert turns_of(read(tmp_path, vtt)) == [("Ann", "One line and another."), ("Ben", "Yes. Really.")]


def test_negative_and_backward_times_are_times_and_nothing_is_sorted(tmp_path: Path) -> None:
    srt = (
        "1\n-00:00:02,000 --> 00:00:01,000\nAnn: Before the start.\n\n2\n00:00:09,000 --> 00:00:10,000\nBen: Late.\n\n"
    )
    srt += "3\n00:00:04,000 --> 00:00:05,000\nAnn: And back.\n\n4\n00:00:11,000 --> 00:00:12,000\nBen: Yes.\n"
    transcript = read(tmp_path, srt, "talk.srt")
    assert turns_of(transcript) == [
        ("Ann", "Before the start."),
        ("Ben", "Late."),
        ("Ann", "And back."),
        ("Ben", "Yes."),
    ]
    assert transcript.turns[0].start_seconds == -2.0
    assert any("backwards" in warning for warning in transcript.warnings)


def srt(*cues: str) -> str:
    """Cues of two seconds without a pause between them."""
    return "\n".join(
        f"{i}\n00:00:{2 * i:02d},000 --> 00:00:{2 * i + 2:02d},000\n{cue}\n" for i, cue in enumerate(cues, 1)
    )


@pytest.mark.parametrize("dash", ["- ", "-", "\u2013 ", "\u2014", "<i>- "])
def test_lines_of_a_cue_that_begin_with_dashes_are_said_by_two_people(tmp_path: Path, dash: str) -> None:
    text = srt("So we begin.", f"{dash}Is it\nhow you do it?\n{dash}No, \u2013 never.", "I wait.")
    transcript = read(tmp_path, text, "talk.srt")
    assert turns_of(transcript) == [
        (None, "So we begin."),
        (None, "Is it how you do it?"),
        (None, "No, \u2013 never. I wait."),
    ]
    assert [turn.place for turn in transcript.turns] == ["cue 1", "cue 2", "cue 2"]


def test_where_two_people_have_dashes_one_dash_says_that_somebody_begins(tmp_path: Path) -> None:
    cues = srt("- Is it so?\n- It is.", "- Never.", "I wait -\n- and wait.")
    assert turns_of(read(tmp_path, cues, "talk.srt")) == [
        (None, "Is it so?"),
        (None, "It is."),
        (None, "Never. I wait - - and wait."),
    ]


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("- Is it how you do it?", "So. - Is it how you do it? I wait."),
        ("It fell to\n-5 degrees", "So. It fell to -5 degrees I wait."),
        ("-5 degrees\n-7 degrees", "So. -5 degrees -7 degrees I wait."),
        ("I said it -\n- twice", "So. I said it - - twice I wait."),
    ],
)
def test_other_dashes_are_punctuation(tmp_path: Path, cue: str, said: str) -> None:
    assert turns_of(read(tmp_path, srt("So.", cue, "I wait."), "talk.srt")) == [(None, said)]


def test_dashes_before_what_a_named_person_says_are_their_own(tmp_path: Path) -> None:
    cues = srt("Ana: I need:", "Ana: - milk\n- tea", "Bo: - Two?\n- Or three?", "- Ana: Two.\n- Bo: Good.")
    assert turns_of(read(tmp_path, cues, "talk.srt")) == [
        ("Ana", "I need: - milk - tea"),
        ("Bo", "- Two? - Or three?"),
        ("Ana", "Two."),
        ("Bo", "Good."),
    ]
