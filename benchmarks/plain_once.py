"""The plain way in a process of its own: sentence-transformers with its defaults, then HDBSCAN; prints JSON."""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from pathlib import Path

_STARTED = time.perf_counter()
os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"

from hdbscan import HDBSCAN  # noqa: E402 - its import is part of what is timed
from sentence_transformers import SentenceTransformer  # noqa: E402

from benchmarks.memory import peak_megabytes  # noqa: E402
from insightmine.engines.weights import locate, manifest  # noqa: E402


def main(path: Path) -> None:
    """Read the texts of a CSV, embed and cluster them."""
    stages = {"importing": time.perf_counter() - _STARTED}
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    started = time.perf_counter()
    model = SentenceTransformer(str(locate(manifest()["encoder-torch"])), local_files_only=True)
    stages["loading models"] = time.perf_counter() - started
    started = time.perf_counter()
    vectors = model.encode(texts, show_progress_bar=False)
    stages["embedding"] = time.perf_counter() - started
    started = time.perf_counter()
    HDBSCAN(core_dist_n_jobs=1).fit(vectors.astype("float64"))
    stages["clustering"] = time.perf_counter() - started
    seconds = time.perf_counter() - _STARTED
    json.dump({"seconds": seconds, "stages": stages, "peak_megabytes": peak_megabytes()}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
