"""How much memory a process held; imports nothing of the program, so that peers can ask it too."""

from __future__ import annotations

import platform
from importlib import import_module
from pathlib import Path


def peak_megabytes() -> float:
    """The most memory that this process held at once; 0 on Windows, which does not say."""
    if platform.system() == "Windows":
        return 0.0
    resource = import_module("resource")
    status = Path("/proc/self/status")
    if status.exists():  # getrusage carries the parent's peak over into a child, whatever the child uses
        kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kilobytes) / 2**10
    peak: float = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if platform.system() == "Darwin" else 2**10)
