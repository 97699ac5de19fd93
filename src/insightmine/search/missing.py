"""Who said nothing like it."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.ids import ParticipantId
from insightmine.search.filters import Corpus
from insightmine.search.find import CUTOFF, Query
from insightmine.search.nearest import Nearest


@dataclass(frozen=True, slots=True)
class Missing:
    """People in alphabetical order: who said something near the query, and who did not.

    `basis` says who was counted. Silence is not absence: nobody may have asked them.
    """

    spoke: tuple[ParticipantId, ...]
    silent: tuple[ParticipantId, ...]
    basis: str

    @property
    def counted(self) -> int:
        """The denominator."""
        return len(self.spoke) + len(self.silent)


def find_missing(query: Query, corpus: Corpus, index: Nearest) -> Missing:
    """The people without a statement above the cut-off, among those with any statement that passes the filters.

    The limit of the query plays no part. Who speaks only in a language that the encoder does not know is not counted.
    """
    allowed = query.filters.rows(corpus)
    rows, similarity = index.search(query.vector, len(index), allowed)
    near = rows[similarity >= CUTOFF].tolist()
    served = [row for row in rows.tolist() if corpus.statements[row].transcript not in corpus.unserved]
    counted = {corpus.statements[row].participant for row in served}
    spoke = {corpus.statements[row].participant for row in near if corpus.statements[row].id not in query.exclude}
    everybody = (
        "everybody with a statement" if allowed is None else "everybody with a statement that passes the filters"
    )
    if len(served) < len(rows):
        everybody += " in a language that the model serves"
    return Missing(tuple(sorted(spoke & counted)), tuple(sorted(counted - spoke)), everybody)
