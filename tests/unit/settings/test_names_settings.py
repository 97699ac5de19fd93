"""`[names]`: a server on this machine, and on no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import NameOptions, load_options
from insightmine.errors import ConfigError


def written(folder: Path, *lines: str) -> Path:
    (folder / "insightmine.toml").write_text("\n".join(["[names]", *lines]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "endpoint",
    ["http://127.0.0.1:11434/v1", "http://localhost:8080/v1", "http://[::1]:8080/v1", "https://127.3.2.1/v1"],
)
def test_a_server_on_this_machine(tmp_path: Path, endpoint: str) -> None:
    options = load_options(written(tmp_path, f'endpoint = "{endpoint}"', 'model = "llama3.2:3b"'))
    assert options.names == NameOptions(endpoint, "llama3.2:3b")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://api.example.com/v1",
        "http://192.168.1.20:11434/v1",
        "http://0.0.0.0:11434/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://127.0.0.1@example.com/v1",
        "http://[2001:db8::1]/v1",
    ],
)
def test_no_other_machine(tmp_path: Path, endpoint: str) -> None:
    with pytest.raises(ConfigError, match=r"insightmine.toml, \[names\] endpoint names .* not this machine"):
        load_options(written(tmp_path, f'endpoint = "{endpoint}"', 'model = "m"'))


@pytest.mark.parametrize(
    "endpoint", ["localhost:11434", "file:///etc/hosts", "http://", "http://127.0.0.1:99999/v1", ""]
)
def test_what_is_no_address(tmp_path: Path, endpoint: str) -> None:
    with pytest.raises(ConfigError, match="no address"):
        load_options(written(tmp_path, f'endpoint = "{endpoint}"', 'model = "m"'))


def test_the_model_has_to_be_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\[names\] model is missing"):
        load_options(written(tmp_path, 'endpoint = "http://127.0.0.1:11434/v1"'))
