"""A study's quotes, ready to be searched: corpus, FAISS index and words, put together once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId, digest_of
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Effect
from insightmine.domain.provenance import provenance_of
from insightmine.domain.speech import Statement
from insightmine.embedding import CachedEncoder
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.engines.faiss_index import VectorIndex
from insightmine.errors import StoreError, UsageError
from insightmine.judgements import judge
from insightmine.search import Corpus, Filters, Hit, Missing, Query, find_missing, find_similar
from insightmine.store import INDEX_FILE, STORE_FOLDER, Store

_WORD_MATCHES = 500


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to look for: a text, or quotes like a statement. `missing` also asks who said nothing like it."""

    text: str | None = None
    like: str | None = None
    opposite: bool = False
    missing: bool = False
    limit: int = 10
    step: str | None = None
    participant: str | None = None
    effect: Effect | None = None
    theme: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The nearest quotes, best first, and on request who said nothing like it."""

    hits: tuple[Hit, ...]
    missing: Missing | None = None

    @property
    def nothing_like_it(self) -> bool:
        """Whether even the nearest quote is below the cut-off."""
        return all(hit.below_cutoff for hit in self.hits)


class Kept:
    """The store's vectors, with new ones put away where that is possible: what cannot be written can be searched."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """The rows at hand by key."""
        return self._store.vectors(identity, dimension, keys)

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        """Keep the rows, unless the study is read-only or another process is writing."""
        with suppress(StoreError):
            self._store.put_vectors(identity, keys, matrix)


class SearchSession:
    """Searches one analysis; corpus and index are made at the first search and kept."""

    def __init__(self, analysis: Analysis, store: Store, encoder: Encoder, grammar: Grammar) -> None:
        self._analysis = analysis
        self._store = store
        self._encoder = CachedEncoder(encoder, Kept(store))
        self._grammar = grammar

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Raises `UsageError` for a statement, step, participant or theme that is not there."""
        like = self._liked(request)
        text = like.text if like else (request.text or "").strip()
        query = Query(
            vector=self._encoder.encode([text])[0],
            text=text,
            limit=request.limit,
            filters=self._filters(request, text, like),
            exclude=frozenset({like.id}) if like else frozenset(),
        )
        words = self._store.word_scores(text, _WORD_MATCHES)
        hits = find_similar(query, self._corpus, self._index, words)
        return SearchAnswer(hits, find_missing(query, self._corpus, self._index) if request.missing else None)

    def near(self, vectors: Vectors, k: int) -> list[list[tuple[StatementId, float]]]:
        """For each unit vector the `k` nearest statements in meaning alone, with their cosines, best first.

        One after the other: of 200 vectors among 10,000 statements FAISS takes 0.7 ms each, and 0.6 all at once.
        """
        statements = self._analysis.statements
        found = []
        for vector in vectors:
            rows, similarity = self._index.search(vector, k)
            pairs = zip(rows.tolist(), similarity.tolist(), strict=True)
            found.append([(statements[row].id, round(min(1.0, cosine), 6)) for row, cosine in pairs])
        return found

    def row(self, hit: Hit) -> dict[str, Any]:
        """A hit in the names of the search contract."""
        statement = self._analysis.statement_by_id[hit.statement]
        judgement = self._analysis.judgement_by_id[hit.statement]
        theme = self._analysis.theme_of.get(hit.statement)
        return {
            "statement": hit.statement,
            "text": statement.text,
            "participant": statement.participant,
            "source": statement.source,
            "similarity": round(hit.similarity, 6),
            "below_cutoff": hit.below_cutoff,
            "step": judgement.step,
            "theme": theme.id if theme else None,
            "words_matched": hit.words_matched,
            "transcript": statement.transcript,
            "turn": statement.turn,
            "start_seconds": self._analysis.turn_of(statement).start_seconds,
            "question": statement.question,
            "effect": judgement.effect.value if judgement.effect else None,
            "consent": self._analysis.person_by_id[statement.participant].consent.value,
            **self._origin(statement),
        }

    def _origin(self, statement: Statement) -> dict[str, Any]:
        """Whose words, in which language, and where they are to be heard."""
        origin = provenance_of(self._analysis, statement)
        return {
            "record": origin.record.value,
            "translated_from": self._analysis.transcript_by_id[statement.transcript].translated_from,
            "media_url": origin.media.url if origin.media else None,
        }

    @cached_property
    def _corpus(self) -> Corpus:
        theme_of = {statement: theme.id for statement, theme in self._analysis.theme_of.items()}
        unserved = frozenset(item.id for item in self._analysis.transcripts if not item.in_themes)
        return Corpus(self._analysis.statements, self._analysis.judgements, theme_of, self._analysis.people, unserved)

    @cached_property
    def _index(self) -> VectorIndex:
        """The saved index if it is whole and of these statements, else a new one, saved for the next time."""
        texts = [statement.text for statement in self._analysis.statements]
        identity = digest_of(self._encoder.identity, *(statement.id for statement in self._analysis.statements), *texts)
        path = self._store.folder / STORE_FOLDER / INDEX_FILE
        found = VectorIndex.load(path, dimension=self._encoder.dimension, count=len(texts), identity=identity)
        if found is not None:
            return found
        index = VectorIndex.build(self._encoder.encode(texts), identity)
        with suppress(OSError):  # a study on a read-only disk can still be searched
            index.save(path)
        return index

    def _liked(self, request: SearchRequest) -> Statement | None:
        if request.like is not None and request.text is not None:
            raise UsageError("a text and --like at once", hint="give one of them")
        if request.like is None:
            if not (request.text or "").strip():
                raise UsageError("nothing to look for", hint="give a text, or --like with the id of a statement")
            return None
        statement = self._analysis.statement_by_id.get(StatementId(request.like))
        if statement is None:
            raise UsageError(f"there is no statement {request.like!r}", hint="ids stand beside each quote")
        return statement

    def _filters(self, request: SearchRequest, text: str, like: Statement | None) -> Filters:
        self._require("step", request.step, [step.id for step in self._analysis.journey.steps])
        self._require("participant", request.participant, [person.id for person in self._analysis.people])
        self._require("theme", request.theme, [theme.id for theme in self._analysis.themes])
        attributes = sorted({name for person in self._analysis.people for name in person.attributes})
        for name in request.where:
            self._require("attribute", name, attributes)
        return Filters(
            step=StepId(request.step) if request.step else None,
            participant=ParticipantId(request.participant) if request.participant else None,
            effect=request.effect,
            theme=ThemeId(request.theme) if request.theme else None,
            opposite_to=self._effect_of(text, like) if request.opposite else None,
            where=request.where,
        )

    def _require(self, what: str, value: str | None, known: list[Any]) -> None:
        if value is not None and value not in known:
            raise UsageError(f"there is no {what} {value!r}", hint=f"known: {', '.join(known) or 'none'}")

    def _effect_of(self, text: str, like: Statement | None) -> Effect:
        """Which side a statement, or a text as if somebody had said it, takes."""
        effect = self._analysis.judgement_by_id[like.id].effect if like else self._judged(text)
        if effect not in (Effect.HELPS, Effect.HINDERS, Effect.MIXED):
            raise UsageError("the text takes no side, so nothing is opposite to it", hint="leave out --opposite")
        return effect

    def _judged(self, text: str) -> Effect | None:
        said = Statement(StatementId("S"), TranscriptId(""), "", ParticipantId(""), 0, 0, len(text), text)
        annotation = next(iter(self._grammar.annotate([text])))
        vectors = self._encoder.encode([text])
        return judge([said], {said.id: annotation}, vectors, self._encoder.encode, Journey()).judgements[0].effect
