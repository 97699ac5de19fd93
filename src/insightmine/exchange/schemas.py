"""The JSON Schemas (2020-12) of the exported files."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one line of `<name>.jsonl`; `FileNotFoundError` for a file that is not exported."""
    text = (files("insightmine.exchange") / "schema" / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
