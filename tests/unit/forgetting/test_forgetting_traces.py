"""Ways in which somebody who withdrew or was forgotten could come back, or take others with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.forgetting.conftest import as_captions, as_text, consent, turns_of
from tests.unit.forgetting.test_forgetting_proof import runs_of, where

from insightmine.domain.decisions import Action
from insightmine.domain.sharing import shareable
from insightmine.errors import UsageError
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

HER_WORDS = "A lathe that hums like a sleepy bumblebee"


def said_by(study: Study, person: str) -> list[str]:
    return [statement.text for statement in study.analysis.statements if statement.participant == person]


def test_a_theme_is_not_called_by_the_words_of_who_withdrew_when_names_are_given_anew(own: Path) -> None:
    with Study.open(own) as study:
        closed = next(s for s in study.analysis.statements if s.participant == "Esi" and "closed early" in s.text)
        theme = study.analysis.theme_of[closed.id].id
        study.decide(Action.RENAME, [theme], HER_WORDS, by="Ann")
        study.decide(Action.ACCEPT, [theme], by="Ann", because=f"Of note: {HER_WORDS}")
        study.decide(Action.EFFECT, [closed.id], "hinders", by="Ann", because="Wilhelmina says it too")
        study.decide(Action.KIND, [closed.id], "behaviour", by="Ann", because="she did it")
    consent(own, "Wilhelmina", "withdrawn")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert not any("bumblebee" in theme.name for theme in study.analysis.themes)
        assert [(d.action, d.because) for d in study.decisions] == [
            (Action.ACCEPT, ""), (Action.EFFECT, ""), (Action.KIND, "she did it"),
        ]  # fmt: skip
        study.report(own / "r.md")
    left = where(own, runs_of("Wilhelmina") | {b"hums like a sleepy bumblebee"})
    assert {path.split("/")[0] for path in left} == {"talks"}


@pytest.mark.parametrize("cell", ["", "notes"])
def test_a_row_that_gives_a_group_to_one_person_takes_nobody_else_along(own: Path, tmp_path: Path, cell: str) -> None:
    (own / "transcripts.csv").write_text(f"source,record,participant\ntwo.vtt,{cell},Wilhelmina\n", encoding="utf-8")
    consent(own, "Wilhelmina", "internal")
    with Study.open(own) as study:
        before = said_by(study, "Ben")
        study.ingest([own / "talks"])
        problems = [problem.text for problem in study.analysis.problems]
        assert [text for text in problems if "two.vtt" in text] == [
            "transcripts.csv, line 2: others take part in 'two.vtt' as well, so it is not all one person's; say who is "
            "who in participants.csv (participant, source, label)"
        ]
        assert len(before) > 3
        assert said_by(study, "Ben") == before
        study.export(tmp_path / "out")
        shared = shareable(study.analysis)
        assert [s.text for s in shared.statements if s.participant == "Ben"] == before
        assert all(statement.transcript in shared.transcript_by_id for statement in shared.statements)
        assert where(tmp_path / "out", runs_of("Wilhelmina")) == set()
    consent(own, "Wilhelmina", "withdrawn")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert said_by(study, "Ben") == before
        again = study.ingest([own / "talks"])
        assert said_by(study, "Ben") == before
        assert not again.recomputed
    assert {path.split("/")[0] for path in where(own, runs_of("Wilhelmina"))} == {"talks"}


def test_who_is_left_in_a_session_is_not_taken_for_who_withdrew_from_it(own: Path) -> None:
    path = own / "participants.csv"
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("Wilhelmina"))
    text = path.read_text(encoding="utf-8").replace(row, "Wilhelmina,two.vtt,,house,withdrawn")
    path.write_text(text.replace("Ben,,Ben,house,verbatim\n", ""), encoding="utf-8")
    with Study.open(own) as study:
        before = said_by(study, "Ben")
        for _ in range(2):
            study.ingest([own / "talks"])
            assert said_by(study, "Ben") == before


@pytest.mark.parametrize("goes", ["withdrawn", "forgotten"])
def test_the_recording_in_which_they_are_heard_stays_unlinked(own: Path, goes: str) -> None:
    (own / "transcripts.csv").write_text("source,media\ntwo.vtt,talks/two.mp4\n", encoding="utf-8")
    (own / "talks" / "two.mp4").write_bytes(b"no film")
    with Study.open(own) as study:
        study.ingest([own / "talks"])
        assert [t.media for t in study.analysis.transcripts if t.source == "two.vtt"] == ["talks/two.mp4"]
        if goes == "forgotten":
            study.forget("Wilhelmina", by="Ann")
    if goes == "withdrawn":
        consent(own, "Wilhelmina", "withdrawn")
    for path in ("talks", "talks/one.txt"):
        with Study.open(own) as study:
            study.ingest([own / path])
            assert [t.media for t in study.analysis.transcripts if t.source == "two.vtt"] == [None]


def test_a_preview_shows_nobody_who_was_forgotten(own: Path, tmp_path: Path) -> None:
    with Study.open(own) as study:
        study.forget("Wilhelmina", by="Ann")
        study.forget("Ada", by="Ann")
    new = tmp_path / "new"
    new.mkdir()
    (new / "group again.vtt").write_text(as_captions(turns_of("Ben", "Wilhelmina"))[:-1], encoding="utf-8")
    (new / "second round.txt").write_text(as_text(turns_of("Ada")) + "\nAda: And goodbye.\n", encoding="utf-8")
    (new / "a third.vtt").write_text(as_captions(turns_of("Wilhelmina", "Ben")), encoding="utf-8")
    shutil.copy(own / "talks" / "two.vtt", new / "zz two.vtt")
    preview = Study.preview(own, [new])
    looks = {look.source: look for look in preview.files}
    assert {person for look in preview.files for t in look.transcripts for person in t.participants} == {"Ben"}
    assert not any("bumblebee" in turn.text for look in preview.files for t in look.transcripts for turn in t.turns)
    with Study.open(own) as study:
        refused = {item.source for item in study.ingest([new]).intake.refused}
        assert not any("Wilhelmina" in person.id or "Ada" in person.id for person in study.analysis.people)
    for path in (*new.iterdir(), own / "talks" / "two.vtt", own / "talks" / "one.txt"):
        path.unlink()
    assert where(own, runs_of("Wilhelmina") | runs_of("Ada")) == set()
    assert {name for name, look in looks.items() if look.outcome.value == "refused"} == refused == {"second round.txt"}
    assert "was forgotten on 2" in looks["second round.txt"].reason


def test_a_preview_waits_for_a_forgetting_that_was_interrupted(own: Path) -> None:
    (own / ".insightmine" / "forgetting.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="half forgotten"):
        Study.preview(own, [own / "talks"])


@pytest.mark.slow
def test_without_the_list_of_pseudonyms_nothing_is_shared_until_the_next_run(own: Path, tmp_path: Path) -> None:
    with Study.open(own) as study:
        study.redact()
        study.report(tmp_path / "before.md")
    (own / "redactions.csv").rename(tmp_path / "redactions.csv")
    consent(own, "Wilhelmina", "withdrawn")
    with Study.open(own) as study:
        with pytest.raises(UsageError, match=r"redactions\.csv is not as it was"):
            study.report(tmp_path / "after.md")
        with pytest.raises(UsageError, match=r"redactions\.csv is not as it was"):
            study.export(tmp_path / "out")
    shutil.move(tmp_path / "redactions.csv", own / "redactions.csv")
    with Study.open(own) as study:
        study.report(tmp_path / "after.md")
    assert "bumblebee" in (tmp_path / "before.md").read_text(encoding="utf-8")
    assert "bumblebee" not in (tmp_path / "after.md").read_text(encoding="utf-8")
