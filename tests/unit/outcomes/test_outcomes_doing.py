"""Who did what a signal is about, who is known not to have, and of whom nothing is known."""

from __future__ import annotations

from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.measures import Doing
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Theme
from insightmine.journey import find_signals
from insightmine.outcomes import who_did

RETURN, PICK = StepId("return"), StepId("pick")
STEPS = (Step(PICK, "Pick it up"), Step(RETURN, "Bring it back"))
_EFFECTS = {"+": Effect.HELPS, "-": Effect.HINDERS, "0": Effect.NEUTRAL}

# person, kind, basis, effect, step, whether it is in the theme
Said = tuple[str, Kind, Basis, str, StepId, bool]


def _done(said: list[Said], effect: SignalEffect, origin: JourneyOrigin = JourneyOrigin.FILE) -> Doing:
    statements, judgements, members = [], [], []
    for number, (who, kind, basis, side, step, inside) in enumerate(said):
        text = f"I cleaned the drill, number {number}."
        name = StatementId(f"S{number}")
        statements.append(
            Statement(name, TranscriptId(who), f"{who}.txt", ParticipantId(who), number, 0, len(text), text)
        )
        score = {"+": 0.8, "-": -0.8, "0": 0.0}[side]
        judgements.append(
            Judgement(name, (kind,), (0.9,), basis, Prompting.UNPROMPTED, _EFFECTS[side], score, step, 0.9, "anna")
        )
        members += [Member(name, 1.0)] if inside else []
    people = tuple(sorted({ParticipantId(who) for who, *_, inside in said if inside}))
    theme = Theme(
        ThemeId("T1"), "cleaning the drill", "", (Kind.BEHAVIOUR,), ("cleaning", "drill"), tuple(members), people,
        len(people), "all", (0.0, 1.0),
        0.9, (members[0].statement,),
    )  # fmt: skip
    journey = Journey(STEPS, origin)
    signals = find_signals([theme], statements, judgements, journey)
    doings = who_did(signals, [theme], statements, judgements, {}, journey, ())
    by_effect = {signal.effect: doing for signal, doing in zip(signals, doings, strict=True)}
    assert isinstance(signals[0], Signal)
    assert {doing.signal for doing in doings} == {SignalId(signal.id) for signal in signals}
    return by_effect[effect]


def _said(who: str, effect: str = "+", basis: Basis = Basis.INSTANCE, *, inside: bool = True) -> Said:
    return (who, Kind.BEHAVIOUR, basis, effect, RETURN, inside)


def test_silence_in_an_interview_is_no_absence() -> None:
    doing = _done([_said("A"), _said("B"), _said("C", "0", inside=False)], SignalEffect.BOOSTER)
    assert doing.did == ("A", "B")
    assert doing.did_not == ()


def test_who_was_observed_at_the_step_and_did_not_do_what_others_were_observed_doing_did_not() -> None:
    observed = Basis.OBSERVED
    said = [
        _said("A", basis=observed),
        _said("B", basis=observed),
        _said("C", "0", observed, inside=False),
        _said("D", "0", inside=False),
        ("E", Kind.BEHAVIOUR, observed, "0", PICK, False),
    ]
    assert _done(said, SignalEffect.BOOSTER).did_not == ("C",)


def test_observation_says_nothing_about_what_is_only_told() -> None:
    said = [_said("A"), _said("B"), _said("C", "0", Basis.OBSERVED, inside=False)]
    assert _done(said, SignalEffect.BOOSTER).did_not == ()


def test_who_only_has_a_view_of_it_is_unknown() -> None:
    said = [_said("A"), _said("B"), ("C", Kind.OPINION, Basis.NONE, "+", RETURN, True)]
    doing = _done(said, SignalEffect.BOOSTER)
    assert doing.did == ("A", "B")
    assert doing.did_not == ()


def test_a_blocker_is_about_whom_it_held_up_and_whom_it_did_not() -> None:
    said = [_said("A", "-"), _said("B", "-"), _said("C", "-"), _said("D", "+"), _said("E", "+"), _said("F", "0")]
    doing = _done(said, SignalEffect.BLOCKER)
    assert doing.did == ("A", "B", "C")
    assert doing.did_not == ("D", "E")
    assert _done(said, SignalEffect.BOOSTER).did == ("A", "B", "C", "D", "E", "F")


def test_at_topics_a_theme_counts_as_a_whole() -> None:
    said = [_said("A"), _said("B"), ("C", Kind.BEHAVIOUR, Basis.INSTANCE, "+", PICK, True)]
    assert _done(said, SignalEffect.BOOSTER, JourneyOrigin.QUESTIONS).did == ("A", "B", "C")
    assert _done(said, SignalEffect.BOOSTER).did == ("A", "B")
