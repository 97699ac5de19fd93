"""The themes at another level of detail -> groups with names, people, and quotes to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.theme_trees import Branch
from insightmine.domain.themes import Theme

_NAMED = 3


@dataclass(frozen=True, slots=True)
class NamedBranch:
    """A group with a name, its people (sorted), and its statements: first what belongs to its theme most surely."""

    name: str
    branch: Branch
    themes: tuple[Theme, ...]
    participants: tuple[ParticipantId, ...]
    statements: tuple[StatementId, ...]


def branches_at(analysis: Analysis, detail: float) -> tuple[NamedBranch, ...]:
    """The groups at a detail from 0 to 1, those of most people first; none where the results hold no hierarchy."""
    named = [_named(analysis, branch) for branch in analysis.tree.at(detail)] if analysis.tree.leaves else []
    return tuple(sorted(named, key=lambda found: (-len(found.participants), -len(found.statements), found.statements)))


def branch_row(found: NamedBranch) -> dict[str, Any]:
    """A group in plain values, as `themes --detail --json` gives it."""
    return {
        "name": found.name,
        "themes": list(found.branch.themes),
        "is_part": found.branch.is_part,
        "words": list(found.branch.words),
        "participants": list(found.participants),
        "n_participants": len(found.participants),
        "statements": list(found.statements),
        "n_statements": len(found.statements),
    }


def _named(analysis: Analysis, branch: Branch) -> NamedBranch:
    themes = tuple(analysis.theme_by_id[theme] for theme in branch.themes)
    scores = {member.statement: member.score for theme in themes for member in theme.members}
    statements = tuple(sorted(branch.statements, key=lambda statement: (-scores[statement], statement)))
    people = {analysis.statement_by_id[statement].participant for statement in statements}
    return NamedBranch(_name(themes, branch), branch, themes, tuple(sorted(people)), statements)


def _name(themes: tuple[Theme, ...], branch: Branch) -> str:
    if branch.is_part:
        return f"{themes[0].name}: {', '.join(branch.words)}" if branch.words else f"{themes[0].name}: a part"
    first = sorted(themes, key=lambda theme: not theme.has_subject)[:_NAMED]
    names = " + ".join(theme.name for theme in first)
    return f"{names} + {len(themes) - _NAMED} more" if len(themes) > _NAMED else names
