"""Where the files lie that come with the program: model manifest, heads, sample corpus."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _resource(installed: str, checkout: str) -> Path:
    """A folder inside the installed package, or its source in a checkout."""
    inside = _PACKAGE / "_resources" / installed
    return inside if inside.is_dir() else _PACKAGE.parent.parent / checkout


def models_folder() -> Path:
    """The folder with the model manifest, the pinned requirements and the trained heads."""
    return _resource("models", "models")


def sample_folder() -> Path:
    """The folder with the invented sample interviews."""
    return _resource("sample", "corpora/sample")
