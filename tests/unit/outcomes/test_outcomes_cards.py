"""Cards: only behaviour, in true sentences, with both sides, counted in people."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.shopping import JOURNEY, Study, signal_of

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.outcomes import Direction, Grade
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.domain.themes import Status
from insightmine.engines import Grammar
from insightmine.outcomes import propose_outcomes
from insightmine.outcomes.evidence import Study as EvidenceStudy
from insightmine.outcomes.showing import use_of_a_tool


@pytest.fixture
def study(grammar: Grammar) -> Study:
    """Three people compare prices, which helps; one finds it tedious."""
    study = Study(grammar)
    study.says("ana", "I compare the prices in two shops.", Effect.HELPS)
    study.says("ben", "We always compare prices, it saves us money.", Effect.HELPS)
    study.says("cem", "I compared three prices yesterday.", basis=Basis.INSTANCE)
    study.says("dia", "All these prices are tedious.", Effect.HINDERS, Kind.PAIN_POINT)
    study.crowd(4)
    return study


def test_a_card_says_who_does_what_and_how_to_find_out_more(study: Study) -> None:
    (card,) = study.cards(study.theme("comparing prices"), signals=(signal_of(SignalEffect.BOOSTER),))
    assert card.behaviour == "People compare prices."
    assert card.direction is Direction.MORE
    assert card.step == "choose"
    assert card.metric == "times people compare prices at “Choose a drill” / all times people come to “Choose a drill”"
    assert card.question == "What would get more people to compare prices?"
    assert card.hypothesis == (
        "We think we can increase the rate of people comparing prices at “Choose a drill” with [your idea]."
    )
    assert card.next_test == (
        "Watch 5 people at “Choose a drill” without mentioning it, and count who compares prices."
    )
    assert (card.impact, card.baseline, card.target) == (None, None, None)
    assert card.signals == ("G1",)


def test_a_card_shows_both_sides_and_counts_people(study: Study) -> None:
    study.says("ana", "I compare them again at home.")
    (card,) = study.cards(study.theme("comparing prices"))
    assert card.seen.showed == ("ana", "ben", "cem")
    assert card.seen.unclear == ("dia",)
    assert card.seen.opportunity == ("ana", "ben", "cem", "dia")
    assert card.seen.basis == "observed or asked at “Choose a drill”"
    assert card.supporting == ("S000", "S001", "S002", "S008")
    assert card.opposing == ("S003",)
    assert "3 people of 4 showed it" in card.grade_reasons
    assert "1 person spoke against it" in card.grade_reasons
    assert "told, not seen: people may do it less or more than they say" in card.alternatives
    assert not any("one talkative person" in text for text in card.alternatives)


@pytest.mark.parametrize(
    "what",
    [
        {"basis": Basis.HYPOTHETICAL},
        {"basis": Basis.ADVICE},
        {"basis": Basis.SECOND_HAND},
        {"basis": Basis.NONE},
        {"prompting": Prompting.LED},
    ],
)
def test_what_is_not_done_is_never_evidence(grammar: Grammar, what: dict[str, object]) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(person, "I compare the prices.", Effect.HELPS, **what)  # type: ignore[arg-type]
    study.crowd(4)
    assert study.cards(study.theme("comparing prices")) == ()


def test_opinions_and_wishes_give_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I compare the prices.", Effect.HELPS)
    for person, kind in (("ben", Kind.OPINION), ("cem", Kind.WISH), ("dia", Kind.PAIN_POINT), ("eva", Kind.ENABLER)):
        study.says(person, "I compare the prices.", Effect.HELPS, kind)
    study.crowd(4)
    assert study.cards(study.theme("comparing prices")) == ()


def test_who_was_asked_at_the_step_had_the_opportunity(study: Study) -> None:
    asked = {
        StepId("choose"): frozenset(map(ParticipantId, ("ana", "crowd00", "crowd01", "nobody"))),
        StepId("pay"): frozenset({ParticipantId("crowd02")}),
    }
    (alone,) = study.cards(study.theme("comparing prices"))
    (card,) = study.cards(study.theme("comparing prices"), asked_at=asked)
    assert alone.seen.opportunity == ("ana", "ben", "cem", "dia")
    assert card.seen.opportunity == ("ana", "ben", "cem", "crowd00", "crowd01", "dia")
    assert card.seen.showed == alone.seen.showed


def test_who_only_wishes_is_unclear_and_not_counted(study: Study) -> None:
    study.says("eva", "I would compare prices.", Effect.HELPS, basis=Basis.HYPOTHETICAL)
    (card,) = study.cards(study.theme("comparing prices"))
    assert "eva" in card.seen.unclear
    assert StatementId("S008") not in card.supporting


def test_who_says_they_do_not_do_it_neither_shows_it_nor_is_unclear(study: Study) -> None:
    study.says("eva", "I never compare prices.", Effect.HELPS)
    (card,) = study.cards(study.theme("comparing prices"))
    assert "eva" not in card.seen.showed + card.seen.unclear
    assert "eva" in card.seen.opportunity
    assert StatementId("S008") not in card.supporting


def test_balanced_sides_give_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person, effect in (("ana", Effect.HELPS), ("ben", Effect.HINDERS), ("cem", Effect.NEUTRAL)):
        study.says(person, "I compare the prices.", effect)
    study.crowd(4)
    assert study.cards(study.theme("comparing prices")) == ()


def test_nobody_taking_a_side_gives_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(person, "I compare the prices.")
    study.crowd(4)
    assert study.cards(study.theme("comparing prices")) == ()


def test_a_costly_habit_is_wanted_less(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(person, "I check every bill twice, which takes hours.", Effect.HINDERS)
    study.says("dia", "Checking each bill is worth it.", Effect.HELPS, Kind.OPINION)
    study.crowd(4)
    (card,) = study.cards(study.theme("checking every bill"))
    assert card.direction is Direction.LESS
    assert card.question == "What would have to change for fewer people to check every bill?"
    assert card.hypothesis.startswith("We think we can reduce the rate of people checking every bill")
    assert card.opposing == ("S003",)


def test_a_workaround_is_wanted_less_however_well_it_works(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I export the list to a spreadsheet.", Effect.HELPS, Kind.WORKAROUND, Kind.BEHAVIOUR)
    study.crowd(4)
    (card,) = study.cards(study.theme("exporting the list"))
    assert card.direction is Direction.LESS


def test_what_hinders_an_aim_stands_in_its_way(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I pay the bill with my card.", Effect.HINDERS, Kind.BEHAVIOUR, Kind.PAIN_POINT, step="pay")
    study.says("ben", "I paid the bill after three attempts.", Effect.NEUTRAL, step="pay", basis=Basis.OBSERVED)
    study.says("cem", "The payment form is broken.", Effect.HINDERS, Kind.PAIN_POINT, step="pay")
    study.crowd(4)
    (card,) = study.cards(study.theme("paying the bill"))
    assert card.direction is Direction.MORE
    assert card.opposing == ()
    assert card.pain_points == ("S002",)
    assert "2 people met with obstacles" in card.grade_reasons


def test_a_mishap_is_never_wanted_more(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I forget my password.", Effect.HELPS)
    study.crowd(4)
    assert study.cards(study.theme("forgetting the password")) == ()


def test_a_noun_phrase_takes_its_verb_from_the_members(study: Study) -> None:
    (card,) = study.cards(study.theme("the prices of two shops"))
    assert card.behaviour == "People compare prices."


def test_different_words_for_one_deed_make_one_behaviour(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I read the worn manual in the van.", Effect.HELPS)
    study.says("ben", "We skim the long manual at night.", Effect.HELPS)
    study.crowd(4)
    (card,) = study.cards(study.theme("manual"))
    assert card.behaviour == "People read the manual."
    assert card.seen.showed == ("ana", "ben")


def test_what_people_refuse_or_only_consider_is_not_done(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I use the scanner every day.", Effect.HELPS)
    study.says("ben", "I use the scanner in the cellar.", Effect.HELPS)
    undone = study.says("cem", "I consider using the scanner a kind of cheating.")
    study.crowd(4)
    (card,) = study.cards(study.theme("using the scanner"))
    assert card.seen.showed == ("ana", "ben")
    assert undone not in card.supporting


def test_a_verb_in_the_name_goes_with_for(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I use the wheel on old knives.", Effect.HELPS)
    evidence = EvidenceStudy(
        statements={s.id: s for s in study.statements},
        judgements={j.statement: j for j in study.judgements},
        annotations=dict(
            zip((s.id for s in study.statements), grammar.annotate(s.text for s in study.statements), strict=True)
        ),
        signals={},
        journey=JOURNEY,
        transcripts=(),
    )
    shown = [s.id for s in study.statements]
    tool = use_of_a_tool(shown, "sharpen scissors", {"sharpen": "sharpen"}, 2, evidence)
    assert tool is not None
    assert tool.phrase.base == "use the wheel for sharpening scissors"


def test_a_theme_that_says_no_deed_gives_no_card(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem"):
        study.says(person, "Every morning, coffee first.", Effect.HELPS)
    study.crowd(4)
    assert study.cards(study.theme("morning coffee")) == ()


def test_people_do_with_a_tool_what_they_use_it_for(grammar: Grammar) -> None:
    study = Study(grammar)
    for person, verb in (("ana", "find"), ("ben", "find"), ("cem", "locate")):
        study.says(person, f"I use the scanner to {verb} lost parcels.", Effect.HELPS)
    study.crowd(4)
    (card,) = study.cards(study.theme("finding lost parcels"))
    assert card.behaviour == "People use the scanner to find lost parcels."


def test_what_the_question_names_is_marked_down(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem", "dia"):
        study.says(
            person,
            "I compare the prices.",
            Effect.HELPS,
            prompting=Prompting.ASKED,
            question="Do you compare prices?",
            basis=Basis.INSTANCE,
        )
    study.crowd(4)
    (card,) = study.cards(study.theme("comparing prices"))
    assert card.grade is Grade.LOW
    assert "the task or question names it" in card.grade_reasons
    assert "with a task that does not name it" in card.next_test


def test_strong_needs_many_people_observed(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben", "cem", "dia", "eva"):
        study.says(person, "I compare the prices.", Effect.HELPS, basis=Basis.OBSERVED)
    study.crowd(4)
    (card,) = study.cards(study.theme("comparing prices"))
    assert card.grade is Grade.STRONG
    assert card.next_test == "Count it in the product for two weeks, to learn the baseline."
    study.judgements = [replace(judgement, basis=Basis.HABIT) for judgement in study.judgements]
    (told,) = study.cards(study.theme("comparing prices"))
    assert told.grade is Grade.MODERATE


def test_rejected_themes_and_signals_and_conflicts_give_no_card(study: Study) -> None:
    theme = study.theme("comparing prices")
    assert study.cards(replace(theme, status=Status.REJECTED)) == ()
    assert study.cards(theme, signals=(signal_of(SignalEffect.BOOSTER, Status.REJECTED),)) == ()
    assert study.cards(theme, signals=(signal_of(SignalEffect.BOOSTER, conflict=True),)) == ()
    assert len(study.cards(theme, signals=(signal_of(SignalEffect.BLOCKER, Status.REJECTED),))) == 1


def test_a_ruling_sets_the_status(study: Study) -> None:
    theme = study.theme("comparing prices")
    (card,) = study.cards(theme)
    ruling = Decision("D1", Action.ACCEPT, (card.id,), None, "ana", "", "")
    assert card.status is Status.CANDIDATE
    assert study.cards(theme, rulings=(ruling,))[0].status is Status.ACCEPTED


def test_everybody_at_a_step_by_its_heading_had_the_opportunity(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I pay the bill in cash.", Effect.HELPS, step="pay")
    study.says("eva", "It was a sunny day.", Effect.NEUTRAL, Kind.CONTEXT, step=None)
    theme = study.theme("paying in cash")
    theme = replace(theme, members=theme.members[:2], participants=theme.participants[:2])
    turn = Turn(
        0, "eva", "It was a sunny day.", "line 1", Role.PARTICIPANT, ParticipantId("eva"), heading="Task 2: Pay"
    )
    transcript = Transcript(TranscriptId("eva"), "eva.txt", "text", (turn,))
    annotations = dict(
        zip((s.id for s in study.statements), grammar.annotate(s.text for s in study.statements), strict=True)
    )
    (card,) = propose_outcomes([theme], (), study.statements, study.judgements, annotations, JOURNEY, [transcript], ())
    assert card.seen.opportunity == ("ana", "ben", "eva")
    assert card.seen.showed == ("ana", "ben")


def test_the_order_of_statements_changes_nothing(study: Study) -> None:
    theme = study.theme("comparing prices")
    statements, judgements = study.statements, study.judgements
    found = set()
    for order in list(permutations(range(4)))[::5]:
        study.statements = [statements[i] for i in order] + statements[4:]
        study.judgements = judgements[::-1]
        found.add(study.cards(theme))
    assert len(found) == 1


def test_less_is_wanted_only_of_what_hinders_those_who_do_it(grammar: Grammar) -> None:
    study = Study(grammar)
    for name in ("ana", "ben"):
        study.says(name, "I set an alarm on my phone.")
    for name in ("cem", "dia"):
        study.says(name, "I forgot it and had to pay.", Effect.HINDERS, Kind.PAIN_POINT)
    assert study.cards(study.theme("setting an alarm")) == ()
    study.says("ana", "I set an alarm and it woke the baby.", Effect.HINDERS)
    (card,) = study.cards(study.theme("setting an alarm"))
    assert card.direction is Direction.LESS


def test_the_name_of_the_step_is_no_behaviour(grammar: Grammar) -> None:
    study = Study(grammar)
    for name in ("ana", "ben", "cem"):
        study.says(name, "I choose a drill and it is easy.", Effect.HELPS)
    assert study.cards(study.theme("choosing a drill")) == ()


def test_in_good_time_has_many_words(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I book it three weeks before, so I get the day I want.", Effect.HELPS)
    study.says("ben", "I always book early.", Effect.HELPS)
    study.says("cem", "I book on the day itself.")
    study.says("dia", "I mean to book ahead.")
    (card,) = study.cards(study.theme("booking ahead"))
    assert card.behaviour == "People book ahead."
    assert card.seen.showed == ("ana", "ben")
