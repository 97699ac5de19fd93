"""Finding the statement that a decision was about, after text was corrected or a file renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from insightmine.domain.decisions import Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.speech import Statement


class Anchoring:
    """Resolves the targets of decisions against today's statements."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_id: Mapping[str, Statement] = {statement.id: statement for statement in statements}
        self._by_quote: dict[tuple[str, str], StatementId] = {}
        self._by_text: defaultdict[str, list[StatementId]] = defaultdict(list)
        for statement in sorted(statements, key=lambda statement: statement.id):
            self._by_quote.setdefault((statement.participant, _folded(statement.text)), statement.id)
            self._by_text[_folded(statement.text)].append(statement.id)

    def statement(self, decision: Decision, number: int = 0) -> StatementId | None:
        """The statement that the decision's target of this number means: by id, else by its quote; else `None`.

        A quote counts also when its speaker goes by another name today, as long as nobody else said the same.
        """
        if number < len(decision.targets) and decision.targets[number] in self._by_id:
            return StatementId(decision.targets[number])
        anchors = decision.anchors[number] if number < len(decision.anchors) else ()
        for anchor in anchors:
            found = self._by_quote.get((anchor.participant, _folded(anchor.text)))
            if found is not None:
                return found
            same_words = self._by_text.get(_folded(anchor.text), [])
            if len(same_words) == 1:
                return same_words[0]
        return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
