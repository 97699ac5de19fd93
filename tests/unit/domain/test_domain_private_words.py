from __future__ import annotations

from insightmine.domain.private_words import PrivateWords

PRIVATE = PrivateWords.of(
    open_texts=["We keep the ladder in the shed.", "I was on the phone."],
    masked_texts=["I wait until the others have gone home."],
    lost_texts=["My cousin works at Brambleworth, in room 12b, with a lathe."],
)


def test_a_run_of_words_is_private_but_its_words_are_not() -> None:
    assert PRIVATE.are_in("People wait until the others leave")
    assert not PRIVATE.are_in("Waiting until others leave")


def test_what_others_also_said_is_not_private() -> None:
    assert not PRIVATE.are_in("keeping the ladder in the shed")


def test_names_and_numbers_of_somebody_left_out_are_private_alone() -> None:
    assert PRIVATE.are_in("Going to brambleworth")
    assert PRIVATE.are_in("Room 12b")
    assert not PRIVATE.are_in("Working with a lathe")


def test_a_phrase_is_also_private_by_one_word() -> None:
    assert PRIVATE.are_in_phrase("lathe")
    assert not PRIVATE.are_in_phrase("the others")
    assert not PRIVATE.are_in_phrase("ladders")
