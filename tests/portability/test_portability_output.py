"""What is printed, into pipes and consoles of every encoding, and with nobody at the other end."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.builders import tool_library, with_text
from tests.portability.conftest import Run

from insightmine.cli.output import SCHEMA_VERSION, degrade_output, emit_json, note, say
from insightmine.store import RunRecord, Store

SAID = "I pressed “save” → nothing… naïve me, Őz says 🤷 ½ of it\u00a0— “ok” ✓"
PLAINER = 'I pressed "save" -> nothing... naïve me, Oz says ? ½ of it\u00a0- "ok" +'
IN = {
    "utf-8": SAID,
    "utf-16": SAID,
    "cp1252": "I pressed “save” -> nothing… naïve me, Oz says ? ½ of it\u00a0— “ok” +",
    "cp437": PLAINER,
    "cp850": PLAINER,
    "latin-1": PLAINER,
    "cp932": "I pressed “save” → nothing… naive me, Oz says ? ? of it - “ok” +",
}
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ENVIRONMENTS = (
    {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "cp437:strict"}, {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "utf-16"}, C_LOCALE, {"LC_ALL": "C"}, {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "1"},
)  # fmt: skip
COMMANDS = (
    ("themes",), ("journey",), ("outcomes",), ("snapshot",), ("show", "p02"), ("show", "T1"), ("check",), ("--help",),
    ("decide", "--help"), ("report", "-o", "r.html"), ("report", "-o", "r.md"), ("export", "out"),
)  # fmt: skip
# several commands in one process: starting Python takes longer than a command
IN_TURN = """
import sys
from insightmine.cli import main
for number, command in enumerate({commands!r}):
    sys.argv = ["insightmine", "--study", {study!r}, *command]
    try:
        main()
    except SystemExit as leaving:
        if leaving.code:
            sys.exit(100 + number)
sys.exit(0)
"""


@pytest.fixture
def quoted(study: Path) -> tuple[Path, str]:
    """A study in which somebody says what no old encoding has, and the id of that statement."""
    analysis = tool_library()
    turns = {turn.text for transcript in analysis.transcripts for turn in transcript.turns}
    statement = next(statement for statement in analysis.statements if statement.text in turns)
    record = RunRecord(inputs_digest="i", settings_digest="s", versions={}, models={}, counts={})
    with Store.open(study) as store:
        store.save_analysis(with_text(analysis, statement.id, SAID), record)
    return study, statement.id


@pytest.mark.parametrize("encoding", sorted(IN))
@pytest.mark.parametrize("errors", ["strict", "backslashreplace"])
def test_words_degrade_and_never_fail(monkeypatch: pytest.MonkeyPatch, encoding: str, errors: str) -> None:
    printed, noted = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding, errors, newline="\n"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(noted, encoding, errors, newline="\n"))
    degrade_output()
    say(SAID)
    note(f"half\ud800{SAID}")
    assert printed.getvalue().decode(encoding) == IN[encoding] + "\n"
    assert noted.getvalue().decode(encoding) == f"half?{IN[encoding]}\n"


@pytest.mark.parametrize("text", [SAID, "half\ud800"])
@pytest.mark.parametrize("encoding", [*IN, "ascii"])
def test_json_is_utf_8_or_escaped(monkeypatch: pytest.MonkeyPatch, encoding: str, text: str) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding))
    degrade_output()
    emit_json({"text": text})
    told = printed.getvalue().decode("utf-16") if encoding == "utf-16" else printed.getvalue()
    assert json.loads(told) == {"schema_version": SCHEMA_VERSION, "text": text}  # from bytes: UTF-8, as RFC 8259 wants


@pytest.mark.slow
def test_every_command_works_in_every_environment(quoted: tuple[Path, str], run: Run, tmp_path: Path) -> None:
    """And what is written to files does not depend on what the console speaks."""
    written = set()
    for environment in ENVIRONMENTS:
        ran = run(before=IN_TURN.format(commands=COMMANDS, study=str(quoted[0])), **environment)
        assert (ran.returncode, ran.stderr) == (0, b""), environment
        assert b"\x1b" not in ran.stdout  # no colour into a pipe
        paths = [tmp_path / "r.html", tmp_path / "r.md", *sorted((tmp_path / "out").iterdir())]
        written.add(tuple(path.read_bytes() for path in paths))
    assert len(written) == 1


def test_messages_degrade_too(study: Path, run: Run) -> None:
    ran = run("--study", study, "show", "“Őz” → 🤷", PYTHONIOENCODING="cp1252")
    assert ran.returncode == 2
    assert ran.stderr.decode("cp1252").startswith("insightmine: nothing goes by '“Oz” -> ?'")


CLOSED = """
import io, os, stat, sys
class Closed(io.RawIOBase):
    def writable(self):
        return True
    def write(self, content):
        if not stat.S_ISCHR(os.fstat(1).st_mode):  # until standard output is thrown away
            raise OSError(22, "Invalid argument")
        return len(content)
import click, pathlib, insightmine.cli.app, insightmine.study
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Closed()), encoding="cp1252")
sys.platform = {platform!r}
"""


def test_a_pipe_that_nobody_reads_is_no_failure_on_windows(study: Path, run: Run) -> None:
    """Windows says EINVAL where POSIX says EPIPE; click knows only the latter."""
    ran = run("--study", study, "themes", before=CLOSED.format(platform="win32"))
    assert (ran.returncode, ran.stderr) == (0, b"")
    elsewhere = run("--study", study, "themes", before=CLOSED.format(platform="linux"))
    assert elsewhere.returncode == 2
    assert b"invalid argument" in elsewhere.stderr


@pytest.mark.parametrize("gone", ["stdout", "stderr", "stdin"])
def test_a_program_without_a_console_has_no_streams(study: Path, run: Run, gone: str) -> None:
    """pythonw, and services on Windows."""
    before = (
        f"import sys; sys.{gone} = None\n"
        "from insightmine.cli.progress import Bar\nwith Bar() as bar:\n    bar.stage('x', 2)\n    bar.advance()\n"
    )
    ran = run("--study", study, "themes", before=before)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert run("--study", study, "show", "nobody", before=before).returncode == 2


def test_ctrl_c_ends_with_one_code_and_no_traceback(study: Path, run: Run) -> None:
    """Ctrl-C is a KeyboardInterrupt on every system; Ctrl-Break and a closed window just end the process."""
    before = (
        "import insightmine.store.memory as memory\n"
        "def stop(*_, **__):\n    raise KeyboardInterrupt\n"
        "memory.Store.load_analysis = stop"
    )
    ran = run("--study", study, "themes", before=before)
    assert (ran.returncode, ran.stderr.strip()) == (130, b"")


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_the_bar_needs_no_letter_that_an_old_console_lacks(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    drawn = io.BytesIO()

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    from insightmine.cli.progress import Bar

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal(drawn, encoding, "strict"))
    with Bar() as bar:
        for name in ("reading", "statements"):
            bar.stage(name, 3)
            bar.advance()
    sys.stderr.flush()
    assert b"reading" in drawn.getvalue()
