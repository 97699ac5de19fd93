"""Other systems, as far as they can be played on this one: what they raise, how they list files, what they lack."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import tool_library

from insightmine.store import RunRecord, Store

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def held(number: int, path: object) -> PermissionError:
    """What Windows raises: 5 access denied, 32 sharing violation, 33 lock violation."""
    error = PermissionError(errno.EACCES, "The process cannot access the file", str(path))
    error.winerror = number  # type: ignore[attr-defined]  # only Windows has it of its own
    return error


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study with results, made without any model."""
    folder = tmp_path / "Meine Studie"
    record = RunRecord(inputs_digest="i", settings_digest="s", versions={}, models={}, counts={})
    with Store.open(folder, create=True) as store:
        store.save_analysis(tool_library(), record)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line as a process; `before` is Python that comes first. Bytes come back."""

    def call(*arguments: object, before: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
        program = f"{before}\nfrom insightmine.cli import main\nmain()"
        spoken = ("LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONCOERCECLOCALE", "PYTHONLEGACYWINDOWS")
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(spoken)}
        return subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)], cwd=tmp_path, capture_output=True, check=False,
            env={**inherited, **environment},
        )  # fmt: skip

    return call


@pytest.fixture
def forgiving(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Path], None]:
    """A file system on which a second spelling reaches the same file, and only the first is listed.

    The second name is made a hard link (a folder: a symbolic one) that no listing shows, as on Windows and macOS.
    """
    hidden: set[str] = set()
    listdir = os.listdir

    def list_without(path: Any = ".") -> list[str]:
        return [name for name in listdir(path) if os.path.join(os.path.abspath(path), name) not in hidden]  # noqa: PTH100, PTH118

    monkeypatch.setattr(os, "listdir", list_without)

    def spell(listed: Path, typed: Path) -> None:
        if listed.is_dir():
            typed.symlink_to(listed)
        else:
            typed.hardlink_to(listed)
        hidden.add(str(typed))

    return spell
