"""Weights are verified file by file, and never anything but data."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from insightmine.engines import weights
from insightmine.engines.install import install_command, missing_models
from insightmine.engines.weights import folder_digest, locate, manifest, verified
from insightmine.errors import ModelError
from insightmine.resources import models_folder


def test_all_weights_of_the_manifest_are_installed_and_whole() -> None:
    assert missing_models() == ()


def test_manifest_lists_no_pickle() -> None:
    names = [name for entry in manifest().values() for name in entry.files]
    assert names
    assert [
        name for name in names if name.endswith((".pt", ".pth", ".bin", ".pkl", ".joblib")) and "lookups" not in name
    ] == []


def test_every_package_of_the_manifest_is_pinned_by_hash() -> None:
    requirements = (models_folder() / "requirements.txt").read_text(encoding="utf-8")
    pinned = {line.split("==")[0] for line in requirements.splitlines() if "--hash=sha256:" in line}
    assert pinned == {entry.package for entry in manifest().values()}


def test_one_flipped_byte_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = manifest()["grammar"]
    copy = tmp_path / "weights"
    shutil.copytree(locate(entry), copy)
    monkeypatch.setattr(weights, "locate", lambda _: copy)
    assert verified(entry) == copy
    damaged = copy / "tagger" / "model"
    content = bytearray(damaged.read_bytes())
    content[100] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(ModelError, match="tagger/model is not the file that was pinned"):
        verified(entry)
    damaged.unlink()
    with pytest.raises(ModelError, match="tagger/model is missing"):
        verified(entry)


def test_missing_package_says_what_to_run() -> None:
    with pytest.raises(ModelError, match="doctor --install-models"):
        locate(replace(manifest()["grammar"], package="no-such-package-of-weights"))


def test_digest_names_exactly_these_weights() -> None:
    entry = manifest()["encoder-onnx"]
    altered = replace(entry, files={**entry.files, "tokenizer.json": "0" * 64})
    assert entry.digest != altered.digest


def test_folder_of_own_weights_has_a_digest(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"first")
    first = folder_digest(tmp_path, "*.safetensors")
    (tmp_path / "model.safetensors").write_bytes(b"second")
    assert folder_digest(tmp_path, "*.safetensors") != first
    with pytest.raises(ModelError, match=r"holds no \*\.onnx"):
        folder_digest(tmp_path, "*.onnx")


def test_installer_is_asked_for_hashes_and_no_dependencies() -> None:
    command = install_command()
    assert "--require-hashes" in command
    assert "--no-deps" in command
