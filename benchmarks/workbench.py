"""The real engines and the real pipeline, with memories that last as long as one measure."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np

from insightmine.config import InputOptions, ModelOptions, Options, SpeakerOptions
from insightmine.domain.analysis import Analysis
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, TranscriptId, statement_id
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.progress import Silent
from insightmine.domain.speech import Statement, Transcript
from insightmine.embedding import CachedEncoder
from insightmine.engines import Grammar, Vectors, load_classifier, load_encoder, load_grammar
from insightmine.judgements import Encode, judge
from insightmine.judgements.heads import Heads
from insightmine.pipeline import Engines, analyse
from insightmine.statements import annotate_texts
from insightmine.transcripts import Source, read_source


class Memory:
    """Vectors and annotations by engine and key, in memory: the caches of the store without a store."""

    def __init__(self) -> None:
        self._vectors: dict[tuple[str, str], Vectors] = {}
        self._annotations: dict[tuple[str, str], Annotation] = {}

    def vectors(self, identity: str, dimension: int, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """The rows at hand, by key."""
        assert dimension > 0
        return {key: self._vectors[identity, key] for key in keys if (identity, key) in self._vectors}

    def put_vectors(self, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
        """Keep rows."""
        self._vectors.update({(identity, key): np.asarray(row) for key, row in zip(keys, matrix, strict=True)})

    def annotations(self, identity: str, keys: Sequence[str]) -> Mapping[str, Annotation]:
        """The annotations at hand, by key."""
        return {key: self._annotations[identity, key] for key in keys if (identity, key) in self._annotations}

    def put_annotations(self, identity: str, annotations: Mapping[str, Annotation]) -> None:
        """Keep annotations."""
        self._annotations.update({(identity, key): value for key, value in annotations.items()})


class Workbench:
    """What the measures do with the program: analyse transcripts or rows, judge bare texts, encode."""

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar engine with default settings."""
        return load_grammar(ModelOptions())

    @cached_property
    def memory(self) -> Memory:
        """What the engines have seen."""
        return Memory()

    @cached_property
    def encoder(self) -> CachedEncoder:
        """The encoder with default settings."""
        return CachedEncoder(load_encoder(ModelOptions()), self.memory)

    @property
    def classify(self) -> Encode:
        """The classifier that comes with the program."""
        return CachedEncoder(load_classifier(), self.memory).encode

    def analyse(
        self, transcripts: Sequence[Transcript], options: Options | None = None, classify: Encode | None = None
    ) -> Analysis:
        """The whole pipeline over transcripts, without decisions and history."""
        engines = Engines(self.grammar, self.memory, self.encoder, classify=classify or self.classify)
        return analyse(transcripts, options or Options(), (), (), engines, Silent())

    def analyse_rows(
        self, texts: Sequence[str], people: Sequence[str] | None = None, options: Options | None = None
    ) -> Analysis:
        """What `ingest CSV --as-statements` gives: the turn of a statement is the number of its row."""
        with written_rows(texts, people) as path:
            reading = InputOptions(as_statements=True, text_column="text")
            found = read_source(Source(path.name, path, True, path.parent, path.stem), reading, SpeakerOptions())
        return self.analyse(found.transcripts, options)

    def judge_texts(
        self, texts: Sequence[str], heads: Heads | None = None, classify: Encode | None = None
    ) -> tuple[Judgement, ...]:
        """Judgements of bare texts, each as if somebody had said just that."""
        said = [bare_statement(text, number) for number, text in enumerate(texts)]
        return self.judge(said, heads=heads, classify=classify)

    def judge(
        self,
        statements: Sequence[Statement],
        journey: Journey | None = None,
        heads: Heads | None = None,
        classify: Encode | None = None,
    ) -> tuple[Judgement, ...]:
        """Judgements of statements as they are, in their order; by what comes with the program, or what is given."""
        texts = [statement.text for statement in statements]
        grammar_of = annotate_texts(texts, self.grammar, self.memory)
        annotations = {statement.id: grammar_of[statement.text] for statement in statements}
        return judge(
            statements, annotations, self.encoder.encode(texts), self.encoder.encode, journey or Journey(),
            heads=heads, classify=classify or self.classify,
        ).judgements  # fmt: skip


def bare_statement(text: str, number: int) -> Statement:
    """A statement without question or heading, all of its turn."""
    return Statement(
        statement_id("", text, number), TranscriptId("t"), "t", ParticipantId("p"), number, 0, len(text), text
    )


@contextmanager
def written_rows(texts: Sequence[str], people: Sequence[str] | None = None, name: str = "rows.csv") -> Iterator[Path]:
    """A CSV of texts, with a column of participants where they are known; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_rows(path, texts, people)
        yield path


def write_rows(path: Path, texts: Sequence[str], people: Sequence[str] | None = None) -> None:
    """Write a CSV with the columns `text` and, where known, `participant`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["participant", "text"] if people else ["text"])
        writer.writerows(zip(people, texts, strict=True) if people else ([text] for text in texts))
