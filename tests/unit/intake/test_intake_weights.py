"""Weights that are missing or altered are found out before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from insightmine.engines import load_classifier, weights
from insightmine.errors import ModelError
from insightmine.resources import models_folder
from insightmine.study import Study

CLASSIFIER = "heads/classifier.safetensors"


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program with another classifier than the pinned one."""
    folder = tmp_path / "models"
    (folder / "heads").mkdir(parents=True)
    for name in ("manifest.toml", "heads/statements.json"):
        (folder / name).write_bytes((models_folder() / name).read_bytes())
    (folder / CLASSIFIER).write_bytes(b"other weights")
    monkeypatch.setattr(weights, "models_folder", lambda: folder)
    load_classifier.cache_clear()
    yield
    load_classifier.cache_clear()


@pytest.mark.usefixtures("altered")
def test_an_altered_classifier_stops_a_run_before_a_file_is_read(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("Interviewer: How do you book?\nAda: I book on Mondays, by phone.\n", encoding="utf-8")
    with Study.open(tmp_path / "study", create=True) as study:
        with pytest.raises(ModelError, match="classifier"):
            study.ingest([talk])
        assert study._store.readings() == ()
