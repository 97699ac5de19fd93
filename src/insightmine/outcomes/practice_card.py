"""A practice that runs through several themes, with how it went -> a card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from insightmine.domain.clarity import stands_alone
from insightmine.domain.content_words import stems
from insightmine.domain.grading import several_of
from insightmine.domain.ids import OutcomeId, ParticipantId, StatementId, StepId, ThemeId, digest_of
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.judgements import Kind
from insightmine.domain.outcomes import Direction, Outcome
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status, Theme
from insightmine.outcomes.assemble import Found, first_of, is_mere_use, is_the_step, outcome_of
from insightmine.outcomes.card import ID_DIGITS
from insightmine.outcomes.direction import UNWANTED, fewest_to_say_so, points
from insightmine.outcomes.evidence import Cell, Sides, Study
from insightmine.outcomes.joining import Told, joined, order_of
from insightmine.outcomes.practice import Practice
from insightmine.outcomes.practices import plainly, practices
from insightmine.outcomes.showing import Behaviour, of_their_own_accord

# At most so many oppose, for each who says that it helps.
_CONTESTED = 1 / 2


def practice_cards(themes: Sequence[Theme], needed: int, study: Study) -> Iterator[Outcome]:
    """The cards of practices that lean to one side, where a theme holds at least one of the statements that show it.

    More of a practice is wanted where people say that it helps, and at most half as many that it does not; less where
    it is done for want of something better, or costs more people than it helps.
    """
    order = order_of(study)
    theme_of = {s: theme for theme in reversed(themes) for s in theme.statements}
    for practice in practices(themes, needed, study):
        told = joined(practice, study, order)
        direction = _direction(practice, told, needed, study) if _is_told_enough(practice, told, study) else None
        cell = _cell(practice, told, theme_of, study) if direction is not None else None
        if direction is None or cell is None or is_the_step(practice.phrase, cell, study):
            continue
        if is_mere_use(practice.phrase, cell, study) or _is_scattered(practice, cell, study):
            continue
        if not any(s.status is Status.REJECTED or s.conflict for s in cell.signals if points(s, direction)):
            yield _card(practice, told, direction, cell, theme_of, study)


def _is_told_enough(practice: Practice, told: Told, study: Study) -> bool:
    """Whether several show it; fewer are enough where words tell it, or where each of them says how it went or why."""
    if practice.says is not None or plainly(practice, study) >= several_of(len(study.people)):
        return True
    return {*study.who(practice.shown)} <= told.helped | told.hindered | told.burdened | told.reasoned


def _is_scattered(practice: Practice, cell: Cell, study: Study) -> bool:
    """Whether the few who name the same verb and thing do it at different steps, each for something else."""
    is_few = practice.says is None and len(study.who(practice.shown)) < several_of(len(study.people))
    if not is_few or cell.step is not None or study.journey.origin is JourneyOrigin.QUESTIONS:
        return False
    return len({step for s in practice.shown if (step := study.step(s)) is not None}) > 1


def _direction(practice: Practice, told: Told, needed: int, study: Study) -> Direction | None:
    enough = fewest_to_say_so(study)
    around = [s for s in practice.shown if Kind.WORKAROUND in study.judgements[s].kinds]
    costly = told.burdened - told.helped
    if practice.unwanted or 2 * len(around) > len(practice.shown) or UNWANTED.search(practice.phrase.base):
        return Direction.LESS if len(told.hindered - told.helped) + len(costly) >= enough else None
    if len(costly) > 1 and len(costly) > len(told.helped):
        return Direction.LESS
    own = of_their_own_accord(practice.shown, Behaviour.of(practice.phrase), study, practice.says is not None)
    spoken_for = told.helped | told.reasoned
    if len(study.who(own)) < needed or len(spoken_for) < enough:
        return None
    return Direction.MORE if len(told.hindered - told.helped) <= _CONTESTED * len(spoken_for) else None


def _cell(practice: Practice, told: Told, theme_of: Mapping[StatementId, Theme], study: Study) -> Cell | None:
    """Its main theme, and the step where more than half of those who show it do; `None` where no theme holds it.

    Its signals are those of any theme that stand on what shows it or tells how it went.
    """
    people: dict[ThemeId, set[ParticipantId]] = defaultdict(set)
    known: dict[ThemeId, Theme] = {}
    at: dict[StepId, set[ParticipantId]] = defaultdict(set)
    for statement in practice.shown:
        who, theme, step = study.statements[statement].participant, theme_of.get(statement), study.step(statement)
        if theme is not None:
            people[theme.id].add(who)
            known[theme.id] = theme
        if step is not None:
            at[step].add(who)
    if not known:
        return None
    theme = known[min(people, key=lambda name: (-len(people[name]), name))]
    step = min(at, key=lambda name: (-len(at[name]), name), default=None)
    people_showing = len(study.who(practice.shown))
    if step is not None and 2 * len(at[step]) <= people_showing and people_showing > 1:
        step = None
    statements = tuple(dict.fromkeys([*practice.shown, *practice.denied, *_mentions(practice, step, study)]))
    own = {*practice.shown, *told.helps, *told.hinders, *told.costs, *told.failures}
    themes = sorted({theme_of[s].id for s in practice.shown if s in theme_of})
    signals = tuple(s for name in themes for s in study.signals.get(name, []) if own & {*s.supporting})
    return Cell(theme, step, statements, signals)


def _mentions(practice: Practice, step: StepId | None, study: Study) -> Iterator[StatementId]:
    """What speaks of the practice at its step without saying whether it is done."""
    words = stems(practice.phrase.base)
    for statement in sorted(study.statements.values(), key=_place):
        if step is not None and study.step(statement.id) != step:
            continue
        if practice.says is not None:
            is_said = practice.says.search(statement.text) is not None
        else:
            is_said = len(words) > 1 and words <= stems(statement.text)
        if is_said:
            yield statement.id


def _place(statement: Statement) -> tuple[str, int, int, str]:
    return statement.transcript, statement.turn, statement.start, statement.id


def _card(
    practice: Practice,
    told: Told,
    direction: Direction,
    cell: Cell,
    theme_of: Mapping[StatementId, Theme],
    study: Study,
) -> Outcome:
    shown = set(practice.shown)
    undone = frozenset(study.who(practice.denied)) - frozenset(study.who(practice.shown))
    trouble = (*told.failures, *told.hinders)
    if direction is Direction.MORE:
        sides = Sides(
            told.helps, first_of((*told.hinders, *told.costs, *told.failures, *practice.denied), set()), (),
            told.helped, told.hindered | undone, frozenset(),
        )  # fmt: skip
        pain_points = first_of([s for s in told.reasons if _is_pain(s, study)], shown | set(sides.against))
    else:
        sides = Sides(
            (*told.costs, *trouble), told.helps, (), told.hindered | told.burdened, told.helped - told.burdened,
            frozenset(),
        )  # fmt: skip
        pain_points = first_of(
            [s for s in (*told.costs, *trouble, *told.reasons) if _is_pain(s, study)], set(told.helps)
        )
    found = Found(
        phrase=practice.told_as,
        direction=direction,
        cell=cell,
        shown=_clearest_first(practice.shown, told, study),
        denied=practice.denied,
        sides=sides,
        signals=tuple(signal for signal in cell.signals if points(signal, direction)),
        pain_points=pain_points,
        reasons=first_of(sorted(told.reasons, key=shown.__contains__), set(pain_points)),
        themes=tuple(sorted({cell.theme.id, *(theme_of[s].id for s in practice.shown if s in theme_of)})),
        behaving=len(study.who(practice.shown)),
        subject=stems(practice.phrase.base),
        says=practice.says,
    )
    identity = OutcomeId("O" + digest_of("practice", practice.phrase.base, cell.step or "", direction)[:ID_DIGITS])
    return outcome_of(identity, found, study)


def _clearest_first(shown: Sequence[StatementId], told: Told, study: Study) -> tuple[StatementId, ...]:
    """What says in one breath how it went, then what is understood alone; else in the order given."""
    sided = {*told.helps, *told.hinders, *told.costs, *told.failures}
    return tuple(sorted(shown, key=lambda s: (s not in sided, not stands_alone(study.statements[s].text))))


def _is_pain(statement: StatementId, study: Study) -> bool:
    judgement = study.judgements[statement]
    return Kind.PAIN_POINT in judgement.kinds and judgement.is_evidence
