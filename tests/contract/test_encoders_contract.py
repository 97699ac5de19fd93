"""Every encoder: unit rows, in order, a text's vector the same in any company; two engines, one geometry."""

from __future__ import annotations

import numpy as np
import pytest

from insightmine.config import ModelOptions
from insightmine.engines import Encoder, load_encoder
from insightmine.errors import ModelError

TEXTS = (
    "I could find it.",
    "I could not find it.",
    "We export the table to a spreadsheet every Friday, because it cannot be filtered here.",
    "Ja, genau.",
    "",
    "word " * 600,
)


@pytest.fixture(scope="module", params=["onnxruntime", pytest.param("sentence-transformers", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> Encoder:
    return load_encoder(ModelOptions(engine=request.param))


def test_rows_are_unit_length_and_as_long_as_said(engine: Encoder) -> None:
    vectors = engine.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), engine.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_nothing_gives_no_rows(engine: Encoder) -> None:
    assert engine.encode([]).shape == (0, engine.dimension)


def test_near_in_meaning_is_near(engine: Encoder) -> None:
    same, other = (
        engine.encode(["I always look up the price first."]),
        engine.encode(["My dog is brown.", "First I check what it costs."]),
    )
    similarities = (other @ same.T)[:, 0]
    assert similarities[1] > similarities[0] + 0.3


def test_onnx_vector_is_the_same_bits_in_any_batch(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, alone)


@pytest.mark.slow
def test_both_engines_give_the_same_geometry(encoder: Encoder) -> None:
    reference = load_encoder(ModelOptions(engine="sentence-transformers"))
    cosines = (encoder.encode(TEXTS[:4]) * reference.encode(TEXTS[:4])).sum(axis=1)
    assert cosines.min() > 0.9999
    assert encoder.identity != reference.identity


def test_weights_that_are_nowhere_are_named() -> None:
    with pytest.raises(ModelError, match="nothing is ever downloaded"):
        load_encoder(ModelOptions(encoder_path="somebody/some-model"))
