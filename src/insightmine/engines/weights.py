"""Model weights: found in an installed data package, verified by SHA-256 at each load, never fetched during a run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from insightmine.errors import ModelError
from insightmine.resources import models_folder

INSTALL_HINT = "run once: insightmine doctor --install-models (fetches about 180 MB)"


@dataclass(frozen=True, slots=True)
class WeightEntry:
    """One entry of models/manifest.toml; `files` maps paths below `folder` to their SHA-256."""

    name: str
    role: str
    id: str
    licence: str
    package: str
    folder: str
    origin: str
    files: dict[str, str]
    dimension: int | None = None
    max_tokens: int | None = None

    @property
    def digest(self) -> str:
        """A short digest over all files: names exactly these weights."""
        return sha256("".join(self.files[name] for name in sorted(self.files)).encode()).hexdigest()[:12]


def manifest() -> dict[str, WeightEntry]:
    """The entries of the model manifest that stand for a package of weights, by name."""
    with (models_folder() / "manifest.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: WeightEntry(name=name, **table) for name, table in tables.items() if "package" in table}


def shipped(name: str, file: str) -> Path:
    """A file of trained weights that comes with the program itself, after it was found to be the pinned one.

    `name` is its entry in the manifest, `file` its path below the models folder. Raises `ModelError`.
    """
    folder = models_folder()
    with (folder / "manifest.toml").open("rb") as opened:
        expected = tomllib.load(opened)[name]["files"][file]
    path = folder / file
    if not path.is_file() or sha256_of(path) != expected:
        raise ModelError(f"{path}: not the file that was pinned", hint="install insightmine anew")
    return path


def shipped_problems() -> dict[str, str | None]:
    """The files of trained weights that come with the program: what is wrong with each, if anything."""
    with (models_folder() / "manifest.toml").open("rb") as opened:
        tables = tomllib.load(opened)
    files = [(name, file) for name, table in tables.items() if "package" not in table for file in table["files"]]
    return {file: _shipped_problem(name, file) for name, file in files}


def _shipped_problem(name: str, file: str) -> str | None:
    try:
        shipped(name, file)
    except ModelError as error:
        return str(error)
    return None


def locate(entry: WeightEntry) -> Path:
    """The folder of the weights; `ModelError` when their package is not installed."""
    try:
        folder = Path(str(distribution(entry.package).locate_file(entry.folder)))
    except PackageNotFoundError:
        folder = Path()
    if folder == Path() or not folder.is_dir():
        raise ModelError(f"a model is not installed yet: {entry.id}", hint=INSTALL_HINT)
    return folder


def verified(entry: WeightEntry) -> Path:
    """The folder of the weights after every file in the manifest was found to be the pinned one.

    Raises `ModelError` naming the file that is missing or altered.
    """
    folder = locate(entry)
    for name, expected in entry.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{entry.package}: {name} is missing", hint=INSTALL_HINT)
        if sha256_of(path) != expected:
            raise ModelError(
                f"{entry.package}: {name} is not the file that was pinned",
                hint=f"it is not used; to put the pinned one there, {INSTALL_HINT}",
            )
    return folder


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def folder_digest(folder: Path, pattern: str) -> str:
    """A short digest over the files of a folder that match the pattern: names weights of the user's own.

    Raises `ModelError` when there is none.
    """
    paths = sorted((path for path in folder.rglob(pattern) if path.is_file()), key=Path.as_posix)
    if not paths:
        raise ModelError(
            f"{folder} holds no {pattern}", hint="name a folder with the weights in it, see docs/models.md"
        )
    return sha256("".join(sha256_of(path) for path in paths).encode()).hexdigest()[:12]
