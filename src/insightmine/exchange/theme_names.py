"""What themes are called in an export, so that a comparison of two runs can be read."""

from __future__ import annotations

import json
from pathlib import Path


def theme_names(path: Path) -> dict[str, str]:
    """Id and name of each theme of a themes.jsonl, by id; none without the file. A line that is none is passed over."""
    if not path.is_file():
        return {}
    names = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            theme = json.loads(line)
        except ValueError:
            continue
        if isinstance(theme, dict) and isinstance(theme.get("id"), str):
            names[theme["id"]] = f"{theme['id']} {theme.get('name') or ''}".strip()
    return names
