"""Every command line in the documents does what it says: it is run, in a study made from the sample."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documented import ROOT, CommandLine, command_lines, python_snippets

from insightmine.cli import main
from insightmine.domain.decisions import Action
from insightmine.domain.judgements import Effect
from insightmine.domain.speech import Role
from insightmine.study import Study

LINES = command_lines()
OURS = tuple(line for line in LINES if line.program == "insightmine")
WITHOUT_A_STUDY = ("demo", "doctor", "init")  # run once, wherever they stand

Call = Callable[[CommandLine, Path], str | None]

# What a page may ask of an installer. Each was tried by hand on Linux; here it is kept that no page shows another.
INSTALLER_CALLS = (
    "pip install", "pip download", "pip wheel", "pipx ensurepath", "pipx install", "pipx uninstall", "uv tool install",
    "uv tool uninstall",
)  # fmt: skip
NAMES_A_FILE_OF_OURS = ("-c", "-r", "--constraints")
NAMES_A_FOLDER = ("-d", "-w", "--find-links", "--from")
INSTALLED = (".", "pipx", "insightmine")
SWITCHES = ("--user", "--force", "--no-deps", "--no-index", "--require-hashes")


# What is told beside a result and is no complaint: that a draft is one, and that measures.csv knows another name.
NOTES = ("A draft: look it through", "is nobody of the study")
PLAN = "entry\nBuild a page of photos\nMore members look at the photos before they book\n"


def is_repeated(line: CommandLine) -> bool:
    """Whether the same line stands further up, or on an earlier page, and needs no study: once is enough."""
    return line.words[1] in WITHOUT_A_STUDY and any(other.text == line.text for other in OURS if other < line)


def placeholders(study: Study) -> dict[str, str]:
    """What the documents call things, and something in this study that can be called so.

    `T3` and `T7` are two themes of several people; the statements are two of `T3`, the first of which takes a side.
    """
    analysis = study.analysis
    sided = {row.statement for row in analysis.judgements if row.effect in (Effect.HELPS, Effect.HINDERS)}
    shared = [theme for theme in analysis.themes if not theme.single_voice and len(theme.statements) > 2]
    first, second = [theme for theme in shared if sided & set(theme.statements)][:2]
    statement, other = sorted(first.statements, key=lambda id_: id_ not in sided)[:2]
    labels = {t.source: {role.role: role.label or "" for role in t.roles} for t in analysis.transcripts}
    labelled = next(source for source, here in labels.items() if {Role.INTERVIEWER, Role.PARTICIPANT} <= here.keys())
    unlabelled = next(source for source, here in labels.items() if not any(here.values()))
    return {
        "T3": first.id, "T7": second.id, "S12ab34cd56": statement, "S98fe76dc54": other,
        "O1a2b3c4d5": analysis.outcomes[0].id, "G1a2b3c4d5": analysis.signals[0].id,
        "P07": analysis.people[6].id, "reserve": analysis.journey.steps[0].id,
        "interview-4.txt": labelled, "Dana": labels[labelled][Role.INTERVIEWER],
        "Sam": labels[labelled][Role.PARTICIPANT], "notes.txt": unlabelled,
        "FILE": labelled, "DIR": "exported", "COMMAND": "search",
    }  # fmt: skip


def fill_in(sheet: Path) -> None:
    """What a second coder does between two commands."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_bytes().decode("utf-8-sig"), newline="")))
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "effect": ("helps", "neutral")[n % 2]} for n, row in enumerate(rows))


def without_notes(text: str) -> str:
    """What was told, less what is told beside a result."""
    return "\n".join(line for line in text.splitlines() if not any(note in line for note in NOTES))


def lay_out(words: list[str], folder: Path) -> None:
    """The plan that a line speaks of."""
    if words[1] == "check-plan":
        (folder / words[2]).write_text(PLAN, encoding="utf-8")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run a documented line in a study folder: None, or what went wrong."""

    def run(line: CommandLine, folder: Path) -> str | None:
        with Study.open(folder) as study:
            known = placeholders(study)
        words = [known.get(word, word) for word in line.words]
        if words[1] == "import" and words[2].endswith("coding.csv"):
            fill_in(folder / words[2])
        if words[1] == "import" and words[2].endswith("codes.csv"):
            (folder / words[2]).write_text("code,definition\nfinding a tool,looking for a tool in the list\n", "utf-8")
        lay_out(words, folder)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as left:
            main()
        told, complaint = capfd.readouterr()
        told, complaint = without_notes(told), without_notes(complaint)
        if left.value.code != 0 or not told.strip() or complaint.strip():
            return f"{line}\n   run as: {shlex.join(words)}\n   exit code {left.value.code}: {told[:300]}{complaint}"
        decides = words[1] == "decide" and not {"--list", "--queue"} & set(words)
        if decides and len(told.splitlines()) != 1:
            return f"{line}\n   run as: {shlex.join(words)}\n   written down, but it does not hold: {told}"
        return None

    return run


@pytest.fixture(scope="module")
def decided_study(sample_study: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, in which somebody has decided something: there is a decision that can be undone."""
    folder = tmp_path_factory.mktemp("decided") / "study"
    shutil.copytree(sample_study, folder)
    with Study.open(folder) as study:
        study.decide(Action.ACCEPT, [study.analysis.themes[-1].id], by="Ann")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted({line.page for line in OURS}))
def test_lines_of_a_page_work_one_after_the_other(page: str, own_study: Path, call: Call) -> None:
    failures = [call(line, own_study) for line in OURS if line.page == page and not (line.example or is_repeated(line))]
    assert [failure for failure in failures if failure] == []


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in OURS if line.example], ids=str)
def test_example_in_the_help_works(line: CommandLine, decided_study: Path, tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "study"
    shutil.copytree(decided_study, folder)
    assert call(line, folder) is None


@pytest.mark.slow
@pytest.mark.parametrize("snippet", python_snippets(ROOT / "README.md"))
def test_python_in_the_readme_runs(
    snippet: str, own_study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_study.rename(tmp_path / "my-study")
    monkeypatch.chdir(tmp_path)
    ran = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    with Study.open(tmp_path / "my-study") as study:
        assert len(ran.stdout.splitlines()) == len(study.analysis.themes) > 0


def test_there_is_something_to_run() -> None:
    pages = {line.page for line in OURS}
    assert {"README.md", "docs/install.md", "docs/models.md", "docs/export.md", "docs/commands.md"} <= pages
    assert sum(line.example for line in OURS) >= 10
    assert python_snippets(ROOT / "README.md")


@pytest.mark.parametrize("line", [line for line in LINES if line.program == "make"], ids=str)
def test_make_target_is_there(line: CommandLine) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(line.words[1:]) <= set(targets)


@pytest.mark.parametrize("line", [line for line in LINES if line.program in ("pip", "pipx", "uv")], ids=str)
def test_installer_is_called_as_it_was_tried(line: CommandLine) -> None:
    words = line.words[line.words.index(line.program) :]
    given = [part for word in words for part in word.removeprefix("--pip-args=").split()]
    tried = next((known for known in INSTALLER_CALLS if given[: len(known.split())] == known.split()), None)
    assert tried, "no page shows this: try it by hand, and add it to INSTALLER_CALLS"
    rest = iter(given[len(tried.split()) :])
    for word in rest:
        if word in NAMES_A_FILE_OF_OURS:
            assert (ROOT / next(rest)).is_file()
        elif word in NAMES_A_FOLDER:
            assert next(rest) in ("packages", "weights")
        elif word not in SWITCHES:
            assert word in INSTALLED, word


@pytest.mark.parametrize("line", [line for line in LINES if line.program.startswith("benchmarks")], ids=str)
def test_benchmark_is_there(line: CommandLine) -> None:
    module = line.program.partition(".")[2] or line.words[3].replace("-", "_")
    assert (ROOT / "benchmarks" / f"{module}.py").is_file()
