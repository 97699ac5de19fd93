"""What befell somebody, what was done about it, and what answers a question about wishes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from insightmine.domain.grammar import Annotation
from insightmine.domain.judgements import Effect, Kind
from insightmine.engines import Encoder, Grammar
from insightmine.judgements.anchors import effect_axis
from insightmine.judgements.basis import judge_basis
from insightmine.judgements.cues import Cues, read_cues
from insightmine.judgements.effect import judge_effect
from insightmine.judgements.happenings import happenings
from insightmine.judgements.kinds import choose_kinds, score_kinds
from insightmine.judgements.wishes import answers_with_wish

Weighed = Callable[[str], float]
Kinds = Callable[[str], tuple[Kind, ...]]
Read = Callable[[str], Cues]


@pytest.fixture(scope="module")
def read(grammar: Grammar) -> Read:
    return lambda text: read_cues(text, next(iter(grammar.annotate([text]))))


@pytest.fixture(scope="module")
def weighed(read: Read) -> Weighed:
    def run(text: str) -> float:
        cues = read(text)
        return sum(happening.weight for happening in happenings(list(cues.forms), cues.annotation))

    return run


@pytest.fixture(scope="module")
def kinds(grammar: Grammar, encoder: Encoder) -> Kinds:
    def run(text: str) -> tuple[Kind, ...]:
        annotation: Annotation = next(iter(grammar.annotate([text])))
        cues = read_cues(text, annotation)
        effect = judge_effect(text, annotation, float(effect_axis(encoder.encode([text]), encoder.encode)[0]))
        return choose_kinds(score_kinds(cues, judge_basis(cues, thinks_aloud=False), effect, thinks_aloud=False))[0]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "The guard sent us away at the gate.",
        "We were turned away at the gate.",
        "She got charged twice for the ticket.",
        "My session timed out on me.",
        "The milk had run out by noon.",
        "The parcel came without the screws.",
        "All the seats were gone.",
        "Nobody replied to my letters.",
        "It doesn't tell you when the train leaves.",
        "The lid does not fit.",
        "I was late for the train.",
    ],
)
def test_what_befalls_somebody_hinders(weighed: Weighed, text: str) -> None:
    assert weighed(text) < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The nurse showed me which form to fill in.",
        "The key turned and the door opened.",
        "I was never refused a loan.",
        "We have never been late.",
    ],
)
def test_what_serves_somebody_helps(weighed: Weighed, text: str) -> None:
    assert weighed(text) > 0.3


@pytest.mark.parametrize(
    "text",
    [
        "I sent the letter home to my parents.",
        "I turned the lights off.",
        "He has gone to the bakery.",
        "It was late in the evening.",
        "The late train has a dining car.",
        "I told my sister about the garden.",
        "The battery is charged overnight.",
    ],
)
def test_an_act_of_ones_own_or_a_plain_fact_weighs_nothing(weighed: Weighed, text: str) -> None:
    assert weighed(text) == 0


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("The guard sent us away at the gate.", Effect.HINDERS),
        ("The repair took three weeks.", Effect.HINDERS),
        ("The repair took five minutes.", Effect.HELPS),
        ("There were no tickets left.", Effect.HINDERS),
        ("I've always got what I needed.", Effect.HELPS),
        ("I'd be lost without the map.", Effect.HELPS),
        ("The engine started first time.", Effect.HELPS),
    ],
)
def test_the_verdict(grammar: Grammar, encoder: Encoder, text: str, effect: Effect) -> None:
    annotation: Annotation = next(iter(grammar.annotate([text])))
    leaning = float(effect_axis(encoder.encode([text]), encoder.encode)[0])
    assert judge_effect(text, annotation, leaning).effect is effect


@pytest.mark.parametrize(
    "text",
    ["They sent me home without an appointment.", "The machine swallowed my card.", "The system logged me out twice."],
)
def test_what_is_done_to_the_speaker_is_no_behaviour(kinds: Kinds, text: str) -> None:
    assert not {Kind.BEHAVIOUR, Kind.WORKAROUND} & set(kinds(text))


def test_a_verb_left_out_and_giving_up_are_no_behaviour(kinds: Kinds) -> None:
    for text in ("No, I don't.", "I nearly gave up.", "They tend to be very noisy.", "I stood there for a while."):
        assert Kind.BEHAVIOUR not in kinds(text)


def test_what_one_does_is_a_behaviour_and_its_circumstances_are_not(kinds: Kinds) -> None:
    assert Kind.BEHAVIOUR in kinds("I write the list when the shop opens.")
    assert Kind.BEHAVIOUR not in kinds("The bell rang while I wrote the list.")


@pytest.mark.parametrize(
    "text",
    [
        "The form was missing, and in the end I used a letter from my employer.",
        "I gave up and bought a cheap one at the market.",
        "We bring our own chairs to the meetings, because there are none.",
        "The lift doesn't stop there, so I walk up from the third floor.",
        "They couldn't fetch it, so I paid a courier to take it instead.",
        "The index is often wrong and I end up having to read the whole report.",
        "The scanner is slow when the file is large, and for this reason I send it in parts.",
    ],
)
def test_an_act_that_makes_up_for_something_is_a_workaround(kinds: Kinds, text: str) -> None:
    found = kinds(text)
    assert Kind.WORKAROUND in found
    assert Kind.BEHAVIOUR not in found


@pytest.mark.parametrize(
    "text",
    [
        "I use the green one instead of the blue one.",
        "We had to choose a topic for the course.",
        "It's not far, so it is quick.",
        "He would do it by hand instead.",
        "In the end I used the blue one.",
        "We bring our own chairs to the meetings.",
        "We ended up buying the same table again.",
        "Then I put the numbers into a graph manually.",
    ],
)
def test_a_choice_or_a_duty_is_no_workaround(kinds: Kinds, text: str) -> None:
    assert Kind.WORKAROUND not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I work in a bakery near the station.",
        "I teach physics at a secondary school.",
        "I've been driving that bus for eleven years.",
    ],
)
def test_who_somebody_is_is_context(kinds: Kinds, text: str) -> None:
    assert Kind.CONTEXT in kinds(text)
    assert Kind.BEHAVIOUR not in kinds(text)


@pytest.mark.parametrize(
    ("question", "text", "wished"),
    [
        ("If you could change one thing?", "A bigger screen.", True),
        ("What would you like to see different?", "The price, right at the top.", True),
        ("What would have been better?", "Tell me before I pay.", True),
        ("If you could change one thing?", "I'd open it on Sundays.", True),
        ("If you could change one thing?", "I went there on Sunday.", False),
        ("If you could change one thing?", "It opens on Sundays.", False),
        ("How did you find it?", "A bigger screen.", False),
        (None, "A bigger screen.", False),
        ("What would that be?", "It would be a map of the building.", True),
        ("Which features would you want to have?", "A map of the building could be useful.", True),
        ("Are there other ways that would help?", "If it told me the price, that would be something.", True),
        ("Which features would you want to have?", "That would not help me.", False),
        ("Which features would you want to have?", "A map of the building hangs at the door.", False),
        ("If you could change one thing?", "Being able to pay with a card.", True),
        ("If you could change one thing?", "The clerks should not shout.", True),
        ("If you could change one thing?", "I am paying with a card.", False),
        ("Which features did you use?", "Being able to pay with a card.", False),
        ("Which features did you use?", "It would be a map of the building.", False),
    ],
)
def test_answers_to_a_question_about_wishes(read: Read, question: str | None, text: str, wished: bool) -> None:
    assert answers_with_wish(read(text), question) is wished


def test_a_wish_answers_the_question_in_force_over_a_bare_okay(read: Read) -> None:
    assert answers_with_wish(read("It would be a map."), "Okay.", "If you could have one thing, what would that be?")
    assert not answers_with_wish(read("It would be a map."), "Okay.", None)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("I wanted the letter to arrive by Friday.", True),
        ("The whole idea was to find out who comes back.", True),
        ("I pay for the seats that I want to sit on.", True),
        ("I would like to pay by card.", False),
        ("I pay by card.", False),
    ],
)
def test_goals_by_what_is_wanted(kinds: Kinds, text: str, goal: bool) -> None:
    assert (Kind.GOAL in kinds(text)) is goal
