"""What people allow is obeyed in every output there is: distinctive words are planted and looked for everywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.forgetting.conftest import consent, write_study
from tests.unit.forgetting.test_forgetting_proof import as_plain_bytes, runs_of, where

from insightmine.cli.app import group
from insightmine.domain.decisions import Action
from insightmine.exchange import EXPORTERS
from insightmine.store import Store
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

PARAPHRASE, INTERNAL, WITHDRAWN = "Wilhelmina", "Ada", "Cleo"


def set_levels(folder: Path) -> None:
    consent(folder, PARAPHRASE, "paraphrase")
    consent(folder, INTERNAL, "internal")
    consent(folder, WITHDRAWN, "withdrawn")


@pytest.fixture(scope="module")
def obedient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study in which everybody's consent was known from the start."""
    folder = tmp_path_factory.mktemp("consent") / "study"
    write_study(folder)
    set_levels(folder)
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "talks"])
    return folder


@pytest.fixture(params=["from the start", "changed later"])
def study_folder(request: pytest.FixtureRequest, obedient: Path, own: Path) -> Path:
    """The same, also where participants.csv was changed after the only run."""
    if request.param == "from the start":
        return obedient
    set_levels(own)
    return own


def holds(text: str, person: str, *, but: bytes = b"\0") -> bool:
    sought = [run for run in runs_of(person) if but not in run]
    return any(run in plain for plain in as_plain_bytes(text.encode()) for run in sought)


def commands(folder: Path) -> Iterator[list[str]]:
    """Every command that shows anything, on everything that can be named."""
    with Study.open(folder) as study:
        analysis = study.analysis
    yield from (["snapshot"], ["snapshot", "--all"], ["themes", "--all", "--quotes", "50"], ["journey", "--all"])
    yield from (["outcomes", "--limit", "99"], ["check"], ["check", "--full"])
    yield ["search", "--missing", "--limit", "99", "I", "stood", "in", "front", "of", "a", "closed", "door"]
    yield ["search", "--limit", "99", "the lathe that hums like a sleepy bumblebee"]
    items = (analysis.transcripts, analysis.statements[::3], analysis.themes, analysis.signals, analysis.outcomes)
    for item in (item for each in items for item in each):
        yield ["show", str(item.id)]
    yield from (["show", WITHDRAWN], ["snapshot", WITHDRAWN], ["search", "x", "--participant", WITHDRAWN])
    yield ["ingest", "--dry-run", "--explain-roles", str(folder / "talks")]


def test_nothing_shared_holds_what_may_not_be_shared(study_folder: Path, tmp_path: Path) -> None:
    handed = tmp_path / "handed out"
    out = handed / "out"
    handed.mkdir()
    with Study.open(study_folder) as study:
        for name in ("r.html", "r.md"):
            study.report(handed / name)
            study.report(handed / f"accepted-{name}", accepted_only=True)
        for form in EXPORTERS:
            study.export(out / form, form)
        assert {path.suffix for path in out.rglob("*")} >= {".jsonl"}
    shared = {path: path.read_bytes() for path in handed.rglob("*") if path.is_file()}
    assert len(shared) >= 10
    for path, content in shared.items():
        plain = as_plain_bytes(content)
        for person in (PARAPHRASE, INTERNAL, WITHDRAWN):
            assert not any(run in text for text in plain for run in runs_of(person)), (path.name, person)
        for name in (INTERNAL, WITHDRAWN):
            assert f" {name.lower()} ".encode() not in plain[0], (path.name, name)
        # what the interviewer repeats of somebody who may not be quoted
        assert not any(b"lent me a spokeshave" in text for text in plain), path.name
    statements = [json.loads(line) for line in (out / "jsonl" / "statements.jsonl").read_text("utf-8").splitlines()]
    counted = [row for row in statements if row["participant"] == PARAPHRASE]
    assert counted
    assert all(row["text"] is None and row["consent"] == "paraphrase" for row in counted)


def test_every_command_leaves_out_who_withdrew_and_marks_the_others(study_folder: Path) -> None:
    runner = CliRunner()
    seen = {PARAPHRASE: 0, INTERNAL: 0}
    for words in commands(study_folder):
        for form in ([], ["--json"]):
            result = runner.invoke(group, ["--study", str(study_folder), *words, *form])
            shown = result.output + str(result.exception or "")
            assert not holds(shown, WITHDRAWN) or words[0] == "ingest", words
            if form or words[0] == "ingest":
                continue
            lines = shown.splitlines()
            for person, mark in ((PARAPHRASE, "not to be quoted"), (INTERNAL, "internal, not to be shared")):
                if not holds(shown, person, but=b"spokeshave"):  # an interviewer repeats that
                    continue
                seen[person] += 1
                assert any(mark in line for line in lines), (words, person)
    assert min(seen.values()) > 3


def test_the_preview_shows_no_words(study_folder: Path) -> None:
    result = CliRunner().invoke(
        group, ["--study", str(study_folder), "ingest", "--dry-run", "--json", str(study_folder / "talks")]
    )
    assert not holds(result.output, WITHDRAWN)


def test_json_says_what_may_be_quoted(study_folder: Path) -> None:
    result = CliRunner().invoke(
        group, ["--study", str(study_folder), "search", "closed door", "--limit", "99", "--json"]
    )
    rows = json.loads(result.stdout)["results"]
    assert {row["participant"]: row["consent"] for row in rows} == {
        "Ada": "internal", "Ben": "verbatim", "Dov": "verbatim", "Esi": "verbatim", "Finn": "verbatim",
        "Wilhelmina": "paraphrase",
    }  # fmt: skip


def test_the_store_keeps_nothing_of_who_withdrew(obedient: Path) -> None:
    assert {path.split("/")[0] for path in where(obedient, runs_of(WITHDRAWN))} == {"talks"}
    with Store.open(obedient) as store:
        assert store.check() == []
        assert not store.needs_scrub


def test_a_change_of_consent_is_said_obeyed_and_carried_out_by_the_next_ingest(own: Path) -> None:
    with Study.open(own) as study:
        hers = next(s for s in study.analysis.statements if s.participant == WITHDRAWN and "scrap wood" in s.text)
        theme = study.analysis.theme_of[hers.id]
        decided = study.decide(Action.EFFECT, [hers.id], "helps", by="Ann")
        assert study.out_of_date is None
    consent(own, WITHDRAWN, "withdrawn")
    result = CliRunner().invoke(group, ["--study", str(own), "themes"])
    assert "participants.csv was changed after these results were made" in result.stderr
    with Study.open(own) as study:
        assert WITHDRAWN not in study.analysis.theme_by_id[theme.id].participants
        report = study.ingest([own / "talks" / "one.txt"])  # any ingest
        assert report.recomputed
        assert study.out_of_date is None
        assert study.analysis.problems[0].about == decided.id  # its statement is there no more
        assert [p for p in study.analysis.problems if p.about == "participants.csv"] == []
        assert study.decisions == (replace(decided, anchors=((),)),)
        again = study.ingest([own / "talks"])
        assert (again.recomputed, again.intake.n_unchanged) == (False, 5)
    assert {path.split("/")[0] for path in where(own, runs_of(WITHDRAWN))} == {"talks"}


def test_who_withdrew_by_mistake_comes_back_with_the_file(own: Path) -> None:
    with Study.open(own) as study:
        before = study.analysis
    consent(own, "Wilhelmina", "withdrawn")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert "Wilhelmina" not in {person.id for person in study.analysis.people}
    consent(own, "Wilhelmina", "verbatim")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert study.analysis.statements == before.statements


def test_a_lost_participants_file_allows_nothing_new(obedient: Path, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(obedient, folder)
    (folder / "participants.csv").unlink()
    with Study.open(folder) as study:
        study.report(tmp_path / "r.md")
        levels = {str(person.id): person.consent.value for person in study.analysis.people}
    assert (levels[PARAPHRASE], levels[INTERNAL]) == ("paraphrase", "internal")
    assert not holds((tmp_path / "r.md").read_text(encoding="utf-8"), INTERNAL)


def test_a_slip_in_a_row_of_somebody_who_withdrew_is_reported(own: Path) -> None:
    path = own / "participants.csv"
    path.write_text(path.read_text(encoding="utf-8") + "Cleo,two.vtt,Cleoo,house,withdrawn\n", encoding="utf-8")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        problems = [problem.text for problem in study.analysis.problems]
    assert problems == ["participants.csv, line 9: Cleo: nobody goes by the label 'Cleoo' in two.vtt"]
