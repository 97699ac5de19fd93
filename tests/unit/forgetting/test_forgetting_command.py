"""The command: it asks, it says what went and what is left, and it knows people by their pseudonyms too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.forgetting.test_forgetting_proof import runs_of, where

from insightmine.cli.app import group
from insightmine.errors import UsageError
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study


def forget(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), "forget", *words])


def test_it_says_what_would_go_and_does_nothing_without_a_yes(own: Path) -> None:
    before = (own / "participants.csv").read_bytes()
    result = forget(own, "Wilhelmina", "--dry-run")
    assert result.exit_code == 0
    assert "4 turns" in result.stdout
    assert "participants.csv, line 4" in result.stdout
    for words in (("Wilhelmina",), ("Wilhelmina", "--json")):
        refused = forget(own, *words)
        assert isinstance(refused.exception, UsageError)
        assert "--yes" in str(refused.exception)
    assert (own / "participants.csv").read_bytes() == before
    assert ".insightmine/study.db" in where(own, runs_of("Wilhelmina"))
    nobody = forget(own)
    assert "nobody is half forgotten" in str(nobody.exception)


def test_it_ends_with_the_proof(own: Path) -> None:
    result = forget(own, "Wilhelmina", "--yes", "--because", "asked for it", "--by", "Ann")
    assert result.exit_code == 3
    assert "scanned for runs of five of their words" in result.stdout
    assert "two.vtt (1 time)" in result.stdout  # Ben says her name
    assert "What this cannot do" in result.stdout
    again = json.loads(forget(own, "Wilhelmina", "--yes", "--json").stdout)
    assert again["done"]
    assert again["n_turns"] == 0
    assert [Path(path).name for path in again["sources"]] == ["two.vtt"]


@pytest.mark.parametrize("called", ["Wilhelmina", "her pseudonym"])
def test_in_a_redacted_study_either_name_means_her(own: Path, called: str) -> None:
    with Study.open(own) as study:
        study.redact()
        hers = next(s for s in study.analysis.statements if "sleepy bumblebee" in s.text)
        assert hers.participant != "Wilhelmina"
        done = study.forget("Wilhelmina" if called == "Wilhelmina" else hers.participant, by="Ann")
        assert not any("sleepy bumblebee" in s.text for s in study.analysis.statements)
        assert hers.participant not in {person.id for person in study.analysis.people}
    assert done.plan.forgetting.person == "Wilhelmina"
    assert {path for path in where(own, runs_of("Wilhelmina")) if not path.startswith("talks/")} == set()
    listed = (own / "redactions.csv").read_text(encoding="utf-8")
    assert "Wilhelmina" in listed  # Ben says her name, and it has to stay out of the results
    assert "Rolleiflex" not in listed  # only she spoke of it
