"""Is the installation whole, is it offline, and what does it use."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from insightmine.engines.install import install_models, missing_models, require_models
from insightmine.engines.weights import INSTALL_HINT, manifest, shipped_problems

__all__ = ["Installation", "ModelState", "inspect_installation", "install_models", "require_models"]

_INDIRECT = ("torch", "scikit-learn")  # not asked for by name, and good to know the version of


@dataclass(frozen=True, slots=True)
class ModelState:
    """One set of weights: what it is, where it comes from, and what is wrong with it, if anything."""

    name: str
    role: str
    id: str
    licence: str
    package: str
    digest: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Installation:
    """What `insightmine doctor` found. `trained`: files of weights that come with the program, and what is wrong."""

    version: str
    python: str
    system: str
    models: tuple[ModelState, ...]
    trained: dict[str, str | None]
    libraries: dict[str, str | None]
    hint: str

    @property
    def missing_libraries(self) -> tuple[str, ...]:
        """Libraries that the program asks for and that are not installed."""
        return tuple(name for name, version in self.libraries.items() if version is None)

    @property
    def is_whole(self) -> bool:
        """Whether everything that a run needs is there."""
        whole = [model.problem is None for model in self.models] + [one is None for one in self.trained.values()]
        return all(whole) and not self.missing_libraries


def inspect_installation() -> Installation:
    """Look at weights (every digest is computed anew) and libraries, without loading or fetching any."""
    problems = {entry.name: reason for entry, reason in missing_models()}
    models = tuple(
        ModelState(
            entry.name, entry.role, entry.id, entry.licence, entry.package, entry.digest, problems.get(entry.name)
        )
        for entry in manifest().values()
    )
    libraries = {name: _version(name) for name in (*_required(), *_INDIRECT)}
    return Installation(
        version=version("insightmine"),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        models=models,
        trained=shipped_problems(),
        libraries=libraries,
        hint=INSTALL_HINT if problems else "",
    )


def _required() -> tuple[str, ...]:
    """The libraries that the package asks for on every system, without extras, as its own metadata name them."""
    always = (line for line in requires("insightmine") or () if ";" not in line)
    return tuple(found[0] for line in always if (found := re.match(r"[\w.-]+", line)))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
