"""The import contracts hold, and the front door stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import insightmine

ROOT = Path(__file__).parent.parent.parent
HEAVY = (
    "spacy", "torch", "transformers", "sentence_transformers", "onnxruntime", "tokenizers", "hdbscan", "sklearn",
    "scipy", "faiss", "numpy", "jinja2", "docx", "rich", "lingua",
)  # fmt: skip


def test_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_command_line_loads_no_heavy_library() -> None:
    program = "import sys, insightmine, insightmine.cli; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    finished = subprocess.run([sys.executable, "-c", program, *HEAVY], capture_output=True, text=True, check=True)
    assert finished.stdout.split() == []


def test_public_names_are_these() -> None:
    assert insightmine.__all__ == ["Study", "__version__"]
    assert insightmine.Study.__module__ == "insightmine.study"
