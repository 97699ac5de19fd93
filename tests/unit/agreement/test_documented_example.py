"""The example of docs/agreement.md is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from insightmine.cli.app import group

ROOT = Path(__file__).parents[3]
# The textbook's table: both yes, only Ann, only Ben, neither. Ten people, five statements each.
TABLE = (("helps", "helps"),) * 20 + (("helps", "neutral"),) * 5 + (("neutral", "helps"),) * 10 + (
    ("neutral", "neutral"),
) * 15  # fmt: skip


def test_the_example_is_what_is_printed(tmp_path: Path) -> None:
    for name, side in (("Ann", 0), ("Ben", 1)):
        rows = "".join(f"S{n},P{n % 10},words {n},{pair[side]}\n" for n, pair in enumerate(TABLE))
        (tmp_path / f"{name}.csv").write_text(f"statement,participant,text,effect\n{rows}", encoding="utf-8")
    files = [str(tmp_path / f"{name}.csv") for name in ("Ann", "Ben")]
    result = CliRunner().invoke(group, ["--study", str(tmp_path), "agree", *files, "--limit", "0"])
    assert result.exit_code == 0, result.output
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert block in result.stdout
