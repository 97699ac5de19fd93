"""Which of several forms of one recording is read, and which are other talks."""

from __future__ import annotations

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript, Turn
from insightmine.transcripts import other_forms

WORDS = " ".join(f"and then the {n} of them, word {n * 7 % 31}" for n in range(60))


def form(kind: str, text: str = WORDS, speakers: int = 0, timed: bool = True) -> Transcript:
    halves = (text[: len(text) // 2].rpartition(" ")[0], text[len(text) // 2 :].partition(" ")[2])
    turns = tuple(
        Turn(n, f"S{n % speakers}" if speakers else None, half, "line 1", start_seconds=1.0 * n if timed else None)
        for n, half in enumerate(halves)
    )
    return Transcript(TranscriptId("talk"), "talk", kind, turns)


def test_speakers_then_times_then_the_format_decide() -> None:
    json, vtt, docx, text = form("whisper-json"), form("webvtt"), form("docx", timed=False), form("text", timed=False)
    files = {"a/talk.json": json, "a/talk.vtt": vtt, "a/talk.docx": docx, "a/talk.txt": text}
    assert other_forms(files) == {name: "a/talk.json" for name in files if name != "a/talk.json"}
    files["a/talk.docx"] = form("docx", speakers=2, timed=False)
    assert set(other_forms(files).values()) == {"a/talk.docx"}
    files["a/talk.vtt"] = form("webvtt", speakers=2)
    assert set(other_forms(dict(reversed(files.items()))).values()) == {"a/talk.vtt"}


def test_a_copy_with_a_few_words_corrected_is_a_form_and_one_with_many_is_not() -> None:
    few = WORDS.replace("the 7 of", "seven of")
    many = WORDS.replace("and then", "after that")
    found = other_forms({"talk.json": form("whisper-json"), "talk.txt": form("text", few)})
    assert found == {"talk.txt": "talk.json"}
    assert other_forms({"talk.json": form("whisper-json"), "talk.txt": form("text", many)}) == {}


def test_short_talks_are_the_same_only_with_the_same_words() -> None:
    files = {"talk.json": form("whisper-json", "I wait for it."), "talk.vtt": form("webvtt", "I WAIT for it!")}
    assert other_forms(files) == {"talk.vtt": "talk.json"}
    assert other_forms({**files, "talk.vtt": form("webvtt", "I wait for them.")}) == {}


def test_names_are_compared_as_systems_do_and_endings_differ() -> None:
    files = {"Caf\u00e9.JSON": form("whisper-json"), "cafe\u0301.vtt": form("webvtt")}
    assert other_forms(files) == {"cafe\u0301.vtt": "Caf\u00e9.JSON"}
    assert other_forms({"a.vtt": form("webvtt"), "A.VTT": form("webvtt"), "b.vtt": form("webvtt")}) == {}


def test_a_part_of_a_talk_is_no_form_of_it_unless_somebody_was_taken_out() -> None:
    part = form("docx", WORDS[: len(WORDS) // 2], speakers=2)
    files = {"talk.docx": part, "talk.vtt": form("webvtt")}
    assert other_forms(files) == {}
    assert other_forms(files, {"talk.docx"}) == {"talk.vtt": "talk.docx"}
