"""Statements in languages whose grammar is not known: sentences, exact slices, and every word accounted for."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.engines import load_tokens
from insightmine.statements.plainly import split_plainly
from insightmine.statements.turns import Piece
from insightmine.statements.values import LeftOutReason

tokens = cache(load_tokens)


def pieces(text: str, language: str = "it") -> list[Piece]:
    annotation = next(iter(tokens(language).annotate([text])))
    return split_plainly(text, annotation, lambda sentence: sentence.startswith("LETTO"))


def told(text: str, language: str = "it") -> list[tuple[str, LeftOutReason | None]]:
    return [(text[piece.span.start : piece.span.end], piece.reason) for piece in pieces(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("it", ["Ho telefonato al dott. Rossi la sera prima.", "Il trapano però non era più al banco."]),
        ("de", ["Ich habe z. B. am Abend angerufen.", "Die Liste war am Morgen wieder falsch!"]),
        ("fr", ["J'ai appelé le guichet la veille au soir.", "Est-ce que la liste était encore juste ?"]),
        ("ru", ["Я позвонила им ещё вчера вечером.", "Но дрели на месте уже не было."]),
        ("ar", ["اتصلت بهم مساء أمس قبل الذهاب إليهم.", "هل كانت القائمة صحيحة في الصباح التالي؟"]),
        ("ja", ["昨日の夜に電話で予約しました。", "でも朝には工具がもうありませんでした。"]),
        ("zh", ["我前一天晚上就打电话预订了。", "可是第二天早上钻机已经不在了。"]),
        ("xx", ["Mi telefonis al la oficejo vespere.", "La borilo tamen ne plu estis tie."]),
    ],
)
def test_sentences_end_where_their_marks_stand(language: str, sentences: list[str]) -> None:
    gap = "" if language in ("ja", "zh") else " "
    assert told(gap.join(sentences), language) == [(sentence, None) for sentence in sentences]


def test_what_is_short_joins_its_neighbour_and_a_lone_word_is_a_fragment() -> None:
    assert told("Ecco. Ho controllato la lista la sera prima. Va bene.") == [
        ("Ecco. Ho controllato la lista la sera prima. Va bene.", None)
    ]
    assert told("Sì.") == [("Sì.", LeftOutReason.FRAGMENT)]


def test_marks_of_sounds_and_what_is_read_aloud_are_left_out() -> None:
    assert told("[ride]") == [("[ride]", LeftOutReason.NON_SPEECH)]
    assert told("...") == [("...", LeftOutReason.NO_WORDS)]
    assert told("LETTO dal foglio a voce alta. Allora io cerco il trapano nella lista.") == [
        ("LETTO dal foglio a voce alta.", LeftOutReason.READ_ALOUD),
        ("Allora io cerco il trapano nella lista.", None),
    ]


def test_no_sentence_is_longer_than_anybody_can_read() -> None:
    long = "e poi vado a vedere se c'è ancora posto nella lista, " * 30
    found = told(long.strip())
    assert max(len(said.split()) for said, _ in found) <= 60
    assert all(reason is None for _, reason in found)


@settings(deadline=None, max_examples=120)
@given(st.text(st.sampled_from("aàèìB。؟.,!?… \n\t-[]()éз日本"), max_size=120))
def test_every_word_is_in_one_piece_and_in_order(text: str) -> None:
    found = pieces(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {i for piece in found for i in range(*piece.span)}
    assert all(i in covered for i, letter in enumerate(text) if not letter.isspace())
    assert all(text[p.span.start : p.span.end].strip() == text[p.span.start : p.span.end] for p in found)
