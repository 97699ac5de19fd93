"""Somebody is forgotten in a study that is redacted: no clear name of theirs is left but where it is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from insightmine.cli.app import group
from insightmine.store import read_redactions
from insightmine.study import Study

NAME = b"wilhelmina"


def files_with_the_name(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and NAME in path.read_bytes().lower()
    }


@pytest.mark.slow
@pytest.mark.parametrize("called", ["Wilhelmina", "her pseudonym"])
def test_her_clear_name_is_only_where_it_is_said_to_be(own: Path, called: str) -> None:
    with Study.open(own) as study:
        study.redact()
        hers = next(s.participant for s in study.analysis.statements if "sleepy bumblebee" in s.text)
        study.report(own / "report.html")
        study.export(own / "out")
        done = study.forget("Wilhelmina" if called == "Wilhelmina" else hers, by="Ann")
        assert hers not in {person.id for person in study.analysis.people}
        said = [turn.text for t in study.analysis.transcripts for turn in t.turns if "pictures to hang" in turn.text]
        assert said  # Ben, of her: the row stays, so that she stays hidden
        assert all(f"{hers} and I did it" in text for text in said)
        study.report(own / "after.html")
        study.export(own / "after")
    (row,) = [row for row in read_redactions(own / "redactions.csv") or () if row.text == "Wilhelmina"]
    assert (row.pseudonym, row.is_replaced) == (hers, True)
    named = {Path(path).name for path in done.sources} | {Path(item.path).name for item in done.scanned.found}
    left = files_with_the_name(own)
    assert {Path(path).name for path in left} <= named | {"study.db"}
    assert left == {"talks/two.vtt", "redactions.csv", ".insightmine/study.db"}  # Ben says it, in what was read
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert hers not in {person.id for person in study.analysis.people}
        again = " ".join(turn.text for t in study.analysis.transcripts for turn in t.turns)
        assert "Wilhelmina" not in again


def test_the_recording_of_a_session_is_named(own: Path) -> None:
    (own / "transcripts.csv").write_text(
        "source,media\ntwo.vtt,talks/two.mp4\none.txt,talks/one.mp4\n", encoding="utf-8"
    )
    (own / "talks" / "two.mp4").write_bytes(b"no film")
    result = CliRunner().invoke(group, ["--study", str(own), "forget", "Wilhelmina", "--dry-run"])
    assert result.exit_code == 0, result.output
    assert "talks/two.mp4: their voice" in " ".join(result.stdout.split())
    assert "one.mp4" not in result.stdout
    with Study.open(own) as study:
        done = study.forget("Wilhelmina", by="Ann")
    assert done.plan.forgetting.recordings == ("talks/two.mp4",)
    assert not done.is_clean
