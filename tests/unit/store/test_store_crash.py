"""A process that is killed while it writes leaves the former state or the new one, whole."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from insightmine.domain.analysis import Analysis
from insightmine.store import RunRecord, Store

# stops, and says so, before the statement of the given number runs; the parent kills it there
SAVE_AND_STOP = """
import sys, time
from pathlib import Path
import msgspec
from insightmine.domain.analysis import Analysis
from insightmine.store import RunRecord, Store

folder, stop_at = Path(sys.argv[1]), int(sys.argv[2])
analysis = msgspec.json.decode((folder / "new.json").read_bytes(), type=Analysis)
seen = 0

def count(statement):
    global seen
    seen += 1
    if seen == stop_at:
        print("stopped", flush=True)
        time.sleep(60)

with Store.open(folder) as store:
    store._connection.set_trace_callback(count)
    store.save_analysis(analysis, RunRecord("new", "s", {}, {}, {}))
    store._connection.set_trace_callback(None)
print(f"done {seen}", flush=True)
"""


def run_until(folder: Path, stop_at: int) -> str:
    command = [sys.executable, "-c", SAVE_AND_STOP, str(folder), str(stop_at)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            return child.stdout.readline().strip()
        finally:
            child.kill()


@pytest.fixture
def newer(analysis: Analysis) -> Analysis:
    return replace(analysis, themes=(replace(analysis.themes[0], name="Seeing the switch"),), problems=())


def test_a_kill_at_any_point_leaves_one_of_the_two_states(tmp_path: Path, analysis: Analysis, newer: Analysis) -> None:
    (tmp_path / "new.json").write_bytes(msgspec.json.encode(newer))
    former = RunRecord("former", "s", {}, {}, {})
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, former)
    for stop_at in (1, 3, 14, 25, 40):
        assert run_until(tmp_path, stop_at) == "stopped"
        with Store.open(tmp_path) as store:
            assert store.load_analysis() == analysis
            assert store.last_run() == former
            assert [memory.name for memory in store.past_themes()] == ["Finding the switch"]
            assert store.check() == []


def test_a_run_that_is_not_killed_arrives_at_the_new_state(tmp_path: Path, analysis: Analysis, newer: Analysis) -> None:
    (tmp_path / "new.json").write_bytes(msgspec.json.encode(newer))
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, RunRecord("former", "s", {}, {}, {}))
    outcome, count = run_until(tmp_path, 0).split()
    assert outcome == "done"
    assert int(count) > 40  # so that the points above lie inside
    with Store.open(tmp_path) as store:
        assert store.load_analysis() == newer
        assert store.check() == []
        assert [event.what for event in store.theme_story()[1]] == ["born", "renamed"]
    _, count = run_until(tmp_path, 0).split()  # saved once more, nothing became of the themes: fewer rows
    assert run_until(tmp_path, int(count)) == "stopped"  # before the commit
    with Store.open(tmp_path) as store:
        assert store.load_analysis() == newer
