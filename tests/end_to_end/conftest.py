"""The sample corpus, ingested once a test process, and the command line as a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from insightmine.resources import sample_folder
from insightmine.study import Study

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sample_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study folder with the whole sample ingested. Tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("sample") / "study"
    shutil.copytree(sample_folder(), folder)
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "transcripts"])
    return folder


@pytest.fixture
def own_study(sample_study: Path, tmp_path: Path) -> Path:
    """A copy of the sample study that a test may change."""
    folder = tmp_path / "study"
    shutil.copytree(sample_study, folder)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line as a process in a folder (a fresh one if none is given)."""

    def call(*arguments: str | Path, folder: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from insightmine.cli import main; main()", *map(str, arguments)]
        return subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, "PYTHONUTF8": "1", **environment},
        )  # fmt: skip

    return call
