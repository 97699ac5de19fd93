"""sentence-transformers: the reference path, the GPU path, and the way to any other model on disk or in a hub cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from insightmine.config import ModelOptions
from insightmine.engines import Vectors
from insightmine.engines.weights import folder_digest, manifest, verified
from insightmine.errors import ModelError

_BATCH = 32


@dataclass(frozen=True, slots=True)
class TorchEncoder:
    """The `Encoder` protocol on a sentence-transformers model."""

    identity: str
    dimension: int
    _model: Any

    @classmethod
    def load(cls, options: ModelOptions) -> TorchEncoder:
        """The pinned weights, or those that `encoder_path` names. Raises `ModelError`; never asks the network."""
        if options.encoder_path is None:
            entry = manifest()["encoder-torch"]
            folder, identity = verified(entry), f"{entry.id}:{entry.digest}"
        else:
            folder = _own_folder(options.encoder_path)
            identity = f"{options.encoder_path}:{folder_digest(folder, '*.safetensors')}"
        model = _load(folder)
        return cls(f"{identity}:sentence-transformers:fp32", int(model.get_embedding_dimension()), model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, dimension), rows of length 1 in the order of the texts."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _own_folder(name: str) -> Path:
    """A folder as it stands, or the newest snapshot of that model in the hub cache."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    cache = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    snapshots = sorted((cache / f"models--{name.replace('/', '--')}" / "snapshots").glob("*/"))
    if not snapshots:
        raise ModelError(
            f"encoder_path {name!r} is no folder, and no model of that name lies in the hub cache",
            hint="give the path of a sentence-transformers folder; nothing is ever downloaded",
        )
    return snapshots[-1]


def _load(folder: Path) -> Any:  # noqa: ANN401 - untyped library
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return SentenceTransformer(
        str(folder), local_files_only=True, trust_remote_code=False, model_kwargs={"use_safetensors": True}
    )
