"""What a language model answered is kept by model and question, and goes with the words that it was made of."""

from __future__ import annotations

from pathlib import Path

from insightmine.engines import Answer
from insightmine.store import Store
from insightmine.store.erasure import Erasure

TEA = Answer("making tea", "llama3.2:3b")


def test_an_answer_is_found_under_its_model_and_question(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.put_answer("llama", "k1", TEA)
    with Store.open(tmp_path) as store:
        assert store.answer("llama", "k1") == TEA
        assert store.answer("other", "k1") is None
        assert store.answer("llama", "k2") is None


def test_answers_to_what_is_not_asked_any_more_go(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.put_answer("llama", "k1", TEA)
        store.put_answer("llama", "k2", Answer("making coffee", "llama"))
        assert store.prune_answers({"k1"}) == 1
        assert store.answer("llama", "k1") == TEA
        assert store.answer("llama", "k2") is None


def test_no_answer_outlives_somebody_who_is_forgotten(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.put_answer("llama", "k1", TEA)
        store.erase(Erasure((), frozenset(), frozenset(), rename=lambda name, _: name))
        assert store.answer("llama", "k1") is None
        store.scrub()
        assert b"making tea" not in store.path.read_bytes()
