"""The code asks for nothing that only one system has, and for nothing that a later Python took away."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.py")])

ONE_SYSTEM = {
    "_posixsubprocess", "_winapi", "curses", "fcntl", "grp", "msvcrt", "posix", "posixpath", "ntpath", "pty", "pwd",
    "readline", "resource", "syslog", "termios", "tty", "winreg", "winsound",
}  # fmt: skip
TAKEN_AWAY = {  # in 3.12 and 3.13
    "aifc", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "crypt", "distutils", "imghdr", "imp",
    "lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev", "pipes", "pkg_resources", "smtpd", "sndhdr",
    "spwd", "sunau", "telnetlib", "uu", "xdrlib",
}  # fmt: skip
LOCAL_WAYS = {"locale"}  # numbers and dates would be written as the machine's owner writes them
POSIX_ATTRIBUTES = {
    "os": {
        "O_ASYNC", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "chown", "chroot",
        "confstr", "fchdir", "fchmod", "fchown", "fork", "forkpty", "fpathconf", "fstatvfs", "getegid", "geteuid",
        "getgid", "getgroups", "getloadavg", "getpgid", "getpgrp", "getpriority", "getsid", "getuid", "initgroups",
        "killpg", "lchown", "lockf", "mkfifo", "mknod", "nice", "openpty", "pathconf", "posix_fadvise",
        "posix_spawn", "pread", "pwrite", "readv", "sched_getaffinity", "sched_setaffinity", "sendfile", "setegid",
        "setsid", "setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "ttyname", "uname", "wait", "waitpid",
    },
    "signal": {
        "ITIMER_REAL", "SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP",
        "SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm", "pause", "pthread_kill", "setitimer", "siginterrupt",
        "sigwait",
    },
    "time": {"tzset", "clock_settime", "pthread_getcpuclockid"},
    "socket": {"AF_UNIX"},
    "datetime": {"utcnow", "utcfromtimestamp"},
}  # fmt: skip
READS_TEXT, WRITES_TEXT = {"read_text"}, {"write_text"}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def faults(tree: ast.Module) -> Iterator[str]:
    """Everything in a module that would not work, or not work alike, on another system or a later Python."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imports(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in POSIX_ATTRIBUTES.get(node.value.id, ()):
                yield f"line {node.lineno}: {node.value.id}.{node.attr}"
        elif isinstance(node, ast.Call):
            yield from _call(node)
        elif isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            written = "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
            if written.endswith("n"):
                yield f"line {node.lineno}: a number as the locale writes it"


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    for name in names:
        if name.partition(".")[0] in ONE_SYSTEM | TAKEN_AWAY | LOCAL_WAYS:
            yield f"line {node.lineno}: import {name}"
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            if alias.name in POSIX_ATTRIBUTES.get(node.module or "", ()):
                yield f"line {node.lineno}: from {node.module} import {alias.name}"


def _call(node: ast.Call) -> Iterator[str]:
    function = node.func
    name = (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
    owner = function.value.id if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) else ""
    given = {keyword.arg for keyword in node.keywords}
    place = f"line {node.lineno}: {name}"
    if name in ("open", "fdopen") and (owner, name) not in {("os", "open"), ("Study", "open"), ("Store", "open")}:
        mode = _mode(node, first=0 if isinstance(function, ast.Attribute) and name == "open" else 1)
        if owner in ("zipfile", "archive") or mode is None:
            return
        if "b" not in mode and "encoding" not in given:
            yield f"{place} of a text without an encoding"
        if "b" not in mode and set(mode) & set("wax") and "newline" not in given:
            yield f"{place} for writing text, without a newline"
    elif name in READS_TEXT | WRITES_TEXT and "encoding" not in given:
        yield f"{place} without an encoding"
    elif name in WRITES_TEXT and "newline" not in given:
        yield f"{place} without a newline: Windows would write another file"
    elif name in ("run", "Popen", "check_output") and owner == "subprocess":
        if given & {"text", "universal_newlines"} and "encoding" not in given:
            yield f"{place} reads text without an encoding"
        if "shell" in given or "preexec_fn" in given:
            yield f"{place} through a shell, or a function that only POSIX calls"
    elif name == "strftime":
        yield f"{place}: as the locale writes it; isoformat() is the same everywhere"
    elif name in ("utcnow", "utcfromtimestamp", "mktemp", "get_context", "set_start_method"):
        yield place
    elif name == "rmtree" and "onerror" in given:
        yield f"{place}(onerror=...)"


def _mode(node: ast.Call, first: int) -> str | None:
    """The mode of an `open`; `None` where it is no file that is opened (no mode is a text)."""
    given = next((keyword.value for keyword in node.keywords if keyword.arg == "mode"), None)
    if given is None and len(node.args) > first:
        given = node.args[first]
    if given is None:
        return "r"
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None


def test_nothing_that_only_one_system_has() -> None:
    assert {str(path.relative_to(ROOT)): found for path, tree in trees() if (found := list(faults(tree)))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import fcntl", "from os import getuid", "import os\nos.sched_getaffinity(0)", "import distutils.util",
        "path.open()", "path.open('w', encoding='utf-8')", "open(p)", "path.read_text()", "f'{x:n}'", "import locale",
        "path.write_text(t, encoding='utf-8')", "subprocess.run(c, text=True)", "now.strftime('%x')",
        "import signal\nsignal.SIGKILL", "os.fdopen(h, 'w')", "datetime.utcnow()", "os.open(p, os.O_NOFOLLOW)",
    ],
)  # fmt: skip
def test_the_rule_sees(line: str) -> None:
    assert list(faults(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ["path.open('rb')", "os.fdopen(h, 'wb')", "os.open(p, os.O_RDONLY)", "path.read_bytes()", "Study.open(folder)",
     "path.write_text(t, encoding='utf-8', newline='\\n')", "getattr(os, 'O_NONBLOCK', 0)", "f'{x:,}'"],
)  # fmt: skip
def test_the_rule_lets_pass(line: str) -> None:
    assert list(faults(ast.parse(line))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_compiler_has_nothing_to_complain_of(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an invalid escape is a SyntaxWarning from 3.12 on
        compile(path.read_text(encoding="utf-8"), str(path), "exec")


def test_no_two_files_differ_in_case_only_or_have_a_name_that_windows_refuses() -> None:
    git = shutil.which("git") or pytest.skip("no git")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    names = [name for name in listed.decode("utf-8").split("\0") if name]
    if not names:
        pytest.skip("no checkout")
    assert len({name.casefold() for name in names}) == len(names)
    devices = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
    refused = [
        name
        for name in names
        for part in name.split("/")
        if part.casefold().partition(".")[0] in devices or part.endswith((".", " ")) or set(part) & set('<>:"\\|?*')
    ]
    assert refused == []
    assert [name for name in names if len(name) > 150] == []  # Windows allows 260 in all


@pytest.mark.slow
@pytest.mark.parametrize(("system", "python"), [("win32", "3.13"), ("darwin", "3.12")])
def test_types_hold_on_other_systems_and_later_pythons(system: str, python: str, tmp_path: Path) -> None:
    """Typeshed knows which names a system and a version of Python lack, and which are deprecated."""
    command = [
        sys.executable, "-m", "mypy", "--platform", system, "--python-version", python,
        "--enable-error-code", "deprecated", "--cache-dir", str(tmp_path), "src",
    ]  # fmt: skip
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert finished.returncode == 0, finished.stdout
