"""Coverage-guided fuzzing of the readers: `make fuzz`, or `python -m tests.fuzz [--seconds 60] [TARGET ...]`.

Each target runs in a process of its own, one after the other. What reaches new code is kept in `.fuzz/corpus/TARGET`,
and the next run goes on from there; what breaks a property is written to `.fuzz/found`, one file a kind, named by
target, error and line. `python -m tests.fuzz --again FILE` runs one such file and shows where it breaks.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".fuzz"
LONGEST = 6_000  # bytes of a file: most faults show in few, and short files are read more often
MEMORY = 2_048  # MB
SLOW = 300  # seconds for one file, after which the run ends; less would mistake a busy machine for a slow reader


def main() -> int:
    """Run the targets, print a line for each; 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all without any")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--again", type=Path, metavar="FILE", help="look at what was found before")
    arguments = parser.parse_args()
    if arguments.again:
        return _again(arguments.again)
    unknown = [name for name in arguments.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]}")
    found = [_fuzz(name, arguments.seconds) for name in arguments.targets or TARGETS]
    return 1 if any(found) else 0


def _fuzz(name: str, seconds: int) -> int:
    corpus = KEPT / "corpus" / name
    findings = KEPT / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    before = set(findings.glob(f"{name}~*"))
    command = [sys.executable, "-m", "tests.fuzz.one", name, str(findings), str(corpus)]
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}"]
    kept = [f"-artifact_prefix={findings / name}~", "-print_final_stats=1", "-close_fd_mask=1"]
    ran = subprocess.run(
        [*command, *limits, *kept], cwd=ROOT, check=False, capture_output=True, text=True, errors="replace"
    )
    (KEPT / f"{name}.log").write_text(ran.stderr, encoding="utf-8")
    files = re.search(r"number_of_executed_units: (\d+)", ran.stderr)
    reached = re.findall(r"cov: (\d+)", ran.stderr)
    new = sorted(set(findings.glob(f"{name}~*")) - before)
    state = f"{len(new)} found" if new else "nothing found"
    if files is None:
        state += f"; the run broke off, see {KEPT / f'{name}.log'}"
    print(  # noqa: T201 - the output of this program
        f"{name:18} {files.group(1) if files else '?':>8} files {reached[-1] if reached else '?':>6} branches  {state}",
        *(f"    {path.relative_to(ROOT)}" for path in new),
        sep="\n",
        flush=True,
    )
    return len(new) + (files is None)


def _again(path: Path) -> int:
    from tests.fuzz.properties import look

    with tempfile.TemporaryDirectory() as folder:
        look(TARGETS[path.name.partition("~")[0]], path.read_bytes(), Path(folder))
    print("nothing breaks")  # noqa: T201 - the output of this program
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
