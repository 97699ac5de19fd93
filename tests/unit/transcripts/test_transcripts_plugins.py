"""Third parties' parsers: found by their entry point, asked first, and contained when they fail."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.progress import Silent
from insightmine.errors import InputRefused
from insightmine.intake import Intake, take_in
from insightmine.store import Store
from insightmine.transcripts import Source, plug_ins, read_source

PAGE = Path(__file__).parents[3] / "docs" / "plug-ins.md"
TALK = "Interviewer: Hi?\nP1: Hello.\n"
CODE = """
from insightmine.domain.speech import Transcript, Turn
from insightmine.transcripts.documents import Parsed

class Shouts:
    def accepts(self, document):
        if b"stumble" in document.data:
            raise ValueError("a bug")
        return document.text.startswith("SHOUT") or document.data.startswith(b"\\x89PNG SHOUT")

    def parse(self, document, options, speakers):
        if "break" in document.text:
            raise ValueError("a bug")
        if "nothing" in document.text:
            return None
        said = document.text or document.data[5:].decode()
        text = said.removeprefix("lost") if "lost" not in said else "SHOUT"
        turns = (Turn(0, "Ana", text, "line 1"),)
        return Parsed((Transcript(document.stem, document.source, "shouts", turns),), said)
"""
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a package with one parser on the path, as an installer would."""

    def put(name: str, code: str, attribute: str = "Shouts", version: str = "1.0") -> Path:
        folder = tmp_path / "site"
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        entry = f"[insightmine.parsers]\n{name} = {name}_parser:{attribute}\n"
        (info / "entry_points.txt").write_text(entry, encoding="utf-8")
        (folder / f"{name}_parser.py").write_text(code, encoding="utf-8")
        if str(folder) not in sys.path:
            monkeypatch.syspath_prepend(str(folder))
        monkeypatch.delitem(sys.modules, f"{name}_parser", raising=False)
        plug_ins.cache_clear()
        return folder

    yield put
    plug_ins.cache_clear()


def read(folder: Path, text: str | bytes) -> str:
    path = folder / "a.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_source(Source("a.txt", path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0].format


def test_a_plugin_reads_what_it_accepts_and_the_guard_watches_it(install: Install, tmp_path: Path) -> None:
    install("shouts", CODE)
    assert read(tmp_path, "SHOUT once") == "shouts"
    assert read(tmp_path, TALK) == "text"
    for text, reason in (
        ("SHOUT lost", "1 of 2 words could not be accounted for"),
        ("SHOUT and break", "the parser 'shouts' fails on it"),
        ("SHOUT nothing", "the parser 'shouts' gives no transcript with turns"),
        (TALK + "P1: I stumble.\n", "the parser 'shouts' fails at looking at it"),
    ):
        with pytest.raises(InputRefused, match=reason):
            read(tmp_path, text)


def test_a_plugin_is_asked_before_a_file_is_set_aside(install: Install, tmp_path: Path) -> None:
    """What looks like a picture, XML or JSON to us may be a format that somebody else knows."""
    with pytest.raises(InputRefused, match="an image"):
        read(tmp_path, b"\x89PNG SHOUT")
    install("shouts", CODE)
    assert read(tmp_path, b"\x89PNG SHOUT") == "shouts"
    with pytest.raises(InputRefused, match="an image"):
        read(tmp_path, b"\x89PNG whisper")


def taken(folder: Path) -> Intake:
    (folder / "talks").mkdir(exist_ok=True)
    (folder / "talks" / "P1.txt").write_text(TALK, encoding="utf-8")
    with Store.open(folder, create=True) as store:
        return take_in([folder / "talks"], Options(), store, Silent())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("raise RuntimeError('the words of somebody')", "RuntimeError"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("class Others: pass", "AttributeError"),
        ("class Shouts:\n    def __init__(self, needed): pass", "TypeError"),
        ("def Shouts(:", "SyntaxError"),
    ],
)
def test_one_that_fails_at_import_is_named_and_the_rest_goes_on(
    code: str, kind: str, install: Install, tmp_path: Path
) -> None:
    install("broken", code)
    install("shouts", CODE)
    (problem,) = plug_ins().problems
    assert problem == (
        f"the parser 'broken' of broken 1.0 cannot be loaded ({kind} at import) and reads nothing; uninstall or mend it"
    )
    assert read(tmp_path, "SHOUT once") == "shouts"
    assert read(tmp_path, TALK) == "text"
    intake = taken(tmp_path)
    assert (len(intake.read), intake.problems) == (1, (problem,))


def test_files_are_read_again_when_a_plugin_comes_or_changes(install: Install, tmp_path: Path) -> None:
    plug_ins.cache_clear()
    assert [taken(tmp_path).n_unchanged for _ in range(2)] == [0, 1]
    install("shouts", CODE)
    assert [taken(tmp_path).n_unchanged for _ in range(2)] == [0, 1]
    install("shouts", CODE, version="1.1")
    assert [taken(tmp_path).n_unchanged for _ in range(2)] == [0, 1]


def block(kind: str) -> str:
    (found,) = re.findall(
        rf"^```{re.escape(kind)}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(found)


def test_the_package_on_the_page_is_built_installed_and_reads_its_file(tmp_path: Path) -> None:
    """As its author would: a wheel, put where packages lie, and the command line in a process of its own."""
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    (project / "pyproject.toml").write_text(block("toml"), encoding="utf-8")
    (project / "insightmine_chat.py").write_text(block("python"), encoding="utf-8")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(project)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (tmp_path / "talk.cha").write_text(block("text talk.cha"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "insightmine", "ingest", "--dry-run", "talk.cha", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    (file,) = json.loads(ran.stdout)["files"]
    assert (file["source"], file["format"]) == ("talk.cha", "chat")
    path = tmp_path / "talk.cha"
    sys.path.insert(0, str(site))
    plug_ins.cache_clear()
    try:
        found = read_source(Source("talk.cha", path, True, tmp_path), InputOptions(), SpeakerOptions()).transcripts[0]
    finally:
        sys.path.remove(str(site))
        plug_ins.cache_clear()
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("INV", "what do you do first in the morning ?"),
        ("PAR", "I open the mail , &-uh because people wait ."),
        ("INV", "and when nobody writes ?"),
        ("PAR", "then I read the list of yesterday and start at the top ."),
    ]
    assert [(entry.reason.value, entry.words) for entry in found.dropped if entry.reason.value == "comment"] == [
        ("comment", ("com", "telephone", "rings"))
    ]
