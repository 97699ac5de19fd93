"""Words in common -> how near a statement is to a step by them alone."""

from __future__ import annotations

import numpy as np

from insightmine.judgements.steps_words import shared_words

STEPS = [
    ["Reserve the drill", "Find a free day in the calendar."],
    ["Return the drill", "Bring it back to the locker."],
]
TEXTS = ["The calendar was empty.", "I opened the locker.", "The drill was heavy.", "The drill, the drill.", "Well."]


def test_the_step_that_has_the_words_is_nearer_in_any_form_of_them() -> None:
    found = shared_words(["I looked at both calendars.", "The lockers were full.", "Hello there."], STEPS)
    assert found[0, 0] > found[0, 1] == 0.0
    assert found[1, 1] > found[1, 0] == 0.0
    assert found[2].tolist() == [0.0, 0.0]


def test_what_all_steps_or_all_statements_have_counts_less() -> None:
    found = shared_words(TEXTS, STEPS)
    assert found[2].max() < found[0, 0]  # "drill" stands in both steps
    often = shared_words([*TEXTS, *["The calendar is blue."] * 30], STEPS)
    assert often[0, 0] < found[0, 0]


def test_a_long_description_neither_wins_nor_loses_by_its_length() -> None:
    long = [
        "Return the drill",
        " ".join(f"{chr(97 + i)}{chr(97 + j)}matter" for i in range(9) for j in range(9)),
        "locker",
    ]
    plain, drawn_out = (shared_words(["I opened the locker."], [STEPS[0], own])[0, 1] for own in (STEPS[1], long))
    assert plain / 3 < drawn_out < plain


def test_further_words_in_common_say_less_than_the_first() -> None:
    steps = [["alpha bravo charlie"], ["delta echo"]]
    one, two = shared_words(["alpha kilo", "alpha bravo"], steps)[:, 0]
    assert one < two < 2 * one


def test_the_same_numbers_in_any_order_of_texts() -> None:
    assert np.array_equal(shared_words(TEXTS, STEPS)[::-1], shared_words(TEXTS[::-1], STEPS))


def test_texts_that_are_not_of_the_study_say_nothing_of_what_is_rare() -> None:
    more = [*TEXTS, *["Il calendario calendar è vuoto."] * 30]
    found = shared_words(more, STEPS, usual=TEXTS)
    assert np.array_equal(found[: len(TEXTS)], shared_words(TEXTS, STEPS))


def test_no_texts_give_no_rows() -> None:
    assert shared_words([], STEPS).shape == (0, 2)
