"""The journey as it is shown: what helps and what hinders at each step, and where nobody says anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.clarity import stands_alone
from insightmine.domain.content_words import stems
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.journeys import Step, is_of_everybody_or_a_place, observed_or_asked_at
from insightmine.domain.judgements import MACHINE, Effect, Judgement
from insightmine.domain.provenance import ALL_NOTES, is_of_notes_alone, is_weaker_for_notes
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.step_shares import stepless
from insightmine.domain.whole_themes import SaidHere, said_at
from insightmine.report.association_words import conflict_in_words, measured_in_words
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.wording import (
    JOURNEYS,
    STATUSES,
    counted,
    heading,
    people_in_words,
    supporters_in_words,
    titled,
)

MOST_MARKS = 4
_ENOUGH, _ENOUGH_OF_FEW = 3, 2
_FEW_PEOPLE = 8
# What is nearer to the middle than this takes its side faintly: it is printed where nothing clearer was said.
_CLEAR = 0.5
_ALSO = 5  # of what was also said at a step so many are named
_THIS_STEP = "who speak of this step"


@dataclass(frozen=True, slots=True)
class Mark:
    """A booster or a blocker; `n_of` is the number of people who had the opportunity, `who` says who they are.

    `name` is that of the theme, and beside it what the supporters speak of (`about`), if they have a phrase for it.
    `is_weak`: fewer than three people say so (two in a study of up to eight), no more than say the opposite, or only
    notes tell of it where people speak.
    `n_remarks_against` are statements for the other side, or for both, also those of people who mostly say this one.
    `measured` says what those people did and how it ended, a line a measure; `conflict_told` in words where `conflict`.
    """

    signal: SignalId
    theme: ThemeId
    name: str
    effect: str
    supporters: tuple[ParticipantId, ...]
    opponents: tuple[ParticipantId, ...]
    n_of: int
    who: str
    strength: float
    status: str
    conflict: bool
    measured: tuple[str, ...]
    step: str | None
    step_number: int | None
    is_weak: bool
    quote: Quote | None = None
    opposite: Quote | None = None
    n_remarks_against: int = 0
    conflict_told: str | None = None
    about: str | None = None

    @property
    def n_for(self) -> int:
        """How many say so."""
        return len(self.supporters)

    @property
    def n_against(self) -> int:
        """How many say the opposite."""
        return len(self.opponents)

    @property
    def the_opposite(self) -> str:
        """How many people say the opposite, and how many both; where nobody mostly does, how many remarks do."""
        n_both = len({*self.supporters} & {*self.opponents})
        if n_both and n_both == self.n_against:
            return f"{n_both} of them {_say(n_both)} the opposite too"
        if self.n_against:
            both = f", {n_both} of them {_say(n_both)} both" if n_both else ""
            return f"{self.n_against} {_say(self.n_against)} the opposite{both}"
        if self.n_remarks_against:
            n_remarks = counted(self.n_remarks_against, "remark")
            return f"nobody mostly says the opposite, {n_remarks} {'does' if self.n_remarks_against == 1 else 'do'}"
        return "nobody says the opposite"

    @property
    def sides(self) -> str:
        """The counts of both sides without the others: `4 for, 1 against`; `one person alone, 0 against`."""
        return f"{people_in_words(1) if self.n_for == 1 else f'{self.n_for} for'}, {self.n_against} against"

    @property
    def in_brief(self) -> str:
        """Its name with both sides: `Merging (4 for, 1 against)`, `Merging (the button; 4 for, 1 against)`."""
        return f"{self.name[:-1]}; {self.sides})" if self.about else f"{self.name} ({self.sides})"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; `silence` says in words what is missing, where no mark is. Marks: the strongest first.

    `also` tells of boosters and blockers of whole themes, without a step, that some people said here.
    """

    number: int
    id: StepId
    name: str
    description: str
    boosters: tuple[Mark, ...]
    blockers: tuple[Mark, ...]
    silence: str | None
    also: str | None = None


@dataclass(frozen=True, slots=True)
class JourneyView:
    """All steps in order, and the marks that have no step; `boosters` and `blockers` are those of all places.

    `questions` are those that the material leaves open about steps, `stepless` says what stands at no step, `caution`
    what to know of all of it.
    """

    steps: tuple[StepView, ...]
    origin: str
    is_draft: bool
    unplaced: tuple[Mark, ...]
    boosters: tuple[Mark, ...]
    blockers: tuple[Mark, ...]
    enough: int
    questions: tuple[str, ...] = ()
    stepless: str | None = None
    caution: str | None = None

    @property
    def not_drawn(self) -> tuple[Mark, ...]:
        """The marks with a place for which the map has no room."""
        sides = [marks for step in self.steps for marks in (step.boosters, step.blockers)]
        return tuple(mark for marks in sides for mark in marks[len(drawn(marks)) :])


def _say(number: int) -> str:
    return "says" if number == 1 else "say"


def drawn(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Those of one side of a step that the map draws: the firm ones, or else the first weak one."""
    firm = tuple(mark for mark in marks if not mark.is_weak)[:MOST_MARKS]
    return firm or tuple(marks[:1])


def journey_view(
    analysis: Analysis,
    signals: tuple[Signal, ...],
    themes: frozenset[ThemeId],
    book: QuoteBook,
    accepted_only: bool = False,
) -> JourneyView:
    """The journey with these signals; `themes` are those that may be shown, for the others are no marks."""
    enough = enough_people(analysis)
    numbers = {step.id: number for number, step in enumerate(analysis.journey.steps, 1)}
    speakers = _speakers_by_step(analysis)
    shown = [
        (signal, _mark(analysis, signal, _opportunity(analysis, signal, speakers), enough, book))
        for signal in signals
        if signal.theme in themes
    ]
    shown.sort(key=lambda pair: _order(pair[1]))
    steps = tuple(_step(analysis, numbers[step.id], step, shown, accepted_only) for step in analysis.journey.steps)
    return JourneyView(
        steps=steps,
        origin=JOURNEYS[analysis.journey.origin],
        is_draft=analysis.journey.is_draft and bool(steps),
        unplaced=tuple(mark for signal, mark in shown if signal.step not in numbers),
        boosters=tuple(mark for signal, mark in shown if signal.effect is SignalEffect.BOOSTER),
        blockers=tuple(mark for signal, mark in shown if signal.effect is SignalEffect.BLOCKER),
        enough=enough,
        questions=tuple(question.text for question in analysis.open_questions),
        stepless=stepless_in_words(analysis, themes) if steps else None,
        caution=ALL_NOTES if is_of_notes_alone(analysis) else None,
    )


def stepless_in_words(analysis: Analysis, themes: frozenset[ThemeId]) -> str | None:
    """How much stands at no step, and what it speaks of most, among the themes that may be shown."""
    rest = stepless(analysis)
    if not rest.n_statements:
        return None
    told = f"{rest.n_statements} of {rest.n_of} statements, by {len(rest.participants)} of {rest.n_people} people"
    spoken = [(analysis.theme_by_id[theme].name, len(people)) for theme, people in rest.themes if theme in themes]
    if not spoken:
        return f"{told}, stand at no step."
    most = "; ".join(f"{heading(name)} ({n} people)" for name, n in spoken)
    return f"{told}, stand at no step. What they speak of most: {most}."


def enough_people(analysis: Analysis) -> int:
    """How many people make a booster or blocker firm: three, or two in a study of up to eight."""
    return _ENOUGH if len(analysis.people_in_themes) > _FEW_PEOPLE else _ENOUGH_OF_FEW


def _order(mark: Mark) -> tuple[bool, bool, float, int, ThemeId, SignalId]:
    """Firm before weak, more for than against before the rest, then strength: people, and how clear they are."""
    contested = mark.n_for <= mark.n_against
    return mark.is_weak, contested, -mark.strength, -mark.n_for, mark.theme, mark.signal


def _mark(analysis: Analysis, signal: Signal, opportunity: tuple[int, str], enough: int, book: QuoteBook) -> Mark:
    theme = analysis.theme_by_id[signal.theme]
    n_of, basis = opportunity
    n_for = len(signal.participants)
    place = next((pair for pair in enumerate(analysis.journey.steps, 1) if pair[1].id == signal.step), None)
    return Mark(
        signal=signal.id,
        theme=theme.id,
        name=titled(theme.name, signal.about),
        about=signal.about,
        effect=signal.effect.value,
        supporters=signal.participants,
        opponents=signal.opponents,
        n_of=n_of,
        who=supporters_in_words(n_for, n_of, basis),
        strength=signal.strength,
        status=STATUSES[signal.status],
        conflict=signal.conflict,
        measured=measured_in_words(signal),
        conflict_told=conflict_in_words(signal),
        step=place[1].name if place else None,
        step_number=place[0] if place else None,
        is_weak=n_for < enough or n_for <= len(signal.opponents) or is_weaker_for_notes(analysis, signal.supporting),
        quote=_telling(analysis, signal, signal.supporting, book),
        opposite=_telling(analysis, signal, signal.opposing, book),
        n_remarks_against=len(signal.opposing) + _n_both(analysis, signal),
    )


def _n_both(analysis: Analysis, signal: Signal) -> int:
    """How many of the supporting statements speak for the other side too."""
    return sum(analysis.judgement_by_id[name].effect is Effect.MIXED for name in signal.supporting)


def _telling(analysis: Analysis, signal: Signal, statements: tuple[StatementId, ...], book: QuoteBook) -> Quote | None:
    """One of these statements: what clearly takes one side before what is faint or says both.

    Of those, what speaks of the signal's own phrase, and is understood alone; then the theme's exemplars before its
    negative cases before the rest.
    """
    theme = analysis.theme_by_id[signal.theme]
    about = stems(signal.about or "")
    typical = [*theme.exemplars, *theme.negative_cases]
    place = {statement: number for number, statement in reversed([*enumerate([*typical, *statements])])}

    def order(statement: StatementId) -> tuple[bool, bool, bool, int]:
        text = analysis.statement_by_id[statement].text
        is_clear = _is_clear(analysis.judgement_by_id[statement])
        return not is_clear, not about & stems(text), not stands_alone(text), place[statement]

    return next(iter(book.quotes(sorted(statements, key=order), 1)), None)


def _is_clear(judgement: Judgement) -> bool:
    """Whether a statement speaks for one side, and not faintly; what a person decided is clear."""
    is_sure = judgement.decided_by != MACHINE or abs(judgement.effect_score) >= _CLEAR
    return is_sure and judgement.effect in {Effect.HELPS, Effect.HINDERS}


def _speakers_by_step(analysis: Analysis) -> dict[StepId, set[ParticipantId]]:
    """Who speaks of each step."""
    speakers: dict[StepId, set[ParticipantId]] = {step.id: set() for step in analysis.journey.steps}
    for judgement in analysis.judgements:
        if judgement.step in speakers:
            speakers[judgement.step].add(analysis.statement_by_id[judgement.statement].participant)
    return speakers


def _opportunity(analysis: Analysis, signal: Signal, speakers: dict[StepId, set[ParticipantId]]) -> tuple[int, str]:
    """Who could have said it: those asked where the theme says so, else those who speak of the step, else all.

    Those observed at another step than the signal's are no denominator for it.
    """
    theme = analysis.theme_by_id[signal.theme]
    if signal.step not in speakers:
        return theme.n_opportunity, theme.opportunity_basis
    here = observed_or_asked_at(analysis.journey.step(signal.step).name)
    if theme.opportunity_basis == here or not is_of_everybody_or_a_place(theme.opportunity_basis):
        return theme.n_opportunity, theme.opportunity_basis
    return len(speakers[signal.step] | {*signal.participants, *signal.opponents}), _THIS_STEP


def _step(
    analysis: Analysis, number: int, step: Step, shown: list[tuple[Signal, Mark]], accepted_only: bool
) -> StepView:
    pairs = [pair for pair in shown if pair[0].step == step.id]
    whole = said_at(analysis, step.id, [signal for signal, _ in shown])
    boosters = tuple(mark for signal, mark in pairs if signal.effect is SignalEffect.BOOSTER)
    blockers = tuple(mark for signal, mark in pairs if signal.effect is SignalEffect.BLOCKER)
    return StepView(
        number=number,
        id=step.id,
        name=step.name,
        description=step.description,
        boosters=boosters,
        blockers=blockers,
        silence=None if pairs else _silence(analysis, step.id, accepted_only),
        also=also_said(analysis, whole),
    )


def also_said(analysis: Analysis, whole: Sequence[SaidHere]) -> str | None:
    """Boosters and blockers without a step that some people said at one, in a sentence; `None` where there are none.

    Those that most people say there come first; where there are many, the others are counted.
    """
    if not whole:
        return None
    ordered = sorted(whole, key=lambda one: -len(one.people))
    named, others = (ordered, []) if len(ordered) <= _ALSO + 1 else (ordered[:_ALSO], ordered[_ALSO:])
    said = "; ".join(_also(analysis, one) for one in named)
    rest = f"; and {len(others)} more, each by {_at_most(len(others[0].people))} here" if others else ""
    return f"Also said here, and not placed at one step: {said}{rest}."


def _at_most(n_people: int) -> str:
    return "one person" if n_people == 1 else f"at most {n_people} people"


def _also(analysis: Analysis, said: SaidHere) -> str:
    """`+ Merging (1 of the 2 who say so, here)`."""
    sign = "+" if said.signal.effect is SignalEffect.BOOSTER else "-"
    n_here, n_of = len(said.people), len(said.signal.participants)
    name = titled(analysis.theme_by_id[said.signal.theme].name, said.signal.about)
    who = "the one who says so does here" if n_of == 1 else f"{n_here} of the {n_of} who say so, here"
    return f"{sign} {name} ({who})"


def _silence(analysis: Analysis, step: StepId, accepted_only: bool) -> str:
    """Silence is not absence, so it is a question."""
    spoken = [j.statement for j in analysis.judgements if j.step == step]
    people = {analysis.statement_by_id[statement].participant for statement in spoken}
    others = analysis.not_judged_at.get(step)
    unread = f"{others.not_counted('here')}." if others else ""
    if not spoken and unread:
        return unread
    if not spoken and analysis.not_judged and not analysis.people_in_themes:
        return f"Not judged: {analysis.not_judged.told()}."
    if not spoken:
        return "Nobody speaks of this step. What happens here?"
    said = f"{counted(len(people), 'person speaks', 'people speak')} of it ({counted(len(spoken), 'statement')}); "
    if accepted_only:
        return f"{said}no booster or blocker was accepted here. {unread}".rstrip()
    return f"{said}nothing that recurs helps or hinders. What is missing here? {unread}".rstrip()
