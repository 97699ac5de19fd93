"""Evaluations that something around them turns round, takes away, or makes a courtesy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from insightmine.domain.grammar import Annotation
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.engines import Encoder, Grammar
from insightmine.judgements.anchors import effect_axis
from insightmine.judgements.cues import read_cues
from insightmine.judgements.effect import EffectScore, judge_effect
from insightmine.judgements.kinds import choose_kinds, score_kinds

Judged = Callable[[str], tuple[EffectScore, Kind]]


@pytest.fixture(scope="module")
def judged(grammar: Grammar, encoder: Encoder) -> Judged:
    def run(text: str) -> tuple[EffectScore, Kind]:
        annotation: Annotation = next(iter(grammar.annotate([text])))
        effect = judge_effect(text, annotation, float(effect_axis(encoder.encode([text]), encoder.encode)[0]))
        kinds, _ = choose_kinds(score_kinds(read_cues(text, annotation), Basis.HABIT, effect, thinks_aloud=False))
        return effect, kinds[0]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "There was no fuss about the deposit.",
        "Since I keep a list I forget nothing.",
        "The trolley has never let me down.",
        "We never had to queue for it.",
        "It is hard to get it wrong.",
        "I couldn't have done it without the drawing.",
        "I no longer lose my keys.",
        "The new valve stopped the errors.",
        "The checklist kept me from making mistakes.",
        "It was not a problem to park there.",
    ],
)
def test_the_absence_of_something_bad_helps(judged: Judged, text: str) -> None:
    assert judged(text)[0].score > 0


@pytest.mark.parametrize(
    "text",
    [
        "I no longer trust the scales.",
        "The door is no longer easy to open.",
        "I nearly didn't manage to close it.",
        "The driver let us down twice.",
    ],
)
def test_the_loss_of_something_good_hinders(judged: Judged, text: str) -> None:
    assert judged(text)[0].effect is Effect.HINDERS


def test_a_problem_is_only_resolved_where_it_was(judged: Judged) -> None:
    assert judged("That solved the problem.")[0].score > 0.3
    assert judged("It did not solve the problem.")[0].score < 0


@pytest.mark.parametrize(
    "text",
    [
        "I would love a drawer for the small parts.",
        "It would be great if it saved time.",
        "I mend the odd chair on a Sunday.",
        "She likes her sister more than her brother.",
        "My aunt is a lovely person.",
    ],
)
def test_wishes_and_words_about_persons_take_no_side(judged: Judged, text: str) -> None:
    effect, kind = judged(text)
    assert effect.effect is Effect.NEUTRAL
    assert kind not in {Kind.ENABLER, Kind.PAIN_POINT}


@pytest.mark.parametrize(
    "text",
    [
        "Sounds good, let's begin.",
        "Yes, that sounds great to me.",
        "Perfect, let's start.",
        "You too, and best of luck.",
        "I'm happy to answer your questions.",
        "It was nice talking to you.",
        "Sure, go ahead.",
    ],
)
def test_courtesies_are_session_talk(judged: Judged, text: str) -> None:
    assert judged(text)[1] is Kind.SESSION_TALK


@pytest.mark.parametrize("text", ["The violin sounds good in this room.", "Let's start with the left drawer."])
def test_what_only_looks_like_a_courtesy_is_none(judged: Judged, text: str) -> None:
    assert judged(text)[1] is not Kind.SESSION_TALK


@pytest.mark.parametrize(("text", "is_talk"), [("Garden gloves.", False), ("Ladder", False), ("Sort of.", True)])
def test_a_few_words_that_name_a_thing_are_an_answer(judged: Judged, text: str, is_talk: bool) -> None:
    assert (judged(text)[1] is Kind.SESSION_TALK) is is_talk
