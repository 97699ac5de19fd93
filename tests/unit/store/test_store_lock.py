from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreLocked
from insightmine.store import RunRecord, Store

HOLD = """
import sys, time
from pathlib import Path
from insightmine.store import Store
with Store.open(Path(sys.argv[1])) as store, store.writing():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_in_time_and_readers_go_on(
    tmp_path: Path, analysis: Analysis, run_record: RunRecord
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.save_analysis(analysis, run_record)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with Store.open(tmp_path, lock_timeout=0.2) as store:
                assert store.load_analysis() == analysis
                start = time.monotonic()
                with pytest.raises(StoreLocked) as caught, store.writing():
                    pass
                assert 0.1 < time.monotonic() - start < 5
                assert caught.value.exit_code == 5
                with pytest.raises(StoreLocked):
                    store.save_analysis(Analysis(), run_record)
                other.kill()  # the lock of a dead process is free at once
                other.wait()
                store.save_analysis(Analysis(), run_record)
                assert store.load_analysis() == Analysis()
        finally:
            other.kill()


def test_writing_may_be_nested_and_is_over_when_the_outermost_ends(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as first, Store.open(tmp_path, lock_timeout=0.05) as second:
        with first.writing():
            with first.writing():
                first.forget_source("a.txt")
            with pytest.raises(StoreLocked):
                second.forget_source("a.txt")
        assert second.forget_source("a.txt") is False


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as first, Store.open(tmp_path, lock_timeout=0.05) as second:
        with pytest.raises(KeyError), first.writing():
            raise KeyError("anything")
        assert second.forget_source("a.txt") is False


def test_a_reader_sees_what_another_store_saved(tmp_path: Path, analysis: Analysis, run_record: RunRecord) -> None:
    with Store.open(tmp_path, create=True) as writer, Store.open(tmp_path) as reader:
        assert reader.load_analysis() is None
        writer.save_analysis(analysis, run_record)
        assert reader.load_analysis() == analysis
