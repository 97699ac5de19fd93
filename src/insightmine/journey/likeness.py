"""Whether different people say something alike, by the vectors of what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import ParticipantId, StatementId, digest_of
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors

# What people say has something in common where they lie nearer together than nine tenths of what any two people say.
_NEARER_THAN = 0.9
# Of a larger study so many statements say how near that is, which bounds the time.
_MOST_LOOKED_AT = 1500
_DIGITS = 5


class Likeness:
    """How near what people say lies together, measured against what any two people of the study say.

    Row i of `vectors` is statement i. Cosines are taken from the middle of the study, so that 0 is nothing in common.
    """

    def __init__(self, statements: Sequence[Statement], vectors: Vectors) -> None:
        self._statements = tuple(statements)
        self._row_of = {statement.id: row for row, statement in enumerate(statements)}
        self._vectors = vectors
        self._middle = vectors.mean(axis=0, dtype=np.float64) if len(vectors) else np.zeros(vectors.shape[1])

    def is_shared(self, people: Collection[ParticipantId], said: Iterable[StatementId]) -> bool:
        """Whether these people have something in common in what they said of this; one alone has, and who said nothing.

        The mean cosine between the means of what each of them said: each person weighs the same.
        """
        rows: dict[ParticipantId, list[int]] = defaultdict(list)
        for name in said:
            row = self._row_of[name]
            if self._statements[row].participant in people:
                rows[self._statements[row].participant].append(row)
        if len(rows) < 2:
            return True
        means = _unit(np.vstack([self._apart(own).mean(axis=0) for _, own in sorted(rows.items())]))
        pairs = np.triu_indices(len(means), 1)
        return round(float((means @ means.T)[pairs].mean()), _DIGITS) >= self._usual

    def nearness(self, people: Collection[ParticipantId], said: Sequence[StatementId]) -> dict[StatementId, float]:
        """How near each lies to what the others of these people said, each of them weighing the same; 0 for one alone.

        A cosine with the middle of the others' means, their own speaker left out.
        """
        rows = [self._row_of[name] for name in said]
        speakers = [self._statements[row].participant for row in rows]
        apart = self._apart(rows)
        means = {
            who: _unit(apart[[speaker == who for speaker in speakers]].mean(axis=0)[None])[0]
            for who in sorted(set(speakers) & set(people))
        }
        nobody = np.zeros(apart.shape[1])
        total = np.sum(list(means.values()), axis=0) if means else nobody
        near: dict[StatementId, float] = {}
        for name, speaker, own in zip(said, speakers, apart, strict=True):
            alone = set(means) <= {speaker}
            middle = nobody if alone else _unit((total - means.get(speaker, nobody))[None])[0]
            near[name] = round(float(own @ middle), _DIGITS)
        return near

    def is_near(self, nearness: float) -> bool:
        """Whether so near is nearer than most of what different people say lies together."""
        return nearness >= self._usual

    @cached_property
    def _usual(self) -> float:
        """The cosine that nine tenths of the pairs of statements by different people stay under."""
        order = sorted(range(len(self._statements)), key=self._place)[:_MOST_LOOKED_AT]
        people = np.array([self._statements[row].participant for row in order])
        looked_at = self._apart(order)
        near = np.round(looked_at @ looked_at.T, _DIGITS)[people[:, None] != people]
        return round(float(np.quantile(near, _NEARER_THAN)), _DIGITS) if near.size else -1.0

    def _apart(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """These rows as seen from the middle, of unit length."""
        return _unit(self._vectors[rows] - self._middle)

    def _place(self, row: int) -> tuple[str, StatementId]:
        """As good as shuffled, by what is said and not by who says it."""
        return digest_of(self._statements[row].text), self._statements[row].id


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float64)
