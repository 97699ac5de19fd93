"""Whether a team would want more or less of a behaviour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.content_words import stems
from insightmine.domain.ids import StatementId
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.judgements import MACHINE, Effect, Judgement, Kind
from insightmine.domain.outcomes import Direction
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Status
from insightmine.outcomes.deeds import USING
from insightmine.outcomes.evidence import Cell, Study, votes_in
from insightmine.outcomes.verb_phrase import VerbPhrase

_BALANCED = 1 / 2
# An effect score nearer to 0 than this is a faint guess.
_FAINT = 0.4
_SHARE_WITH_GOAL = 1 / 3
_SAY_SO, _FEW = 2, 5
# Deeds that nobody sets out to do: they are signs that something went wrong.
UNWANTED = re.compile(
    r"^(?:struggle|fail|forget|miss|lose|give up|get (?:lost|stuck|confused)|be (?:lost|stuck|confused|unable|unsure)|"
    r"make (?:\w+ )?(?:mistakes?|errors?)|have (?:difficult|trouble|problem|issue|doubt)|wait|guess|redo|retype|repeat|"
    r"start over|abandon|work around|misunderstand|worry|fear|lack|have to|"
    r"(?:pay|get|incur) (?:\w+ )?(?:fees?|fines?|penalt(?:y|ies)|charges?))\b|"
    r"\b(?:by hand|manually|again and again|twice|several times|in the wrong|elsewhere)\b",
    re.IGNORECASE,
)


def direction_of(
    cell: Cell, shown: Sequence[StatementId], phrase: VerbPhrase, study: Study
) -> tuple[Direction, bool] | None:
    """The direction, and whether what hinders stands *in the way* of the behaviour rather than speaking against it.

    - A behaviour that is mainly workaround, or by its words a mishap (`waiting`, `by hand`), is wanted less.
    - What the step or its task asks for, or a third of the theme's people call their goal, is wanted more; what
      hinders there is in its way: who cannot restore a version does not want to restore fewer.
    - Else people decide, each on the side of most of what they said of it at this place: more of what helps, less of
      what hinders. Sides balance when the smaller is more than half of the larger.

    What hinders somebody who uses a thing is the thing's fault: less use of it is no aim.

    `None` where nobody takes a side or sides balance, where people praise a mishap, where those who show it say the
    opposite of what the others say (who cannot do it is hindered by something else), and where the signal that points
    this way was rejected or stands in conflict with what people did.
    """
    votes = votes_in(cell, cell.statements, study)
    helped, hindered = len(votes.helps.people), len(votes.hinders.people)
    around = [statement for statement in shown if Kind.WORKAROUND in study.judgements[statement].kinds]
    in_the_way = False
    if 2 * len(around) > len(shown):
        direction = Direction.LESS
    elif phrase.negated or UNWANTED.search(phrase.base):
        if helped > hindered:
            return None
        direction = Direction.LESS
    elif helped + hindered > 0 and _is_aim(cell, shown, phrase, study):
        direction, in_the_way = Direction.MORE, True
    elif min(helped, hindered) > _BALANCED * max(helped, hindered) or helped == hindered:
        return None
    else:
        direction = Direction.MORE if helped > hindered else Direction.LESS
        few = max(helped, hindered) < fewest_to_say_so(study)
        is_used = phrase.base.partition(" ")[0] in USING and direction is Direction.LESS
        if few or is_used or _doers_say_otherwise(cell, shown, direction, phrase, study):
            return None
    refused = any(s.status is Status.REJECTED or s.conflict for s in cell.signals if points(s, direction))
    return None if refused else (direction, in_the_way)


def _helped_by_it(cell: Cell, shown: Sequence[StatementId], phrase: VerbPhrase, study: Study) -> bool:
    """Whether anybody says that it helps where they show it, or in words that name all of it."""
    words = stems(phrase.base)
    told = [s for s in cell.statements if s in shown or words <= stems(study.statements[s].text)]
    return bool(votes_in(cell, told, study).helps.people)


def _doers_say_otherwise(
    cell: Cell, shown: Sequence[StatementId], direction: Direction, phrase: VerbPhrase, study: Study
) -> bool:
    """Whether, in the statements that show it, more people say the other side than this one.

    More of it is wanted only where somebody says of the deed itself that it helps: a theme holds what lies near.

    Less of a behaviour is wanted only where somebody who shows it says that it hinders: others may be held up by not
    doing it.
    """
    clear = [statement for statement in shown if _is_clear(study.judgements[statement])]
    votes = votes_in(cell, clear, study)
    helped, hindered = len(votes.helps.people), len(votes.hinders.people)
    if direction is Direction.MORE:
        return hindered > helped or not _helped_by_it(cell, shown, phrase, study)
    return helped >= hindered or hindered < fewest_to_say_so(study)


def fewest_to_say_so(study: Study) -> int:
    """How many people must say that something helps, or that it costs them: two, one in a study of at most five."""
    return 1 if len(study.people) <= _FEW else _SAY_SO


def _is_clear(judgement: Judgement) -> bool:
    """Whether its side is more than a faint guess."""
    faint = abs(judgement.effect_score) < _FAINT and judgement.effect is not Effect.MIXED
    return judgement.decided_by != MACHINE or not faint


def points(signal: Signal, direction: Direction) -> bool:
    """Whether a signal speaks for this direction."""
    return (signal.effect is SignalEffect.BOOSTER) == (direction is Direction.MORE)


def _is_aim(cell: Cell, shown: Sequence[StatementId], phrase: VerbPhrase, study: Study) -> bool:
    """Whether people want to do it: the step asks for it, or they say so and it helps somebody who does it."""
    wanting = [s for s in cell.statements if Kind.GOAL in study.judgements[s].kinds]
    if len(study.who(wanting)) >= _SHARE_WITH_GOAL * len(cell.theme.participants):
        return bool(votes_in(cell, shown, study).helps.people)
    if cell.step is None or study.journey.origin is JourneyOrigin.QUESTIONS:
        return False
    step = study.journey.step(cell.step)
    asked = stems(" ".join([step.name, *step.headings]))
    words = stems(phrase.base)
    return bool(words) and 2 * len(words & asked) >= len(words)
