"""`python -m benchmarks.page`: put the committed results into the tables of docs/benchmarks.md.

A table stands between a comment that says what it shows and `<!-- end -->`; words around it are a person's, and stay.

    <!-- NAME.ROWS -->                            all rows of results/NAME.json
    <!-- NAME.ROWS by A B and C: D E -->          a line for each A and B, a column for each C, D / E in the cells
    <!-- NAME.bars below the goal -->             bars that miss what is wanted, and a count of the others
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.data import ROOT
from benchmarks.results import FOLDER, cell, table

PAGE = ROOT / "docs" / "benchmarks.md"
_BLOCK = re.compile(
    r"(?P<head><!-- (?P<name>[\w-]+)\.(?P<rows>\w+)"
    r"(?: by (?P<lines>[\w ]+) and (?P<columns>\w+): (?P<cells>[\w ]+)|(?P<below> below the goal))? -->\n)"
    r".*?(?P<end><!-- end -->)",
    re.DOTALL,
)

Row = Mapping[str, Any]


def filled(text: str, folder: Path = FOLDER) -> str:
    """The page with every table as the results are. Raises `KeyError` or `OSError` for one that is not there."""

    def block(found: re.Match[str]) -> str:
        content = json.loads((folder / f"{found['name']}.json").read_text(encoding="utf-8"))
        rows = content[found["rows"]]
        if not rows:
            shown = "Not measured in this run."
        elif found["lines"]:
            shown = table(crossed(rows, found["lines"].split(), found["columns"], found["cells"].split()))
        elif found["below"]:
            shown = below_the_goal(rows)
        else:
            shown = table(rows)
        return f"{found['head']}\n{shown}\n\n{found['end']}"

    return _BLOCK.sub(block, text)


def crossed(rows: Sequence[Row], lines: Sequence[str], columns: str, cells: Sequence[str]) -> list[dict[str, str]]:
    """One row for each combination of `lines`, one column for each value of `columns`, in the order of appearance."""
    names = list(dict.fromkeys(str(row[columns]) for row in rows))
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        key = tuple(cell(row[line]) for line in lines)
        line = found.setdefault(key, {**dict(zip(lines, key, strict=True)), **dict.fromkeys(names, "-")})
        line[str(row[columns])] = " / ".join(cell(row[name]) for name in cells)
    return list(found.values())


def below_the_goal(bars: Sequence[Row]) -> str:
    """The bars that miss their goal, or their floor where no goal is set, and how many others there are."""
    shown = [row for row in bars if row["verdict"] != ("floor met" if row["goal"] is None else "goal met")]
    others = f"All that is wanted is reached by {len(bars) - len(shown)} of {len(bars)}."
    return f"{table(shown)}\n\n{others}" if shown else others


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
