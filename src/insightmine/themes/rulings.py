"""What people decided about themes, replayed in order over the groups that the machine found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from insightmine.domain.anchors import Anchoring
from insightmine.domain.decisions import Action, Decision, DecisionProblem
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.themes import ThemeMemory
from insightmine.domain.verdicts import STATUS_AFTER
from insightmine.themes.drafts import Draft
from insightmine.themes.identity import earlier_of
from insightmine.themes.study import Material

UNPLACED = (None, "", "none")


class _RefusedError(Exception):
    """A decision that cannot be replayed; the message says why, in ids."""


class Replay:
    """The drafts under revision. Later decisions win over earlier ones; the overruled are reported."""

    def __init__(self, material: Material, drafts: list[Draft], history: Sequence[ThemeMemory]) -> None:
        self.drafts = drafts
        self.problems: list[DecisionProblem] = []
        self._material = material
        self._anchoring = Anchoring(material.statements)
        found = earlier_of(material, drafts, history)
        self._draft_of: dict[ThemeId, Draft] = {theme: drafts[i] for theme, i in found.items()}
        self._spoken_last: dict[tuple[str, object], tuple[str, object]] = {}

    def apply(self, ruling: Decision) -> None:
        """Replay one decision; what cannot be replayed goes to `problems`."""
        steps: dict[Action, Callable[[Decision], None]] = {
            Action.RENAME: self._rename,
            Action.MERGE: self._merge,
            Action.SPLIT: self._split,
            Action.MOVE: self._move,
            Action.ACCEPT: self._judge,
            Action.REJECT: self._judge,
            Action.TOGETHER: self._together,
            Action.APART: self._apart,
        }
        if ruling.action not in steps:
            return
        try:
            steps[ruling.action](ruling)
        except _RefusedError as refusal:
            self.problems.append(DecisionProblem(ruling.id, str(refusal)))
        self.drafts[:] = [draft for draft in self.drafts if draft.rows]

    def _rename(self, ruling: Decision) -> None:
        draft = self._theme(ruling, 0)
        self._speak("name", id(draft), ruling, ruling.value)
        draft.name, draft.named_by = (ruling.value or "").strip() or None, ruling.by

    def _merge(self, ruling: Decision) -> None:
        drafts = [self._theme(ruling, number, anchors_first=True) for number in range(len(ruling.targets))]
        kept = drafts[0]
        for other in drafts[1:]:
            if other is not kept:
                kept.rows |= other.rows
                other.rows = set()
        kept.lineage += [f"merged {target} ({ruling.id})" for target in ruling.targets[1:]]
        kept.goes_on = ThemeId(ruling.targets[0])
        self._draft_of.update((ThemeId(target), kept) for target in ruling.targets)

    def _split(self, ruling: Decision) -> None:
        rows = {self._row(ruling, number) for number in range(1, len(ruling.targets))}
        origin = self._holder(min(rows))
        if origin is not None and origin.rows == rows:
            return
        self._leave(rows)
        lineage = [f"split from {ruling.targets[0]} ({ruling.id})"]
        self.drafts.append(Draft(rows, lineage=lineage, split_off=True))

    def _move(self, ruling: Decision) -> None:
        row = self._row(ruling, 0)
        self._speak("place", row, ruling, ruling.value)
        if ruling.value in UNPLACED:
            self._leave({row})
            return
        target = self._draft_of.get(ThemeId(ruling.value or ""))
        if target is None or not target.rows:
            raise _RefusedError(f"there is no theme {ruling.value} any more")
        self._leave({row})
        target.rows.add(row)

    def _judge(self, ruling: Decision) -> None:
        for number, target in enumerate(ruling.targets):
            if target.startswith("T"):
                draft = self._theme(ruling, number)
                self._speak("status", id(draft), ruling, ruling.action)
                draft.status = STATUS_AFTER[ruling.action]

    def _together(self, ruling: Decision) -> None:
        first, second = self._pair(ruling)
        home = self._holder(first) or self._holder(second) or Draft(set(), split_off=True)
        if home not in self.drafts:
            self.drafts.append(home)
        self._leave({first, second} - home.rows)
        home.rows |= {first, second}

    def _apart(self, ruling: Decision) -> None:
        first, second = self._pair(ruling)
        home = self._holder(first)
        if home is not None and home is self._holder(second):
            home.rows.discard(second)

    def _pair(self, ruling: Decision) -> tuple[int, int]:
        first, second = self._row(ruling, 0), self._row(ruling, 1)
        self._speak("pair", (min(first, second), max(first, second)), ruling, ruling.action)
        return first, second

    def _speak(self, matter: str, about: object, ruling: Decision, says: object) -> None:
        """Report the earlier decision on the same matter if this one says something else."""
        before = self._spoken_last.get((matter, about))
        if before is not None and before[1] != says:
            self.problems.append(DecisionProblem(before[0], f"overruled by {ruling.id}"))
        self._spoken_last[(matter, about)] = (ruling.id, says)

    def _theme(self, ruling: Decision, number: int, *, anchors_first: bool = False) -> Draft:
        """The draft that a theme's id means: the one that goes on from it, else the one with most of its anchors."""
        by_id = self._draft_of.get(ThemeId(ruling.targets[number]))
        by_id = by_id if by_id is not None and by_id.rows else None
        by_anchors = self._anchored(ruling, number)
        order = (by_anchors, by_id) if anchors_first else (by_id, by_anchors)
        for draft in order:
            if draft is not None:
                self._draft_of.setdefault(ThemeId(ruling.targets[number]), draft)
                return draft
        raise _RefusedError(f"there is no theme {ruling.targets[number]} any more")

    def _anchored(self, ruling: Decision, number: int) -> Draft | None:
        anchors = ruling.anchors[number] if number < len(ruling.anchors) else ()
        rows = [self._anchored_row(anchor.statement, ruling, number, i) for i, anchor in enumerate(anchors)]
        counts = [(sum(row in draft.rows for row in rows), i) for i, draft in enumerate(self.drafts)]
        most, position = max(counts, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
        return self.drafts[position] if most else None

    def _anchored_row(self, statement: StatementId, ruling: Decision, number: int, position: int) -> int | None:
        row = self._material.row_of.get(statement)
        if row is not None:
            return row
        quote = Decision("", ruling.action, ("",), None, "", "", "", ((ruling.anchors[number][position],),))
        found = self._anchoring.statement(quote)
        return None if found is None else self._material.row_of[found]

    def _row(self, ruling: Decision, number: int) -> int:
        statement = self._anchoring.statement(ruling, number)
        if statement is None:
            raise _RefusedError(f"{ruling.targets[number]} is not among the statements any more")
        return self._material.row_of[statement]

    def _holder(self, row: int) -> Draft | None:
        return next((draft for draft in self.drafts if row in draft.rows), None)

    def _leave(self, rows: set[int]) -> None:
        for draft in self.drafts:
            draft.rows -= rows
