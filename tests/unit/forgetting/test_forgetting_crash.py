"""A forgetting that is killed anywhere is finished by the next run, and shows nobody half forgotten in between."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.forgetting.test_forgetting_proof import grouped, runs_of, spoken, where

from insightmine.errors import UsageError
from insightmine.forgetting import is_interrupted
from insightmine.store import Store
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

# kills itself at the given change: of a file (moved, deleted, opened to be written) or of the database
FORGET_AND_DIE = """
import os, signal, sys
from pathlib import Path
from insightmine.study import Study

folder, die_at = Path(sys.argv[1]), int(sys.argv[2])
seen = 0

def count():
    global seen
    seen += 1
    if seen == die_at:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(event, arguments):
    if event in ("os.rename", "os.remove", "os.truncate") and str(folder) in str(arguments[0]):
        count()

with Study.open(folder) as study:
    study._engines()
    sys.addaudithook(watch)
    study._store._connection.set_trace_callback(lambda text: None if text.startswith("SELECT") else count())
    study.forget("Wilhelmina", by="Ann")
    study._store._connection.set_trace_callback(None)
print(seen, flush=True)
"""


def forget_until(folder: Path, die_at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", FORGET_AND_DIE, str(folder), str(die_at)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def in_one_go(library: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The study after a forgetting that nothing interrupted, and how many changes it took."""
    folder = tmp_path_factory.mktemp("whole") / "study"
    shutil.copytree(library, folder)
    with Study.open(folder) as study:
        study.export(folder / "out")
    done = forget_until(folder, 0)
    assert done.returncode == 0, done.stderr
    return folder, int(done.stdout)


def killed_at(library: Path, folder: Path, die_at: int) -> None:
    shutil.copytree(library, folder)
    with Study.open(folder) as study:
        study.export(folder / "out")
    assert forget_until(folder, die_at).returncode == -9


def check_between(folder: Path, before: list[tuple[str, str, str | None]]) -> None:
    """All of the person or nothing at all: half of somebody is never shown."""
    with Store.open(folder) as store:
        assert [finding for finding in store.check() if finding.severity.value == "error"] == []
    with Study.open(folder) as study:
        if is_interrupted(folder):
            with pytest.raises(UsageError, match="half forgotten"):
                _ = study.analysis
        elif "Wilhelmina" in {person.id for person in study.analysis.people}:
            assert spoken(study.analysis) == before


# a share of the way: before and in the database, in the files beside it, while results are made anew, at the end
@pytest.mark.parametrize(
    "share", [0.12, 1.0, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.01, 0.45, 0.8, 0.97))]
)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_is_finished_by_the_next_run(
    library: Path, in_one_go: tuple[Path, int], tmp_path: Path, share: float
) -> None:
    whole, n_changes = in_one_go
    folder = tmp_path / "study"
    with Study.open(library) as study:
        before = spoken(study.analysis)
    killed_at(library, folder, max(1, round(share * n_changes)))
    check_between(folder, before)
    with Study.open(folder) as study:
        done = study.forget("Wilhelmina", by="Ann")
        assert done.scanned.found == ()
        after = study.analysis
    with Study.open(whole) as study:
        assert spoken(after) == spoken(study.analysis)
        assert grouped(after) == grouped(study.analysis)
    assert {path for path in where(folder, runs_of("Wilhelmina")) if not path.startswith("talks/")} == set()
    assert b"Wilhelmina" not in (folder / "participants.csv").read_bytes()
    left = {path.name for path in (folder / ".insightmine").iterdir()}
    assert {"forgetting.json", "scrub.wanted"}.isdisjoint(left)
    with Store.open(folder) as store:
        assert store.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_next_ingest_finishes_it_too(library: Path, in_one_go: tuple[Path, int], tmp_path: Path) -> None:
    folder = tmp_path / "study"
    killed_at(library, folder, round(0.6 * in_one_go[1]))
    with Study.open(folder) as study, pytest.raises(UsageError, match="half forgotten"):
        study.report(folder / "r.html")
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
        assert "Wilhelmina" not in {person.id for person in study.analysis.people}
    assert {path for path in where(folder, runs_of("Wilhelmina")) if not path.startswith("talks/")} == set()
