"""Why somebody is taken for what stays with the study: stored, the same after another ingest, and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from insightmine.domain.speech import Role, RoleDecision
from insightmine.study import Study

pytestmark = pytest.mark.slow


def roles_of(folder: Path) -> dict[str, tuple[RoleDecision, ...]]:
    with Study.open(folder) as study:
        return {str(transcript.id): transcript.roles for transcript in study.analysis.transcripts}


def test_the_evidence_is_stored_and_survives_another_ingest(own_study: Path, run: Any) -> None:
    stored = roles_of(own_study)
    everybody = [role for roles in stored.values() for role in roles]
    assert all(role.signs for role in everybody if not role.evidence.startswith("another spelling"))
    assert any(sign.sign == "guide" and sign.points for role in everybody for sign in role.signs)
    text = own_study / "transcripts" / "p05-callum.txt"
    text.write_text(text.read_text(encoding="utf-8") + "\n", encoding="utf-8")  # read again, and everything computed
    ran = run("ingest", "transcripts", "--explain-roles", "--json", folder=own_study)
    assert ran.returncode == 0, ran.stderr
    again = roles_of(own_study)
    assert again == stored
    told = json.loads(ran.stdout)["roles"]
    assert len(told) == len(everybody)
    assert {row["role"] for row in told} <= {role.value for role in Role}


def test_show_and_ingest_print_the_same_signs(own_study: Path, run: Any) -> None:
    shown = run("show", "p05-callum.txt", folder=own_study).stdout
    explained = run("ingest", "transcripts", "--explain-roles", folder=own_study).stdout
    lines = [line for line in shown.splitlines() if "questions: a question in" in line]
    assert len(lines) == 2
    assert all(line in explained for line in lines)
    (found,) = json.loads(run("show", "p05-callum.txt", "--json", folder=own_study).stdout)["found"]
    assert all({"signs", "margin", "margin_needed"} <= set(role) for role in found["roles"])
