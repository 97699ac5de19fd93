"""What a task asked for, and several were held up in, one of them in vain -> a card: more people should get it done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.ids import OutcomeId, StatementId, ThemeId, digest_of
from insightmine.domain.journeys import Step
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.outcomes import Direction, Outcome
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status, Theme
from insightmine.outcomes.assemble import Found, outcome_of
from insightmine.outcomes.card import ID_DIGITS
from insightmine.outcomes.evidence import Cell, Sides, Study, sided
from insightmine.outcomes.showing import told_deeds
from insightmine.outcomes.trouble import is_trouble, names_deed, says_so
from insightmine.outcomes.verb_phrase import VerbPhrase, phrase_of

_PEOPLE = 2
_REFUSED = re.compile(r"\b(?:i|we) (?:won[’']t|will not|did(?:n[’']t| not)|do(?:n[’']t| not)) do\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Tried:
    """What people at a task did in its own words and what they tried in vain; what held them up, and what helped."""

    phrase: VerbPhrase
    done: tuple[StatementId, ...]
    in_vain: tuple[StatementId, ...]
    held_up: tuple[StatementId, ...]
    helped: tuple[StatementId, ...]


def cards_of_tasks(themes: Sequence[Theme], needed: int, study: Study) -> Iterator[Outcome]:
    """Cards of set tasks that somebody did, somebody else tried in vain, and at least `needed` people struggled with.

    That people do what was set says nothing of how often they do it; that they cannot do it says something.
    """
    theme_of = {s: theme for theme in reversed(themes) for s in theme.statements}
    for step in study.journey.steps:
        tried = _tried(step, study) if step.headings else None
        if tried is None or len(study.who(tried.held_up)) < max(needed, _PEOPLE):
            continue
        cell = _cell(step, tried, theme_of, study)
        if cell is not None and not any(s.status is Status.REJECTED or s.conflict for s in cell.signals):
            yield _card(tried, cell, theme_of, study)


def _tried(step: Step, study: Study) -> _Tried | None:
    """`None` where nobody does it in the task's own words, or nobody tries in vain."""
    words = stems(" ".join([step.name, *step.headings]))
    here = [s for s in _in_order(study) if study.step(s.id) == step.id and _is_observed(s.id, study)]
    told = [(said, deed) for said in here for deed in told_deeds(said, study) if stems(deed.verb) <= words]
    named = Counter((d.verb, d.rest) for _, d in told if stems(d.target) and stems(d.target) <= words)
    if not named:
        return None
    verb, rest = min(named, key=lambda said: (-named[said], -len(stems(said[1]) & words), said))
    fitting = [(said, d) for said, d in told if d.verb == verb and stems(d.target) <= words]
    done = Counter(said.participant for said, d in fitting if not d.negated)
    failed = Counter(said.participant for said, d in fitting if d.negated)
    ids = [said.id for said in here]
    tried = _Tried(
        phrase_of(verb, rest),
        _once(s.id for s, d in fitting if not d.negated and done[s.participant] > failed[s.participant]),
        _once(s.id for s, d in fitting if d.negated and failed[s.participant] >= done[s.participant]),
        _clearest_first([s for s in sided(ids, Effect.HINDERS, study) if is_trouble(s, study)], verb, study),
        tuple(s for s in sided(ids, Effect.HELPS, study) if _is_help(s, study)),
    )
    return tried if tried.done and tried.in_vain else None


def _clearest_first(statements: Sequence[StatementId], verb: str, study: Study) -> tuple[StatementId, ...]:
    """What names the deed, what says in so many words that something failed, and what hinders most come first."""

    def place(statement: StatementId) -> tuple[bool, bool, float]:
        is_named = names_deed(study.statements[statement].text, verb)
        return not is_named, not says_so(statement, study), round(study.judgements[statement].effect_score, 6)

    return tuple(sorted(statements, key=place))


def _is_help(statement: StatementId, study: Study) -> bool:
    """Whether it is told as a help, by somebody who does not say in it that they will not do it."""
    if Kind.ENABLER not in study.judgements[statement].kinds:
        return False
    return _REFUSED.search(study.statements[statement].text) is None


def _is_observed(statement: StatementId, study: Study) -> bool:
    judgement = study.judgements[statement]
    return judgement.basis is Basis.OBSERVED and judgement.is_evidence and statement in study.annotations


def _in_order(study: Study) -> list[Statement]:
    return sorted(study.statements.values(), key=lambda s: (s.transcript, s.turn, s.start, s.id))


def _once(statements: Iterator[StatementId]) -> tuple[StatementId, ...]:
    return tuple(dict.fromkeys(statements))


def _cell(step: Step, tried: _Tried, theme_of: Mapping[StatementId, Theme], study: Study) -> Cell | None:
    """The task with the theme that holds most of it; `None` where no theme does."""
    told = (*tried.done, *tried.in_vain, *tried.held_up)
    counted = Counter(theme_of[s].id for s in told if s in theme_of)
    if not counted:
        return None
    most = min(counted, key=lambda theme: (-counted[theme], theme))
    theme = next(theme_of[s] for s in told if s in theme_of and theme_of[s].id == most)
    signals = tuple(s for s in study.signals.get(most, []) if s.step == step.id and {*told} & {*s.supporting})
    return Cell(theme, step.id, _once(iter(told)), signals)


def _card(tried: _Tried, cell: Cell, theme_of: Mapping[StatementId, Theme], study: Study) -> Outcome:
    undone, struggled = frozenset(study.who(tried.in_vain)), frozenset(study.who(tried.held_up))
    helped = tuple(s for s in tried.helped if study.statements[s].participant not in struggled)
    in_the_way = tuple(s for s in tried.held_up if s not in tried.in_vain)
    themes: set[ThemeId] = {theme_of[s].id for s in (*tried.done, *tried.in_vain) if s in theme_of}
    found = Found(
        phrase=tried.phrase,
        direction=Direction.MORE,
        cell=cell,
        shown=tried.done,
        denied=tried.in_vain,
        sides=Sides(
            helped, tried.in_vain, in_the_way, frozenset(study.who(helped)), undone, struggled - undone,
        ),
        signals=cell.signals,
        pain_points=in_the_way,
        reasons=(),
        themes=tuple(sorted({cell.theme.id, *themes})),
        behaving=len(study.who(tried.done)),
        subject=stems(tried.phrase.base),
    )  # fmt: skip
    named = digest_of("task", tried.phrase.base, cell.step or "", Direction.MORE)
    return outcome_of(OutcomeId("O" + named[:ID_DIGITS]), found, study)
