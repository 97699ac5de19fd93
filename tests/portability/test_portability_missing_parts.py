"""Python on Windows lacks modules and names that Linux has: the program runs without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portability.conftest import ROOT, Run

# Hides what only POSIX has, after the standard library and the libraries built for Linux took what they need.
WITHOUT = """
import filelock, numpy
import asyncio, concurrent.futures, ctypes, getpass, multiprocessing, platform, selectors, shutil, socket, sqlite3
import subprocess, sys, tempfile, uuid
import importlib.abc, os, signal, types
for name in [name for name in sys.modules if name.startswith("filelock.")]:
    sys.modules[name].os = types.SimpleNamespace(**vars(os))  # its part for this system is not the one for Windows
HIDDEN = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty", "_posixshmem",
          "_posixsubprocess"}
class Hide(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hide())
for name in HIDDEN:
    sys.modules.pop(name, None)
for name in ("chown fchmod fchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpgrp getpriority "
             "getsid getuid killpg lchown mkfifo mknod nice openpty pathconf pread pwrite sched_getaffinity "
             "setegid setgid setsid setuid statvfs sync sysconf uname wait3 wait4 "
             "O_NONBLOCK O_NOFOLLOW O_DIRECTORY O_CLOEXEC O_SYNC O_NOCTTY").split():
    if hasattr(os, name):
        delattr(os, name)
for name in "SIGALRM SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGUSR2 SIGCHLD SIGTSTP alarm pause setitimer".split():
    if hasattr(signal, name):
        delattr(signal, name)
"""
HEAVY = "import faiss, hdbscan, onnxruntime, sentence_transformers, spacy, tokenizers"
EVERYTHING = """
import pkgutil, importlib, insightmine
for module in pkgutil.walk_packages(insightmine.__path__, "insightmine."):
    importlib.import_module(module.name)
assert not HIDDEN & set(sys.modules)
"""


def test_every_module_is_imported_and_a_study_is_written_without_them(study: Path, run: Run, tmp_path: Path) -> None:
    commands = (
        ("init", "new"), ("report", "-o", "r.html"), ("export", "out"), ("themes",), ("show", "T1"), ("check",),
    )  # fmt: skip
    before = (
        WITHOUT
        + EVERYTHING
        + f"""
from insightmine.cli import main
for command in {commands!r}:
    sys.argv = ["insightmine", "--study", {str(study)!r}, *command]
    try:
        main()
    except SystemExit as leaving:
        assert not leaving.code, command
"""
    )
    ran = run("--study", study, "snapshot", before=before + 'sys.argv[1:] = ["--study", sys.argv[2], "snapshot"]')
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (tmp_path / "new" / "insightmine.toml").is_file()
    assert (tmp_path / "new" / ".insightmine" / "study.db").is_file()
    assert len(list((tmp_path / "out").iterdir())) == 7


def test_nobody_is_logged_in(study: Path, run: Run) -> None:
    """getpass asks the environment, then `pwd`, which Windows lacks; in a container it may know nobody."""
    before = WITHOUT + "\nfor name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):\n    os.environ.pop(name, None)\n"
    ran = run("--study", study, "decide", "accept", "T1", before=before)
    assert ran.returncode == 2
    assert ran.stderr.decode().strip().endswith("say who decides: --by NAME")
    assert not (study / "decisions.jsonl").exists()


@pytest.mark.slow
def test_the_whole_job_without_them(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "--into", "demo", "--json", before=HEAVY + WITHOUT)
    assert ran.returncode == 0, ran.stderr.decode()
    assert (tmp_path / "demo" / "report.html").is_file()


@pytest.mark.slow
def test_no_text_of_ours_is_opened_in_the_encoding_of_the_machine(run: Run) -> None:
    """PEP 597: Python warns where `encoding` is left out; what others' code does is theirs, and read here."""
    ran = run(
        "demo", "--into", "demo", before="", PYTHONWARNDEFAULTENCODING="1", PYTHONWARNINGS="always::EncodingWarning"
    )
    assert ran.returncode == 0
    warned = [line for line in ran.stderr.decode().splitlines() if "EncodingWarning" in line]
    assert [line for line in warned if str(ROOT / "src") in line] == []


def _has_locale(name: str) -> bool:
    import locale

    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, "C")
    return True


def test_numbers_and_dates_are_written_alike_in_every_locale(study: Path, run: Run, tmp_path: Path) -> None:
    """The program must not care that a library set a locale with a decimal comma (as GUI toolkits do)."""
    name = next(
        (name for name in ("de_DE.UTF-8", "de_DE.utf8", "German_Germany", "fr_FR.UTF-8") if _has_locale(name)), ""
    )
    if not name:
        pytest.skip("no locale with a decimal comma is installed here")
    for number, before in enumerate(("", f"import locale; locale.setlocale(locale.LC_ALL, {name!r})")):
        assert run("--study", study, "report", "-o", f"{number}.html", before=before).returncode == 0
    assert (tmp_path / "0.html").read_bytes() == (tmp_path / "1.html").read_bytes()
