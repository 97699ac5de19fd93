from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import digest_of
from insightmine.store import Severity, Store

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def any_annotation(draw: st.DrawFn) -> Annotation:
    size = draw(st.integers(0, 12))
    numbers = st.lists(st.integers(0, 10**6), min_size=size, max_size=size).map(tuple)
    texts = st.lists(WORDS, min_size=size, max_size=size).map(tuple)
    return draw(st.builds(Annotation, numbers, numbers, texts, texts, texts, texts, numbers, numbers))


@given(any_annotation())
@settings(max_examples=40, deadline=None)
def test_an_annotation_comes_back_as_it_was(any_store: Store, annotation: Annotation) -> None:
    any_store.put_annotations("g", {"k": annotation})
    assert any_store.annotations("g", ["k"]) == {"k": annotation}


def matrix(rows: int, columns: int = 5) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.random.default_rng(rows).normal(size=(rows, columns)).astype(np.float32)


def keys_of(rows: int) -> list[str]:
    return [digest_of(str(number)) for number in range(rows)]


def test_vectors_come_back_bit_by_bit_in_any_number(store: Store) -> None:
    keys, rows = keys_of(1203), matrix(1203)
    store.put_vectors("e1", keys, rows)
    found = store.vectors("e1", 5, [*reversed(keys), "absent", keys[0]])
    assert len(found) == 1203
    assert all(
        found[key].tobytes() == row.tobytes() and found[key].dtype == np.float32
        for key, row in zip(keys, rows, strict=True)
    )


def test_nothing_is_asked_and_nothing_put(store: Store) -> None:
    store.put_vectors("e1", [], np.zeros((0, 5), np.float32))
    assert store.vectors("e1", 5, []) == {}
    store.put_annotations("g1", {})
    assert store.annotations("g1", []) == {}


def test_a_vector_put_again_replaces_the_first(store: Store) -> None:
    store.put_vectors("e1", ["k"], np.zeros((1, 5), np.float32))
    store.put_vectors("e1", ["k"], np.ones((1, 5), np.float32))
    assert store.vectors("e1", 5, ["k"])["k"].tolist() == [1.0] * 5


def test_a_vector_that_was_handed_out_cannot_be_written_to(store: Store) -> None:
    store.put_vectors("e1", ["k"], matrix(1))
    with pytest.raises(ValueError, match="read-only"):
        store.vectors("e1", 5, ["k"])["k"][0] = 0.0


@pytest.mark.parametrize(
    "rows",
    [
        matrix(2),
        np.zeros((1, 0), np.float32),
        np.full((1, 3), np.nan, np.float32),
        np.full((1, 3), np.inf, np.float32),
        np.zeros(3, np.float32),
    ],
)
def test_vectors_that_do_not_fit_or_are_no_numbers_are_refused_whole(
    store: Store, rows: np.ndarray[tuple[int, int], np.dtype[np.float32]]
) -> None:
    with pytest.raises(ValueError, match="vector"):
        store.put_vectors("e1", ["k"], rows)
    assert store.vectors("e1", 5, ["k"]) == {}


DAMAGE = (
    "UPDATE vectors SET numbers = substr(numbers, 1, 8) WHERE key = 'a'",
    "UPDATE vectors SET numbers = zeroblob(20) WHERE key = 'a'",
    "UPDATE vectors SET numbers = 'text' WHERE key = 'a'",
    "UPDATE vectors SET checksum = checksum + 1 WHERE key = 'a'",
    "UPDATE vectors SET (checksum, numbers) = (SELECT checksum, numbers FROM vectors WHERE key = 'b') WHERE key = 'a'",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_vector_counts_as_missing_and_is_reported(store: Store, damage: str) -> None:
    store.put_vectors("e1", ["a", "b"], matrix(2))
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(damage)
    assert list(store.vectors("e1", 5, ["a", "b"])) == ["b"]
    assert [(f.severity, f.what) for f in store.check()] == [(Severity.WARNING, "1 stored vectors are damaged")]
    store.put_vectors("e1", ["a"], matrix(1))
    assert store.check() == []


def an_annotation(lemma: str = "open") -> Annotation:
    return Annotation((0, 5), (4, 8), (lemma, "lid"), ("VB", "NN"), ("VERB", "NOUN"), ("ROOT", "dobj"), (0, 0), (0,))


def test_a_damaged_annotation_counts_as_missing_and_is_reported(store: Store) -> None:
    store.put_annotations("g1", {"a": an_annotation(), "b": an_annotation("shut")})
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE annotations SET columns = substr(columns, 2) WHERE key = 'a'")
    assert store.annotations("g1", ["a", "b"]) == {"b": an_annotation("shut")}
    assert [f.what for f in store.check()] == ["1 stored annotations are damaged"]


def test_what_two_models_made_of_one_text_does_not_mix(store: Store) -> None:
    store.put_annotations("g1", {"k": an_annotation()})
    store.put_annotations("g2", {"k": an_annotation("unlock")})
    store.put_vectors("e1", ["k"], matrix(1))
    assert store.annotations("g1", ["k"]) == {"k": an_annotation()}
    assert store.annotations("g2", ["k"]) == {"k": an_annotation("unlock")}
    assert store.annotations("g3", ["k"]) == {}
    assert store.vectors("e2", 5, ["k"]) == {}
    assert store.vectors("e1", 6, ["k"]) == {}
    assert list(store.vectors("e1", 5, ["k"])) == ["k"]


def test_equal_words_are_one_object_after_loading(store: Store) -> None:
    store.put_annotations("g1", {"a": an_annotation(), "b": an_annotation()})
    found = store.annotations("g1", ["a", "b"])
    assert found["a"].lemmas[0] is found["b"].lemmas[0]


def test_pruning_keeps_what_is_in_use_and_tells_how_much_went(store: Store) -> None:
    keys = keys_of(1100)
    store.put_vectors("e1", keys, matrix(1100))
    store.put_annotations("g1", {"a": an_annotation(), "b": an_annotation()})
    assert store.prune_caches(keys[:1050], ["b"]) == 51
    assert sorted(store.vectors("e1", 5, keys)) == sorted(keys[:1050])
    assert sorted(store.annotations("g1", ["a", "b"])) == ["b"]
    assert store.prune_caches(keys[:1050], ["b"]) == 0
