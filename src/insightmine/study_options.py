"""A study's folder -> all of its settings, with the guide from whichever file holds it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from insightmine.config import GUIDE_FILE, Options, guide_document, load_options, settings_file
from insightmine.domain.guides import Guide
from insightmine.errors import ConfigError, InputRefused
from insightmine.guide import Recognised, guide_of_lines
from insightmine.transcripts import read_outline


def load_study_options(folder: Path) -> Options:
    """The settings of a study; without a guide.toml the guide is read from the document that is there.

    Raises `ConfigError` naming the file and the place that cannot be used.
    """
    options = load_options(folder)
    if settings_file(folder / GUIDE_FILE) is not None:
        return options
    return replace(options, guide=read_guide_document(folder)[0])


def read_guide_document(folder: Path) -> tuple[Guide, tuple[Recognised, ...]]:
    """The guide in the folder's guide.docx, .md, .txt or .pdf, and what each of its lines was taken for.

    Both are empty without such a file. Raises `ConfigError` where it cannot be read, or holds no question and no task.
    """
    path = guide_document(folder)
    if path is None:
        return Guide(), ()
    try:
        lines = read_outline(path)
    except InputRefused as refusal:
        raise ConfigError(f"{path.name}: {refusal.reason}", hint=refusal.hint) from refusal
    guide, recognised = guide_of_lines(lines, path.name)
    if not guide.items:
        where = f"{lines[0].place} to {lines[-1].place}" if lines else "nothing in it"
        raise ConfigError(
            f"{path.name}, {where}: no question and no task is recognised",
            hint='end questions with "?" and call tasks "Task 1: ...", or move the file if it is no guide',
        )
    return guide, recognised
