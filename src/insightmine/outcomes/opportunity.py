"""Who showed a behaviour, among those who had the opportunity."""

from __future__ import annotations

from collections.abc import Sequence

from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.journeys import JourneyOrigin, Step, observed_or_asked_at
from insightmine.domain.outcomes import Seen
from insightmine.outcomes.evidence import Cell, Study


def seen_at(cell: Cell, shown: Sequence[StatementId], denied: Sequence[StatementId], study: Study) -> Seen:
    """Counts for one card, in people: who showed it, and who did not while others did.

    The opportunity is everybody observed or asked at the step: whom the guide's questions and tasks of the step were
    put to, who said anything placed there, or took part in a transcript with its heading; without a step, everybody
    with a statement. Who spoke of the theme there without
    showing or denying the behaviour is `unclear`: silence is not absence, and an opinion is not a deed.
    """
    showed = study.who(shown)
    if cell.step is None:
        opportunity, basis = set(study.people), "everybody with a statement"
    else:
        step = study.journey.step(cell.step)
        is_question = study.journey.origin is JourneyOrigin.QUESTIONS
        basis = f"asked about “{step.name}”" if is_question else observed_or_asked_at(step.name)
        opportunity = _at_step(step, study)
    unclear = set(study.who(cell.statements)) - set(showed) - set(study.who(denied))
    there = opportunity | set(study.who(cell.statements))
    return Seen(
        showed=showed,
        opportunity=tuple(sorted(there)),
        unclear=tuple(sorted(unclear)),
        basis=basis,
        did_not=tuple(sorted(set(study.who(denied)) - set(showed))),
        not_asked=tuple(sorted(set(study.people) - there)),
    )


def _at_step(step: Step, study: Study) -> set[ParticipantId]:
    asked = study.asked_at.get(step.id, frozenset())
    return set(study.present_at[step.id] | (asked & frozenset(study.people)))
