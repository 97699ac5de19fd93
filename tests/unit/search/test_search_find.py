"""What a search finds, marks, leaves out, and in which order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.speech import Person, Statement
from insightmine.engines import Encoder, Vectors
from insightmine.engines.faiss_index import VectorIndex
from insightmine.search import CUTOFF, Corpus, ExactRows, Filters, Query, find_missing, find_similar

TEXTS = (
    ("ana", "I always check the prices in two shops before I order.", Effect.HELPS, "choose"),
    ("ben", "Comparing prices takes me the whole evening.", Effect.HINDERS, "choose"),
    ("cem", "The delivery came a week late.", Effect.HINDERS, "receive"),
    ("ana", "I track the parcel on my phone every hour.", Effect.NEUTRAL, "receive"),
    ("dia", "We keep the printer in the kitchen.", None, None),
    ("ben", "Our Zyxo terminal prints the labels.", Effect.HELPS, None),
)


def corpus_of(order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)) -> Corpus:
    statements, judgements = [], []
    for number in order:
        person, text, effect, step = TEXTS[number]
        name = StatementId(f"S{number}")
        statements.append(
            Statement(name, TranscriptId("t"), "t.txt", ParticipantId(person), number, 0, len(text), text)
        )
        judgements.append(
            Judgement(
                name,
                (Kind.BEHAVIOUR,),
                (0.9,),
                Basis.HABIT,
                Prompting.UNPROMPTED,
                effect,
                0.0,
                StepId(step) if step else None,
            )
        )
    people = tuple(
        Person(ParticipantId(name), (TranscriptId("t"),), {"segment": segment})
        for name, segment in (("ana", "SMB"), ("ben", "enterprise"), ("cem", "smb"), ("dia", ""))
    )
    return Corpus(tuple(statements), tuple(judgements), {StatementId("S1"): ThemeId("T1")}, people)


@pytest.fixture(scope="module")
def vectors(encoder: Encoder) -> Vectors:
    return encoder.encode([text for _, text, _, _ in TEXTS])


def search(encoder: Encoder, vectors: Vectors, text: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    query = Query(encoder.encode([text])[0], text, limit, filters or Filters())
    return [hit.statement for hit in find_similar(query, corpus_of(), ExactRows(vectors))]


def test_the_nearest_in_meaning_come_first_and_the_far_are_marked(encoder: Encoder, vectors: Vectors) -> None:
    text = "comparing what things cost"
    hits = find_similar(Query(encoder.encode([text])[0], text), corpus_of(), ExactRows(vectors))
    assert [hit.statement for hit in hits[:2]] == ["S1", "S0"]
    assert len(hits) == len(TEXTS)
    assert not hits[0].below_cutoff
    assert all(hit.below_cutoff == (hit.similarity < CUTOFF) for hit in hits)
    assert hits[-1].below_cutoff


def test_what_nobody_spoke_of_lies_below_the_cutoff(encoder: Encoder, vectors: Vectors) -> None:
    query = Query(encoder.encode(["my cat prefers tuna to chicken"])[0], "my cat prefers tuna to chicken")
    assert all(hit.below_cutoff for hit in find_similar(query, corpus_of(), ExactRows(vectors)))


def test_nothing_below_the_cutoff_stands_before_what_is_above() -> None:
    cosines = np.array([0.45, 0.38, 0.1, 0.1, 0.1, 0.1], dtype=np.float32)
    apart = np.diag(np.sqrt(1 - cosines**2)).astype(np.float32)
    query = Query(np.eye(7, dtype=np.float32)[0], "something else")
    rows = ExactRows(np.column_stack([cosines, apart]))
    shared_words = [(StatementId("S1"), 9.0)]
    hits = find_similar(query, corpus_of(), rows, shared_words)
    assert [(hit.statement, hit.below_cutoff) for hit in hits[:2]] == [("S0", False), ("S1", True)]


def test_a_rare_word_lifts_its_statement_and_is_no_miss(encoder: Encoder, vectors: Vectors) -> None:
    query = Query(encoder.encode(["zyxo"])[0], "zyxo")
    hits = find_similar(query, corpus_of(), ExactRows(vectors), [(StatementId("S5"), 3.2)])
    assert hits[0].statement == "S5"
    assert hits[0].words_matched
    assert not hits[0].below_cutoff


def test_a_statement_does_not_find_itself(vectors: Vectors) -> None:
    query = Query(vectors[0], TEXTS[0][1], exclude=frozenset({StatementId("S0")}))
    hits = find_similar(query, corpus_of(), ExactRows(vectors), [(StatementId("S0"), 9.0)])
    assert "S0" not in [hit.statement for hit in hits]
    assert hits[0].statement == "S1"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(step=StepId("receive")), {"S2", "S3"}),
        (Filters(participant=ParticipantId("ben")), {"S1", "S5"}),
        (Filters(effect=Effect.HINDERS), {"S1", "S2"}),
        (Filters(theme=ThemeId("T1")), {"S1"}),
        (Filters(where={"segment": "smb"}), {"S0", "S2", "S3"}),
        (Filters(where={"plan": "pro"}), set()),
        (Filters(opposite_to=Effect.HELPS), {"S1", "S2"}),
        (Filters(opposite_to=Effect.NEUTRAL), set()),
        (Filters(step=StepId("choose"), effect=Effect.HELPS), {"S0"}),
    ],
)
def test_filters_keep_what_they_say(encoder: Encoder, vectors: Vectors, filters: Filters, expected: set[str]) -> None:
    assert set(search(encoder, vectors, "prices", filters)) == expected


def test_filtered_words_do_not_come_in_by_the_back_door(encoder: Encoder, vectors: Vectors) -> None:
    query = Query(encoder.encode(["zyxo"])[0], "zyxo", filters=Filters(participant=ParticipantId("ana")))
    hits = find_similar(query, corpus_of(), ExactRows(vectors), [(StatementId("S5"), 3.2), (StatementId("gone"), 1.0)])
    assert {hit.statement for hit in hits} == {"S0", "S3"}


def test_the_opposite_is_near_in_meaning_and_on_the_other_side(vectors: Vectors) -> None:
    query = Query(
        vectors[0], filters=Filters(opposite_to=Effect.HELPS), exclude=frozenset({StatementId("S0")}), limit=1
    )
    assert [hit.statement for hit in find_similar(query, corpus_of(), ExactRows(vectors))] == ["S1"]


def test_row_order_and_index_change_nothing(encoder: Encoder, vectors: Vectors) -> None:
    query = Query(encoder.encode(["late parcel"])[0], "late parcel", limit=4)
    scores = [(StatementId("S3"), 1.0), (StatementId("S2"), 2.0)]
    expected = find_similar(query, corpus_of(), ExactRows(vectors), scores)
    for order in list(permutations(range(6)))[::90]:
        shuffled = vectors[list(order)]
        hits = find_similar(query, corpus_of(order), VectorIndex.build(shuffled, "test"), scores[::-1])
        assert [hit.statement for hit in hits] == [hit.statement for hit in expected]
        np.testing.assert_allclose([h.similarity for h in hits], [h.similarity for h in expected], atol=1e-5)


def test_the_missing_are_counted_among_those_who_could_have_said_it(encoder: Encoder, vectors: Vectors) -> None:
    query = Query(encoder.encode(["I compare prices"])[0])
    everybody = find_missing(query, corpus_of(), ExactRows(vectors))
    assert everybody.spoke == ("ana", "ben")
    assert everybody.silent == ("cem", "dia")
    assert everybody.counted == 4
    smb = find_missing(Query(query.vector, filters=Filters(where={"segment": "smb"})), corpus_of(), ExactRows(vectors))
    assert (smb.spoke, smb.silent) == (("ana",), ("cem",))


def test_an_empty_study_finds_nothing() -> None:
    empty = Corpus((), (), {}, ())
    rows = ExactRows(np.empty((0, 4), np.float32))
    query = Query(np.array([1, 0, 0, 0], np.float32))
    assert find_similar(query, empty, rows) == ()
    assert find_missing(query, empty, rows).counted == 0
