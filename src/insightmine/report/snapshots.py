"""One interview on one page."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, ThemeId
from insightmine.domain.judgements import Basis, Judgement, Kind
from insightmine.domain.speech import Consent, Person, Statement
from insightmine.errors import UsageError

SECTIONS: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "goals": ("Goals", (Kind.GOAL,)),
    "behaviours": ("Behaviours", (Kind.BEHAVIOUR, Kind.WORKAROUND)),
    "pain_points": ("Pain points", (Kind.PAIN_POINT,)),
    "enablers": ("What helps", (Kind.ENABLER,)),
    "wishes": ("Wishes", (Kind.WISH,)),
    "context": ("Context", (Kind.CONTEXT,)),
    "quotes": ("Other telling quotes", ()),
}

# How many of each a page shows at most; `one_page` shows fewer where they do not fit.
MOST_OF: dict[str, int] = {
    "goals": 6,
    "behaviours": 12,
    "pain_points": 10,
    "enablers": 8,
    "wishes": 5,
    "context": 4,
    "quotes": 4,
}

_FIRST_HAND = (Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT)
_SHORT = 30


@dataclass(frozen=True, slots=True)
class SnapshotSection:
    """Statements of one sort, the most telling first."""

    name: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one person said. Sections without statements are left out; no statement stands in two."""

    participant: ParticipantId
    attributes: dict[str, str]
    sources: tuple[str, ...]
    n_turns: int
    n_words: int
    n_statements: int
    sections: tuple[SnapshotSection, ...]
    themes: tuple[ThemeId, ...]
    consent: Consent = Consent.VERBATIM


def snapshot_of(analysis: Analysis, participant: str) -> Snapshot:
    """The snapshot of a participant; `UsageError` when nobody goes by that name."""
    person = _person(analysis, participant)
    own = [statement for statement in analysis.statements if statement.participant == person.id]
    turns = [turn for t in analysis.transcripts for turn in t.turns if turn.participant == person.id]
    spoken_in = {t.source for t in analysis.transcripts if person.id in t.participants}
    placed = {analysis.theme_of[s.id].id for s in own if s.id in analysis.theme_of}
    return Snapshot(
        participant=person.id,
        attributes=dict(person.attributes),
        sources=tuple(sorted(spoken_in)),
        n_turns=len(turns),
        n_words=sum(len(turn.text.split()) for turn in turns),
        n_statements=len(own),
        sections=_sections(analysis, own),
        themes=tuple(theme.id for theme in analysis.themes if theme.id in placed),
        consent=person.consent,
    )


def _person(analysis: Analysis, participant: str) -> Person:
    for person in analysis.people:
        if person.id == participant:
            return person
    near = difflib.get_close_matches(participant, [person.id for person in analysis.people], n=1)
    hint = f"did you mean {near[0]!r}?" if near else "insightmine snapshot lists everybody"
    raise UsageError(f"no participant is called {participant!r}", hint=hint)


def _sections(analysis: Analysis, own: list[Statement]) -> tuple[SnapshotSection, ...]:
    by_section: dict[str, list[Statement]] = {name: [] for name in SECTIONS}
    for statement in own:
        section = _section_of(analysis.judgement_by_id.get(statement.id))
        if section:
            by_section[section].append(statement)
    ranked = {name: sorted(found, key=lambda s: _rank(analysis, s)) for name, found in by_section.items()}
    return tuple(
        SnapshotSection(name, SECTIONS[name][0], tuple(statements)) for name, statements in ranked.items() if statements
    )


def _section_of(judgement: Judgement | None) -> str | None:
    """By the main kind of a statement; talk about the session belongs nowhere."""
    main = judgement.kinds[0] if judgement and judgement.kinds else None
    if main is Kind.SESSION_TALK:
        return None
    return next((name for name, (_, kinds) in SECTIONS.items() if main in kinds), "quotes")


def _rank(analysis: Analysis, statement: Statement) -> tuple[bool, bool, bool, float, str, int, int]:
    """First what is long enough to say something, in a theme, first hand, and surely of its kind."""
    judgement = analysis.judgement_by_id.get(statement.id)
    score = judgement.kind_scores[0] if judgement and judgement.kind_scores else 0.0
    return (
        len(statement.text) < _SHORT,
        statement.id not in analysis.theme_of,
        judgement is None or judgement.basis not in _FIRST_HAND,
        -score,
        statement.transcript,
        statement.turn,
        statement.start,
    )
