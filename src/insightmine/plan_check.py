"""A plan -> its verdicts, with what a study says for and against each entry, and the blockers that none addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import SignalId, StatementId, StepId, ThemeId
from insightmine.domain.judgements import Effect, Kind
from insightmine.domain.plans import Backing, EntryVerdict, Evidence, JudgedEntry, PlanCheck
from insightmine.domain.provenance import is_weaker_for_notes
from insightmine.domain.sharing import is_masked, shareable
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Status, Theme
from insightmine.embedding.cached import CachedEncoder
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.plan_files import read_plan
from insightmine.planning import judge_entries
from insightmine.planning.languages import foreign_languages
from insightmine.planning.proper import proper_start
from insightmine.report.journey_views import enough_people

# Of a thousand entries of plans for other things entirely, 95 in 100 had no statement of a study as near as this.
NEAR = 0.46
# An entry in other words than people use is nearer to what a theme is about as a whole than to any statement of it: of
# 300 entries of plans for other things, 95 in 100 had no theme so near with a statement so near.
NEAR_THEME, NEAR_IN_THEME = 0.36, 0.30
_CANDIDATES = 120
_SIDE = 3  # statements of each side
_THEMES = 3
_NOT_EVIDENCE = frozenset({Kind.SESSION_TALK})


_Key = TypeVar("_Key", bound=str)


class Near(Protocol):
    """Statements near vectors in meaning."""

    def near(self, vectors: Vectors, k: int) -> list[list[tuple[StatementId, float]]]:
        """For each row the `k` nearest statements with their cosines, best first, ties by id."""


def check_plan(path: Path, column: str | None, grammar: Grammar, encoder: Encoder | CachedEncoder) -> PlanCheck:
    """The plan of a file, judged by itself. Raises `InputRefused`, `NothingUsable`, `UsageError`."""
    plan = read_plan(path, column)
    languages = foreign_languages([entry.text for entry in plan.entries])
    return PlanCheck(plan, judge_entries(plan.entries, languages, grammar, encoder.encode))


def with_evidence(
    found: PlanCheck, analysis: Analysis, encoder: Encoder | CachedEncoder, statements: Near
) -> PlanCheck:
    """The same with what a study holds about each entry, and its strong blockers that no entry is near.

    Only what may be shown to others counts and appears: a plan is checked in a meeting.
    """
    shared = shareable(analysis)
    judged = [item for item in found.entries if item.verdict is not None]
    asked = [_asked(item) for item in judged]
    vectors = encoder.encode([text for texts in asked for text in texts])
    hits, themes = statements.near(vectors, _CANDIDATES), _themes_near(shared, vectors, encoder)
    backings = {}
    first = 0
    for item, texts in zip(judged, asked, strict=True):
        rows = range(first, first + len(texts))
        backings[id(item)] = _backing(shared, _best(hits[i] for i in rows), _best(themes[i] for i in rows))
        first = rows.stop
    entries = tuple(replace(item, backing=backings.get(id(item))) for item in found.entries)
    return PlanCheck(found.plan, entries, unaddressed(shared, entries))


def _asked(item: JudgedEntry) -> list[str]:
    """What is looked for: the entry proper, and what it says that people do, where that is only a part of it."""
    text = item.entry.text[proper_start(item.entry.text) :]
    doing = item.named.behaviour
    part = " ".join(filter(None, (item.named.who, doing))) if doing and len(doing) < len(text) / 2 else ""
    return [text, part] if part else [text]


def _best(found: Iterable[Sequence[tuple[_Key, float]]]) -> list[tuple[_Key, float]]:
    """Each thing once with its highest cosine, best first, ties by id."""
    best: dict[_Key, float] = {}
    for row in found:
        for key, cosine in row:
            best[key] = max(best.get(key, -1.0), cosine)
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


def _themes_near(
    analysis: Analysis, vectors: Vectors, encoder: Encoder | CachedEncoder
) -> list[list[tuple[ThemeId, float]]]:
    """The themes that are near each entry by their name and keyphrases, with the cosine."""
    wanted = [theme for theme in analysis.themes if _counts(theme)]
    if not wanted or not len(vectors):
        return [[] for _ in vectors]
    texts = encoder.encode([". ".join(filter(None, (theme.name, "; ".join(theme.keyphrases)))) for theme in wanted])
    near = np.round(vectors.astype(np.float64) @ texts.astype(np.float64).T, 6)
    return [
        [(theme.id, float(row[i])) for i, theme in enumerate(wanted) if row[i] >= NEAR_THEME] for row in near
    ]  # fmt: skip


def _counts(theme: Theme) -> bool:
    return not theme.single_voice and theme.status is not Status.REJECTED


def _backing(
    analysis: Analysis, hits: Sequence[tuple[StatementId, float]], themes: Sequence[tuple[ThemeId, float]]
) -> Backing:
    """The statements above the cut-off by the side that they take, and the themes that they lead to.

    `themes` are near as a whole: their own statements count from a lower cut-off on.
    """
    named = dict(themes)
    near = [
        (key, cosine) for key, cosine in hits
        if cosine >= (NEAR_IN_THEME if _theme_of(analysis, key) in named else NEAR) and _may_count(analysis, key)
    ]  # fmt: skip
    sides: dict[str, list[Evidence]] = {"helps": [], "hinders": [], "neutral": []}
    heard: set[tuple[str, str]] = set()
    for key, cosine in near:
        side = _side(analysis, key)
        voice = (side, analysis.statement_by_id[key].participant)
        if len(sides[side]) < _SIDE and voice not in heard:  # each person once a side
            heard.add(voice)
            sides[side].append(Evidence(key, round(min(1.0, cosine), 6), side))
    return Backing(
        themes=_themes(analysis, near, named),
        helping=tuple(sides["helps"]),
        hindering=tuple(sides["hinders"]),
        neutral=tuple(sides["neutral"]) if not (sides["helps"] and sides["hinders"]) else (),
        steps=_steps(analysis, [key for key, _ in near]),
    )


def _theme_of(analysis: Analysis, statement: StatementId) -> ThemeId | None:
    theme = analysis.theme_of.get(statement)
    return None if theme is None else theme.id


def _themes(
    analysis: Analysis, near: Sequence[tuple[StatementId, float]], named: Mapping[ThemeId, float]
) -> tuple[ThemeId, ...]:
    """The themes that several people lead to with what they said near an entry, or that are near as a whole."""
    score: dict[ThemeId, float] = {}
    people: dict[ThemeId, set[str]] = {}
    for key, cosine in near:
        theme = analysis.theme_of.get(key)
        if theme is not None and _counts(theme):
            score[theme.id] = max(score.get(theme.id, 0.0), cosine)
            people.setdefault(theme.id, set()).add(analysis.statement_by_id[key].participant)
    kept = [theme for theme in score if len(people[theme]) > 1 or theme in named]
    return tuple(sorted(kept, key=lambda theme: (-score[theme], theme))[:_THEMES])


def _may_count(analysis: Analysis, statement: StatementId) -> bool:
    """Whether a statement may be shown, and is more than talk about the session."""
    found = analysis.statement_by_id.get(statement)
    if found is None or is_masked(found.text):
        return False
    return not _NOT_EVIDENCE.issuperset(analysis.judgement_by_id[statement].kinds)


def _side(analysis: Analysis, statement: StatementId) -> str:
    effect = analysis.judgement_by_id[statement].effect
    return effect.value if effect in {Effect.HELPS, Effect.HINDERS} else "neutral"


def _steps(analysis: Analysis, statements: Sequence[StatementId]) -> tuple[StepId, ...]:
    """The steps of the journey that most of these statements speak of, in the order of the journey."""
    steps = [analysis.judgement_by_id[key].step for key in statements]
    return tuple(step.id for step in analysis.journey.steps if 3 * steps.count(step.id) >= max(1, len(steps)))


def unaddressed(analysis: Analysis, entries: Sequence[JudgedEntry]) -> tuple[SignalId, ...]:
    """The strong blockers, strongest first, whose theme and statements no entry but a task is near."""
    addressed: set[ThemeId] = set()
    for item in entries:
        if item.backing is not None and item.verdict is not EntryVerdict.TASK:
            addressed |= {*item.backing.themes}
            shown = (*item.backing.helping, *item.backing.hindering, *item.backing.neutral)
            addressed |= {theme.id for e in shown if (theme := analysis.theme_of.get(e.statement)) is not None}
    taken: set[ThemeId] = set()
    found = []
    for signal in analysis.signals:
        if is_strong(analysis, signal) and signal.theme not in addressed | taken:
            taken.add(signal.theme)
            found.append(signal.id)
    return tuple(found)


def is_strong(analysis: Analysis, signal: Signal) -> bool:
    """Whether it is a blocker that a plan should answer: one that the journey map draws as firm."""
    return (
        signal.effect is SignalEffect.BLOCKER
        and signal.status is not Status.REJECTED
        and len(signal.participants) >= enough_people(analysis)
        and len(signal.participants) > len(signal.opponents)
        and not is_weaker_for_notes(analysis, signal.supporting)
    )
