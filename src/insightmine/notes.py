"""The researcher's memos: read from memos.md, and what the ids in them mean today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from insightmine.config import MEMOS_FILE, settings_file
from insightmine.domain.decision_words import Decided
from insightmine.domain.memos import Memo, meant, read_memos
from insightmine.domain.theme_stories import ThemeStory
from insightmine.errors import ConfigError
from insightmine.redacting import text_as_shown


def memos_of(folder: Path) -> tuple[Memo, ...]:
    """The paragraphs of the folder's memos.md, with pseudonyms where redaction is on; none without the file.

    Raises `ConfigError` for a file that is no text.
    """
    path = settings_file(folder / MEMOS_FILE)
    if path is None:
        return ()
    try:
        return read_memos(text_as_shown(folder, path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: cannot be read", hint="save it as text in UTF-8") from error


def told_of(decided: Sequence[Decided], stories: Sequence[ThemeStory]) -> dict[str, str]:
    """What ids say that have no place in a report: decisions, and themes that are no more."""
    told = {item.decision.id: item.words for item in decided}
    return told | {story.id: _fate(story) for story in stories if not story.is_current}


def dead_ids(memos: Sequence[Memo], known: Collection[str], told: Mapping[str, str]) -> tuple[str, ...]:
    """What to know of ids in the memos that name nothing of today, each once: what became of it, or that it is none."""
    found: dict[str, str] = {}
    for memo in memos:
        for name in memo.mentions:
            if name in told and not name.startswith("D"):
                found.setdefault(name, f"line {memo.line}: {name} {told[name]}")
            elif name not in told and meant(name, known) is None:
                found.setdefault(name, f"line {memo.line}: there is no {name}")
    return tuple(found.values())


def _fate(story: ThemeStory) -> str:
    ends = [
        line for line in story.lines if line.what in ("merged", "retired") and line.text.startswith(("went", "not"))
    ]
    at = f" at run {ends[-1].run}" if ends else ""
    return (
        f"went into {story.went_into}{at}"
        if story.went_into
        else f"is no theme any more{at and f', since run {ends[-1].run}'}"
    )
