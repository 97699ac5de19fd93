"""Our grouping alone in a process of its own: `python -m benchmarks.group_once ROWS VECTORS` prints JSON.

Writes the vectors of the texts too, for the peers. Grammar and vectors are made before the clock starts.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.workbench import Workbench
from insightmine.config import ThemeOptions
from insightmine.engines.linear import one_thread
from insightmine.statements import annotate_texts
from insightmine.themes.cluster import group
from insightmine.themes.consensus import agree
from insightmine.themes.views import statement_views


def main(rows: Path, target: Path) -> None:
    """Group twice: the first time loads what it needs."""
    with rows.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    bench = Workbench()
    found = annotate_texts(texts, bench.grammar, bench.memory)
    annotations = [found[text] for text in texts]
    vectors = bench.encoder.encode(texts)
    np.save(target, vectors)
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        with one_thread():
            group(agree(statement_views(vectors, annotations)), ThemeOptions().detail)
        seconds.append(time.perf_counter() - started)
    json.dump({"seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
