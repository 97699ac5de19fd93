"""Signals -> who did what they are about, and who is known not to have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.judgements import Basis, Judgement, Kind
from insightmine.domain.measures import Doing
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import Theme
from insightmine.outcomes.evidence import Study, behaviours, is_behaviour_theme
from insightmine.outcomes.showing import Behaviour, showing, vocabulary
from insightmine.outcomes.verb_phrase import phrase_from_name

_FIRST_HAND = (Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT)
_MET = frozenset({Kind.BEHAVIOUR, Kind.WORKAROUND, Kind.PAIN_POINT, Kind.ENABLER})


def who_did(
    signals: Sequence[Signal],
    themes: Sequence[Theme],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    journey: Journey,
    transcripts: Sequence[Transcript],
) -> tuple[Doing, ...]:
    """For each signal, in their order, who did what it is about at its step, and who is known not to have.

    A booster: did, who shows the theme's behaviour there (see `evidence.is_behaviour`), unless they say more often that
    they do not do it; of a theme that is no behaviour, who met it themselves, in the session or before. Did not, who
    says that they do not or cannot do it.

    A blocker: did, whom it held up by their own experience. Did not, who met it too and says the opposite.

    For both: where most of those who did were observed, did not is also who was observed at the step and neither did
    nor spoke of it, for it would have been seen. Whoever told of the step in an interview and did not mention it is
    neither: silence is no absence.
    """
    study = Study(
        statements={statement.id: statement for statement in statements},
        judgements={judgement.statement: judgement for judgement in judgements},
        annotations=dict(annotations),
        signals={},
        journey=journey,
        transcripts=tuple(transcripts),
    )
    theme_by_id: dict[ThemeId, Theme] = {theme.id: theme for theme in themes}
    observed = _observed_at(study)
    return tuple(_doing(signal, theme_by_id[signal.theme], observed, study) for signal in signals)


def _doing(signal: Signal, theme: Theme, observed: Mapping[StepId, set[ParticipantId]], study: Study) -> Doing:
    step = None if study.journey.origin is JourneyOrigin.QUESTIONS else signal.step
    here = tuple(s for s in theme.statements if step is None or study.step(s) == step)
    if signal.effect is SignalEffect.BLOCKER:
        shown = _met(signal.supporting, study)
        did = set(study.who(shown))
        did_not = set(study.who(_met(signal.opposing, study))) & {*signal.opponents} - {*signal.participants}
    else:
        shown, did, did_not = _showing(theme, here, study)
    seen = {study.statements[s].participant for s in shown if study.judgements[s].basis is Basis.OBSERVED}
    if step is not None and did and 2 * len(seen & did) >= len(did):
        did_not |= observed.get(step, set()) - did - set(study.who(here))
    return Doing(signal.id, tuple(sorted(did)), tuple(sorted(did_not - did)))


def _showing(
    theme: Theme, here: Sequence[StatementId], study: Study
) -> tuple[tuple[StatementId, ...], set[ParticipantId], set[ParticipantId]]:
    """The statements that show it, who does it, and who says more often that they do not or cannot."""
    shown = behaviours(here, study) if is_behaviour_theme(theme, study) else _met(here, study)
    denied = _denied(theme, here, shown, study)
    done, undone = (Counter(study.statements[s].participant for s in said) for said in (shown, denied))
    return shown, {p for p in done if done[p] >= undone[p]}, {p for p in undone if undone[p] > done[p]}


def _met(statements: Sequence[StatementId], study: Study) -> tuple[StatementId, ...]:
    """Those that tell of something that the speaker did or met: in the session, on an occasion, or usually."""
    return tuple(
        s
        for s in statements
        if (judgement := study.judgements[s]).is_evidence
        and (judgement.basis in _FIRST_HAND or (study.is_noted(s) and judgement.basis is Basis.SECOND_HAND))
        and _MET.intersection(judgement.kinds)
    )


def _denied(
    theme: Theme, here: Sequence[StatementId], shown: Sequence[StatementId], study: Study
) -> tuple[StatementId, ...]:
    """What says that the behaviour in the theme's name is not done, or in vain; nothing where it names none."""
    phrase = phrase_from_name(theme.name, *vocabulary(theme.statements, study))
    return () if phrase is None else showing(here, shown, Behaviour.of(phrase), study)[1]


def _observed_at(study: Study) -> dict[StepId, set[ParticipantId]]:
    """Who was observed at each step: said something there while doing it, in a session that is no observer's notes."""
    found: defaultdict[StepId, set[ParticipantId]] = defaultdict(set)
    for statement in study.statements.values():
        step = study.step(statement.id)
        if (
            step is not None
            and study.judgements[statement.id].basis is Basis.OBSERVED
            and not study.is_noted(statement.id)
        ):
            found[step].add(statement.participant)
    return found
