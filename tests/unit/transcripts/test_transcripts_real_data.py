"""The real files: every one that holds speech is read whole, with the right speakers in the right places."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Role
from insightmine.errors import InputRefused
from insightmine.transcripts import Cast, Reading, assign_speakers, find_sources, read_source

pytestmark = pytest.mark.slow


def read_all(*folders: Path) -> tuple[dict[str, Reading], dict[str, str], Cast]:
    """Readings by source, refusals by source, and the cast of the study."""
    readings, refused = {}, {}
    for source in find_sources(folders):
        try:
            readings[source.name] = read_source(source, InputOptions(), SpeakerOptions())
        except InputRefused as refusal:
            refused[source.name] = refusal.reason
    transcripts = [transcript for reading in readings.values() for transcript in reading.transcripts]
    return readings, refused, assign_speakers(transcripts, SpeakerOptions(), (), ())


def roles(cast: Cast) -> Counter[Role]:
    return Counter(turn.role for transcript in cast.transcripts for turn in transcript.turns)


def test_managers(shared_data: Path) -> None:
    readings, refused, cast = read_all(shared_data / "estr-managers" / "original")
    assert refused == {}
    assert [person.id for person in cast.people] == ["ES1", "ES2", "ES3", "ES4", "ES5"]
    for transcript in cast.transcripts:
        assert [turn.role for turn in transcript.turns] == [Role.INTERVIEWER, Role.PARTICIPANT, Role.INTERVIEWER]
    aside = sorted(name for name, reading in readings.items() if reading.set_aside)
    assert aside == ["README.md", "transcripts_experience/ATTRIBUTION.md"]


def test_think_aloud_sessions(shared_data: Path) -> None:
    readings, refused, cast = read_all(shared_data / "heritrace" / "original")
    assert refused == {}
    languages = Counter(transcript.language for transcript in cast.transcripts)
    assert languages == {"it": 15, "en": 4}
    assert set(roles(cast)) == {Role.PARTICIPANT}
    assert len(cast.people) == 19
    english = {str(transcript.id): transcript for transcript in cast.transcripts if transcript.language == "en"}
    assert sorted(english) == ["10t_transcription", "1t_transcription", "5e_transcription", "6e_transcription"]
    headings = list(dict.fromkeys(turn.heading for turn in english["5e_transcription"].turns))
    assert len(headings) == 5
    assert all(heading and heading.startswith(("Warm-up", "Task ")) for heading in headings)
    reasons = Counter((reading.set_aside or "read").split(";")[0] for reading in readings.values())
    assert reasons["read"] == 19
    assert reasons["a questionnaire"] == 19
    assert reasons["written answers, not speech"] == 19
    assert reasons["a document with lists and tables, not a transcript"] == 2


def test_numbered_transcripts(shared_data: Path) -> None:
    readings, refused, cast = read_all(shared_data / "pdpilot" / "derived" / "transcripts")
    assert refused == {}
    assert len(cast.people) == len(readings) == 7
    assert {turn.speaker for t in cast.transcripts for turn in t.turns if turn.role is Role.INTERVIEWER} == {"Dan"}
    assert set(roles(cast)) == {Role.INTERVIEWER, Role.PARTICIPANT}
    assert all(not turn.text[:1].isdigit() for transcript in cast.transcripts for turn in transcript.turns[:5])


def test_dialogues_in_cells(shared_data: Path) -> None:
    _, refused, cast = read_all(shared_data / "anthropic-interviewer-scientists")
    assert refused == {}
    assert len(cast.transcripts) == len(cast.people) == 125
    speakers = Counter((turn.speaker, turn.role) for transcript in cast.transcripts for turn in transcript.turns)
    assert speakers == {
        ("User", Role.PARTICIPANT): 1160,
        ("AI", Role.INTERVIEWER): 1159,  # one "AI:" at the end of a cell is followed by nothing
        ("Assistant", Role.INTERVIEWER): 125,
    }
    assert all(transcript.turns[0].speaker == "Assistant" for transcript in cast.transcripts)


def test_long_interviews(shared_data: Path) -> None:
    readings, refused, cast = read_all(shared_data / "changelog-transcripts")
    assert refused == {}
    assert len(cast.transcripts) == 50
    assert sorted(name for name, reading in readings.items() if reading.set_aside) == [
        "LICENSE",
        "README.md",
        "SOURCE.txt",
    ]
    labels = Counter(turn.speaker for transcript in cast.transcripts for turn in transcript.turns)
    assert labels["Adam Stacoviak"] == 3896
    assert not {"Break", "Outro"} & set(labels)
    hosts = {turn.speaker for t in cast.transcripts for turn in t.turns if turn.role is Role.INTERVIEWER}
    assert hosts == {"Adam Stacoviak"}
    assert Role.UNKNOWN not in roles(cast)


def test_tools_exports(shared_data: Path) -> None:
    readings, refused, cast = read_all(shared_data / "transcript-formats")
    assert set(refused) == {"webvtt-edge/empty.vtt", "webvtt-edge/invalid_format4.srt", "webvtt-edge/no_captions.vtt"}
    by_id = {str(transcript.id): transcript for transcript in cast.transcripts}
    zoom = by_id["meeting001_transcript"]
    assert Counter(turn.speaker for turn in zoom.turns) == {
        "Andrew Knight": 12,
        "Paul McCartney": 10,
        "John Lennon": 5,
        "George Harrison": 2,
        "Ringo Starr": 1,
    }
    assert zoom.turns[3].speaker == "Ringo Starr"
    assert zoom.turns[3].start_seconds == 31.65
    chat = readings["zoom/meeting001_chat.txt"].set_aside
    assert chat is not None
    assert chat.startswith("a chat")
    voices = [by_id[f"486-underscore-underscore-ghost-emoji-final.{kind}"] for kind in ("vtt", "txt")]
    said = [[(turn.speaker, turn.text) for turn in transcript.turns] for transcript in voices]
    assert said[0] == said[1]
    assert Counter(speaker for speaker, _ in said[0]) == {"Michael Kennedy": 30, "Calvin Hendryx-Parker": 29}
    bold = by_id["01-new-career-who-dis"]
    assert Counter(turn.speaker for turn in bold.turns) == {"Kelly": 29, "Lindsey": 26, "Emma": 25, "Ali": 19}
    assert all("&#" not in turn.text for turn in bold.turns)
    assert {turn.role for turn in bold.turns} == {Role.UNKNOWN}
    nameless = by_id["001-intro-to-the-show-and-pip-9-is-out.vtt"]
    assert {turn.role for turn in nameless.turns} == {Role.UNKNOWN}
