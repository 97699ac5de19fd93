"""How good the evidence of a theme is, with the reasons: counted in people, never in statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.grading import HALF, MANY, MOST_LEVEL, THIRD, from_notes, grade_at, several_of
from insightmine.domain.ids import ParticipantId
from insightmine.domain.judgements import Basis, Judgement, Prompting
from insightmine.domain.outcomes import Grade
from insightmine.domain.speech import Record
from insightmine.domain.standing import Standing, standing_of
from insightmine.domain.talkers import talker_of
from insightmine.domain.themes import Theme

CARRIED = "one person gives most of it"
_LOOSE = 0.4
_FEW_HOLD_IT = 1 / 4
_FIRST_HAND = (Basis.OBSERVED, Basis.INSTANCE)
_TOLD = (*_FIRST_HAND, Basis.HABIT)
_CONCERN, _SERIOUS = 1, 2


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and what it rests on, in plain phrases, each true whatever the grade is."""

    grade: Grade
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heads:
    """Each person once, by the best that they gave: how many, out of `n`, and in how many transcripts.

    `thought`: in their own words, and not even of a habit. `noted`: known from notes only.
    """

    n: int
    transcripts: int
    unprompted: int
    led: int
    observed: int
    first_hand: int
    habit: int
    thought: int
    noted: int
    is_table: bool


def grade_theme(analysis: Analysis, theme: Theme) -> Graded:
    """The grade of a theme and its reasons, by fixed rules.

    Each of three of CERQual's components (see `grading`) may give a concern, or a serious one. Without any the
    evidence is strong; with a serious one, or with a concern in all three, it is low; else it is moderate.

    Adequacy: fewer than five people, all in one transcript, or one person who gives most of it. Serious: that person
    among fewer than five; fewer than three people (two in a study of at most five).
    Methodological limitations: fewer than half of the people were observed or tell of an occasion of their own; fewer
    than a third came up with it unprompted; half are known from notes only. Serious: fewer than half tell even of a
    habit; half only agreed with what a question suggested; there are notes only.
    Coherence: people differ, two or more on the smaller side and half as many as on the larger; less than 40 % of the
    theme is found again when people are left out; or fewer than half of its statements hold what its name says
    (`Theme.held`). Serious: at most a quarter hold it, or nothing stands for what they say.
    """
    heads, standing = _count(analysis, theme), standing_of(analysis, theme)
    talker = talker_of(analysis, theme)
    enough = several_of(len(analysis.people_in_themes))
    concerns = (
        _adequacy(heads, enough, is_carried=talker is not None),
        _limitations(heads),
        _coherence(theme, standing),
    )
    reasons = [*_how_many(heads), *_how_it_came_up(heads), *_how_it_is_known(heads), *_sides(standing)]
    reasons += _how_it_is_named(theme)
    if talker is not None:
        reasons.append(CARRIED)
    if theme.stability is not None and theme.stability < _LOOSE:
        reasons.append("hardly found again when people are left out")
    return Graded(grade_at(_level(concerns)), tuple(reasons))


def _level(concerns: tuple[int, ...]) -> int:
    if _SERIOUS in concerns or 0 not in concerns:
        return 0
    return MOST_LEVEL - max(concerns)


def _count(analysis: Analysis, theme: Theme) -> _Heads:
    said = [analysis.statement_by_id[statement] for statement in theme.statements]
    transcripts = {statement.transcript for statement in said}
    notes = {name for name in transcripts if analysis.transcript_by_id[name].record is Record.NOTES}
    judged: dict[ParticipantId, list[Judgement]] = {person: [] for person in theme.participants}
    for statement in said:
        if statement.id in analysis.judgement_by_id:
            judged.setdefault(statement.participant, []).append(analysis.judgement_by_id[statement.id])
    in_own_words = {statement.participant for statement in said if statement.transcript not in notes}
    everyone = list(judged.values())
    return _Heads(
        n=len(judged),
        transcripts=len(transcripts),
        unprompted=_who(any(one.prompting is Prompting.UNPROMPTED for one in own) for own in everyone),
        led=_who(bool(own) and all(one.prompting is Prompting.LED for one in own) for own in everyone),
        observed=_who(any(one.basis is Basis.OBSERVED for one in own) for own in everyone),
        first_hand=_who(any(one.basis in _FIRST_HAND for one in own) for own in everyone),
        habit=_who(any(one.basis in _TOLD for one in own) for own in everyone),
        thought=_who(
            person in in_own_words and all(one.basis not in _TOLD for one in own) for person, own in judged.items()
        ),
        noted=len(judged) - len(in_own_words),
        is_table=any(analysis.transcript_by_id[name].rows_are_statements for name in transcripts),
    )


def _who(holds: Iterable[bool]) -> int:
    return sum(holds)


def _adequacy(heads: _Heads, enough: int, *, is_carried: bool) -> int:
    if heads.n < enough:
        return _SERIOUS
    if heads.n < MANY:
        return _SERIOUS if is_carried else _CONCERN
    return _CONCERN if is_carried or (heads.transcripts == 1 and not heads.is_table) else 0


def _limitations(heads: _Heads) -> int:
    if heads.led >= HALF * heads.n or heads.habit < HALF * heads.n or heads.noted == heads.n:
        return _SERIOUS
    told = heads.first_hand < HALF * heads.n
    return _CONCERN if told or heads.unprompted < THIRD * heads.n or heads.noted >= HALF * heads.n else 0


def _coherence(theme: Theme, standing: Standing) -> int:
    if not theme.has_subject or (theme.held is not None and theme.held <= _FEW_HOLD_IT):
        return _SERIOUS
    is_loose = theme.stability is not None and theme.stability < _LOOSE
    return _CONCERN if is_loose or _is_split(standing) or _is_half_named(theme) else 0


def _is_half_named(theme: Theme) -> bool:
    return theme.held is not None and theme.held < HALF


def _is_split(standing: Standing) -> bool:
    """Whether people differ so much that neither side stands for the theme."""
    smaller, larger = sorted((len(standing.helps), len(standing.hinders)))
    smaller, larger = smaller + len(standing.both), larger + len(standing.both)
    return smaller >= 2 and smaller >= HALF * larger


def _how_many(heads: _Heads) -> tuple[str, ...]:
    if heads.is_table:
        return ()
    return ("all in one interview",) if heads.transcripts == 1 else (f"in {heads.transcripts} interviews",)


def _how_it_came_up(heads: _Heads) -> tuple[str, ...]:
    led = (f"{heads.led} of {heads.n} only agreed with what the question suggested",) if heads.led else ()
    return (f"{heads.unprompted or 'none'} of {heads.n} came up with it unprompted", *led)


def _how_it_is_known(heads: _Heads) -> tuple[str, ...]:
    told, habit = heads.first_hand - heads.observed, heads.habit - heads.first_hand
    parts = (
        (heads.observed, "observed"),
        (told, "tells of an occasion" if told == 1 else "tell of an occasion"),
        (habit, "of a habit" if told else "tells of a habit" if habit == 1 else "tell of a habit"),
        (heads.thought, "only thinks or heard so" if heads.thought == 1 else "only think or heard so"),
    )
    known = [f"{count} {words}" for count, words in parts if count > 0]
    notes = (from_notes(heads.noted, heads.n),) if heads.noted else ()
    return (*((", ".join(known),) if known else ()), *notes)


def _how_it_is_named(theme: Theme) -> tuple[str, ...]:
    if not theme.has_subject:
        return ("nothing stands for what they say",)
    if theme.held is None or not _is_half_named(theme):
        return ()
    n_statements = len(theme.members)
    held = round(theme.held * n_statements)
    few = f"only {held}" if held else "none"
    return (f"{few} of its {n_statements} statements {'holds' if held == 1 else 'hold'} what its name says",)


def _sides(standing: Standing) -> tuple[str, ...]:
    helped, hindered = (len(side) + len(standing.both) for side in (standing.helps, standing.hinders))
    return (f"people differ: it helps {helped} and hinders {hindered}",) if _is_split(standing) else ()
