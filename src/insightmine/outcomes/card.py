"""A behaviour at a step, with its evidence -> one card."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from insightmine.domain.content_words import stems
from insightmine.domain.grading import several_of
from insightmine.domain.ids import OutcomeId, StatementId, digest_of
from insightmine.domain.judgements import Effect
from insightmine.domain.outcomes import Direction, Outcome
from insightmine.domain.themes import Theme
from insightmine.outcomes.assemble import Found, is_mere_use, is_the_step, outcome_of
from insightmine.outcomes.deed_words import says_what
from insightmine.outcomes.deeds import LIGHT, USING
from insightmine.outcomes.direction import direction_of, points
from insightmine.outcomes.evidence import Cell, Sides, Study, behaviours, sided, told_as_help, votes_in
from insightmine.outcomes.showing import (
    Behaviour,
    bare_deed,
    of_their_own_accord,
    shared_deed,
    showing,
    use_of_a_tool,
    vocabulary,
    with_tool,
)
from insightmine.outcomes.trouble import concerns, is_trouble
from insightmine.outcomes.verb_phrase import VerbPhrase, phrase_from_name

ID_DIGITS = 8
# Who turns to what the study is about uses it.
_TURNING_TO = frozenset({"ask", "query", "prompt", "consult"})
_SMALL_STUDY = 3
_SHARE_OF_STUDY = 0.03
# Where so few of those who do anything in the theme do this, the theme's sides are told of something else.
_FITTING = 1 / 3


def card_of(whole: Cell, study: Study) -> Outcome | None:
    """The candidate outcome of a theme at a step; `None` where the evidence gives none.

    Somebody must have said the behaviour in words that a sentence can be made of; at least two people must show just
    that (3 % of a large study, one person in a study of at most three); and it must lean to one side. More of it can
    only be wanted where as many do it of their own accord: a task that was set and done says nothing of how often
    people do it.
    """
    needed = fewest(study)
    for behaviour, enough in _behaviours(whole, behaviours(whole.statements, study), needed, study):
        cell = _naming(behaviour, whole, study)
        behaving = behaviours(cell.statements, study)
        told = tuple(dict.fromkeys([*behaving, *told_as_help(cell.statements, study)]))
        shown, denied = showing(cell.statements, told, behaviour, study)
        phrase = with_tool(behaviour, shown, study)
        if phrase is not None and len(study.who(shown)) >= enough and is_sayable(phrase, cell, study):
            leaning = direction_of(cell, shown, behaviour.phrase, study)
            few = len(study.who(shown)) < _FITTING * len(study.who([*behaving, *shown]))
            if leaning is None or few:
                return None
            own = of_their_own_accord(shown, behaviour, study)
            is_set = leaning[0] is Direction.MORE and len(study.who(own)) < needed
            return None if is_set else _card(cell, shown, denied, phrase, *leaning, study)
    return None


def is_named_after_deed(theme: Theme, study: Study) -> bool:
    """Whether it is about a deed that several name with the same thing: who does it is told by the deed itself."""
    phrase = phrase_from_name(theme.name, *vocabulary(theme.statements, study))
    return phrase is not None and bare_deed(phrase, study) is not None


def _naming(behaviour: Behaviour, cell: Cell, study: Study) -> Cell:
    """Of a card on the use of a tool, what names the tool: the rest of the theme is not told of its use."""
    if behaviour.complete or not behaviour.targets:
        return cell
    named = tuple(s for s in cell.statements if behaviour.targets & stems(study.statements[s].text))
    return replace(cell, statements=named)


def is_sayable(phrase: VerbPhrase, cell: Cell, study: Study) -> bool:
    """Whether its sentence says what is done, and more than the name of the step or what the study is about."""
    verb, _, rest = phrase.base.partition(" ")
    is_subject = verb in USING | _TURNING_TO and stems(rest) <= study.subjects
    is_no_more = is_subject or is_the_step(phrase, cell, study) or is_mere_use(phrase, cell, study)
    return says_what(phrase) and not is_no_more


def fewest(study: Study) -> int:
    """How many people must show a behaviour: two, 3 % of a large study, one in a study of at most three."""
    return 1 if len(study.people) <= _SMALL_STUDY else max(2, math.ceil(_SHARE_OF_STUDY * len(study.people)))


def _card(
    cell: Cell,
    shown: tuple[StatementId, ...],
    denied: tuple[StatementId, ...],
    phrase: VerbPhrase,
    direction: Direction,
    in_the_way: bool,
    study: Study,
) -> Outcome:
    sides = _sides(cell, direction, in_the_way, shown, denied, study)
    found = Found(
        phrase=phrase,
        direction=direction,
        cell=cell,
        shown=shown,
        denied=denied,
        sides=sides,
        signals=tuple(signal for signal in cell.signals if in_the_way or points(signal, direction)),
        pain_points=_pain_points(cell, phrase, (*shown, *denied), sides, study),
        reasons=(),
        themes=(cell.theme.id,),
        behaving=len(study.who(behaviours(cell.statements, study))),
        subject=stems(cell.theme.name),
    )
    identity = OutcomeId("O" + digest_of(cell.theme.id, cell.step or "", direction)[:ID_DIGITS])
    return outcome_of(identity, found, study)


def _sides(
    cell: Cell,
    direction: Direction,
    in_the_way: bool,
    shown: tuple[StatementId, ...],
    denied: tuple[StatementId, ...],
    study: Study,
) -> Sides:
    """A mixed statement speaks for both sides. Who does not do it, or tried in vain, speaks against."""
    helping, hindering = (
        tuple(statement for statement in sided(cell.statements, side, study) if statement not in denied)
        for side in (Effect.HELPS, Effect.HINDERS)
    )
    votes = votes_in(cell, cell.statements, study)
    helped, hindered = frozenset(votes.helps.people), frozenset(votes.hinders.people)
    undone = frozenset(study.who(denied)) - frozenset(study.who(shown))
    if in_the_way:
        return Sides(helping, denied, hindering, helped | hindered, undone, hindered - undone)
    if direction is Direction.LESS:
        helping, hindering, helped, hindered = hindering, helping, hindered, helped
    return Sides(helping, tuple(dict.fromkeys([*hindering, *denied])), (), helped, hindered | undone, frozenset())


def _pain_points(
    cell: Cell, phrase: VerbPhrase, told: Sequence[StatementId], sides: Sides, study: Study
) -> tuple[StatementId, ...]:
    """What hinders the behaviour itself, or stands in its way, and is not already on the card."""
    return tuple(
        statement
        for statement in cell.statements
        if (statement in sides.in_the_way or is_trouble(statement, study))
        and study.judgements[statement].is_evidence
        and concerns(statement, phrase, told, study)
        and statement not in (*told, *sides.against)
    )


def _behaviours(
    cell: Cell, anything: Sequence[StatementId], needed: int, study: Study
) -> Iterator[tuple[Behaviour, int]]:
    """From the theme's name; should too few show that, what people use for it, and what most say they do.

    With each how many must show it: several where a verb and a thing that some share are all that tells it.
    """
    lemma_of, nouns = vocabulary(cell.theme.statements, study)
    phrase = phrase_from_name(cell.theme.name, lemma_of, nouns)
    bare = bare_deed(phrase, study) if phrase is not None else None
    if bare is not None:
        yield bare, needed
    if phrase is not None:
        yield Behaviour.of(phrase), needed
    if phrase is None or phrase.base.partition(" ")[0] not in LIGHT:
        tool = use_of_a_tool(anything, cell.theme.name, lemma_of, needed, study)
        if tool is not None:
            yield tool, needed
    near = frozenset(lemma_of.get(word, word) for word in cell.theme.name.casefold().split())
    phrase = shared_deed(anything, near, needed, study)
    if phrase is not None:
        yield Behaviour.of(phrase), max(needed, several_of(len(study.people)))
