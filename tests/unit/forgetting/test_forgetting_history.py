"""The story of the themes, a codebook and memos in a study from which somebody withdraws."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.forgetting.conftest import consent
from tests.unit.forgetting.test_forgetting_proof import runs_of, where

from insightmine.domain.decision_words import Standing
from insightmine.domain.decisions import Action
from insightmine.errors import UsageError
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

HER_WORDS = "A lathe that hums like a sleepy bumblebee"


def test_no_former_name_of_a_theme_quotes_who_withdrew(own: Path) -> None:
    with Study.open(own) as study:
        theme = study.analysis.themes[0].id
        study.decide(Action.RENAME, [theme], HER_WORDS, by="Ann")
        study.decide(Action.RENAME, [theme], "the shelf", by="Bob")
        told = [line.text for line in study.theme_history(theme)[1][0].lines]
        assert f"Ann named {theme} “{HER_WORDS}” (D1)" in told
        assert [(item.decision.id, item.standing) for item in study.decided(theme)] == [
            ("D1", Standing.PROBLEM), ("D2", Standing.HOLDS),
        ]  # fmt: skip
    consent(own, "Wilhelmina", "withdrawn")
    with Study.open(own) as study:
        assert "bumblebee" not in "".join(story.name for story in study.theme_history()[1])
        study.ingest([own / "talks"])
        assert "bumblebee" not in repr(study.theme_history())
        assert not [finding for finding in study.check() if finding.severity == "error"]
    assert {path.split("/")[0] for path in where(own, runs_of("Wilhelmina") | {b"sleepy bumblebee"})} == {"talks"}


def test_a_codebook_and_memos(own: Path, tmp_path: Path) -> None:
    book = tmp_path / "codes.csv"
    book.write_text(
        "Code Name,Description,Example quotes\nClosed doors,The place was closed or closed early,the door was closed\n"
        "Space travel,Rockets,\n", encoding="utf-8",
    )  # fmt: skip
    with Study.open(own) as study:
        taken = study.import_codebook(book)
        assert (taken.path, taken.set_aside) == (own / "codebook.csv", None)
        doors, rockets = study.codes()
        assert doors.theme is not None
        assert doors.n_people >= 2
        assert (rockets.theme, rockets.n_statements) == (None, 0)
        theme = study.analysis.theme_by_id[doors.theme]
        assert (theme.name, theme.named_by, theme.code) == ("Closed doors", "codebook", "Closed doors")
        quote = theme.statements[0]
        (own / "memos.md").write_text(f"I doubt {theme.id}, see {quote[:6]}, T99.\n", encoding="utf-8")
        assert [memo.line for memo in study.memos(theme.id)] == [1]
        assert study.memo_problems() == ("line 1: there is no T99",)
        study.report(own / "r.html")
        assert f'<a href="#{quote}">' in (own / "r.html").read_text(encoding="utf-8")
        book.write_text("code\nOther\n", encoding="utf-8")
        again = study.import_codebook(book)
        assert again.set_aside == own / ".insightmine" / "codebook.before-1.csv"
        assert theme.id not in study.analysis.theme_by_id
        with pytest.raises(UsageError, match=f"{theme.id} .*themes --history {theme.id}"):
            study.show(theme.id)
