"""Boosters and blockers are counted in people, both sides shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import MACHINE, Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Status, Theme
from insightmine.journey import find_signals

JOURNEY = Journey((Step(StepId("choose"), "Choose"), Step(StepId("pay"), "Pay")), JourneyOrigin.FILE)
TOPICS = Journey((Step(StepId("tool"), "Tool"), Step(StepId("ways"), "Ways")), JourneyOrigin.QUESTIONS)
HELPS, HINDERS, MIXED = Effect.HELPS, Effect.HINDERS, Effect.MIXED
# The kinds that go with an effect: what judges both alike is sure.
KINDS = {HELPS: (Kind.ENABLER,), HINDERS: (Kind.PAIN_POINT,), MIXED: (Kind.ENABLER, Kind.PAIN_POINT)}


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
        kind: Kind | None = None,
        basis: Basis = Basis.HABIT,
        prompting: Prompting = Prompting.UNPROMPTED,
        sure: float = 1.0,
        text: str = "I compare prices.",
        question: str | None = None,
        decided_by: str = MACHINE,
    ) -> StatementId:
        name = StatementId(f"S{len(self.statements):03d}")
        score = {HELPS: sure, HINDERS: -sure}.get(effect, 0.0) if effect else 0.0
        kinds = (kind,) if kind else KINDS.get(effect, (Kind.BEHAVIOUR,)) if effect else (Kind.BEHAVIOUR,)
        self.statements.append(
            Statement(name, TranscriptId("t"), "t.txt", ParticipantId(person), 0, 0, len(text), text, question)
        )
        at = StepId(step) if step else None
        self.judgements.append(
            Judgement(name, kinds, (1.0,) * len(kinds), basis, prompting, effect, score, at, None, decided_by)
        )
        return name

    def theme(self, *members: StatementId, status: Status = Status.CANDIDATE) -> Theme:
        people = {s.participant for s in self.statements if s.id in members}
        ordered = [Member(member, 1.0) for member in members]
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

    def effect_of(self, statement: StatementId) -> Effect | None:
        return next(judgement.effect for judgement in self.judgements if judgement.statement == statement)

    def crowd(self, count: int) -> None:
        """More people, who say nothing of the theme."""
        for number in range(count):
            self.says(f"crowd{number:02d}")

    def signals(
        self, theme: Theme, rulings: tuple[Decision, ...] = (), journey: Journey = JOURNEY
    ) -> tuple[Signal, ...]:
        return find_signals([theme], self.statements, self.judgements, journey, rulings)


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


def test_who_says_both_alike_stands_on_both_sides_and_both_sides_show() -> None:
    study = Study()
    members = [study.says(name, effect) for name in ("ana", "ben") for effect in (HELPS, HINDERS)]
    study.crowd(7)
    signals = study.signals(study.theme(*members))
    assert [signal.effect for signal in sorted(signals, key=lambda s: s.effect)] == ["blocker", "booster"]
    assert all(signal.participants == signal.opponents == ("ana", "ben") for signal in signals)


def test_a_persons_side_is_that_of_most_of_what_they_said_and_the_rest_speaks_against() -> None:
    study = Study()
    members = [study.says("ana", HINDERS) for _ in range(10)] + [study.says("ben", HINDERS)]
    slip = study.says("ana", HELPS)
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members, slip))
    assert (signal.effect, signal.participants, signal.opponents) == (SignalEffect.BLOCKER, ("ana", "ben"), ())
    assert slip not in signal.supporting
    assert signal.opposing == (slip,)


def test_a_lone_person_who_mostly_fails_is_a_beginning_in_a_small_study() -> None:
    study = Study()
    failing = [study.says("ana", HINDERS, "pay") for _ in range(4)]
    members = [*failing, study.says("ana", HINDERS, "choose"), study.says("ana", HELPS, "choose"), study.says("ben")]
    study.says("cem")
    (signal,) = study.signals(study.theme(*members))
    assert (signal.effect, signal.step, signal.participants) == (SignalEffect.BLOCKER, "pay", ("ana",))
    assert signal.opposing == (members[5],)


def test_one_remark_of_another_does_not_undo_what_a_lone_person_says_again_and_again() -> None:
    study = Study()
    failing = [study.says("ana", HINDERS, "pay") for _ in range(4)]
    passing = study.says("ben", HELPS, "choose")
    study.says("cem")
    (signal,) = study.signals(study.theme(*failing, passing))
    assert (signal.effect, signal.step, signal.participants) == (SignalEffect.BLOCKER, "pay", ("ana",))
    assert (signal.opponents, signal.opposing) == (("ben",), (passing,))
    assert study.signals(study.theme(failing[0], passing)) == ()
    faint = study.says("cem", HELPS, "choose", sure=0.25, kind=Kind.BEHAVIOUR)
    assert study.signals(study.theme(*failing, passing, faint)) == ()


def test_a_lone_person_on_both_sides_gives_nothing() -> None:
    study = Study()
    members = [study.says("ana", HINDERS, sure=0.36), study.says("ana", HELPS, sure=0.4, kind=Kind.BEHAVIOUR)]
    members.append(study.says("ben"))
    study.says("cem")
    assert study.signals(study.theme(*members)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "How do we find it?",
        "So what is it that we compare?",
        "Do we have the prices?",
        "How can it be easier to compare.",
    ],
)
def test_a_plain_question_is_no_blocker(text: str) -> None:
    study = Study()
    members = [study.says("ana", HINDERS), study.says("ben", HINDERS, text=text)]
    study.crowd(7)
    assert study.signals(study.theme(*members)) == ()
    decided = [study.says("dia", HINDERS), study.says("eva", HINDERS, text=text, decided_by="ana")]
    assert len(study.signals(study.theme(*decided))) == 1


@pytest.mark.parametrize("text", ["Why is there no price?", "No field for it, right?", "Where is it? I never saw it."])
def test_a_question_that_complains_counts(text: str) -> None:
    study = Study()
    members = [study.says("ana", HINDERS), study.says("ben", HINDERS, text=text, question="The prices?")]
    study.crowd(7)
    assert len(study.signals(study.theme(*members))) == 1


def test_a_faint_guess_takes_no_side() -> None:
    study = Study()
    members = [study.says("ana", HELPS), study.says("ben", HELPS), study.says("cem", HINDERS, sure=0.15)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert (signal.opponents, signal.opposing) == ((), ())


def test_supporters_who_are_hardly_sure_make_no_side() -> None:
    study = Study()
    members = [study.says("ana", HELPS), study.says("ben", HELPS, sure=0.3, kind=Kind.BEHAVIOUR)]
    study.crowd(7)
    assert study.signals(study.theme(*members)) == ()


def test_praise_that_names_nothing_counts_where_the_question_names_it() -> None:
    study = Study()
    vague = {"sure": 0.4, "text": "That was good."}
    members = [study.says(name, HELPS, **vague) for name in ("ana", "ben")]  # type: ignore[arg-type]
    study.crowd(7)
    assert study.signals(study.theme(*members)) == ()
    asked = [study.says(name, HELPS, question="And comparing?", **vague) for name in ("dia", "eva")]  # type: ignore[arg-type]
    assert len(study.signals(study.theme(*asked))) == 1


def test_a_side_that_is_far_outnumbered_only_speaks_against() -> None:
    study = Study()
    members = [study.says(name, HELPS) for name in "abcd"] + [study.says(name, HINDERS) for name in "ef"]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert (signal.effect, signal.opponents) == (SignalEffect.BOOSTER, ("e", "f"))
    third = study.says("g", HINDERS)
    assert len(study.signals(study.theme(*members, third))) == 2


def test_a_theme_is_counted_whole_where_steps_are_an_interviewers_questions() -> None:
    study = Study()
    members = [study.says(name, HELPS, "tool") for name in ("ana", "ben")]
    members += [study.says(name, HELPS, "ways") for name in ("ana", "ben", "cem", "dia", "eva")]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members), journey=TOPICS)
    assert (signal.step, len(signal.participants)) == ("ways", 5)
    scattered = [study.says("fia", HELPS, "tool"), study.says("gil", HELPS, "ways")]
    (signal,) = study.signals(study.theme(*scattered), journey=TOPICS)
    assert signal.step is None


def test_a_mixed_statement_speaks_for_both_sides() -> None:
    study = Study()
    members = [study.says("ana", MIXED), study.says("ben", HELPS)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.participants == ("ana", "ben")
    assert signal.opponents == ("ana",)
    assert signal.opposing == ()  # it stands among what supports, last
    assert signal.supporting == (members[1], members[0])


def test_the_supporters_of_a_signal_are_those_of_its_statements_and_everything_else_speaks_against() -> None:
    study = Study()
    effects = (HELPS, HINDERS, MIXED, Effect.NEUTRAL, None)
    members = [
        study.says(f"person{number % 7}", effects[number % 5], ("choose", "pay", None)[number % 3], kind=kind)
        for number, kind in enumerate((None, Kind.WISH, Kind.ENABLER) * 14)
    ]
    person = {statement.id: statement.participant for statement in study.statements}
    signals = study.signals(study.theme(*members))
    assert len(signals) > 1
    for signal in signals:
        assert set(signal.participants) == {person[statement] for statement in signal.supporting}
        both = {person[name] for name in signal.supporting if study.effect_of(name) is MIXED}
        assert set(signal.opponents) <= {person[statement] for statement in signal.opposing} | both
        assert not {*signal.supporting} & {*signal.opposing}


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


def test_each_step_has_its_own_signal_and_nothing_is_counted_twice() -> None:
    study = Study()
    members = [study.says(name, HELPS, "choose") for name in ("ana", "ben")]
    members += [study.says(name, HINDERS, "pay") for name in ("cem", "dia")]
    members += [study.says("eva", HINDERS, None), study.says("fia", HINDERS, "gone")]
    study.crowd(7)
    signals = {signal.step: signal for signal in study.signals(study.theme(*members))}
    assert set(signals) == {"choose", "pay"}
    assert signals[StepId("choose")].participants == ("ana", "ben")
    assert signals[StepId("pay")].participants == ("cem", "dia")


def test_a_theme_without_enough_at_any_step_is_counted_as_a_whole() -> None:
    study = Study()
    places = (("ana", "choose"), ("ben", "pay"), ("cem", None), ("dia", "gone"))
    members = [study.says(name, HINDERS, step) for name, step in places]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert (signal.step, signal.participants) == (None, ("ana", "ben", "cem", "dia"))


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
    members = [study.says("ana", HELPS, sure=0.36), study.says("ben", HELPS, sure=0.81)]
    members += [study.says("cem", HELPS, sure=0.81, kind=Kind.CONTEXT)]
    study.crowd(7)
    (signal,) = study.signals(study.theme(*members))
    assert signal.supporting == (members[1], members[0], members[2])
    # Wilson's lower end of 3 of 3 is 0.4385, times the mean of the square roots of 0.36, of 0.81, and half of that of
    # 0.81 and 0.35: no kind was seen that goes with it.
    assert signal.strength == pytest.approx(0.4385 * (0.6 + 0.9 + 0.45 * 0.35**0.5) / 3, abs=5e-5)


def test_a_theme_that_no_phrase_stands_for_speaks_for_nothing() -> None:
    study = Study()
    members = [study.says(name, HELPS) for name in ("ana", "ben")]
    study.crowd(7)
    assert study.signals(study.theme(*members)) != ()
    assert study.signals(replace(study.theme(*members), keyphrases=())) == ()


def test_a_lone_voice_that_says_nothing_of_the_subject_begins_nothing() -> None:
    study = Study()
    praise = study.says("ana", HELPS, text="But in general, I like it.")
    other = study.says("ben", text="I compare prices.")
    assert study.signals(study.theme(praise, other)) == ()
    asked = study.says("ana", HELPS, text="In general, I like that.", question="And comparing prices?")
    (signal,) = study.signals(study.theme(praise, asked, other))
    assert signal.participants == ("ana",)
