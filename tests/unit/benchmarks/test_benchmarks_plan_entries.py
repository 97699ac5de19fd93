"""No entry of a plan that is held out is among those that the head learns from."""

from __future__ import annotations

import json

from benchmarks.data import ROOT

FOLDER = ROOT / "benchmarks" / "gold" / "plan"


def _texts(name: str) -> set[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return {" ".join(json.loads(line)["text"].lower().split()) for line in lines}


def test_what_is_held_out_is_nowhere_else() -> None:
    held_out = _texts("held_out.jsonl")
    assert len(held_out) > 100
    assert not held_out & (_texts("training.jsonl") | _texts("development.jsonl"))
