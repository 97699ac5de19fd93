"""Notes about somebody and words that somebody wrote: recognised on good evidence only, and given to the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import InputOptions, Options, PersonRow, SpeakerOptions, TranscriptRow
from insightmine.domain.speech import Consent, Record, Role, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, cast_study, read_source
from insightmine.transcripts.notes import NOBODY

NOTES = "# Observer notes - P03\n\nP03 phones the desk for the drill.\n\n- could not find it\n- left at 10:30\n"
PROSE = (
    "So I phoned the desk, and I think it was fine, because they know me there.\n\nThen I just went to get it, okay.\n"
)


def read(folder: Path, name: str, text: str, *, declared: bool = False) -> Transcript:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    source = Source(name, path, True, folder, stem=path.stem)
    (transcript,) = read_source(source, InputOptions(), SpeakerOptions(), declared=declared).transcripts
    return transcript


@pytest.mark.parametrize(
    ("name", "text", "evidence"),
    [
        ("session.md", NOTES, "its first heading says so"),
        ("P03_notes.md", PROSE, "its name says so"),
        ("observer-log 3.txt", PROSE, "its name says so"),
        ("p3.md", PROSE.replace("So I", "Observer: So I"), "only an observer writes in it"),
        ("field notes day 2.md", PROSE, "its name says so"),
        ("notes P03.md", PROSE, "its name says so"),
        ("Notes on the visit to P03.md", PROSE, "its name says so"),
    ],
)
def test_a_lone_voice_under_the_name_of_notes_is_notes(tmp_path: Path, name: str, text: str, evidence: str) -> None:
    transcript = read(tmp_path, name, text)
    assert (transcript.record, transcript.record_evidence) == (Record.NOTES, evidence)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talk.md", PROSE),
        ("notebook study.md", PROSE),
        ("Interview 3 - note taking habits.txt", PROSE),
        ("P04 on observations in the field, part 2.md", PROSE),
        ("P03 notes.md", "Interviewer: How was it, all in all?\n\nP03: It was fine, I found the drill at once.\n"),
        ("meeting notes.md", PROSE),
        ("P03 notes.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:09.000\nI phoned the desk and it was fine for me.\n"),
    ],
)
def test_what_else_there_is_stays_speech(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text).record is Record.SPEECH


@pytest.mark.parametrize(
    ("header", "record"),
    [
        ("participant,question,answer", Record.WRITTEN),
        ("respondent,question,Comments", Record.WRITTEN),
        ("participant,question,observation", Record.NOTES),
        ("participant,question,note_en", Record.NOTES),
        ("participant,question,Notes (English)", Record.NOTES),
        ("participant,question,quote", Record.SPEECH),
        ("participant,start,answer", Record.SPEECH),
    ],
)
def test_columns_say_what_a_table_holds(tmp_path: Path, header: str, record: Record) -> None:
    rows = (
        "P1,0:10,I phoned the desk and they kept the drill for me.\nP2,0:20,I looked at the list the evening before.\n"
    )
    assert read(tmp_path, "a.csv", f"{header}\n{rows}").record is record


def test_notes_belong_to_the_person_and_their_turns_to_who_wrote_them(tmp_path: Path) -> None:
    notes = read(tmp_path, "session.md", NOTES)
    found = cast_study([notes], Options(), ()).transcripts[0]
    assert {(turn.role, turn.participant, turn.person_key) for turn in found.turns} == {(Role.OBSERVER, "P03", "P03")}
    assert (found.about, found.warnings) == ("P03", ())
    other = TranscriptRow("session.md", None, "Anna", None, 0.0, False, None, None, 2)
    renamed = cast_study([notes], Options(transcripts=(other,)), ()).transcripts[0]
    assert renamed.participants == ("Anna",)
    named = PersonRow("Mara", "session.md", None, {}, Consent.VERBATIM, 2)
    assert cast_study([notes], Options(people=(named,)), ()).transcripts[0].participants == ("Mara",)
    assert {turn.role for turn in cast_study([notes], Options(people=(named,)), ()).transcripts[0].turns} == {
        Role.OBSERVER
    }


def test_notes_are_linked_to_a_participant_that_the_study_knows(tmp_path: Path) -> None:
    text = "Interviewer: How did you book the drill?\n\nMara: I phoned the desk, since the list is never right.\n"
    talk, notes = read(tmp_path, "talk.md", text), read(tmp_path, "notes_mara.md", PROSE)
    found = {str(item.id): item for item in cast_study([talk, notes], Options(), ()).transcripts}
    assert found["notes_mara"].participants == ("Mara",)
    assert [person.id for person in cast_study([talk, notes], Options(), ()).people] == ["Mara"]


def test_notes_about_nobody_give_nothing_and_say_so(tmp_path: Path) -> None:
    found = cast_study([read(tmp_path, "field notes.md", PROSE)], Options(), ()).transcripts[0]
    assert found.participants == ()
    assert NOBODY in found.warnings


def test_who_withdrew_is_gone_from_the_notes_about_them(tmp_path: Path) -> None:
    notes = read(tmp_path, "session.md", NOTES)
    people = (PersonRow("P03", None, None, {}, Consent.WITHDRAWN, 2),)
    found = cast_study([notes], Options(people=people), ()).transcripts[0]
    assert (found.turns, found.about) == ((), None)


def test_what_transcripts_csv_lists_as_written_need_not_read_like_speech(tmp_path: Path) -> None:
    text = "# Answers\n\n## Which tools?\n\n- drill\n\n## How often?\n\nWeekly.\n\n## Why?\n\nRepairs of chairs.\n"
    with pytest.raises(InputRefused, match="written answers"):
        read(tmp_path, "answers.md", text)
    transcript = read(tmp_path, "answers.md", text, declared=True)
    assert transcript.turns[0].heading == "Which tools?"
    assert "Repairs of chairs." in [turn.text for turn in transcript.turns]


def test_speech_is_what_a_person_says_it_is(tmp_path: Path) -> None:
    notes = read(tmp_path, "P03 notes.md", PROSE)
    row = TranscriptRow("P03 notes.md", Record.SPEECH, None, None, 0.0, False, None, None, 2)
    found = cast_study([notes], Options(transcripts=(row,)), ()).transcripts[0]
    assert found.record is Record.SPEECH
    assert {turn.role for turn in found.turns} == {Role.PARTICIPANT}
