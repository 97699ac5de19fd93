"""docs/exporting-transcripts.md is true: its samples are read, its links lead somewhere, its refusals are ours."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Role
from insightmine.transcripts import Source, assign_speakers, read_source

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "exporting-transcripts.md"
TEXT = PAGE.read_text(encoding="utf-8")
SAMPLES = dict(re.findall(r"^```text (\S+)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))
READERS = ROOT / "src" / "insightmine" / "transcripts"


def strings() -> str:
    """Every text that the readers may say."""
    nodes = (node for path in sorted(READERS.rglob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_read_with_its_speakers_and_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(SAMPLES[name], encoding="utf-8")
    reading = read_source(Source(name, path, True, tmp_path), InputOptions(), SpeakerOptions())
    turns = [turn for transcript in reading.transcripts for turn in transcript.turns]
    assert len({turn.speaker for turn in turns}) >= 2
    assert any(turn.text == "I open the mail, because people wait." for turn in turns)
    if path.suffix == ".vtt" or name in ("otter.txt", "f4.txt"):
        assert any(turn.start_seconds is not None or turn.end_seconds is not None for turn in turns)


def test_whoever_types_roles_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "typed.txt"
    path.write_text(SAMPLES["typed.txt"], encoding="utf-8")
    reading = read_source(Source(path.name, path, True, tmp_path), InputOptions(), SpeakerOptions())
    (transcript,) = assign_speakers(reading.transcripts, SpeakerOptions(), (), ()).transcripts
    assert [turn.role for turn in transcript.turns[:2]] == [Role.INTERVIEWER, Role.PARTICIPANT]


def test_every_tool_in_the_table_has_its_section() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in re.findall(r"^## (.*)$", TEXT, re.M)
    }
    linked = set(re.findall(r"\]\(#([\w-]+)\)", TEXT))
    assert linked
    assert linked <= anchors
    files = re.findall(r"\]\(((?!#|http)[^)]+)\)", TEXT)
    assert [name for name in files if not (PAGE.parent / name).is_file()] == []


def test_what_the_page_says_of_refusals_is_what_the_readers_say() -> None:
    """Each reason in the table stands in the program; what it says to do about a kind of file agrees."""
    table = TEXT[TEXT.index("## When a file is refused") :]
    said = strings()
    rows = re.findall(r"^\| (?!insightmine says|---)(.*?) \| (.*?) \|$", table, re.MULTILINE)
    assert len(rows) >= 15
    for reasons, _ in rows:
        for reason in re.split(r"\.\.\.|; |, (?=a )|, (?=XML)", reasons):
            words = reason.strip()
            assert not words or words in said, words
    for hint in ("transcribe it first", "export its transcripts as text", "save it as .xlsx", "run OCR first"):
        assert hint in table
        assert hint in said


def test_what_is_called_real_was_read_from_real_files() -> None:
    """A tool marked so has expectations of a real file in the conformance suite."""
    expected = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests/conformance/expected").glob("*.json")
    )
    real = {
        "Zoom": "zoom/meeting001_transcript.vtt",
        "Rev": "rev/transcript.json",
        "Descript": "ladybug/70-so-you-got-a-job.md",
        "Whisper": "asr-json/whisper_timestamped.json",
        "AssemblyAI, Deepgram, AWS, Google, IBM, Speechmatics": "bbc-stt/speechmaticsTedTalkTranscript.sample.json",
        "YouTube": "webvtt-edge/youtube_dl.vtt",
        "Spreadsheets": "scientists_transcripts.csv",
        "Word, typed by hand": "results/transcripts/P1.pdf",
    }
    rows = re.findall(r"^\| \[([^\]]+)\].*\| ([^|]+) \|$", TEXT, re.MULTILINE)
    assert {name for name, checked in rows if "real" in checked} == real.keys()
    assert [file for file in real.values() if file not in expected] == []
