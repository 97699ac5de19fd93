"""Full stops that speech-to-text sets in the middle of a sentence, and "okay" that opens the next thought."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.statements.conftest import Told


def said(told: Told) -> list[str]:
    return [words for words, reason in told if reason is None]


@pytest.mark.parametrize(
    "text",
    [
        # the first half calls for another word
        "We might look at a second list if, for example, we have some customers that. They only buy in winter.",
        "For most of the boxes in the northern depot we have. One single shelf beside the big gate.",
        "The trouble with the heavy boxes from the north is. They all look the same from the outside.",
        "The boss thinks it is just a small. Mistake on the label of the box that comes back.",
        "We first look at the weight of the box and then. The driver puts it on the scale at the gate.",
        "The camera shows that the boxes are probably. Standing too close to the gate of the yard.",
        "I pick up the box, read the label on its side, and then it. It goes onto the belt to the hall.",
        "You could imagine that maybe the sorting that you are doing. You could do it at the gate or something.",
        # the second half has no subject of its own, or is a part of the first
        "I think getting used to the scanner. Would allow me to work a little bit faster in the evening.",
        "And the main thing that helps me at the gate in the morning. Is of course to see the list of the drivers.",
        "We keep the old paper lists in the office. To just see how the weights have changed over the years.",
        "I would feel better if it was a depot that I had worked in. And that I knew from the inside before.",
        "We still have to open every box by hand. Like just not being able to see what is inside.",
        "I do not know whether anybody asked for it. But kind of a separate list for the boxes that come back.",
        "The first thing is how the weight of a box changes with its size. Whether or not that is on the label.",
        "Knowing the streets of the town is a must. In the absence of which nobody will find the back doors.",
    ],
)
def test_halves_around_a_stop_are_one_statement(tell: Callable[..., Told], text: str) -> None:
    assert said(tell(text)) in ([text], [text.removeprefix("And ")])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I asked them where the key to the yard is.", "Nobody could tell me before noon."),
        ("The scanner is not slow in the morning, but the printer is.", "We wait for it every single day."),
        ("A second scanner would be a nice thing to have.", "The one we own is always in use."),
        ("That is a problem that has to be dealt with.", "We talk about it every Monday at noon."),
        ("The label should be a little bigger, just a little.", "Nobody can read it from the seat."),
        ("We look at the boxes on the left first.", "Would you like me to show you the others?"),
        ("The drivers come at six in the morning.", "Since the gate is new, they never have to wait."),
        ("I found the shelves with the small boxes useful.", "Then my colleague moved them into the hall."),
    ],
)
def test_sentences_that_are_complete_stay_apart(tell: Callable[..., Told], first: str, second: str) -> None:
    assert said(tell(f"{first} {second}")) == [first, second]


def test_halves_are_not_joined_beyond_sixty_words(tell: Callable[..., Told]) -> None:
    half = "we take the boxes from the van to the shed and the drivers count them at the gate"
    told = said(tell(f"{half}, and {half}, and {half}, and the. Boss of the depot looks on while {half}."))
    assert max(len(one.split()) for one in told) <= 60


def test_a_reason_joins_a_longer_sentence_than_a_condition_does(tell: Callable[..., Told]) -> None:
    before = (
        "The drivers of the night shift always leave their vans in front of the small gate at the back of the yard."
    )
    assert len(said(tell(f"{before} Because nobody has ever told them where else they could put them after ten."))) == 1
    assert len(said(tell(f"{before} If it rains in the night, they put them under the roof of the old hall."))) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It seems very easy. Okay, so I think the labels are done and I have to go back to the boxes.",
            ["It seems very easy.", "I think the labels are done and I have to go back to the boxes."],
        ),
        (
            "I just change the label to... Okay, so what I need to do is take the box out of the van again.",
            ["I just change the label to...", "what I need to do is take the box out of the van again."],
        ),
    ],
)
def test_okay_opens_a_new_thought_even_after_a_short_one(
    tell: Callable[..., Told], text: str, expected: list[str]
) -> None:
    assert [one.lower() for one in said(tell(text))] == [one.lower() for one in expected]


def test_a_short_sentence_about_a_thing_that_it_names_stands_alone(tell: Callable[..., Told]) -> None:
    told = tell("The labels were good. I think the driver never reads them on the road.")
    assert said(told) == ["The labels were good.", "I think the driver never reads them on the road."]


def test_a_condition_is_not_cut_off_from_its_main_clause(tell: Callable[..., Told]) -> None:
    text = (
        "That is very helpful because otherwise when I see something strange in a box, and I want to look at some of "
        "the labels that are in that box, it takes a lot of work by hand, so this makes it very easy."
    )
    assert said(tell(text)) == [text]


def test_so_much_is_not_taken_for_the_beginning_of_a_thought(tell: Callable[..., Told]) -> None:
    text = (
        "I think we've noticed that because like all the labels are stored in one drawer or something, I assume, so "
        "there's just only so much Maria can do before it's full."
    )
    assert said(tell(text)) == [text]


def test_a_long_sentence_is_cut_before_however(tell: Callable[..., Told]) -> None:
    text = (
        "To be honest, I think that the new shed is very well built and dry, however, the one thing that I would still "
        "like to have there is a second door on the side of the yard."
    )
    assert said(tell(text))[1].startswith("however, the one thing")


@pytest.mark.parametrize("text", ["I think it was.", "Yes, it is.", "No, they don't."])
def test_an_answer_without_a_verb_of_its_own_says_nothing(tell: Callable[..., Told], text: str) -> None:
    assert said(tell(text, asked="Is the gate open at night?")) == []
