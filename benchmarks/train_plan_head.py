"""`python -m benchmarks.train_plan_head`: trains the head of the plan check anew and writes it and its digest."""

from __future__ import annotations

import hashlib
import json
import re

from benchmarks.data import ROOT
from benchmarks.plan_entries import PlanBench, labelled, train
from insightmine.planning.head import FILE, written

_TRAINED_ON = ("development", "training")


def main() -> None:
    """Train, write the head, and put its digest into the manifest."""
    bench = PlanBench()
    entries = [entry for name in _TRAINED_ON for entry in labelled(name)]
    head = train(bench.seen(entries), [entry.verdict for entry in entries], bench.probe())
    text = json.dumps(written(head), ensure_ascii=False, separators=(",", ":")) + "\n"
    (ROOT / "models" / FILE).write_text(text, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    manifest = ROOT / "models" / "manifest.toml"
    pinned = re.sub(rf'("{FILE}" = )"[0-9a-f]*"', rf'\1"{digest}"', manifest.read_text(encoding="utf-8"))
    manifest.write_text(pinned, encoding="utf-8", newline="\n")
    print(f"{FILE}: {len(entries)} entries, {len(text):,} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
