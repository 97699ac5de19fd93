"""Who shows a behaviour and who does not is counted rightly at the edges, and only its own troubles stand on a card."""

from __future__ import annotations

import pytest
from tests.shopping import Study

from insightmine.domain.ids import ParticipantId
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.outcomes import Seen
from insightmine.engines import Grammar
from insightmine.outcomes.frames import FRAMES

PEOPLE = ("ana", "ben", "cem")
BOTH = frozenset({"ana", "ben"})


def photographing(grammar: Grammar) -> Study:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I take a photo of the drill, and it helps.", Effect.HELPS)
    study.crowd(5)
    return study


def reminding(grammar: Grammar) -> Study:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "I put it in my calendar, and it helps.", Effect.HELPS)
    study.crowd(5)
    return study


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("I usually start with like. The highest ranking bills.", True),
        ("I usually start with the most influential bills.", True),
        ("I usually start at noon. The highest ranking bills come later.", False),
    ],
)
def test_what_matters_most_is_told_in_other_words_and_over_a_stop_in_mid_sentence(text: str, is_told: bool) -> None:
    (frame,) = (frame for frame in FRAMES if frame.phrase.base.startswith("start with what"))
    assert (frame.says.search(text) is not None) is is_told


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("I put the date in my phone with two alarms.", "write themselves a reminder"),
        ("I put it in the phone when I book the drill, with an alarm for it.", "write themselves a reminder"),
        ("I go there and I look at it.", "go to see it for themselves first"),
        ("I copy the last invoice and change the date.", "adapt something that is already there"),
        ("Participant uses the title as a template.", "adapt something that is already there"),
        ("She copies a similar rule.", "adapt something that is already there"),
        ("He tries a few words to see what comes up.", "try changes out to see what they do"),
    ],
)
def test_a_practice_is_told_in_more_words(text: str, base: str) -> None:
    (frame,) = (frame for frame in FRAMES if frame.phrase.base == base)
    assert frame.says.search(text) is not None


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("I sorted the receipts.", True),
        ("Here are the receipts. I found it by sorting those.", True),
        ("I sorted the screws.", False),
        ("I find sorting useful.", False),
    ],
)
def test_a_deed_counts_where_it_is_done_to_the_thing_that_the_card_names(
    grammar: Grammar, text: str, shows: bool
) -> None:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I sort the receipts, and it helps.", Effect.HELPS)
    study.says("cem", text)
    study.crowd(5)
    (card,) = study.cards(study.theme("sorting the receipts"))
    assert card.behaviour == "People sort the receipts."
    assert ("cem" in card.seen.showed) is shows


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("I should've taken a photo, I know.", None),
        ("I ought to take a photo of it, but I have not done it yet.", "Do you take a photo?"),
        ("I did not find the, uh, cases to use it.", "Is there a reason why you did not take a photo?"),
        ("No, I don't. I go home.", "Do you take a photo?"),
        ("I can't, I have no phone.", "Could you take a photo?"),
    ],
)
def test_who_regrets_declines_or_says_no_did_not_and_stands_against_it(
    grammar: Grammar, text: str, question: str | None
) -> None:
    study = photographing(grammar)
    said = study.says("dia", text, question=question, basis=Basis.INSTANCE)
    (card,) = study.cards(study.theme("taking a photo"))
    assert card.seen.did_not == ("dia",)
    assert said in card.opposing


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("I rather like it, but I have not tried it there.", "How was the shop?"),
        ("No, I had no trouble.", "Do you take a photo?"),
        ("No.", "Did you have trouble when you took a photo?"),
        ("I did not do that much.", "Do you take a photo?"),
        ("I had not used it until then, but then I used it.", "Do you take a photo?"),
    ],
)
def test_other_answers_deny_nothing(grammar: Grammar, text: str, question: str) -> None:
    study = photographing(grammar)
    study.says("dia", text, question=question, basis=Basis.INSTANCE)
    (card,) = study.cards(study.theme("taking a photo"))
    assert card.seen.did_not == ()


def test_who_names_it_and_has_not_done_it_did_not_do_it(grammar: Grammar) -> None:
    study = reminding(grammar)
    said = study.says("dia", "I ought to write it on the kitchen calendar, but I have not done it yet.")
    (card,) = study.cards(study.theme("dates"))
    assert card.seen.did_not == ("dia",)
    assert said in card.opposing


def test_what_is_told_of_a_friend_helps_nobody(grammar: Grammar) -> None:
    study = reminding(grammar)
    theme = study.theme("dates")
    told = study.says(
        "dia", "My friend puts it in her calendar and is never late.", Effect.HELPS, basis=Basis.SECOND_HAND
    )
    (card,) = study.cards(theme)
    assert told not in card.supporting


def test_a_reason_after_the_deed_counts_whatever_else_the_sentence_names(grammar: Grammar) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(
            person,
            "I booked a week before, because I only have time then.",
            Effect.NEUTRAL,
            Kind.BEHAVIOUR,
            Kind.REASON,
        )
    study.crowd(5)
    (card,) = study.cards(study.theme("dates"))
    assert card.behaviour == "People book ahead of time."


@pytest.mark.parametrize(
    ("text", "is_its"),
    [
        ("Comparing is tedious.", True),
        ("I can't, and I think the drills were far enough.", False),
        ("You compare them by hand, can't you?", False),
    ],
)
def test_only_a_trouble_with_the_behaviour_is_its_pain_point(grammar: Grammar, text: str, is_its: bool) -> None:
    study = Study(grammar)
    for person in PEOPLE:
        study.says(person, "We always compare drills, it saves us money.", Effect.HELPS)
    pain = study.says("dia", text, Effect.HINDERS, Kind.PAIN_POINT)
    study.crowd(5)
    (card,) = study.cards(study.theme("comparing drills"))
    assert (pain in card.pain_points) is is_its
    assert card.opposing == ()


def test_a_step_is_named_where_more_than_half_do_it_there(grammar: Grammar) -> None:
    study = Study(grammar)
    study.says("ana", "I put it in my calendar, and it helps.", Effect.HELPS, step="choose")
    study.says("ben", "I put it in my calendar, and it helps.", Effect.HELPS, step=None)
    study.crowd(5)
    (card,) = study.cards(study.theme("dates"))
    assert card.step is None


@pytest.mark.parametrize(("elsewhere", "cards"), [("choose", 1), ("pay", 0)])
def test_two_who_do_the_same_thing_at_different_steps_do_not_do_the_same(
    grammar: Grammar, elsewhere: str, cards: int
) -> None:
    study = Study(grammar)
    study.says("ana", "I photograph the drill, and it helps.", Effect.HELPS)
    study.says("ben", "I photograph the drill, and it saves me money.", Effect.HELPS, step=elsewhere)
    study.crowd(5)
    assert len(study.cards(study.theme("trips"))) == cards


@pytest.mark.parametrize(
    ("showed", "words"), [(BOTH, "nobody spoke against it"), ({"ana"}, "nobody clearly spoke against it")]
)
def test_that_nobody_spoke_against_it_is_sure_where_all_show_it(showed: frozenset[str], words: str) -> None:
    people = tuple(ParticipantId(person) for person in sorted(BOTH))
    seen = Seen(tuple(person for person in people if person in showed), people, (), "asked")
    assert seen.nobody_against == words
