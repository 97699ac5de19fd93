"""`python -m benchmarks.page`: put the committed results into the tables of docs/benchmarks.md.

A table stands between `<!-- NAME.ROWS -->` and `<!-- end -->`; words around it are a person's, and stay.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.data import ROOT
from benchmarks.results import FOLDER, table

PAGE = ROOT / "docs" / "benchmarks.md"
_BLOCK = re.compile(r"(<!-- ([\w-]+)\.(\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str, folder: Path = FOLDER) -> str:
    """The page with every table as the results are. Raises `KeyError` or `OSError` for one that is not there."""

    def block(found: re.Match[str]) -> str:
        content = json.loads((folder / f"{found[2]}.json").read_text(encoding="utf-8"))
        return f"{found[1]}\n{table(content[found[3]])}\n\n{found[4]}"

    return _BLOCK.sub(block, text)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
