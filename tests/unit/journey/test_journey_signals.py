"""Boosters and blockers are counted in people, both sides shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Status, Theme
from insightmine.journey import find_signals

JOURNEY = Journey((Step(StepId("choose"), "Choose"), Step(StepId("pay"), "Pay")), JourneyOrigin.FILE)
HELPS, HINDERS, MIXED = Effect.HELPS, Effect.HINDERS, Effect.MIXED


class Study:
    """Statements with judgements, in the order in which they are added."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.judgements: list[Judgement] = []

    def says(
        self,
        person: str,
        effect: Effect | None = None,
        step: str | None = "choose",
        *,
        kind: Kind = Kind.BEHAVIOUR,
        basis: Basis = Basis.HABIT,
        prompting: Prompting = Prompting.UNPROMPTED,
        sure: float = 1.0,
    ) -> StatementId:
        name = StatementId(f"S{len(self.statements):03d}")
        score = {HELPS: sure, HINDERS: -sure}.get(effect, 0.0) if effect else 0.0
        text = f"Statement number {len(self.statements)}."
        self.statements.append(
            Statement(name, TranscriptId("t"), "t.txt", ParticipantId(person), 0, 0, len(text), text)
        )
        self.judgements.append(
            Judgement(name, (kind,), (0.8,), basis, prompting, effect, score, StepId(step) if step else None)
        )
        return name

    def theme(self, *members: StatementId, status: Status = Status.CANDIDATE) -> Theme:
        people = {s.participant for s in self.statements if s.id in members}
        ordered = [Member(member, 1 - i / 100) for i, member in enumerate(members)]
        return Theme(
            id=ThemeId("T1"),
            name="comparing prices",
            definition="",
            kinds=(Kind.BEHAVIOUR,),
            keyphrases=("comparing prices",),
            members=tuple(ordered),
            participants=tuple(sorted(people)),
            n_opportunity=len(people),
            opportunity_basis="all",
            interval=(0.0, 1.0),
            stability=None,
            exemplars=members[:1],
            status=status,
        )

    def crowd(self, count: int) -> None:
        """More people, who say nothing of the theme."""
        for number in range(count):
            self.says(f"crowd{number:02d}")

    def signals(self, theme: Theme, rulings: tuple[Decision, ...] = ()) -> tuple[Signal, ...]:
        return find_signals([theme], self.statements, self.judgements, JOURNEY, rulings)


def test_one_vote_a_person_however_much_they_say() -> None:
    study = Study()
    members = [study.says("ana", HELPS) for _ in range(5)] + [study.says("ben", HELPS), study.says("cem", HINDERS)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.effect is SignalEffect.BOOSTER
    assert (signal.participants, signal.opponents) == (("ana", "ben"), ("cem",))
    assert signal.supporting == tuple(members[:6])
    assert signal.opposing == (members[6],)
    assert signal.step == "choose"
    # Wilson's lower end of 2 of 3 is 0.2077 (Newcombe 1998); all three people of the theme took a side.
    assert signal.strength == pytest.approx(0.2077, abs=5e-5)


def test_strength_falls_with_the_share_that_took_a_side() -> None:
    study = Study()
    members = [study.says(name, HELPS) for name in ("ana", "ben")] + [
        study.says("cem", Effect.NEUTRAL),
        study.says("d"),
    ]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.strength == pytest.approx(0.3424 * 2 / 4, abs=5e-5)  # lower end of 2 of 2: 0.3424


def test_who_says_both_stands_on_both_sides_and_both_sides_show() -> None:
    study = Study()
    members = [study.says(name, effect) for name in ("ana", "ben") for effect in (HELPS, HINDERS)]
    study.crowd(7)
    signals = study.signals(study.theme(*members))
    assert [signal.effect for signal in sorted(signals, key=lambda s: s.effect)] == ["blocker", "booster"]
    assert all(signal.participants == signal.opponents == ("ana", "ben") for signal in signals)


def test_a_mixed_statement_speaks_for_both_sides() -> None:
    study = Study()
    members = [study.says("ana", MIXED), study.says("ben", HELPS)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.participants == ("ana", "ben")
    assert signal.opponents == ("ana",)
    assert signal.opposing == (members[0],)


def test_the_participants_of_a_signal_are_those_of_its_statements_on_both_sides() -> None:
    study = Study()
    effects = (HELPS, HINDERS, MIXED, Effect.NEUTRAL, None)
    members = [
        study.says(f"person{number % 7}", effects[number % 5], ("choose", "pay", None)[number % 3], kind=kind)
        for number, kind in enumerate((Kind.BEHAVIOUR, Kind.WISH, Kind.ENABLER) * 14)
    ]
    person = {statement.id: statement.participant for statement in study.statements}
    signals = study.signals(study.theme(*members))
    assert len(signals) > 2
    for signal in signals:
        assert set(signal.participants) == {person[statement] for statement in signal.supporting}
        assert set(signal.opponents) == {person[statement] for statement in signal.opposing}


@pytest.mark.parametrize(
    "what",
    [
        {"kind": Kind.WISH},
        {"basis": Basis.HYPOTHETICAL},
        {"basis": Basis.ADVICE},
        {"prompting": Prompting.LED},
        {"kind": Kind.SESSION_TALK},
    ],
)
def test_wishes_what_ifs_advice_and_led_answers_have_no_vote(what: dict[str, object]) -> None:
    study = Study()
    members = [study.says("ana", HELPS), study.says("ben", HELPS, **what)]  # type: ignore[arg-type]
    study.crowd(7)
    assert study.signals(study.theme(*members)) == ()


def test_one_supporter_is_too_few_to_say_in_a_larger_study_and_a_beginning_in_a_small_one() -> None:
    study = Study()
    members = [study.says("ana", HINDERS), study.says("ben")]
    study.says("cem")
    (signal,) = study.signals(study.theme(*members))
    assert (signal.effect, signal.participants) == (SignalEffect.BLOCKER, ("ana",))
    study.crowd(3)
    assert study.signals(study.theme(*members)) == ()


def test_a_single_voice_is_no_signal_even_in_a_small_study() -> None:
    study = Study()
    member = study.says("ana", HELPS)
    study.says("ben")
    assert study.signals(study.theme(member)) == ()


def test_one_against_one_is_too_little_to_say() -> None:
    study = Study()
    members = [study.says("ana", HELPS), study.says("ben", HINDERS)]
    study.says("cem")
    assert study.signals(study.theme(*members)) == ()


def test_large_studies_ask_for_two_in_a_hundred() -> None:
    study = Study()
    members = [study.says("ana", HELPS), study.says("ben", HELPS)]
    study.crowd(98)
    assert len(study.signals(study.theme(*members))) == 1
    study.says("one more")
    assert study.signals(study.theme(*members)) == ()


def test_each_step_has_its_own_signal_and_the_rest_is_counted_together() -> None:
    study = Study()
    members = [study.says(name, HELPS, "choose") for name in ("ana", "ben")]
    members += [study.says("cem", HINDERS, "pay"), study.says("dia", HINDERS, None), study.says("eva", HINDERS, "gone")]
    study.crowd(7)
    signals = {signal.step: signal for signal in study.signals(study.theme(*members))}
    assert set(signals) == {"choose", None}
    assert signals[None].effect is SignalEffect.BLOCKER
    assert signals[None].participants == ("cem", "dia", "eva")
    assert signals[StepId("choose")].participants == ("ana", "ben")


def test_a_rejected_theme_has_no_signal_and_a_ruling_sets_the_status() -> None:
    study = Study()
    members = [study.says(name, HELPS) for name in ("ana", "ben")]
    study.crowd(7)
    assert study.signals(study.theme(*members, status=Status.REJECTED)) == ()
    (signal,) = study.signals(study.theme(*members))
    ruling = Decision("D1", Action.REJECT, (signal.id,), None, "ana", "", "")
    later = Decision("D2", Action.ACCEPT, ("G00000000", signal.id), None, "ana", "", "")
    assert study.signals(study.theme(*members), (ruling,))[0].status is Status.REJECTED
    assert study.signals(study.theme(*members), (ruling, later))[0].status is Status.ACCEPTED


def test_ids_and_order_do_not_depend_on_the_order_of_anything() -> None:
    study = Study()
    members = [study.says(name, effect) for name, effect in zip("abcd", (HELPS, HELPS, HINDERS, HINDERS), strict=True)]
    study.crowd(7)
    theme = study.theme(*members)
    results = set()
    for order in list(permutations(range(4)))[::5]:
        shuffled = [study.statements[i] for i in order] + study.statements[4:]
        results.add(find_signals([theme], shuffled, study.judgements[::-1], JOURNEY, ()))
    assert len(results) == 1


def test_what_is_said_faintly_ranks_low_and_does_not_stand_for_the_signal() -> None:
    study = Study()
    members = [study.says("ana", HELPS, sure=0.35), study.says("ben", HELPS, sure=0.9)]
    members += [study.says("cem", HELPS, sure=0.9, kind=Kind.CONTEXT)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.supporting == (members[1], members[2], members[0])
    # Wilson's lower end of 3 of 3 is 0.4385, times the mean of 0.35, 0.9 and half of 0.9
    assert signal.strength == pytest.approx(0.4385 * (0.35 + 0.9 + 0.45) / 3, abs=5e-5)


def test_a_theme_that_no_phrase_stands_for_speaks_for_nothing() -> None:
    study = Study()
    members = [study.says(name, HELPS) for name in ("ana", "ben")]
    study.crowd(7)
    assert study.signals(study.theme(*members)) != ()
    assert study.signals(replace(study.theme(*members), keyphrases=())) == ()
