"""The export contract: seven files of JSON lines, described in docs/export.md and checked by exchange/schema/."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.sharing import shareable
from insightmine.exchange import rows, step_rows
from insightmine.exchange.files import write_all

SCHEMA_VERSION = rows.SCHEMA_VERSION

Rows = Callable[[Analysis], Iterator[dict[str, Any]]]

FILES: dict[str, Rows] = {
    "transcripts": rows.transcripts,
    "turns": rows.turns,
    "statements": rows.statements,
    "themes": rows.themes,
    "signals": rows.signals,
    "outcomes": rows.outcomes,
    "steps": step_rows.steps,
}

# A string may hold these unescaped, but programs that split text into lines would cut the line there.
_LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def export(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write the seven files of the contract and return their paths. The same analysis gives the same bytes.

    What participants do not allow to be shared is not in it. Either all files are new or, on an error, none.
    Raises `UsageError` when the folder cannot be written to.
    """
    shared = shareable(analysis)
    contents = {f"{name}.jsonl": b"".join(_line(row) for row in make(shared)) for name, make in FILES.items()}
    return write_all(folder, contents)


def _line(row: dict[str, Any]) -> bytes:
    """One object as UTF-8; a lone surrogate, which UTF-8 cannot hold, stays as its escape."""
    text = json.dumps(rounded(row), ensure_ascii=False, allow_nan=False)
    for character, escape in _LINE_BREAKS.items():
        text = text.replace(character, escape)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def rounded(value: Any) -> Any:  # noqa: ANN401
    """Floats to six digits, since sums differ in the last ones between processors; never -0.0."""
    if isinstance(value, float):
        return round(value, 6) + 0.0
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value
