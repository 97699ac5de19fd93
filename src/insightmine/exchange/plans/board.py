"""A table to paste onto a whiteboard: one column a theme, a quote a cell, which becomes a sticky note there."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from insightmine.domain.themes import Status, Theme
from insightmine.exchange.cells import grid_bytes
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.plan import Plan, plain, said
from insightmine.report.wording import heading

FILE = "board.csv"
_ALL = 1_000_000


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write board.csv: themes by number of people, what one person alone said last; quotes one a person first."""
    themes = sorted(plan.themes, key=lambda theme: theme.single_voice)
    columns = [_column(plan, theme) for theme in themes]
    header = [_header(theme) for theme in themes]
    return write_all(folder, {FILE: grid_bytes([header, *zip_longest(*columns, fillvalue="")], mark=True)})


def _column(plan: Plan, theme: Theme) -> list[str]:
    quotes = plan.quotes((*theme.exemplars, *theme.negative_cases, *theme.statements), _ALL)
    return [f"{said(quote)} — {plain(quote.participant)}" for quote in quotes]


def _header(theme: Theme) -> str:
    """The name, how many people, and whether somebody has accepted it; ids keep two of one name apart."""
    people = "one person" if theme.single_voice else f"{len(theme.participants)} people"
    draft = ", candidate" if theme.status is Status.CANDIDATE else ""
    return f"{heading(plain(theme.name))} ({theme.id}, {people}{draft})"
