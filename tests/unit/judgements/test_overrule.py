"""A person's word about a statement stands, whatever the machine judged."""

from __future__ import annotations

from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Effect, Judgement, Kind
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Theme
from insightmine.judgements.overrule import decided_steps, overrule, overrule_themes

JOURNEY = Journey((Step(StepId("find"), "Find"), Step(StepId("pay"), "Pay")), JourneyOrigin.FILE)
STATEMENTS = tuple(
    Statement(StatementId(f"S{n}"), TranscriptId("t"), "t.txt", ParticipantId("P1"), n, 0, len(text), text)
    for n, text in enumerate(("I search by colour.", "I pay in cash."))
)
JUDGEMENTS = tuple(
    Judgement(statement.id, (Kind.CONTEXT,), (0.6,), None, None, None, 0.1, None, None) for statement in STATEMENTS
)
THEME = Theme(
    ThemeId("T1"), "paying in cash", "", (Kind.BEHAVIOUR,), (), tuple(Member(s.id, 1.0) for s in STATEMENTS),
    (ParticipantId("P1"),), 1, "all", (0.0, 1.0), None, (STATEMENTS[0].id,),
)  # fmt: skip


def ruling(number: int, action: Action, target: str, value: str, anchor: Anchor | None = None) -> Decision:
    anchors = ((anchor,),) if anchor else ()
    return Decision(f"D{number}", action, (target,), value, "Ann", "", "2026-01-01T00:00:00+00:00", anchors)


def test_later_decision_wins_and_is_signed() -> None:
    rulings = [ruling(1, Action.EFFECT, "S0", "helps"), ruling(2, Action.EFFECT, "S0", "hinders")]
    judged, problems = overrule(JUDGEMENTS, STATEMENTS, JOURNEY, rulings)
    assert problems == ()
    assert (judged[0].effect, judged[0].effect_score, judged[0].decided_by) == (Effect.HINDERS, -1.0, "Ann")
    assert judged[1] == JUDGEMENTS[1]


def test_kinds_and_step_are_replaced() -> None:
    rulings = [ruling(1, Action.KIND, "S1", "behaviour,reason"), ruling(2, Action.STEP, "S1", "pay")]
    judged, _ = overrule(JUDGEMENTS, STATEMENTS, JOURNEY, rulings)
    assert judged[1].kinds == (Kind.BEHAVIOUR, Kind.REASON)
    assert (judged[1].step, judged[1].step_score) == ("pay", 1.0)


def test_decision_finds_its_quote_under_a_new_id() -> None:
    anchor = Anchor(StatementId("S-old"), "P1", "I  pay in CASH.")
    judged, problems = overrule(JUDGEMENTS, STATEMENTS, JOURNEY, [ruling(1, Action.STEP, "S-old", "pay", anchor)])
    assert problems == ()
    assert judged[1].step == "pay"


def test_what_cannot_be_replayed_is_a_problem_and_changes_nothing() -> None:
    rulings = [
        ruling(1, Action.EFFECT, "S9", "helps"),
        ruling(2, Action.STEP, "S0", "fly"),
        ruling(3, Action.KIND, "S0", "x"),
    ]
    judged, problems = overrule(JUDGEMENTS, STATEMENTS, JOURNEY, rulings)
    assert judged == JUDGEMENTS
    assert [problem.about for problem in problems] == ["D1", "D2", "D3"]


def test_theme_takes_its_members_along_but_not_those_placed_singly() -> None:
    rulings = [ruling(1, Action.STEP, "S0", "find"), ruling(2, Action.STEP, "T1", "pay")]
    judged, _ = overrule(JUDGEMENTS, STATEMENTS, JOURNEY, rulings)
    placed = overrule_themes(judged, [THEME], JOURNEY, rulings)
    assert [judgement.step for judgement in placed] == ["find", "pay"]


def test_steps_that_people_decided_teach_the_last_word_of_those_that_can_be_read() -> None:
    anchor = Anchor(StatementId("S-old"), "P1", "I  pay in CASH.")
    rulings = [
        ruling(1, Action.STEP, "S0", "pay"),
        ruling(2, Action.STEP, "S0", "none"),
        ruling(3, Action.STEP, "S-old", "pay", anchor),
        ruling(4, Action.STEP, "S1", "fly"),
        ruling(5, Action.STEP, "T1", "find"),
        ruling(6, Action.STEP, "S9", "find"),
        ruling(7, Action.EFFECT, "S1", "helps"),
    ]
    assert decided_steps(STATEMENTS, JOURNEY, rulings) == {"S0": None, "S1": "pay"}
