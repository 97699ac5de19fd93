from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from insightmine.store import write_atomically


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_atomically(path, "é\r\n\n")
    assert path.read_bytes() == b"\xc3\xa9\r\n\n"
    write_atomically(path, b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]


def test_a_failure_leaves_the_former_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_atomically(path, "first")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "\ud800")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", "second")
    assert path.read_text(encoding="utf-8") == "first"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "report.html"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "none" / "report.html", "x")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_permissions_are_those_of_the_former_file_or_of_any_new_one(tmp_path: Path) -> None:
    private, fresh, usual = tmp_path / "private", tmp_path / "fresh", tmp_path / "usual"
    private.write_text("x")
    private.chmod(0o600)
    usual.write_text("x")
    write_atomically(private, "y")
    write_atomically(fresh, "y")
    assert private.stat().st_mode & 0o777 == 0o600
    assert fresh.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="symbolic links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("x")
    link.symlink_to(target)
    write_atomically(link, "y")
    assert link.is_symlink()
    assert target.read_text() == "y"
