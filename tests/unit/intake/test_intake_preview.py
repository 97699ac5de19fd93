"""`ingest --dry-run` and `--explain-roles`: what would be read, word by word, and nothing kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from insightmine.cli.app import group
from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Role
from insightmine.errors import InputRefused
from insightmine.study import Study
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.coverage import words_of

TALK = """Interview on lending, 4 May
[00:00:05] Dana: How did you borrow the drill?
[00:00:09] Mara: I booked it online: it took a minute.
[00:00:20] Dana: What did you do then?
[00:00:24] Mara: I went there at 10:30 and it was gone.
[00:00:31] Dana: And how was that for you?
[00:00:40] Mara: Annoying. I had taken the day off.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study folder with a transcript, a copy of it, a licence and an image that is named like a transcript."""
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "one.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "talks" / "two.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "talks" / "broken.txt").write_bytes(b"Dana: hello\x00 there")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), "ingest", *arguments])


def told(folder: Path, *arguments: str) -> dict[str, Any]:
    result = run(folder, "--dry-run", "--json", *arguments)
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_nothing_is_stored(folder: Path) -> None:
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    assert run(folder, "--dry-run", str(folder / "talks")).exit_code == 3
    assert run(folder, "--dry-run", "--explain-roles", "--json", str(folder / "talks" / "one.txt")).exit_code == 0
    assert run(folder, "--dry-run", str(folder / "talks" / "broken.txt")).exit_code == 4
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


def test_every_word_of_a_file_is_told_of(folder: Path) -> None:
    files = {row["source"]: row for row in told(folder, str(folder / "talks"))["files"]}
    row = files["one.txt"]
    assert (row["format"], row["encoding"], row["language"]) == ("text", "utf-8", "en")
    assert (row["n_transcripts"], row["n_turns"], row["n_words"]) == (1, 6, len(words_of(TALK)))
    assert row["left_out"] == {"time_code": 18, "speaker_label": 6, "front_matter": 5}
    assert row["n_words"] == row["n_words_in_turns"] + sum(row["left_out"].values())
    assert {role["label"]: role["role"] for role in row["roles"]} == {"Dana": "interviewer", "Mara": "participant"}
    assert (files["two.txt"]["outcome"], files["two.txt"]["reason"]) == ("set_aside", "the same content as one.txt")
    refused = files["broken.txt"]
    assert refused["outcome"] == "refused"
    assert "NUL" in refused["reason"]
    assert refused["hint"]


def test_the_table_has_a_line_a_file_and_says_what_to_do_about_the_others(folder: Path) -> None:
    output = run(folder, "--dry-run", str(folder / "talks")).stdout
    (line,) = [line for line in output.splitlines() if line.startswith("one.txt")]
    assert line.split() == ["one.txt", "text", "utf-8", "en", "1", "2", "6", "71", "42", "29"]
    assert "left out: 18 time code, 6 speaker label, 5 front matter" in output
    assert "speakers: interviewer: Dana; participant: Mara" in output
    assert "Would be refused:\n  broken.txt: " in output
    assert "Nothing was stored: 1 of 3 files would be read." in output


def test_settings_people_and_decisions_count(folder: Path) -> None:
    (folder / "insightmine.toml").write_text('[speakers]\nobservers = ["Dana"]\n', encoding="utf-8")
    (folder / "participants.csv").write_text("participant,source,label\nP1,one.txt,Mara\n", encoding="utf-8")
    (look,) = Study.preview(folder, [folder / "talks" / "one.txt"]).files
    assert [(role.label, role.role, role.decided_by) for role in look.transcripts[0].roles] == [
        ("Dana", Role.OBSERVER, "settings"),
        ("Mara", Role.PARTICIPANT, "participants.csv"),
    ]
    assert look.transcripts[0].participants == ("P1",)


def test_each_sign_has_its_points_and_they_add_up(folder: Path) -> None:
    (look,) = Study.preview(folder, [folder / "talks" / "one.txt"]).files
    dana, mara = look.transcripts[0].roles
    points = [{sign.sign: sign.points for sign in role.signs} for role in (dana, mara)]
    share = 17 / 41  # of the words between white space
    assert points[0] == {
        "label": 0.0, "recurs": 0.0, "questions": 3.0, "prompts": 2.0,
        "word_share": pytest.approx(2 * (1 - share), abs=1e-3), "opens": 0.5, "closes": 0.0,
    }  # fmt: skip
    assert points[1] == {
        "label": 0.0, "recurs": 0.0, "questions": 0.0, "prompts": 0.0,
        "word_share": pytest.approx(2 * share, abs=1e-3), "opens": 0.0, "closes": 0.25,
    }  # fmt: skip
    ahead = sum(value or 0.0 for value in points[0].values()) - sum(value or 0.0 for value in points[1].values())
    assert dana.margin == pytest.approx(ahead, abs=1e-3)
    assert mara.margin == pytest.approx(-ahead, abs=1e-3)
    assert dana.margin_needed == 1.0
    shown = run(folder, "--dry-run", "--explain-roles", str(folder / "talks" / "one.txt")).stdout
    assert "+3.00  questions: a question in 100% of 3 turns" in shown
    assert f"{ahead:+.2f} to the best of the others; an interviewer needs +1.00" in shown


def test_below_the_margin_nobody_is_the_interviewer(folder: Path) -> None:
    path = folder / "talk.txt"
    path.write_text("Ana: Is it so?\nBo: Is it not?\nAna: It is so.\nBo: It is not.\n" * 3, encoding="utf-8")
    (look,) = Study.preview(folder, [path]).files
    roles = look.transcripts[0].roles
    assert [role.role for role in roles] == [Role.UNKNOWN] * 2
    assert all("margin" in role.evidence for role in roles)
    assert all(role.margin is not None and abs(role.margin) < 1.0 for role in roles)


def test_whoever_asks_what_the_guide_asks_is_the_interviewer(folder: Path) -> None:
    path = folder / "talk.txt"
    path.write_text(
        "Ana: Is it so?\nBo: Tell me how booking the drill went.\nAna: It went well, did it not?\n"
        "Bo: Tell me about bringing it back.\nAna: I brought it back.\nBo: Is that so?\n", encoding="utf-8"
    )  # fmt: skip
    assert [role.role for role in Study.preview(folder, [path]).files[0].transcripts[0].roles] == [Role.UNKNOWN] * 2
    (folder / "guide.toml").write_text(
        '[[question]]\ntext = "How did booking the drill go?"\nprobes = ["Tell me how booking the drill went."]\n'
        '[[question]]\ntext = "Tell me about bringing it back."\n', encoding="utf-8"
    )  # fmt: skip
    ana, bo = Study.preview(folder, [path]).files[0].transcripts[0].roles
    assert (ana.role, bo.role) == (Role.PARTICIPANT, Role.INTERVIEWER)
    assert next(sign.points for sign in bo.signs if sign.sign == "guide") == pytest.approx(4 / 3, abs=1e-3)


FRONT = "This report tells of how people borrow what they need, and what became of it in the long run. " * 30
ENDS_IN_TALK = FRONT + "\n\n" + "Interviewer: How was it?\nP1: It was fine.\n" * 4


def test_a_text_that_is_mostly_something_else_is_refused_unless_told_otherwise(folder: Path) -> None:
    path = folder / "report.txt"
    path.write_text(ENDS_IN_TALK, encoding="utf-8")
    source = Source("report.txt", path, True, folder, "report")
    with pytest.raises(InputRefused, match=r"only 24 of \d+ words are in anybody's turn") as refusal:
        read_source(source, InputOptions(), SpeakerOptions())
    assert "export" in refusal.value.hint
    (transcript,) = read_source(source, InputOptions(least_speech=0.0), SpeakerOptions()).transcripts
    assert transcript.dropped[0].reason is DropReason.FRONT_MATTER
    assert run(folder, "--dry-run", str(path)).exit_code == 4
    assert run(folder, "--dry-run", "--least-speech", "0", str(path)).exit_code == 0
    (folder / "insightmine.toml").write_text("[input]\nleast_speech = 0.01\n", encoding="utf-8")
    assert run(folder, "--dry-run", str(path)).exit_code == 0


def test_formats_with_much_mark_up_are_not_hit(folder: Path) -> None:
    """Times, ids, labels and settings of cues are no prose, however many they are."""
    cue = "{0:08}-aaaa-bbbb/{0}-0\n{1}.000 --> {1}.900 align:start\n<v Dana Marie Long-Name (Guest)>Yes, {0}.</v>\n\n"
    cues = "".join(cue.format(number, f"00:{number // 60:02}:{number % 60:02}") for number in range(200))
    path = folder / "talk.vtt"
    path.write_text("WEBVTT\n\n" + cues, encoding="utf-8")
    (row,) = told(folder, str(path))["files"]
    assert row["outcome"] == "read"
    assert row["n_words_in_turns"] < 0.2 * row["n_words"]
