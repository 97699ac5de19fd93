"""How much of a study each code of the codebook holds, and which codes nobody speaks to."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.codebooks import Codebook
from insightmine.domain.ids import ThemeId


@dataclass(frozen=True, slots=True)
class CodeUse:
    """A code and its theme; `None`: nobody said anything that fits it, which is a question to ask.

    `n_also` counts statements that stand under another code and have this one as well.
    """

    code: str
    parent: str | None
    theme: ThemeId | None
    n_statements: int = 0
    n_people: int = 0
    n_also: int = 0


def code_use(analysis: Analysis, codebook: Codebook) -> tuple[CodeUse, ...]:
    """One a code, in the order of the codebook."""
    themes = {theme.code: theme for theme in analysis.themes if theme.code is not None}
    found = []
    for code in codebook.codes:
        theme = themes.get(code.name)
        if theme is None:
            found.append(CodeUse(code.name, code.parent, None))
        else:
            counts = (len(theme.members), len(theme.participants), len(theme.also))
            found.append(CodeUse(code.name, code.parent, theme.id, *counts))
    return tuple(found)
