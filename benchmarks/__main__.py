"""`python -m benchmarks [NAME ...]`: measure, print, write results. Without names: everything but what takes long."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module

from benchmarks.data import DataAbsent
from benchmarks.results import content_of, tables, write_json

# name -> module with a function `measure`; each can be run alone
MEASURES = {
    "themes": "benchmarks.themes",
    "polarity": "benchmarks.polarity",
    "placement": "benchmarks.placement",
    "search": "benchmarks.search",
    "sample": "benchmarks.sample",
    "promises": "benchmarks.promises",
    "speed": "benchmarks.speed",
}
LONG = {"speed-10k": "benchmarks.speed_10k"}


def run(name: str) -> bool:
    """Measure one thing; whether there was data for it."""
    started = time.perf_counter()
    print(f"\n## {name}\n", flush=True)
    try:
        figures = import_module({**MEASURES, **LONG}[name]).measure()
    except DataAbsent as absent:
        print(f"skipped: there is no {absent} in the data folder (INSIGHTMINE_DATA names another)")
        return False
    content = content_of(name, figures)
    print("\n\n".join(tables(content)))
    path = write_json(name, content)
    print(f"\n{time.perf_counter() - started:.0f} s, written to benchmarks/results/{path.name}", flush=True)
    return True


def main(arguments: list[str]) -> int:
    """The measures named, or all that are quick."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join([*MEASURES, *LONG])}")
    names = parser.parse_args(arguments).names or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES and name not in LONG]
    if unknown:
        parser.error(f"there is no measure {', '.join(unknown)}; there are {', '.join([*MEASURES, *LONG])}")
    for name in names:
        run(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
