"""The wheel, as a stranger gets it: what is in it, and that it works in a new environment, from any folder, offline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from insightmine.engines.weights import manifest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
NO_NETWORK = {  # a port that nobody listens at: whoever asks for the network is refused at once
    "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "PIP_CONFIG_FILE": os.devnull,
    "PIP_RETRIES": "1", "PIP_INDEX_URL": "https://index.invalid/simple", "UV_OFFLINE": "1", "PYTHONUTF8": "1",
}  # fmt: skip


def clean_environment() -> dict[str, str]:
    """The environment without settings of this machine's Python and installers, and without a network."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.upper().startswith(("PIP_", "UV_", "PYTHON", "VIRTUAL_ENV", "COVERAGE", "NO_PROXY"))
    }
    return {**kept, **NO_NETWORK}


def called(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], cwd=folder, env={**clean_environment(), **environment}, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


@dataclass(frozen=True)
class Installed:
    """A new environment with the wheel in it, and a folder that has nothing to do with it."""

    environment: Path
    folder: Path
    weights_path: Path
    weights: Path

    @property
    def python(self) -> Path:
        return self.environment / PROGRAMS / Path(sys.executable).name

    def insightmine(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return called(self.environment / PROGRAMS / "insightmine", *arguments, folder=self.folder)

    def told(self, *arguments: str | Path) -> dict[str, Any]:
        """The JSON of a command that must succeed."""
        ran = self.insightmine(*arguments, "--json")
        assert ran.returncode == 0, ran.stderr
        content: dict[str, Any] = json.loads(ran.stdout)
        return content

    def hide_weights(self) -> None:
        self.weights_path.unlink(missing_ok=True)

    def show_weights(self) -> None:
        self.weights_path.write_text(f"{self.weights}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, which is built from this checkout."""
    target = tmp_path_factory.mktemp("dist")
    ran = called(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, folder=target)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment that sees the libraries of this one, without the editable install."""
    base = tmp_path_factory.mktemp("installed")
    environment, folder = base / "environment", base / "Müllers Gespräche 2"
    folder.mkdir()
    ran = called(sys.executable, "-m", "venv", "--without-pip", environment, folder=base)
    assert ran.returncode == 0, ran.stderr
    python = environment / PROGRAMS / Path(sys.executable).name
    where = called(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=base).stdout
    packages = Path(where.strip())
    link_libraries(base / "libraries", base / "weights")
    (packages / "libraries.pth").write_text(f"{base / 'libraries'}\n", encoding="utf-8")
    new = Installed(environment, folder, packages / "weights.pth", base / "weights")
    new.show_weights()
    ran = called(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, folder=folder)
    assert ran.returncode == 0, ran.stderr
    place = called(python, "-c", "import insightmine; print(insightmine.__file__)", folder=folder).stdout
    assert Path(place.strip()).is_relative_to(packages), place
    return new


def link_libraries(libraries: Path, weights: Path) -> None:
    """Links to everything that is installed here but this program; the model weights in a folder of their own."""
    folders = {entry.folder.split("/")[0] for entry in manifest().values()}
    names = {entry.package.replace("-", "_") for entry in manifest().values()}
    libraries.mkdir()
    weights.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.suffix == ".pth" or "insightmine" in path.name.lower():
            continue
        is_weight = path.name in folders or path.name.split("-")[0] in names
        (weights if is_weight else libraries).joinpath(path.name).symlink_to(path)


def belonging(folder: Path, place: str) -> dict[str, bytes]:
    """What of a source folder has to be in the wheel, by its name there; hidden files, caches, gold labels do not."""
    return {
        f"{place}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__pycache__", "gold")) for part in path.relative_to(folder).parts)
    }


def test_wheel_holds_all_that_belongs_to_the_program_and_nothing_else(wheel: Path) -> None:
    expected = {
        **belonging(ROOT / "src" / "insightmine", "insightmine"),
        **belonging(ROOT / "models", "insightmine/_resources/models"),
        **belonging(ROOT / "corpora" / "sample", "insightmine/_resources/sample"),
    }
    some = ("py.typed", "exchange/schema/themes.json", "report/templates/style.css", "judgements/effect_lexicon.json",
            "_resources/sample/transcripts/p11-bronagh.docx", "_resources/models/requirements.txt")  # fmt: skip
    assert {f"insightmine/{name}" for name in some} <= expected.keys()
    with zipfile.ZipFile(wheel) as archive:
        content = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    about = {name for name in content if ".dist-info/" in name}
    assert {Path(name).name for name in about} == {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}
    assert sorted(content.keys() - about) == sorted(expected)
    assert [name for name, data in expected.items() if content[name] != data] == []


def test_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = {Path(name).name: archive.read(name) for name in archive.namelist() if ".dist-info/" in name}
    metadata = message_from_bytes(about["METADATA"])
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == "<3.14,>=3.11"
    assert "# insightmine" in str(metadata.get_payload())
    assert about["LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert b"insightmine = insightmine.cli:main" in about["entry_points.txt"]
    required = {str(line).lower() for line in metadata.get_all("Requires-Dist") or ()}
    weights = tuple(entry.package for entry in manifest().values())  # docs/decisions/0002-models.md
    assert [line for line in required if line.startswith(weights)] == []


def test_version_doctor_and_demo(installed: Installed) -> None:
    assert installed.insightmine("--version").stdout.startswith("insightmine, version ")
    doctor = installed.insightmine("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "The installation is whole." in doctor.stdout
    demo = installed.insightmine("demo")
    assert demo.returncode == 0, demo.stderr
    assert (installed.folder / "insightmine-demo" / "report.html").stat().st_size > 10_000
    again = installed.insightmine("doctor", "--install-models")
    assert (again.returncode, "all there" in again.stdout) == (0, True), again.stderr


def test_first_study_of_ones_own(installed: Installed) -> None:
    (place,) = installed.environment.rglob("_resources/sample/transcripts")
    mine = installed.folder / "Erste Runde"
    mine.mkdir()
    for name in ("p01-priya.vtt", "p11-bronagh.docx", "chat-interviews.csv", "p04-hana.srt"):
        (mine / name).write_bytes((place / name).read_bytes())
    first = installed.told("ingest", mine / "p01-priya.vtt")
    assert [row["format"] for row in first["read"]] == ["webvtt"]
    rest = installed.told(
        "ingest", *(mine / name for name in ("p11-bronagh.docx", "chat-interviews.csv", "p04-hana.srt"))
    )
    assert {row["format"] for row in rest["read"]} == {"webvtt", "docx", "csv-dialogues", "srt"}
    assert rest["n_statements"] > first["n_statements"] > 0
    search = ("search", "the code for the locker had run out", "--limit", "5")
    found = installed.told(*search)["results"]
    assert len(found) == 5
    assert {hit["source"] for hit in found} & {"p11-bronagh.docx", "chat-interviews.csv", "p04-hana.srt"}
    other = replace(installed, folder=installed.environment)
    assert other.told(*search, "--study", installed.folder)["results"] == found
    assert other.told("--study", installed.folder, *search)["results"] == found
    assert installed.insightmine("report", "-o", "Bericht März.html").returncode == 0
    assert "Content-Security-Policy" in (installed.folder / "Bericht März.html").read_text(encoding="utf-8")
    assert installed.insightmine("check").returncode == 0


def test_without_the_models_one_command_is_named(installed: Installed) -> None:
    installed.hide_weights()
    try:
        demo = installed.insightmine("demo", "--into", "second")
        assert (demo.returncode, demo.stdout) == (2, "")
        assert len(demo.stderr.splitlines()) == 1
        assert "not installed yet" in demo.stderr
        assert "insightmine doctor --install-models" in demo.stderr
        assert not (installed.folder / "second").exists()
        doctor = installed.insightmine("doctor")
        assert doctor.returncode == 2
        assert "The installation is whole" not in doctor.stdout
        assert "insightmine doctor --install-models" in doctor.stderr
        assert json.loads(installed.insightmine("doctor", "--json").stdout)["is_whole"] is False
    finally:
        installed.show_weights()


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("no network", ("cannot be reached", "HTTPS_PROXY", "--from FOLDER")),
        ("empty folder", ("the pinned files were not found",)),
        ("other files", ("not what was pinned", "nothing of it was installed")),
        ("no folder", ("there is no folder",)),
    ],
)
def test_failed_installation_of_models_says_what_to_do(case: str, told: tuple[str, ...], installed: Installed) -> None:
    folder = installed.folder / case
    if case != "no folder":
        folder.mkdir()
    if case == "other files":
        for line in (ROOT / "models" / "requirements.txt").read_text(encoding="utf-8").splitlines():
            if "==" in line:
                forge_wheel(folder, *line.split(" ")[0].split("=="))
    installed.hide_weights()
    try:
        ran = installed.insightmine("doctor", "--install-models", *(() if case == "no network" else ("--from", folder)))
        state = json.loads(installed.insightmine("doctor", "--json").stdout)
    finally:
        installed.show_weights()
    assert ran.returncode == 2
    assert all(words in ran.stderr for words in told), ran.stderr
    assert "Traceback" not in ran.stderr
    assert all(model["problem"] for model in state["models"])


def test_environment_without_an_installer_gets_the_one_that_comes_with_python(installed: Installed) -> None:
    libraries = installed.environment.parent / "libraries"
    linked = {path: path.readlink() for path in libraries.glob("pip*") if path.name.split("-")[0] == "pip"}
    assert linked
    (empty := installed.folder / "empty").mkdir()
    installed.hide_weights()
    try:
        for path in linked:
            path.unlink()
        program = installed.environment / PROGRAMS / "insightmine"
        command = (program, "doctor", "--install-models", "--from", empty)
        ran = called(*command, folder=installed.folder, PATH=str(empty))  # no uv either
        has_pip = called(installed.python, "-m", "pip", "--version", folder=installed.folder)
    finally:
        installed.show_weights()
    assert has_pip.returncode == 0, has_pip.stderr
    assert ran.returncode == 2
    assert "the pinned files were not found" in ran.stderr


def forge_wheel(folder: Path, package: str, version: str) -> None:
    """A wheel with the right name and version, and with other content."""
    name = package.replace("-", "_")
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", "raise SystemExit('this must never be installed')\n")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", f"{name}.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
