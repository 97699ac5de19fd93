"""Files that another program holds, which Windows lets nobody replace: patience, one clear line, nothing half."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import tool_library
from tests.portability.conftest import Run, held

from insightmine.domain.decisions import Action, Decision
from insightmine.errors import StoreError, UsageError
from insightmine.exchange import export_to
from insightmine.store import Store, append_decision, write_atomically
from insightmine.store.connection import immutable_place
from insightmine.store.files import replace_file
from insightmine.study import Study
from insightmine.study_files import write_study_files

Hold = Callable[..., list[float]]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """`os.replace` as on Windows while another program holds a file of that name, so many times or for good."""
    pauses: list[float] = []
    replace = os.replace
    monkeypatch.setattr(time, "sleep", pauses.append)

    def start(name: str, *, times: int = 10_000, number: int = 32) -> list[float]:
        left = [times]

        def refuse(source: Any, target: Any, **options: Any) -> None:
            if Path(target).name == name and left[0] > 0:
                left[0] -= 1
                raise held(number, source)
            replace(source, target, **options)

        monkeypatch.setattr(os, "replace", refuse)
        return pauses

    return start


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_scanner_that_lets_go_is_waited_for(tmp_path: Path, hold: Hold, number: int) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    pauses = hold("report.html", times=3, number=number)
    write_atomically(path, "new")
    assert path.read_bytes() == b"new"
    assert len(pauses) == 3


def test_a_viewer_that_does_not_let_go_is_named_once_and_the_former_file_stays(tmp_path: Path, hold: Hold) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    pauses = hold("report.html")
    with pytest.raises(PermissionError, match="another program holds it") as caught:
        write_atomically(path, "new")
    assert caught.value.filename == str(path)
    assert sum(pauses) < 3
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("report.html", b"old")]


def test_other_refusals_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold: Hold) -> None:
    pauses = hold("nothing")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError, match="Permission denied"):
        replace_file(tmp_path / "a", tmp_path / "b")
    assert pauses == []


def test_a_draft_that_is_marked_read_only_is_taken_away_too(
    tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows deletes no file that is marked read-only, and a draft takes over that mark."""
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    path.chmod(0o444)
    unlink = Path.unlink

    def strict(self: Path, missing_ok: bool = False) -> None:
        if not self.stat().st_mode & stat.S_IWRITE:
            raise held(5, self)
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", strict)
    hold("report.html", number=5)
    with pytest.raises(PermissionError):
        write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("name", ["transcripts.jsonl", "themes.jsonl", "outcomes.jsonl"])
def test_an_export_with_one_file_held_changes_none(tmp_path: Path, hold: Hold, name: str) -> None:
    export_to("jsonl", tool_library(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    hold(name)
    with pytest.raises(UsageError, match=f"{name}: another program holds it") as caught:
        export_to("jsonl", tool_library(["P01", "P02", "P03"]), tmp_path)
    assert caught.value.exit_code == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_decision_that_cannot_be_written_down_leaves_the_others(tmp_path: Path, hold: Hold) -> None:
    decision = Decision("", Action.RENAME, ("T1",), "checking", "Kim", "", "now")
    append_decision(tmp_path / "decisions.jsonl", decision)
    before = (tmp_path / "decisions.jsonl").read_bytes()
    hold("decisions.jsonl")
    with pytest.raises(PermissionError, match="another program"):
        append_decision(tmp_path / "decisions.jsonl", decision)
    assert (tmp_path / "decisions.jsonl").read_bytes() == before


def test_a_new_study_waits_for_a_scanner_and_says_so_when_it_does_not_let_go(tmp_path: Path, hold: Hold) -> None:
    hold("study.db", times=2)
    Store.open(tmp_path / "one", create=True).close()
    hold("study.db")
    with pytest.raises(StoreError, match="another program holds it"):
        Store.open(tmp_path / "two", create=True)


def test_the_command_line_says_it_in_one_line(study: Path, tmp_path: Path, run: Run) -> None:
    """In a process, with the real patience."""
    assert run("--study", study, "report", "-o", "r.html").returncode == 0
    before = (
        "import os, pathlib\n"
        "def refuse(source, target, **_):\n"
        "    error = PermissionError(13, 'The process cannot access the file', str(source)); error.winerror = 32\n"
        "    raise error\n"
        "os.replace = refuse\n"
    )
    ran = run("--study", study, "report", "-o", "r.html", before=before)
    assert ran.returncode == 2
    told = ran.stderr.decode().splitlines()
    assert told == [
        "insightmine: r.html: another program holds it, or it is marked read-only; see to its permissions"
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["r.html"]


def test_a_folder_that_is_not_there_is_told_by_the_name_that_was_given(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_atomically(tmp_path / "none" / "report.html", "x")
    assert caught.value.filename == str(tmp_path / "none" / "report.html")


def test_everything_that_is_written_has_the_same_line_ends_on_every_system(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text streams translate newlines by `os.linesep`; nothing that is written may go through such a one."""
    monkeypatch.setattr(os, "linesep", "\r\n")
    write_study_files(tmp_path / "Meine Studie")
    with Study.open(study) as opened:
        opened.report(tmp_path / "r.html")
        opened.report(tmp_path / "r.md")
        opened.export(tmp_path / "export")
    append_decision(study / "decisions.jsonl", Decision("", Action.ACCEPT, ("T1",), None, "Kim", "", "now"))
    written = [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".md", ".jsonl", ".toml", ".csv")]
    assert len(written) == 16
    assert [path.name for path in written if b"\r" in path.read_bytes()] == []


def test_a_folder_that_cannot_be_opened_need_not_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows opens no folder, and its chmod knows one bit only."""
    opened = os.open

    def no_folders(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if os.path.isdir(path):  # noqa: PTH112
            raise held(5, path)
        return opened(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", no_folders)
    monkeypatch.setattr(os, "fsync", _only_files)
    with Store.open(tmp_path, create=True):
        write_atomically(tmp_path / "a.html", "x")
    assert (tmp_path / "a.html").read_bytes() == b"x"


def _only_files(handle: int) -> None:
    if stat.S_ISDIR(os.fstat(handle).st_mode):
        raise OSError(9, "Bad file descriptor")


def test_a_study_where_nobody_may_write_is_read_though_the_system_does_not_say_so(study: Path) -> None:
    """On Windows a folder always looks writable; SQLite then cannot make the files that it wants beside a study."""
    path = study / ".insightmine" / "study.db"
    (path.parent / "study.db-shm").symlink_to("nowhere/shm")  # what it cannot make
    with Store.open(study) as store:
        assert store.load_analysis() == tool_library()
        with pytest.raises(StoreError):
            store.save_analysis(tool_library(["P01"]), store.last_run())  # type: ignore[arg-type]
    assert Store.open(study).load_analysis() == tool_library()


def test_with_changes_still_in_the_log_it_is_not_read_past_them(study: Path) -> None:
    path = study / ".insightmine" / "study.db"
    (path.parent / "study.db-shm").symlink_to("nowhere/shm")
    (path.parent / "study.db-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\0" * 60)
    with pytest.raises(StoreError):
        Store.open(study)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("file:///home/kim/a%20b/study.db", "file:///home/kim/a%20b/study.db"),
        ("file:///C:/Users/Kim/study.db", "file:///C:/Users/Kim/study.db"),
        ("file://server/share/study.db", "file:////server/share/study.db"),  # sqlite.org/uri.html
    ],
)
def test_a_study_on_a_server_has_a_place_that_sqlite_understands(uri: str, expected: str) -> None:
    assert immutable_place(uri) == f"{expected}?mode=ro&immutable=1"
