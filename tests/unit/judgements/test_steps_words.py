"""Words in common -> how near a statement is to a step by them alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from insightmine.judgements.steps_words import WordsBeside

STEPS = [
    ["Reserve the drill", "Find a free day in the calendar."],
    ["Return the drill", "Bring it back to the locker."],
]
TEXTS = ["The calendar was empty.", "I opened the locker.", "The drill was heavy.", "The drill, the drill.", "Well."]


def shared(texts: Sequence[str], steps: Sequence[Sequence[str]], usual: Sequence[str] | None = None) -> np.ndarray:
    return WordsBeside(texts, steps, usual).shared()


def test_the_step_that_has_the_words_is_nearer_in_any_form_of_them() -> None:
    found = shared(["I looked at both calendars.", "The lockers were full.", "Hello there."], STEPS)
    assert found[0, 0] > found[0, 1] == 0.0
    assert found[1, 1] > found[1, 0] == 0.0
    assert found[2].tolist() == [0.0, 0.0]


def test_what_all_steps_or_all_statements_have_counts_less() -> None:
    found = shared(TEXTS, STEPS)
    assert found[2].max() < found[0, 0]  # "drill" stands in both steps
    often = shared([*TEXTS, *["The calendar is blue."] * 30], STEPS)
    assert often[0, 0] < found[0, 0]


def test_a_long_description_neither_wins_nor_loses_by_its_length() -> None:
    long = [
        "Return the drill",
        " ".join(f"{chr(97 + i)}{chr(97 + j)}matter" for i in range(9) for j in range(9)),
        "locker",
    ]
    plain, drawn_out = (shared(["I opened the locker."], [STEPS[0], own])[0, 1] for own in (STEPS[1], long))
    assert plain / 3 < drawn_out < plain


def test_further_words_in_common_say_less_than_the_first() -> None:
    steps = [["alpha bravo charlie"], ["delta echo"]]
    one, two = shared(["alpha kilo", "alpha bravo"], steps)[:, 0]
    assert one < two < 2 * one


def test_the_same_numbers_in_any_order_of_texts() -> None:
    assert np.array_equal(shared(TEXTS, STEPS)[::-1], shared(TEXTS[::-1], STEPS))


def test_texts_that_are_not_of_the_study_say_nothing_of_what_is_rare() -> None:
    more = [*TEXTS, *["Il calendario calendar è vuoto."] * 30]
    found = shared(more, STEPS, usual=TEXTS)
    assert np.array_equal(found[: len(TEXTS)], shared(TEXTS, STEPS))


def test_their_words_are_not_looked_up_either() -> None:
    asked: list[str] = []

    def encode(words: Sequence[str]) -> np.ndarray:
        asked.extend(words)
        return encoded(words)

    own = ["My diary was full."]
    found = WordsBeside([*own, *["Diaryies, diaryies e diaryies: vuoto."] * 3], STEPS, usual=own).alike(encode)
    assert np.array_equal(found[:1], WordsBeside(own, STEPS).alike(encoded))
    assert not {"vuoto", "diaryies"} & set(asked)


def test_no_texts_give_no_rows() -> None:
    assert shared([], STEPS).shape == (0, 2)


def encoded(words: Sequence[str]) -> np.ndarray:
    """The diary is nearly a calendar, a box nearly a locker; all else is like nothing."""
    axes = {"calendar": 0, "diary": 0, "locker": 1, "box": 1}
    rows = np.zeros((len(words), 40), dtype=np.float32)
    for row, word in enumerate(words):
        rows[row, axes.get(word, 2 + sum(map(ord, word)) % 37)] = 1.0
        if word in {"diary", "box"}:
            rows[row, 39] = 0.5
            rows[row] /= np.linalg.norm(rows[row])
    return rows


def test_words_that_mean_nearly_the_same_speak_for_a_step_and_those_it_has_do_not_count_again() -> None:
    texts = ["I looked at both diaries.", "My diary was full.", "The box stuck.", "The calendar was full."]
    found = WordsBeside(texts, STEPS).alike(encoded)
    assert found[1, 0] > found[1, 1] == 0.0
    assert found[2, 1] > found[2, 0] == 0.0
    assert found[3].tolist() == [0.0, 0.0]
    assert np.array_equal(WordsBeside(texts[::-1], STEPS).alike(encoded), found[::-1])


def test_a_word_stands_for_its_forms_by_the_one_that_is_written_most() -> None:
    asked: list[str] = []

    def encode(words: Sequence[str]) -> np.ndarray:
        asked.extend(words)
        return encoded(words)

    WordsBeside(["Lockers", "lockers", "A diary."], STEPS).alike(encode)
    assert {"lockers", "diary", "drill"} <= set(asked)
    assert "locker" not in asked


def test_words_are_rows_of_unit_length_of_what_more_than_one_says() -> None:
    rows = WordsBeside(TEXTS, STEPS).rows()
    assert rows.shape == (5, 1)  # only "drill" is said twice
    assert rows.rows.tolist() == [2, 3]
    assert rows.values.tolist() == [1.0, 1.0]
    assert WordsBeside(["Well."], STEPS).rows().shape == (1, 0)
    assert not WordsBeside(["and the"], [["of"]]).alike(encoded).any()
