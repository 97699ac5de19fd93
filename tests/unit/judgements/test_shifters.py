"""What turns, takes away or makes an evaluation beside "not"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from insightmine.engines import Grammar
from insightmine.judgements.effect import weigh_effect

Said = Callable[[str], float]


@pytest.fixture(scope="module")
def said(grammar: Grammar) -> Said:
    def run(text: str) -> float:
        weights = weigh_effect(text, next(iter(grammar.annotate([text]))))
        return weights.before + weights.after

    return run


@pytest.mark.parametrize(
    ("helps", "hinders"),
    [
        ("The ladder is not too steep.", "The ladder is too steep."),
        ("The glue set as promised.", "The glue did not set as promised."),
        ("The path is safe.", "The path is anything but safe."),
        ("It couldn't be simpler.", "It couldn't be slower."),
        ("Nothing could be easier.", "Nothing could be more confusing."),
        ("Difficult? No, not at all.", "Helpful? No, not really."),
        ("No, they were useful.", "No, they were useless."),
        ("There are fewer errors on the labels.", "There are errors on the labels."),
        ("The noise has stopped.", "The noise goes on."),
        ("The barn survived the damage.", "They did not fix the damage."),
        ("I stopped worrying about the frost.", "I keep worrying about the frost."),
        ("The new shears are a godsend.", "The new shears are a letdown."),
        ("The pump no longer breaks down.", "The pump breaks down."),
        ("The hoe does the trick.", "The hoe gets in my way."),
    ],
)
def test_opposite_sides(helps: str, hinders: str, said: Said) -> None:
    assert said(helps) > 0 > said(hinders)


def test_a_question_at_the_end_leaves_what_stands_before_it(said: Said) -> None:
    assert said("No, they were useful. Yes, they were useful. Uh, unclear?") > 0
    assert said("No, they were useful.") > said("Were they useful?")


@pytest.mark.parametrize(
    "text",
    [
        "What is it that we count?",
        "How do we do this?",
        "No issue, no volume, only a year.",
        "I don't think we will sow rye because our field is so huge.",
        "There were no more than six of them.",
        "There is a strong correlation between the two.",
        "I forget what it is called.",
    ],
)
def test_plain_questions_and_facts_weigh_nothing(text: str, said: Said) -> None:
    assert said(text) == 0


def test_what_is_read_out_weighs_less(said: Said) -> None:
    assert 0 > said('The sheet says "the pump is broken".') > said("The pump is broken.")


def test_a_question_that_shows_confusion_hinders(said: Said) -> None:
    assert said("Why does it not open?") < 0
    assert said("What am I supposed to do now?") < 0


@pytest.mark.parametrize(
    ("text", "is_burden"),
    [
        ("I have to go back to the map.", False),
        ("Okay, so we have to return to the list.", False),
        ("I have to keep typing the code.", True),
        ("I have to manually sort the seeds.", True),
        ("I had to go back to the shed.", True),
        ("I have to go back, and it is slow.", True),
    ],
)
def test_what_comes_next_is_no_burden_to_who_is_at_it(text: str, is_burden: bool, grammar: Grammar) -> None:
    annotation = next(iter(grammar.annotate([text])))
    assert (weigh_effect(text, annotation, thinks_aloud=True).bad < 0) is is_burden
    assert weigh_effect(text, annotation).bad < 0  # told afterwards each of them is
