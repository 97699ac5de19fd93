"""An export read back as a round: what it says, what an earlier version left out, and what is broken."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.builders import tool_library, with_consent

from insightmine.domain.speech import Consent
from insightmine.errors import ExportTooNew, InputRefused
from insightmine.exchange import export
from insightmine.exchange.round_import import is_export, read_round
from insightmine.rounds import round_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tool library as an export."""
    export(tool_library(), tmp_path / "spring")
    return tmp_path / "spring"


def edited(folder: Path, *fields: str) -> None:
    path = folder / "themes.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps({k: v for k, v in row.items() if k not in fields}) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


def test_an_export_is_the_round_that_its_study_is(folder: Path) -> None:
    read, own = read_round(folder).round, round_of(tool_library(), "spring")
    assert is_export(folder)
    assert (read.people, read.languages, read.has_draft_steps) == (own.people, own.languages, False)
    assert {step: who for step, who in own.steps.items() if who} == read.steps
    assert {(t.id, t.people, t.opportunity, t.helps, t.hinders) for t in read.themes} == {
        (t.id, t.people, t.opportunity, t.helps, t.hinders) for t in own.themes
    }
    assert {name: said.text for name, said in read.statements.items()} == {
        name: said.text for name, said in own.statements.items()
    }


def test_an_earlier_export_still_has_its_people_and_says_what_is_missing(folder: Path) -> None:
    edited(folder, "statements", "sides", "opportunity", "opportunity_basis", "kinds")
    read = read_round(folder)
    own = {theme.id: theme for theme in round_of(tool_library(), "spring").themes}
    assert {t.id: (t.people, set(t.statements)) for t in read.round.themes} == {
        t.id: (t.people, set(t.statements)) for t in own.values()
    }
    assert any("exported by an earlier version" in remark for remark in read.remarks)
    assert not any("earlier version" in remark for remark in _fresh(folder))


def _fresh(folder: Path) -> tuple[str, ...]:
    export(tool_library(), folder)
    return read_round(folder).remarks


def test_words_that_may_not_be_quoted_are_counted_without_their_text(tmp_path: Path) -> None:
    export(with_consent(tool_library(), "P03", Consent.PARAPHRASE), tmp_path)
    read = read_round(tmp_path).round
    assert {said.text is None for said in read.statements.values() if said.participant == "P03"} == {True}
    assert "P03" in read.people


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("statements.jsonl", '{"id": "S1"}\n', "statements.jsonl, line 1: there is no participant and no text"),
        ("statements.jsonl", "[]\n", "statements.jsonl, line 1: there is no id"),
        ("themes.jsonl", "\n\nnope\n", "themes.jsonl, line 3: no JSON"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_its_line(folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_round(folder)
    assert str(refused.value).startswith(message)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "themes.jsonl").unlink()
    with pytest.raises(InputRefused, match=r"themes\.jsonl: it is missing in spring"):
        read_round(folder)


def test_an_export_of_a_newer_version_is_not_read_as_if_it_were_of_this(folder: Path) -> None:
    path = folder / "themes.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"schema_version": *1', '"schema_version": 2', text), encoding="utf-8")
    with pytest.raises(ExportTooNew, match=r"themes\.jsonl, line 1: schema_version is 2") as refused:
        read_round(folder)
    assert refused.value.exit_code == 7
