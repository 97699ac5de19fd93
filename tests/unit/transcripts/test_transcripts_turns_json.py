"""JSON and JSON lines of turns, as programs and data sets write them: made-up files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.transcripts import Reading, Source, read_source

TALK = [
    {"speaker": "Moderator", "text": "How was it?"},
    {"speaker": "P1", "text": "Fine: I saved it at 10:30."},
    {"speaker": "P1", "text": "Twice."},
    {"speaker": "Moderator", "text": "And then?"},
]
TURNS = [("Moderator", "How was it?"), ("P1", "Fine: I saved it at 10:30. Twice."), ("Moderator", "And then?")]


def look(folder: Path, text: str, name: str = "talk.json") -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_source(Source(name, path, False, folder, path.stem), InputOptions(), SpeakerOptions())


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (TALK, "talk.json"),
        ({"id": 7, "turns": TALK}, "talk.json"),
        ({"meeting_transcripts": [{"speaker": p["speaker"], "content": p["text"]} for p in TALK]}, "talk.json"),
        ({"data": {"turns": TALK}}, "talk.json"),
    ],
)
def test_turns_are_read_wherever_their_list_stands(tmp_path: Path, value: object, name: str) -> None:
    (transcript,) = look(tmp_path, json.dumps(value), name).transcripts
    assert turns_of(transcript) == TURNS
    assert (transcript.format, transcript.turns[1].place) == ("turns-json", "turn 2")


def test_json_lines_of_turns_are_one_transcript(tmp_path: Path) -> None:
    text = "\n".join(map(json.dumps, TALK)) + "\n"
    (transcript,) = look(tmp_path, text, "talk.jsonl").transcripts
    assert (str(transcript.id), turns_of(transcript)) == ("talk", TURNS)


def test_json_lines_of_talks_are_a_transcript_each_under_its_own_name(tmp_path: Path) -> None:
    talks = [{"meeting_id": name, "summary": "They talked about saving.", "turns": TALK} for name in ("m1", "m2")]
    named = look(tmp_path, "\n".join(map(json.dumps, talks)), "talks.jsonl").transcripts
    assert [(str(item.id), turns_of(item)) for item in named] == [("m1", TURNS), ("m2", TURNS)]
    assert named[1].turns[0].place == "line 2, turn 1"
    dropped = {entry.reason: len(entry.words) for entry in named[1].dropped}
    assert dropped == {DropReason.AI_SUMMARY: 4, DropReason.SPEAKER_LABEL: 2}
    numbered = look(tmp_path, "\n".join([json.dumps({"turns": TALK})] * 2), "talks.jsonl").transcripts
    assert [str(item.id) for item in numbered] == ["talks-1", "talks-2"]


@pytest.mark.parametrize(("unit", "starts"), [(1000, [3000, 5000, 9000, 12000]), (1, [3, 5, 9, 12])])
def test_whole_numbers_are_milliseconds_where_seconds_would_be_too_slow(
    tmp_path: Path, unit: int, starts: list[int]
) -> None:
    talk = [{**part, "start": start, "end": start + unit} for part, start in zip(TALK, starts, strict=True)]
    (transcript,) = look(tmp_path, json.dumps({"turns": talk})).transcripts
    assert [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns] == [(3, 4), (5, 10), (12, 13)]


@pytest.mark.parametrize(
    "value",
    [
        [{"author": "ana", "text": "hi there"}, {"author": "ben", "text": "hello you"}],
        {"messages": [{"role": "user", "content": "hi there"}, {"role": "assistant", "content": "hello you"}]},
        [{"quote": "It was slow", "code": "slow"}, {"quote": "I saved it", "code": "save"}],
        [TALK[0]],
        {"speakers": [{"speaker": "A"}, {"speaker": "B"}]},
    ],
)
def test_chats_codes_and_lists_of_speakers_are_no_talk(tmp_path: Path, value: object) -> None:
    assert "JSON" in (look(tmp_path, json.dumps(value)).set_aside or "")


def test_json_lines_of_which_one_is_no_talk_are_none(tmp_path: Path) -> None:
    lines = [json.dumps({"turns": TALK}), json.dumps({"version": 2})]
    assert "JSON" in (look(tmp_path, "\n".join(lines), "talks.jsonl").set_aside or "")
