"""BERTopic and EVoC in a process of the peers' environment: files in, files out. Imports nothing of the program.

    python -m benchmarks.peers_once group FOLDER        TASKS of the folder -> RESULTS (benchmarks/peers/handover.py)
    python -m benchmarks.peers_once whole ROWS MODEL RESULT   the texts of a CSV: import, embed, fit, each in seconds

Both methods have their defaults. With a seed, BERTopic gets the UMAP that it would have made, and its random state.
"""

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import csv  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import warnings  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from benchmarks.memory import peak_megabytes  # noqa: E402

TASKS, RESULTS = "tasks.json", "results.json"


def group(folder: Path) -> None:
    """Run every task; one that fails says how and does not stop the others."""
    tasks = json.loads((folder / TASKS).read_text(encoding="utf-8"))
    results = [_attempt(folder, task) for task in tasks]
    (folder / RESULTS).write_text(json.dumps(results), encoding="utf-8")


def _attempt(folder: Path, task: dict[str, Any]) -> dict[str, Any]:
    numpy = import_module("numpy")
    texts = json.loads((folder / f"{task['rows']}.json").read_text(encoding="utf-8"))
    vectors = numpy.load(folder / f"{task['rows']}.npy")
    result: dict[str, Any] = {"labels": None, "reassigned": None, "seconds": [], "crashed": ""}
    method = METHODS[task["method"]]
    try:
        for _ in range(task["times"]):
            started = time.perf_counter()
            model, labels = method(texts, vectors, task["seed"])
            result["seconds"].append(time.perf_counter() - started)
        result["labels"] = [int(label) for label in labels]
        if task["reassign"]:
            result["reassigned"] = _reassigned(model, texts, vectors, result["labels"])
    except Exception as error:  # a crash is one of the results
        result["crashed"] = type(error).__name__
    return result


def _bertopic(texts: list[str], vectors: Any, seed: int | None) -> tuple[Any, list[int]]:  # noqa: ANN401
    given: dict[str, Any] = {}
    if seed is not None:
        umap = import_module("umap").UMAP
        given["umap_model"] = umap(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed
        )
    model = import_module("bertopic").BERTopic(**given)
    labels, _ = model.fit_transform(texts, vectors)
    return model, labels


def _reassigned(model: Any, texts: list[str], vectors: Any, labels: list[int]) -> list[int]:  # noqa: ANN401
    """BERTopic's own way to leave nothing out: each outlier to the topic whose vector is nearest."""
    if max(labels) < 0 or min(labels) >= 0:  # there is no topic to go to, or nothing to do
        return labels
    found = model.reduce_outliers(texts, labels, strategy="embeddings", embeddings=vectors)
    return [int(label) for label in found]


def _evoc(_: list[str], vectors: Any, seed: int | None) -> tuple[Any, list[int]]:  # noqa: ANN401
    model = import_module("evoc").EVoC(random_state=seed)
    return model, model.fit_predict(vectors)


METHODS = {"BERTopic": _bertopic, "EVoC": _evoc}


def whole(rows: Path, weights: str, result: Path) -> None:
    """What a user of BERTopic waits for: import, load, embed with sentence-transformers' defaults, fit."""
    bertopic = import_module("bertopic").BERTopic
    encoder = import_module("sentence_transformers").SentenceTransformer
    stages = {"importing": time.perf_counter() - _STARTED}
    with rows.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    started = time.perf_counter()
    model = encoder(weights, local_files_only=True)
    stages["loading models"] = time.perf_counter() - started
    started = time.perf_counter()
    vectors = model.encode(texts, show_progress_bar=False)
    stages["embedding"] = time.perf_counter() - started
    started = time.perf_counter()
    bertopic(embedding_model=model).fit_transform(texts, vectors)
    stages["fit"] = time.perf_counter() - started
    found = {"seconds": time.perf_counter() - _STARTED, "stages": stages, "peak_megabytes": peak_megabytes()}
    result.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    warnings.filterwarnings("ignore")
    if sys.argv[1] == "group":
        group(Path(sys.argv[2]))
    else:
        whole(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
