"""One target under atheris: `python -m tests.fuzz.one TARGET FINDINGS CORPUS [options of libFuzzer]`.

What breaks is written down once for each kind, and the run goes on: a fault found early hides none behind it.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["insightmine.transcripts", "insightmine.domain", "striprtf"]):
    from tests.fuzz.properties import look
    from tests.fuzz.targets import TARGETS, Target

    from insightmine.transcripts.reading import load_parsers

    load_parsers()

SLOW = 1.0  # seconds of work for one short file: something grows faster than the file
BYTES_AS_THEY_COME = 0.3  # of the changes: bits and bytes, whatever they mean


def main() -> None:
    """Hand over to libFuzzer, which does not return."""
    target, findings = TARGETS[sys.argv[1]], Path(sys.argv[2])
    folder = Path(tempfile.mkdtemp(prefix="insightmine-fuzz-"))
    atheris.Setup([sys.argv[0], *sys.argv[3:]], _tested(target, folder, findings), custom_mutator=_changed(target))
    atheris.Fuzz()


def _tested(target: Target, folder: Path, findings: Path) -> Callable[[bytes], None]:
    def test(data: bytes) -> None:
        started = time.process_time()
        try:
            look(target, data, folder)
        except MemoryError:
            raise
        except Exception as error:
            _write(findings / f"{target.name}~{_kind(error)}", data)
        if time.process_time() - started > SLOW:
            _write(findings / f"{target.name}~slow-{len(data) // 1000}-kB", data)

    return test


def _write(path: Path, data: bytes) -> None:
    if not path.exists() or path.stat().st_size > len(data):
        path.write_bytes(data)


def _kind(error: Exception) -> str:
    """The error's name and the last line of the program that it passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "insightmine" in frame.filename] or frames
    what = str(error).replace(" ", "-")[:60] if type(error).__name__ == "Broken" else ""
    return f"{type(error).__name__}-{Path(ours[-1].filename).stem}-{ours[-1].lineno}{what and '-' + what}".replace(
        "/", "_"
    )


def _changed(target: Target) -> Callable[[bytes, int, int], bytes]:
    def change(data: bytes, longest: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < BYTES_AS_THEY_COME:
            mutated: bytes = atheris.Mutate(data, len(data))
            return mutated[:longest]
        return target.change(data, chance)[:longest]

    return change


if __name__ == "__main__":
    main()
