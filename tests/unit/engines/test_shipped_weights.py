"""`doctor` looks at the weights that come with the program as well."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from insightmine.engines import weights
from insightmine.installation import inspect_installation
from insightmine.resources import models_folder


def test_trained_weights_are_verified() -> None:
    found = inspect_installation()
    assert set(found.trained) == {f"heads/{path.name}" for path in (models_folder() / "heads").glob("*.[!m]*")}
    assert set(found.trained.values()) == {None}


@pytest.mark.parametrize("altered", [True, False])
def test_altered_or_missing_trained_weights_are_no_whole_installation(
    altered: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder)
    path = folder / "heads" / "classifier.safetensors"
    if altered:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    else:
        path.unlink()
    monkeypatch.setattr(weights, "models_folder", lambda: folder)
    found = inspect_installation()
    assert not found.is_whole
    assert {file for file, problem in found.trained.items() if problem} == {"heads/classifier.safetensors"}
    assert "classifier.safetensors" in (found.trained["heads/classifier.safetensors"] or "")
