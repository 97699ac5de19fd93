"""guide.toml -> the questions of the study's guide."""

from __future__ import annotations

from pathlib import Path

from insightmine.config.files import content_of, read_toml, texts_of
from insightmine.errors import ConfigError


def load_guide(path: Path) -> tuple[str, ...]:
    """The questions and probes of a guide.toml (`[[question]]` tables with text and probes), in their order."""
    if content_of(path) is None:
        return ()
    tables = read_toml(path).get("question", [])
    questions: list[str] = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        place = f"{path.name}, question {number}"
        if not isinstance(table, dict):
            raise ConfigError(f"{place}: not a table", hint="write each question as a [[question]] table")
        text = table.get("text", "")
        if not isinstance(text, str):
            raise ConfigError(f"{place}: text is not a text")
        questions += [text, *texts_of(table.get("probes", []), f"{place}: probes")]
    return tuple(question for question in questions if question)
