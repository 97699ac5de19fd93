"""What all tests share: the real data beside the checkout, and the real engines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from insightmine.config import ModelOptions
from insightmine.engines import Encoder, Grammar, load_encoder, load_grammar

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; the test is skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("INSIGHTMINE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}")
    return folder


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    """The real grammar engine."""
    return load_grammar(ModelOptions())


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The real sentence encoder (fp32, onnxruntime)."""
    return load_encoder(ModelOptions())
