"""The main job on the sample, from files to export: whole, traceable, and the same every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from insightmine.domain.speech import Role
from insightmine.exchange import FILES
from insightmine.resources import sample_folder
from insightmine.study import Study

pytestmark = pytest.mark.slow


def exported(folder: Path, target: Path) -> dict[str, bytes]:
    with Study.open(folder) as study:
        return {path.name: path.read_bytes() for path in study.export(target)}


def rows(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


def fresh_study(folder: Path) -> Path:
    shutil.copytree(sample_folder(), folder)
    return folder


def test_sample_gives_every_kind_of_result(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        analysis = study.analysis
        assert len(analysis.transcripts) == 12
        assert [person.id for person in analysis.people] == [f"P{n:02}" for n in range(1, 14)]
        assert {step.id for step in analysis.journey.steps} == {"join", "find", "book", "collect", "use", "return"}
        assert len(analysis.statements) > 300
        assert sum(not theme.single_voice for theme in analysis.themes) >= 8
        assert {signal.effect.value for signal in analysis.signals} == {"booster", "blocker"}
        assert analysis.outcomes


def test_every_statement_is_a_slice_of_a_participants_turn(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        for statement in study.analysis.statements:
            turn = study.analysis.turn_of(statement)
            assert turn.text[statement.start : statement.end] == statement.text
            assert turn.role is Role.PARTICIPANT
            assert turn.participant == statement.participant


def test_export_has_the_files_of_the_contract(sample_study: Path, tmp_path: Path) -> None:
    files = exported(sample_study, tmp_path / "out")
    assert sorted(files) == sorted(f"{name}.jsonl" for name in FILES)
    turns = {(row["transcript"], row["turn"]): row for row in rows(files["turns.jsonl"])}
    statements = {row["id"]: row for row in rows(files["statements.jsonl"])}
    for statement in statements.values():
        if statement["text"] is not None:
            turn = turns[statement["transcript"], statement["turn"]]
            assert turn["text"][statement["start"] : statement["end"]] == statement["text"]
    for theme in rows(files["themes.jsonl"]):
        assert set(theme["exemplars"]) <= statements.keys()
        assert theme["n_participants"] == len(theme["participants"]) <= theme["n_opportunity"]
    for signal in rows(files["signals.jsonl"]):
        people = {statements[statement]["participant"] for statement in signal["supporting"]}
        assert people == set(signal["participants"])


def test_second_run_computes_nothing_and_changes_nothing(own_study: Path, tmp_path: Path) -> None:
    before = exported(own_study, tmp_path / "before")
    with Study.open(own_study) as study:
        result = study.ingest([own_study / "transcripts"])
    assert not result.recomputed
    assert result.intake.n_unchanged == len(result.intake.read) > 0
    assert exported(own_study, tmp_path / "after") == before


def test_order_of_files_changes_no_byte(sample_study: Path, tmp_path: Path) -> None:
    folder = fresh_study(tmp_path / "shuffled")
    paths = sorted((folder / "transcripts").iterdir())
    with Study.open(folder, create=True) as study:
        study.ingest(paths[::-1])
    assert exported(folder, tmp_path / "b") == exported(sample_study, tmp_path / "a")


def test_caches_change_no_byte(own_study: Path, sample_study: Path, tmp_path: Path) -> None:
    """A study whose people file changed and changed back holds what it held."""
    people = own_study / "participants.csv"
    original = people.read_text(encoding="utf-8")
    people.write_text(original.replace("P01,", "P99,"), encoding="utf-8")
    with Study.open(own_study) as study:
        assert study.ingest([own_study / "transcripts"]).recomputed
    people.write_text(original, encoding="utf-8")
    with Study.open(own_study) as study:
        assert study.ingest([own_study / "transcripts"]).recomputed
    now, then = exported(own_study, tmp_path / "now"), exported(sample_study, tmp_path / "then")
    assert now["statements.jsonl"].count(b"\n") == then["statements.jsonl"].count(b"\n")
    assert now["turns.jsonl"] == then["turns.jsonl"]


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seed_and_threads_change_no_byte(seed: str, sample_study: Path, tmp_path: Path, run: Any) -> None:
    folder = fresh_study(tmp_path / "study")
    ran = run("ingest", "transcripts", folder=folder, PYTHONHASHSEED=seed, OMP_NUM_THREADS=str(int(seed) + 1))
    assert ran.returncode == 0, ran.stderr
    assert exported(folder, tmp_path / "b") == exported(sample_study, tmp_path / "a")


def test_new_interviews_keep_what_was_said_before(tmp_path: Path) -> None:
    folder = fresh_study(tmp_path / "growing")
    late = sorted((folder / "transcripts").glob("p0[89]*"))
    for path in late:
        path.rename(folder / path.name)
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "transcripts"])
        earlier = {statement.id: statement for statement in study.analysis.statements}
    for path in late:
        (folder / path.name).rename(path)
    with Study.open(folder) as study:
        result = study.ingest([folder / "transcripts"])
        later = study.analysis.statement_by_id
    assert result.intake.n_unchanged == len(result.intake.read) - len(late)
    assert set(earlier) < set(later)
    assert all(later[key].text == statement.text for key, statement in earlier.items())


def test_a_file_that_is_gone_leaves_the_study(own_study: Path) -> None:
    (own_study / "transcripts" / "p08-ines.txt").unlink()
    with Study.open(own_study) as study:
        result = study.ingest([own_study / "transcripts"])
        assert result.intake.gone == ("transcripts/p08-ines.txt",)
        assert "P08" not in study.analysis.person_by_id
    store = (own_study / ".insightmine" / "study.db").read_bytes()
    assert b"cupboard" not in store  # a word that only they used: their turns and annotations are gone too


def test_study_folder_may_be_moved(own_study: Path, tmp_path: Path) -> None:
    """With its transcripts in it: nothing is read anew, nothing is missed."""
    moved = own_study.rename(tmp_path / "elsewhere")
    with Study.open(moved) as study:
        assert [finding for finding in study.check(full=True) if "gone" in finding.what] == []
        assert not study.ingest([moved / "transcripts"]).recomputed
