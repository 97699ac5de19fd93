"""The peak memory of a process is its own, however much the process that started it holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent


def test_peak_of_a_child_is_not_that_of_its_parent() -> None:
    child = "from benchmarks.memory import peak_megabytes; print(peak_megabytes())"
    held = "import subprocess, sys; held = bytearray(b'x' * 600_000_000)"
    parent = f"{held}; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    finished = subprocess.run(
        [sys.executable, "-c", parent, child], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert 5 < float(finished.stdout) < 400
