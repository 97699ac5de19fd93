"""The environment in which BERTopic and EVoC run: made once from requirements.txt, kept in the user's cache.

`INSIGHTMINE_PEERS` names an environment that is there already, or says `none`: then the peers are left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from benchmarks.data import ROOT

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
CONSTRAINTS = ROOT / "constraints.txt"
_DONE = "complete"  # the file that says that everything was installed


class PeersAbsent(Exception):  # noqa: N818 - it says what happened
    """There is no environment for the peers, and why; what needs them is skipped, saying so."""


def peers_python() -> Path:
    """The interpreter of the peers' environment, which is made when it is first asked for. Raises `PeersAbsent`."""
    named = os.environ.get("INSIGHTMINE_PEERS", "")
    if named == "none":
        raise PeersAbsent("left out, since INSIGHTMINE_PEERS says none")
    if named:
        if not interpreter(Path(named)).exists():
            raise PeersAbsent(f"INSIGHTMINE_PEERS names {named}, which is no environment")
        return interpreter(Path(named))
    return made(default_folder(), REQUIREMENTS, CONSTRAINTS)


def default_folder() -> Path:
    """Below the user's cache; another folder for other requirements and for another Python."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    content = REQUIREMENTS.read_bytes() + CONSTRAINTS.read_bytes() + sys.version.encode()
    return cache / "insightmine-benchmarks" / f"peers-{sha256(content).hexdigest()[:12]}"


def made(folder: Path, requirements: Path, constraints: Path) -> Path:
    """The interpreter of the environment in a folder, installed if it is not.

    What an interrupted run has installed is kept. Raises `PeersAbsent` with pip's own words where it fails.
    """
    python = interpreter(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if (folder / _DONE).exists():
            return python
        print(f"making the environment of the peers in {folder}: minutes and about 1.7 GB, once", flush=True)
        if not python.exists():
            venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        command += ["--constraint", str(constraints), "--requirement", str(requirements)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise PeersAbsent(_why(ran.stderr))
        (folder / _DONE).touch()
    return python


def interpreter(folder: Path) -> Path:
    """Where a virtual environment keeps its interpreter."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _why(told: str) -> str:
    errors = [line.strip() for line in told.splitlines() if "ERROR" in line]
    last = errors[-1] if errors else "pip said nothing"
    return (
        f"their environment could not be made (is there a network? the next run goes on where this one stopped): {last}"
    )
