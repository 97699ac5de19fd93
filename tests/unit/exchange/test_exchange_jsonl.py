from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.builders import tool_library, with_consent, with_text

from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, AssociationVerdict, EstimateKind
from insightmine.domain.ids import ParticipantId
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.outcomes import Direction, Grade
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Consent, DroppedWords, DropReason, Role, Turn
from insightmine.domain.themes import Status
from insightmine.errors import UsageError
from insightmine.exchange import FILES, export, schema_of

CONTRACT = {
    "transcripts": "id source format language participants n_turns n_words words_dropped",
    "turns": "transcript turn speaker role participant text start_seconds end_seconds",
    "statements": "id transcript source participant turn start end text kinds basis prompting effect effect_score "
    "step step_score theme theme_score decided_by",
    "themes": "id name definition kinds keyphrases participants n_participants n_opportunity interval n_statements "
    "stability exemplars negative_cases single_voice status lineage",
    "signals": "id theme step effect strength participants supporting opposing association conflict status",
    "outcomes": "id who behaviour step direction seen metric question hypothesis next_test alternatives grade signals "
    "supporting opposing impact status",
    "steps": "id position name description origin n_statements participants asked gap question to_ask not_judged",
}


def exported(analysis: Analysis, folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
        for path in export(analysis, folder)
    }


def test_a_signal_says_what_it_is_about_and_whether_it_is_one_persons(tmp_path: Path) -> None:
    analysis = tool_library()
    one = analysis.signals[0]
    lone = replace(one, about="the calendar", participants=one.participants[:1])
    rows = exported(replace(analysis, signals=(lone, *analysis.signals[1:])), tmp_path)["signals"]
    assert [(row["about"], row["single_voice"]) for row in rows[:2]] == [("the calendar", True), (None, False)]
    Draft202012Validator(schema_of("signals")).validate(rows[0])


def test_every_field_of_the_contract_comes_first_and_in_its_order(tmp_path: Path) -> None:
    tables = exported(tool_library(), tmp_path)
    assert list(tables) == list(CONTRACT)
    for name, fields in CONTRACT.items():
        promised = fields.split()
        assert all(list(row)[: len(promised)] == promised for row in tables[name]), name


@pytest.mark.parametrize("name", FILES)
def test_every_line_fits_its_schema(name: str, tmp_path: Path) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["schema_version"] == 1
    validator = Draft202012Validator(schema)
    rows = exported(
        with_consent(with_consent(tool_library(), "P02", Consent.PARAPHRASE), "P07", Consent.INTERNAL), tmp_path
    )[name]
    assert rows
    for row in rows:
        validator.validate(row)
        assert set(row) == set(schema["required"])
    assert not validator.is_valid({key: value for key, value in rows[0].items() if key != "schema_version"})


def test_statements_are_slices_of_the_exported_turns(tmp_path: Path) -> None:
    tables = exported(tool_library(), tmp_path)
    turns = {(row["transcript"], row["turn"]): row for row in tables["turns"]}
    assert len(tables["statements"]) == 41
    for row in tables["statements"]:
        turn = turns[row["transcript"], row["turn"]]
        assert turn["text"][row["start"] : row["end"]] == row["text"]
        assert turn["participant"] == row["participant"]
        assert turn["role"] == "participant"


def test_values_of_one_statement(tmp_path: Path) -> None:
    tables = exported(tool_library(), tmp_path)
    row = next(row for row in tables["statements"] if row["text"].startswith("So now I check the list"))
    assert {key: row[key] for key in ("kinds", "basis", "prompting", "effect", "effect_score", "step", "theme")} == {
        "kinds": ["behaviour", "workaround"],
        "basis": "habit",
        "prompting": "unprompted",
        "effect": "hinders",
        "effect_score": -0.68,
        "step": "find",
        "theme": "T1",
    }
    assert row["step_score"] == 0.812346
    assert row["question"] == "How did you look for the tool the last time?"
    unplaced = next(row for row in tables["statements"] if row["text"].startswith("I rent a flat"))
    assert (unplaced["theme"], unplaced["theme_score"], unplaced["step"]) == (None, None, None)


def test_words_dropped_are_listed_with_their_reason(tmp_path: Path) -> None:
    row = exported(tool_library(), tmp_path)["transcripts"][0]
    assert row["words_dropped"] == [
        {"reason": "format_header", "words": ["WEBVTT"], "n_words": 1},
        {"reason": "speaker_label", "words": ["Interviewer:", "P01:"], "n_words": 2},
    ]
    assert (row["n_turns"], row["n_words"]) == (10, 123)


def test_an_association_is_an_object_with_an_interval(tmp_path: Path) -> None:
    analysis = tool_library()
    measured = Association(
        "task_success", 4, 4, 0.25, EstimateKind.RISK_DIFFERENCE, (-0.3, 0.7), 0.4, None, AssociationVerdict.UNCLEAR
    )
    analysis = replace(analysis, signals=(replace(analysis.signals[0], association=measured), *analysis.signals[1:]))
    row = exported(analysis, tmp_path)["signals"][0]
    Draft202012Validator(schema_of("signals")).validate(row)
    assert row["association"]["interval"] == [-0.3, 0.7]
    assert row["association"]["q"] is None


def test_the_same_analysis_gives_the_same_bytes_and_leaves_no_other_files(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in export(tool_library(), tmp_path / "a" / "b")]
    second = [path.read_bytes() for path in export(tool_library(), tmp_path / "a" / "b")]
    assert first == second
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(f"{name}.jsonl" for name in FILES)
    for content in first:
        assert content.endswith(b"\n")
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")


def test_hard_characters_survive_and_never_break_a_line(tmp_path: Path) -> None:
    analysis = tool_library()
    text = 'odd \u2028 \u2029 \x85 \x1c \ud800 \u202e ünïcode \U0001f6b2 "quoted" \\ end'
    analysis = with_text(analysis, analysis.statements[0].id, text)
    export(analysis, tmp_path)
    lines = (tmp_path / "statements.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 41
    assert json.loads(lines[0])["text"] == text
    assert "ünïcode \U0001f6b2" in lines[0]


def test_an_empty_analysis_gives_seven_empty_files(tmp_path: Path) -> None:
    assert [path.read_bytes() for path in export(Analysis(), tmp_path)] == [b""] * 7


def test_speech_without_statements_still_exports_its_turns(tmp_path: Path) -> None:
    analysis = replace(tool_library(["P01"]), statements=(), judgements=(), themes=(), signals=(), outcomes=())
    tables = exported(analysis, tmp_path)
    assert len(tables["turns"]) == 10
    assert tables["statements"] == []


def test_people_who_keep_their_words_internal_are_in_no_file(tmp_path: Path) -> None:
    analysis = tool_library()
    words = [statement.text for statement in analysis.statements if statement.participant == "P01"]
    export(with_consent(analysis, "P01", Consent.INTERNAL), tmp_path)
    everything = "".join(path.read_text("utf-8") for path in sorted(tmp_path.iterdir()))
    assert "P01" not in everything
    assert "p01" not in everything
    assert not any(text in everything for text in words)
    assert "P02" in everything


def test_people_who_allow_no_quotes_are_counted_without_their_words(tmp_path: Path) -> None:
    analysis = with_consent(tool_library(), "P01", Consent.PARAPHRASE)
    tables = exported(analysis, tmp_path)
    own = [row for row in tables["statements"] if row["participant"] == "P01"]
    assert own
    assert {row["text"] for row in own} == {None}
    assert {row["text"] for row in tables["turns"] if row["participant"] == "P01"} == {None}
    assert all(row["text"] for row in tables["turns"] if row["role"] == "interviewer")
    assert {row["reason"]: row["words"] for row in tables["transcripts"][0]["words_dropped"]}["speaker_label"] == []
    assert any("P01" in row["participants"] for row in tables["themes"])
    assert "▒" not in "".join(path.read_text("utf-8") for path in tmp_path.iterdir())


def test_words_of_somebody_withdrawn_are_counted_but_not_listed(tmp_path: Path) -> None:
    analysis = tool_library(["P02"])
    transcript = analysis.transcripts[0]
    gone = DroppedWords(DropReason.CONSENT_WITHDRAWN, ("secret", "matter"))
    analysis = replace(analysis, transcripts=(replace(transcript, dropped=(gone,)),))
    row = exported(analysis, tmp_path)["transcripts"][0]
    assert row["words_dropped"] == [{"reason": "consent_withdrawn", "words": [], "n_words": 2}]


def test_in_a_shared_transcript_turn_numbers_stay_those_of_the_file(tmp_path: Path) -> None:
    analysis = tool_library(["P02", "P03"])
    transcript = analysis.transcripts[0]
    guest = Turn(len(transcript.turns), "P03", "I was there too.", "line 99", Role.PARTICIPANT, ParticipantId("P03"))
    last = Turn(guest.index + 1, "Interviewer", "Thank you both.", "line 100", Role.INTERVIEWER)
    both = replace(transcript, turns=(*transcript.turns, guest, last))
    analysis = with_consent(replace(analysis, transcripts=(both, analysis.transcripts[1])), "P03", Consent.INTERNAL)
    tables = exported(analysis, tmp_path)
    numbers = [row["turn"] for row in tables["turns"]]
    assert numbers == [*range(guest.index), last.index]
    assert tables["transcripts"][0]["n_turns"] == len(numbers)
    assert len(tables["transcripts"]) == 1


def test_a_folder_that_is_a_file_is_refused_and_old_files_stay(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(UsageError, match="cannot write the export"):
        export(tool_library(), tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_failed_export_leaves_the_old_files_and_no_drafts(tmp_path: Path) -> None:
    export(tool_library(["P01", "P02"]), tmp_path)
    before = (tmp_path / "transcripts.jsonl").read_bytes()
    (tmp_path / "outcomes.jsonl").unlink()
    (tmp_path / "outcomes.jsonl").mkdir()
    with pytest.raises(UsageError):
        export(tool_library(), tmp_path)
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]
    assert (tmp_path / "transcripts.jsonl").read_bytes() == before


def test_order_of_everything_is_that_of_the_analysis(tmp_path: Path) -> None:
    analysis = tool_library()
    tables = exported(analysis, tmp_path)
    keys = [(row["transcript"], row["turn"], row["start"]) for row in tables["statements"]]
    assert keys == sorted(keys)
    assert [row["n_participants"] for row in tables["themes"]] == [6, 5, 5, 4, 3, 3, 1]


def test_the_schemas_name_every_value_that_can_occur() -> None:
    statement = schema_of("statements")["properties"]
    assert set(statement["kinds"]["items"]["enum"]) == set(Kind)
    for field, vocabulary in (("basis", Basis), ("prompting", Prompting), ("effect", Effect)):
        assert set(statement[field]["enum"]) == {*vocabulary, None}
    dropped = schema_of("transcripts")["properties"]["words_dropped"]["items"]["properties"]["reason"]["enum"]
    assert set(dropped) == set(DropReason)
    assert set(schema_of("turns")["properties"]["role"]["enum"]) == set(Role)
    assert set(schema_of("themes")["properties"]["status"]["enum"]) == set(Status)
    assert set(schema_of("signals")["properties"]["effect"]["enum"]) == set(SignalEffect)
    outcome = schema_of("outcomes")["properties"]
    assert set(outcome["grade"]["enum"]) == set(Grade)
    assert set(outcome["direction"]["enum"]) == set(Direction)


def test_both_sides_and_the_evidence_of_a_theme(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in exported(tool_library(), tmp_path)["themes"]}
    row = rows["T3"]
    assert row["sides"] == {
        "helps": ["P02", "P03", "P06", "P08"],
        "hinders": ["P05"],
        "both": [],
        "neutral": ["P04"],
    }
    assert sorted(person for people in row["sides"].values() for person in people) == row["participants"]
    assert {*row["helping"], *row["hindering"]} < {*row["statements"]}
    assert (row["talker"], row["grade"]) == (None, "moderate")
    assert row["grade_reasons"][0] == "in 6 interviews"


def test_who_is_left_out_stands_on_no_side(tmp_path: Path) -> None:
    rows = exported(with_consent(tool_library(), "P05", Consent.INTERNAL), tmp_path)["themes"]
    row = next(row for row in rows if row["id"] == "T3")
    assert row["sides"]["hinders"] == []
    assert "P05" not in str(row)
