"""Tables: columns found, rows kept, dialogues in cells, and messages with line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Role, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, read_source
from insightmine.transcripts.coverage import unescape


def read(
    folder: Path, text: str, options: InputOptions | None = None, name: str = "study.csv"
) -> tuple[Transcript, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    source = Source(name, path, True, folder)
    return read_source(source, options or InputOptions(), SpeakerOptions()).transcripts


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_are_found_by_name(tmp_path: Path, sign: str) -> None:
    rows = [["Participant ID", "code", "Quote"], ["p7", "x", "I wait"], ["p8", "y", '"I ask, then wait; so"']]
    (transcript,) = read(tmp_path, "\n".join(sign.join(row) for row in rows))
    assert transcript.id == "study"
    assert turns_of(transcript) == [("p7", "I wait"), ("p8", "I ask, then wait; so")]
    assert [turn.place for turn in transcript.turns] == ["line 2", "line 3"]
    cast = assign_speakers([transcript], SpeakerOptions(), (), ())
    assert [turn.participant for turn in cast.transcripts[0].turns] == ["p7", "p8"]
    assert {turn.role for turn in cast.transcripts[0].turns} == {Role.PARTICIPANT}


def test_the_column_of_long_text_is_found_by_content(tmp_path: Path) -> None:
    text = "alpha,beta,gamma\n1,I always wait for the bus in the rain,x\n2,I never take the bus since it is late,y\n"
    (transcript,) = read(tmp_path, text)
    assert [turn.text.split()[0] for turn in transcript.turns] == ["I", "I"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    options = InputOptions(text_column="beta", participant_column="Alpha")
    (transcript,) = read(
        tmp_path, "alpha,beta,text\nu1,yes,a longer text that is not meant\nu2,no,another longer one\n", options
    )
    assert turns_of(transcript) == [("u1", "yes"), ("u2", "no")]
    with pytest.raises(InputRefused, match="no column 'delta'"):
        read(tmp_path, "alpha,beta\nu1,yes\n", InputOptions(text_column="delta"))


def test_every_row_is_a_statement_when_asked_for(tmp_path: Path) -> None:
    text = 'participant,text,code\nu1,NA,c1\nu2,"two\n\nlines",c2\nu1,,c3\nu3,null,c1\n'
    (transcript,) = read(tmp_path, text, InputOptions(as_statements=True))
    assert transcript.rows_are_statements
    assert turns_of(transcript) == [("u1", "NA"), ("u2", "two\n\nlines"), ("u1", ""), ("u3", "null")]
    assert [turn.index for turn in transcript.turns] == [0, 1, 2, 3]
    assert [turn.place for turn in transcript.turns] == ["line 2", "line 3", "line 6", "line 7"]
    assert any("1 rows hold no words (line 6)" in warning for warning in transcript.warnings)
    codes = [word for entry in transcript.dropped if entry.reason is DropReason.METADATA_COLUMN for word in entry.words]
    assert codes == ["c1", "c2", "c3", "c1"]


def test_a_row_kept_as_a_statement_stands_under_the_task_in_its_row(tmp_path: Path) -> None:
    text = "participant,Task,note\nu1,Task 1: Edit,looks for save\nu2,,likes it\nu1,Task 2: Merge,merges at once\n"
    (transcript,) = read(tmp_path, text, InputOptions(as_statements=True))
    assert [turn.heading for turn in transcript.turns] == ["Task 1: Edit", None, "Task 2: Merge"]
    noted = [word for entry in transcript.dropped if entry.reason is DropReason.HEADING for word in entry.words]
    assert noted == ["Task", "1", "Edit", "Task", "2", "Merge"]
    assert DropReason.METADATA_COLUMN not in {entry.reason for entry in transcript.dropped}


def test_a_cell_with_a_dialogue_is_a_transcript(tmp_path: Path) -> None:
    text = (
        'transcript_id,text\nb7,"Assistant: What do you do?\n\nUser: I count cells.\nOne by one: slowly.\n\nAI: Why?'
        '\n\nUser: It is safe."\na1,"Assistant: And you?\n\nUser: I teach."\n'
    )
    transcripts = read(tmp_path, text)
    assert [transcript.id for transcript in transcripts] == ["b7", "a1"]
    assert [turn.speaker for turn in transcripts[0].turns] == ["Assistant", "User", "AI", "User"]
    assert transcripts[0].turns[1].text == "I count cells.\nOne by one: slowly."
    assert [turn.place for turn in transcripts[0].turns] == ["line 2", "line 4", "line 7", "line 9"]
    cast = assign_speakers(transcripts, SpeakerOptions(), (), ())
    assert [transcript.participants for transcript in cast.transcripts] == [("a1",), ("b7",)]
    assert [turn.role for turn in cast.transcripts[1].turns] == [
        Role.INTERVIEWER,
        Role.PARTICIPANT,
        Role.INTERVIEWER,
        Role.PARTICIPANT,
    ]


def test_rows_are_grouped_by_session_and_questions_become_turns(tmp_path: Path) -> None:
    text = (
        "session,participant,question,answer\ns1,u1,What helps?,Lists.\ns2,u2,What helps?,Maps.\n"
        "s1,u1,What helps?,Calm.\n"
        "s1,u1,What else?,Tea.\n"
    )
    transcripts = read(tmp_path, text)
    assert [transcript.id for transcript in transcripts] == ["s1", "s2"]
    assert turns_of(transcripts[0]) == [
        ("Question", "What helps?"),
        ("u1", "Lists."),
        ("u1", "Calm."),
        ("Question", "What else?"),
        ("u1", "Tea."),
    ]
    cast = assign_speakers(transcripts, SpeakerOptions(), (), ())
    assert cast.transcripts[0].turns[0].role is Role.INTERVIEWER
    assert [person.id for person in cast.people] == ["u1", "u2"]


def test_a_column_of_speakers_may_hold_the_interviewer(tmp_path: Path) -> None:
    text = (
        "start,speaker,text\n0:01,Interviewer,What now?\n0:05,Ana,I leave for good then.\n"
        "0:09,Interviewer,Why?\n0:12,Ana,It is late.\n"
    )
    cast = assign_speakers(read(tmp_path, text), SpeakerOptions(), (), ())
    turns = cast.transcripts[0].turns
    assert [turn.role for turn in turns[:2]] == [Role.INTERVIEWER, Role.PARTICIPANT]
    assert turns[1].participant == "Ana"
    assert turns[1].start_seconds == 5.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('participant,text\nu1,"open\nu2,more\n', "line 2: a quote is opened"),
        ('participant,text\nu1,ok\nu2,"a"b\n', "line 3: a quote is opened"),
        ("text,Text\nu1,a\n", "line 1: two columns are called"),
        ("participant,text\nu1,a,b\n", "line 2: 3 cells under 2 columns"),
        ("alpha,beta,gamma\n1,2,3\n", "line 1: no column of text"),
        ("participant,text\nu1,\n", "no text in its rows"),
    ],
)
def test_a_flawed_table_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputRefused, match=message):
        read(tmp_path, text)


def test_rows_in_another_order_give_the_same_people(tmp_path: Path) -> None:
    rows = ["u1,Lists.", "u2,Maps.", "u1,Tea.", "u3,Calm."]
    one = assign_speakers(read(tmp_path, "\n".join(["participant,text", *rows])), SpeakerOptions(), (), ())
    two = assign_speakers(read(tmp_path, "\n".join(["participant,text", *rows[::-1]])), SpeakerOptions(), (), ())
    assert one.people == two.people
    spoken = [{(turn.person_key, turn.text) for turn in cast.transcripts[0].turns} for cast in (one, two)]
    assert spoken[0] == spoken[1]


def test_whispers_table_of_captions_is_merged_and_counts_milliseconds(tmp_path: Path) -> None:
    text = "start\tend\ttext\n0\t1500\tI open the\n1500\t3000\tpage.\n9000\t9900\tThen I close it.\n"
    (transcript,) = read(tmp_path, text, name="talk.tsv")
    assert turns_of(transcript) == [(None, "I open the page."), (None, "Then I close it.")]
    assert [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns] == [(0.0, 3.0), (9.0, 9.9)]


def test_what_is_not_read_of_a_survey_is_said(tmp_path: Path) -> None:
    long = "I would say that it depends on the day and on whom I have to wait for and mostly when."
    (transcript,) = read(tmp_path, f"answer,remarks\n{long},{long}\n{long},{long}\n")
    assert any("there is more in remarks" in warning for warning in transcript.warnings)
    assert any("no column of participants" in warning for warning in transcript.warnings)


@given(cells=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=40)), min_size=2, max_size=12))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cell_comes_back_as_a_statement(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    clean = [(person, " ".join(text.replace("\x00", "").split())) for person, text in cells]
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([("participant", "text"), *(("u1", text) for _, text in clean)])
    data = buffer.getvalue().encode("utf-8", "replace")
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    source = Source("any.csv", path, True, tmp_path)
    (transcript,) = read_source(source, InputOptions(as_statements=True), SpeakerOptions()).transcripts
    expected = [unescape(text.encode("utf-8", "replace").decode()).strip() for _, text in clean]
    assert [turn.text for turn in transcript.turns] == expected


def survey(*columns: tuple[str, Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _ in columns])
    writer.writerows(zip(*(cells for _, cells in columns), strict=True))
    return out.getvalue()


ANSWERED = [f"I had to wait {n} minutes until somebody came, which was not what I was told" for n in range(12)]


def test_other_answers_in_a_survey_are_told_of_and_lists_to_choose_from_are_not(tmp_path: Path) -> None:
    questions = [f"What else, if anything at all, would have helped you to be faster on day {n}?" for n in range(6)]
    others = [(question, [f"a list, and {n} more of the people" for n in range(12)]) for question in questions]
    chosen = ("Which of these?", ["every day of the working week", "on some days of the week only"] * 6)
    (transcript,) = read(tmp_path, survey(("What hindered you?", ANSWERED), *others, chosen))
    (warning,) = (text for text in transcript.warnings if "there is more in" in text)
    assert "text is read from 'What hindered you?' only" in warning
    assert warning.count("What else, if anything") == 4
    assert "2 others" in warning
    assert "Which of these" not in warning
    assert "day 0" not in warning  # the names are cut


def test_search_words_of_a_coding_are_nobodys_answers(tmp_path: Path) -> None:
    words = [f"key(board)?s?|hot-?keys{n}?,sharing|combine,(ipy)?widgets" for n in range(12)]
    with pytest.raises(InputRefused, match="no column of text"):
        read(tmp_path, survey(("row", [str(n) for n in range(12)]), ("theme", ["ux"] * 12), ("keywords_found", words)))
    (transcript,) = read(tmp_path, survey(("keywords_found", words), ("said here", ANSWERED)))
    assert [turn.text for turn in transcript.turns] == ANSWERED
    assert not any("there is more" in warning for warning in transcript.warnings)
