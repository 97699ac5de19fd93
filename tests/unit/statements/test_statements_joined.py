"""What cannot stand alone is joined to what it belongs to, and what can is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.growth import grows_with_its_input
from tests.unit.statements.conftest import Told

from insightmine.engines import load_tokens
from insightmine.statements.turns import split_turn


def said(told: Told) -> list[str]:
    return [words for words, reason in told if reason is None]


@pytest.mark.parametrize(
    "text",
    [
        # a stop in the middle, as speech-to-text puts it
        "The biggest trouble with the new calendar is that. You never see who booked the room.",
        "We always wanted to sell bread with. The big supermarkets around the station.",
        "I would look for the papers in some. Drawer of the old desk upstairs.",
        "In the evening we sit down and they. They count the money together.",
        # a pause in the middle
        "The delivery always comes with the. Um. Wrong number of boxes.",
        # what has no verb belongs to what was said before it
        "I checked the stock twice. Especially for the smaller branches in the north.",
        # ... or names what is spoken about next
        "The evening shift on Saturdays. That is when most of the mistakes happen.",
        # cause and condition
        "The drivers hate the new gate. Because it never opens on the first try.",
        "They moved to another depot. Which has its good and its bad sides.",
        "If the scanner loses its connection. We write every number down by hand.",
        "When the boss of the depot is not there. The night shift decides alone.",
        "We could ship on the same day. If the papers came in time.",
        # what only announces something
        "For example. The printer on the second floor eats the labels.",
        "But in the end. The customer calls us anyway and asks.",
    ],
)
def test_what_needs_its_neighbour_is_one_statement_with_it(tell: Callable[..., Told], text: str) -> None:
    whole = text.removeprefix("But ")
    assert said(tell(text)) in ([text], [whole])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("That is exactly the list we were looking for.", "We print it every Monday morning."),
        ("I know who the driver is working with.", "He calls me from the road."),
        ("This is what the old forms looked like.", "We throw them away now."),
        ("That shows me what the driver should be looking into.", "We talk about it every Monday at noon."),
        ("We cannot be as fast on that day as I would like.", "The customers know it and come later."),
        ("I open the list of the open orders.", "Okay, the next one, order number three."),
        ("The gate always opens too late.", "If I had the key myself, I would come earlier."),
        ("Because of the rain we closed the yard at noon.", "The next day we worked until nine."),
        ("We have to lock the yard at night.", "But the drivers want to park there."),
    ],
)
def test_what_can_stand_alone_does(tell: Callable[..., Told], first: str, second: str) -> None:
    assert said(tell(f"{first} {second}"))[0] == first
    assert len(said(tell(f"{first} {second}"))) == 2


def test_an_announcement_goes_with_what_it_announces(tell: Callable[..., Told]) -> None:
    before = "The labels come out of the printer in the wrong order."
    after = "For example. The last box of the day gets the first number."
    assert said(tell(f"{before} {after}")) == [before, after]
    assert said(tell("We fixed two things last year in the depot. 2. The drivers got a list of their own.")) == [
        "We fixed two things last year in the depot.",
        "2. The drivers got a list of their own.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No, I don't. The lady at the desk does it for me.",
        "I do now. My neighbour once lost a whole box.",
        "I don't think so. The boxes are too heavy for that.",
    ],
)
def test_a_bare_answer_is_one_statement_with_what_explains_it(tell: Callable[..., Told], text: str) -> None:
    assert said(tell(text, asked="Do you take a picture of the box?")) == [text]


def test_items_that_somebody_lists_and_a_noun_that_answers_stand_alone(tell: Callable[..., Told]) -> None:
    told = tell(
        "A second lock on the gate of the yard. And a bigger box for the keys. We close at six in the evening.",
        asked="What would you wish for?",
    )
    assert said(told) == [
        "A second lock on the gate of the yard.",
        "a bigger box for the keys.",
        "We close at six in the evening.",
    ]


def test_a_false_start_goes_with_what_it_starts(tell: Callable[..., Told]) -> None:
    text = "We print the list every morning and read it. I think the. The part that helps is the colour of the rows."
    assert said(tell(text))[0] == "We print the list every morning and read it."


def test_who_trails_off_after_a_whole_sentence_ends_it(tell: Callable[..., Told]) -> None:
    told = tell("The old lock on the gate was cheap, but... My brother bought a new one last year.")
    assert said(told) == ["The old lock on the gate was cheap", "My brother bought a new one last year."]


def test_items_of_a_list_without_verbs_stay_apart(tell: Callable[..., Told]) -> None:
    text = "- faster printing of the labels for parcels\n- a better lock on the gate of the yard"
    assert len(said(tell(text))) == 2


def test_a_quotation_is_not_cut(tell: Callable[..., Told]) -> None:
    quoting = 'My boss came in and said, "We will never finish this today. Go home and sleep."'
    after = "I stayed until midnight in the cold hall."
    assert said(tell(f"{quoting} {after}")) == [quoting, after]
    curly = quoting.replace(', "', ", “").replace('."', ".”")
    assert said(tell(f"{curly} {after}")) == [curly, after]


def test_a_quotation_that_never_ends_joins_nothing(tell: Callable[..., Told]) -> None:
    text = 'She told us "we open at seven in the morning. I come at six every day. The lights are off then.'
    assert len(said(tell(text))) == 3


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            "if i can get the drivers to write down every stop on the paper list in the morning and in the evening "
            "before they leave then i can spend more of my time on the customers who are waiting for an answer from us",
            "then i can spend",
        ),
        (
            "The warehouse copies every single order from the mail into the big table on the wall before anybody "
            "starts to pack the boxes, so we can see at a glance which of the customers have to wait until Monday.",
            "so we can see",
        ),
    ],
)
def test_a_long_sentence_is_not_cut_between_a_condition_or_a_doing_and_what_it_is_for(
    tell: Callable[..., Told], text: str, never: str
) -> None:
    told = tell(text)
    assert not any(one.startswith(never) or one.startswith(never.removeprefix("so ")) for one, _ in told)


def test_nothing_is_cut_inside_a_word(tell: Callable[..., Told]) -> None:
    text = "they can't see the boxes that aren't there and we don't know why it isn't on the list of the day " * 12
    for one, _ in tell(text.strip()):
        assert not one.startswith(("n't", "'t", "not on"))


def test_time_grows_with_the_turn() -> None:
    grammar = load_tokens("xx")

    def act(size: int) -> None:
        text = 'He said, "we go. Because um. If I. The box of the. For example. ' * size
        annotation = next(iter(grammar.annotate([text])))
        split_turn(text, annotation, lambda _: False, answers=False)

    assert grows_with_its_input(act, 40)


@pytest.mark.parametrize("text", ["So far the gate works well.", "So many of the boxes come back empty."])
def test_so_is_kept_where_it_belongs_to_the_next_word(tell: Callable[..., Told], text: str) -> None:
    assert tell(text) == [(text, None)]
