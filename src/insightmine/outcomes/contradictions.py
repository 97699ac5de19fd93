"""What people say of themselves, and passages of theirs or results that show otherwise.

Precision comes first: a claim must be plain (`I always check it`, `that was easy`), and what shows otherwise must be
of the same person and the same thing, later on, in so many words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from insightmine.domain.content_words import stems
from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId, StepId
from insightmine.domain.judgements import Basis, Effect, Judgement
from insightmine.domain.measures import Measures, Scale
from insightmine.domain.outcomes import Outcome
from insightmine.domain.speech import Statement
from insightmine.outcomes.deed_words import move_of
from insightmine.outcomes.deeds import LIGHT, Deed, deeds_of

_ALWAYS = re.compile(
    r"\b(?:always|every (?:single )?time|each time|without fail|never (?:not|forget))\b", re.IGNORECASE
)
_NEVER = re.compile(r"\b(?:never|not once)\b", re.IGNORECASE)
_EASE = re.compile(
    r"\b(?:easy|easily|simple|intuitive|straightforward|obvious)\b",
    re.IGNORECASE,
)
_NOT_EASE = re.compile(
    r"\b(?:not|n[’']t|never|would|could|should|if|hope|may|might|be(?:come)? (?:better|nice)|easier)\b", re.IGNORECASE
)
_FAILED = re.compile(
    r"\b(?:i|we) (?:really |still |just )?(?:can(?:not|[’']t)|could(?: not|n[’']t)|did(?: not|n[’']t) manage|"
    r"gave up|failed|was(?: not|n[’']t) able|am not able|do(?: not|n[’']t) have the (?:button|option|link))\b|"
    r"\b(?:it|this|that) (?:is not|isn[’']t|does ?n[’']t|did ?n[’']t|does not|did not) work(?:ing)?\b",
    re.IGNORECASE,
)
_NOT_A_FAILURE = re.compile(r"\b(?:complain|wait|believe|imagine|remember|think of|say|tell|help)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\b(?:maybe|perhaps|apparently|so|okay|well|actually) (?:\w+ ){0,2}not always\b|\bi take (?:that|it) back\b|"
    r"\bapparently i[’']?m not\b|\b(?:that|what i said)(?:[’']s| is| was) not (?:quite )?true\b",
    re.IGNORECASE,
)
# How many turns further on a failure still speaks of what was called easy, and a claim is still taken back.
_SOON, _SOME_TIME = 4, 6


def contradictions(
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    measures: Measures | None = None,
) -> tuple[Contradiction, ...]:
    """Where words and deeds of one person differ, by person, then as it was said; each claim once."""
    judged = {judgement.statement: judgement for judgement in judgements}
    by_person: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.transcript, s.turn, s.start, s.id)):
        by_person[statement.participant].append(statement)
    found: dict[StatementId, Contradiction] = {}
    for _, said in sorted(by_person.items()):
        deeds = {s.id: tuple(deeds_of(s, annotations[s.id])) for s in said if s.id in annotations}
        for each in (*_taken_back(said, judged), *_otherwise(said, deeds, judged), *_then_failed(said, judged)):
            found.setdefault(each.said, each)
    for each in _measured(statements, judged, measures):
        found.setdefault(each.said, each)
    return tuple(found.values())


def _taken_back(said: Sequence[Statement], judged: Mapping[StatementId, Judgement]) -> Iterator[Contradiction]:
    """`I always bring it back on time` ... `so maybe not always`."""
    for i, claim in enumerate(said):
        if not _ALWAYS.search(claim.text) or _TAKEN_BACK.search(claim.text):
            continue
        for later in said[i + 1 :]:
            if later.transcript != claim.transcript or later.turn - claim.turn > _SOME_TIME:
                break
            if _TAKEN_BACK.search(later.text):
                yield _of(claim, later, ContradictionKind.TAKEN_BACK, judged)
                break


def _otherwise(
    said: Sequence[Statement], deeds: Mapping[StatementId, Sequence[Deed]], judged: Mapping[StatementId, Judgement]
) -> Iterator[Contradiction]:
    """`I always read it` ... `I did not read it`; `I never ask them` ... `so I asked them`."""
    for claim in said:
        always, never = _ALWAYS.search(claim.text), _NEVER.search(claim.text)
        if judged[claim.id].basis not in {Basis.HABIT, Basis.INSTANCE} or (always is None) == (never is None):
            continue
        for deed in deeds.get(claim.id, ()):
            if deed.verb in LIGHT or deed.negated != (never is not None):
                continue
            for other in said:
                if _shows_otherwise(other, claim, deed, deeds.get(other.id, ()), judged):
                    difference = ContradictionKind.THEN_DID if deed.negated else ContradictionKind.THEN_DID_NOT
                    yield _of(claim, other, difference, judged)
                    break


def _shows_otherwise(
    other: Statement,
    claim: Statement,
    deed: Deed,
    deeds: Sequence[Deed],
    judged: Mapping[StatementId, Judgement],
) -> bool:
    """Whether a later passage of an occasion has the same deed, done to the same thing, the other way round."""
    later = (other.transcript, other.turn, other.start) > (claim.transcript, claim.turn, claim.start)
    is_occasion = judged[other.id].basis in {Basis.OBSERVED, Basis.INSTANCE}
    if not later or not is_occasion or _ALWAYS.search(other.text) or _NEVER.search(other.text):
        return False
    for done in deeds:
        if done.verb not in move_of(deed.verb) or done.negated == deed.negated:
            continue
        near = other.transcript == claim.transcript and other.turn - claim.turn <= _SOME_TIME
        if deed.target and done.target:
            if stems(deed.target) & stems(done.target):
                return True
        elif near and done.verb == deed.verb and not (deed.target == "" and done.target != ""):
            return True  # "I didn't read it", soon after what is always read
    return False


def _then_failed(said: Sequence[Statement], judged: Mapping[StatementId, Judgement]) -> Iterator[Contradiction]:
    """`It is easy to use` ... `I can't restore it`, at the same task, soon after."""
    for i, claim in enumerate(said):
        if not _says_easy(claim, judged[claim.id]):
            continue
        for later in said[i + 1 :]:
            if later.transcript != claim.transcript or later.turn - claim.turn > _SOON:
                break
            if later.heading != claim.heading or (claim.heading is None and later.turn != claim.turn):
                break
            judgement = judged[later.id]
            observed = judgement.basis is Basis.OBSERVED and judgement.effect is Effect.HINDERS
            if observed and _FAILED.search(later.text) and not _NOT_A_FAILURE.search(later.text):
                yield _of(claim, later, ContradictionKind.THEN_FAILED, judged)
                break


def _says_easy(statement: Statement, judgement: Judgement) -> bool:
    ease = _EASE.search(statement.text)
    plain = ease is not None and _NOT_EASE.search(statement.text) is None
    return plain and judgement.effect is Effect.HELPS and judgement.is_evidence


def _measured(
    statements: Sequence[Statement], judged: Mapping[StatementId, Judgement], measures: Measures | None
) -> Iterator[Contradiction]:
    """Who called a step easy, and did not succeed at it by a measure of yes and no, the first in order of measures."""
    if measures is None:
        return
    failed: dict[tuple[str, StepId], str] = {}
    for measure in measures.measures:
        for result in measures.results if measure.scale is Scale.BINARY else ():
            if result.measure != measure.name or result.step is None or result.value is None or result.exclude_reason:
                continue
            if not measure.is_success(result.value):
                failed.setdefault((result.participant, result.step), measure.name)
    for statement in sorted(statements, key=lambda s: (s.participant, s.transcript, s.turn, s.start, s.id)):
        judgement = judged[statement.id]
        name = failed.get((statement.participant, judgement.step)) if judgement.step is not None else None
        if name is not None and _says_easy(statement, judgement):
            yield Contradiction(
                statement.participant, ContradictionKind.MEASURED, statement.id, None, judgement.step, name
            )


def _of(
    claim: Statement, other: Statement, difference: ContradictionKind, judged: Mapping[StatementId, Judgement]
) -> Contradiction:
    return Contradiction(claim.participant, difference, claim.id, other.id, judged[claim.id].step)


def with_contradictions(
    outcomes: Sequence[Outcome], found: Sequence[Contradiction], statement_by_id: Mapping[StatementId, Statement]
) -> tuple[Outcome, ...]:
    """The cards, each with the contradictions that touch it; what shows otherwise speaks against it.

    One touches a card where either passage stands on it, or where it is of the same step and names the same deed.
    """
    return tuple(_with(outcome, [c for c in found if _touches(c, outcome, statement_by_id)]) for outcome in outcomes)


def _with(outcome: Outcome, found: Sequence[Contradiction]) -> Outcome:
    if not found:
        return outcome
    held = {*outcome.supporting, *outcome.opposing, *outcome.pain_points}
    against = [c.shown for c in found if c.shown is not None and c.difference is not ContradictionKind.THEN_DID]
    opposing = (*outcome.opposing, *dict.fromkeys(statement for statement in against if statement not in held))
    return replace(outcome, differs=tuple(found), opposing=opposing)


def _touches(contradiction: Contradiction, outcome: Outcome, statement_by_id: Mapping[StatementId, Statement]) -> bool:
    held = {*outcome.supporting, *outcome.opposing, *outcome.pain_points}
    if contradiction.said in held or contradiction.shown in held:
        return True
    words = stems(outcome.behaviour) - stems(outcome.who)
    said = stems(statement_by_id[contradiction.said].text)
    return outcome.step is not None and contradiction.step == outcome.step and len(words) > 1 and words <= said
