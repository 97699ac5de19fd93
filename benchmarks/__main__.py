"""`python -m benchmarks [NAME ...]`: measure, print, write results. Without names: everything but what takes long."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from typing import Any

from benchmarks.data import DataAbsent
from benchmarks.results import content_of, tables, write_json

# name -> module with a function `measure`; each can be run alone
MEASURES = {
    "themes": "benchmarks.themes",
    "polarity": "benchmarks.polarity",
    "placement": "benchmarks.placement",
    "search": "benchmarks.search",
    "sample": "benchmarks.sample",
    "kinds": "benchmarks.kinds",
    "workarounds": "benchmarks.workarounds",
    "corrections": "benchmarks.corrections",
    "guide": "benchmarks.guide",
    "names": "benchmarks.names",
    "plan_check": "benchmarks.plan_check",
    "codebook": "benchmarks.codebook",
    "promises": "benchmarks.promises",
    "redaction": "benchmarks.redaction",
    "rounds": "benchmarks.rounds",
    "slices": "benchmarks.slices",
    "false_alarms": "benchmarks.false_alarms",
    "signal_directions": "benchmarks.signal_directions",
    "speed": "benchmarks.speed",
}
# what `make bench-quality` runs: the results themselves, nothing of speed
QUALITY = ("themes", "polarity", "corrections", "kinds", "workarounds", "names", "promises", "slices")
LONG = {"speed-10k": "benchmarks.speed_10k"}
# what part of a measure can be asked for, with which option
PARTS = {"themes": "only", "search": "only", "slices": "only", "speed": "rows"}


def run(name: str, part: dict[str, Any]) -> bool:
    """Measure one thing, or a part of it; whether there was data for it. A part is printed and not written."""
    started = time.perf_counter()
    print(f"\n## {name}\n", flush=True)
    try:
        figures = import_module({**MEASURES, **LONG}[name]).measure(**part)
    except DataAbsent as absent:
        print(f"skipped: there is no {absent} in the data folder (INSIGHTMINE_DATA names another)")
        return False
    content = content_of(name, figures)
    print("\n\n".join(tables(content)))
    written = "a part, not written" if part else f"written to benchmarks/results/{write_json(name, content).name}"
    print(f"\n{time.perf_counter() - started:.0f} s, {written}", flush=True)
    return True


def main(arguments: list[str]) -> int:
    """The measures named, or all that are quick."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join([*MEASURES, *LONG])}")
    parser.add_argument("--only", metavar="TEXT", help="only the sets with this in their names")
    parser.add_argument("--rows", metavar="N", type=int, help="so many rows instead of 1,000, without what needs more")
    parser.add_argument("--quality", action="store_true", help=f"without names: {', '.join(QUALITY)}")
    given = parser.parse_args(arguments)
    names = given.names or list(QUALITY if given.quality else MEASURES)
    unknown = [name for name in names if name not in MEASURES and name not in LONG]
    if unknown:
        parser.error(f"there is no measure {', '.join(unknown)}; there are {', '.join([*MEASURES, *LONG])}")
    part = {option: value for option in ("only", "rows") if (value := getattr(given, option)) is not None}
    whole = [name for name in names if part and set(part) != {PARTS.get(name)}]
    if whole:
        parser.error(f"{', '.join(whole)}: there is no such part; --only goes with themes, search and slices, --rows "
                     "with speed")  # fmt: skip
    for name in names:
        run(name, part)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
