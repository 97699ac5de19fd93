"""The index finds what brute force finds, and trusts no file that does not fit its guard."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.engines import Vectors
from insightmine.engines.faiss_index import VectorIndex
from insightmine.search import ExactRows


def unit_rows(seed: int, rows: int, dimension: int = 8, levels: int = 3) -> Vectors:
    """Coarse vectors, so that ties abound."""
    matrix = np.random.default_rng(seed).integers(-levels, levels + 1, (rows, dimension)).astype(np.float32)
    matrix[:, 0] += 0.5
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), dtype=np.float32)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1000), st.integers(1, 60), st.integers(1, 12))
def test_the_index_equals_brute_force_with_ties_by_row(seed: int, rows: int, k: int) -> None:
    vectors = np.repeat(unit_rows(seed, rows), 3, axis=0)  # each vector three times: ties at every edge
    query = unit_rows(seed + 1, 1)[0]
    found, similarities = VectorIndex.build(vectors, "test").search(query, k)
    expected, exact = ExactRows(vectors).search(query, k)
    np.testing.assert_allclose(similarities, exact, atol=1e-6)
    by_value: dict[float, list[int]] = {}
    for row, similarity in zip(found.tolist(), similarities.tolist(), strict=True):
        by_value.setdefault(similarity, []).append(row)
    assert all(tied == sorted(tied) for tied in by_value.values())
    assert len(found) == len(expected) == min(k, len(vectors))


def test_a_search_among_rows_finds_only_those_and_all_of_them() -> None:
    vectors = unit_rows(3, 40)
    among = np.array([2, 3, 5, 7, 31], dtype=np.int64)
    found, _ = VectorIndex.build(vectors, "test").search(vectors[5], 50, among)
    expected, _ = ExactRows(vectors).search(vectors[5], 50, among)
    assert found.tolist() == expected.tolist()
    assert found[0] == 5


def test_vectors_come_back_as_they_went_in() -> None:
    vectors = unit_rows(4, 10)
    index = VectorIndex.build(vectors, "test")
    np.testing.assert_array_equal(index.vectors(np.array([7, 2], dtype=np.int64)), vectors[[7, 2]])


def test_a_saved_index_gives_the_same_answers(tmp_path: Path) -> None:
    vectors, path = unit_rows(5, 30), tmp_path / "vectors.faiss"
    VectorIndex.build(vectors, "model-a").save(path)
    loaded = VectorIndex.load(path, dimension=8, count=30, identity="model-a")
    assert loaded is not None
    assert loaded.search(vectors[9], 5)[0].tolist() == ExactRows(vectors).search(vectors[9], 5)[0].tolist()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["vectors.faiss", "vectors.faiss.json"]


@pytest.mark.parametrize(
    ("dimension", "count", "identity"), [(9, 30, "model-a"), (8, 31, "model-a"), (8, 30, "model-b")]
)
def test_an_index_of_other_vectors_is_not_used(tmp_path: Path, dimension: int, count: int, identity: str) -> None:
    path = tmp_path / "vectors.faiss"
    VectorIndex.build(unit_rows(5, 30), "model-a").save(path)
    assert VectorIndex.load(path, dimension=dimension, count=count, identity=identity) is None


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_one_flipped_bit_anywhere_means_no_index(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("flip") / "vectors.faiss"
    VectorIndex.build(unit_rows(6, 20), "model-a").save(path)
    content = bytearray(path.read_bytes())
    bit = data.draw(st.integers(0, 8 * len(content) - 1))
    content[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(bytes(content))
    assert VectorIndex.load(path, dimension=8, count=20, identity="model-a") is None


def test_a_truncated_index_or_a_broken_or_missing_guard_means_no_index(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    assert VectorIndex.load(path, dimension=8, count=20, identity="a") is None
    VectorIndex.build(unit_rows(6, 20), "a").save(path)
    whole, guard = path.read_bytes(), tmp_path / "vectors.faiss.json"
    path.write_bytes(whole[:-40])
    assert VectorIndex.load(path, dimension=8, count=20, identity="a") is None
    path.write_bytes(whole)
    assert VectorIndex.load(path, dimension=8, count=20, identity="a") is not None
    for broken in ("{", json.dumps({"format": 1})):
        guard.write_text(broken)
        assert VectorIndex.load(path, dimension=8, count=20, identity="a") is None
    guard.unlink()
    assert VectorIndex.load(path, dimension=8, count=20, identity="a") is None


def test_an_empty_index_finds_nothing() -> None:
    index = VectorIndex.build(np.empty((0, 8), np.float32), "a")
    rows, similarities = index.search(unit_rows(1, 1)[0], 5)
    assert len(index) == len(rows) == len(similarities) == 0
