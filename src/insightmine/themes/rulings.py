"""What people decided about themes, replayed in order over the groups that the machine found.

Later decisions win. Of decisions that cannot all hold, the oldest gives way and is reported, with who made it and
who decided otherwise. What was decided of two statements (`together`, `apart`) holds through whatever is decided of
themes: a merge and a split respect it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.anchors import Anchoring
from insightmine.domain.decisions import Action, Decision, overruled
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.problems import Problem
from insightmine.domain.themes import ThemeMemory
from insightmine.domain.verdicts import STATUS_AFTER
from insightmine.themes.drafts import Draft
from insightmine.themes.identity import earlier_of
from insightmine.themes.pairs import Pair, Pairs
from insightmine.themes.study import Material

UNPLACED = (None, "", "none")


class _RefusedError(Exception):
    """A decision that cannot be replayed; the message says why, in ids."""


@dataclass(frozen=True, slots=True)
class _Pin:
    """Where a person put a row (`None`: into no theme)."""

    ruling: Decision
    home: Draft | None


class Replay:
    """The drafts under revision; `problems` are the decisions that do not hold as they stand.

    `known` are the ids of all statements of the study, also of those that go into no theme.
    """

    def __init__(
        self,
        material: Material,
        drafts: list[Draft],
        history: Sequence[ThemeMemory],
        known: Collection[StatementId] = (),
    ) -> None:
        self.drafts = drafts
        self.problems: list[Problem] = []
        self._material = material
        self._known = frozenset(known)
        self._anchoring = Anchoring(material.statements)
        found = earlier_of(material, drafts, history)
        self._draft_of: dict[ThemeId, Draft] = {theme: drafts[i] for theme, i in found.items()}
        # what was decided of a theme of the machine is not meant of a code that was given since
        self._without_code = {str(memory.id) for memory in history if memory.code is None}
        self._spoken_last: dict[tuple[str, Draft], Decision] = {}
        self._pairs = Pairs()
        self._pins: dict[int, _Pin] = {}
        self._order: dict[str, int] = {}

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
        self._order[ruling.id] = len(self._order)
        try:
            steps[ruling.action](ruling)
        except _RefusedError as refusal:
            self._report(ruling, str(refusal))
        self.drafts[:] = [draft for draft in self.drafts if draft.rows]

    # What is decided of themes

    def _rename(self, ruling: Decision) -> None:
        draft = self._theme(ruling, 0)
        self._speak("name", draft, ruling, lambda before: before.value == ruling.value)
        draft.name, draft.named_by = (ruling.value or "").strip() or None, ruling.by

    def _judge(self, ruling: Decision) -> None:
        for number, target in enumerate(ruling.targets):
            if target.startswith("T"):
                draft = self._theme(ruling, number)
                self._speak("status", draft, ruling, lambda before: before.action is ruling.action)
                draft.status = STATUS_AFTER[ruling.action]

    def _merge(self, ruling: Decision) -> None:
        drafts = [self._theme(ruling, number, anchors_first=True) for number in range(len(ruling.targets))]
        kept = drafts[0]
        for other in drafts[1:]:
            if other is not kept:
                self._take_in(kept, other, ruling)
        kept.lineage += [f"merged {target} ({ruling.id})" for target in ruling.targets[1:]]
        kept.goes_on = ThemeId(ruling.targets[0])
        self._draft_of.update((ThemeId(target), kept) for target in ruling.targets)

    def _take_in(self, kept: Draft, other: Draft, ruling: Decision) -> None:
        """All rows of the other, but those that somebody wants apart from a row of the first."""
        for pair, row in self._pairs.apart_between(kept.rows, other.rows):
            if row in other.rows:
                block = self._pairs.block(row)
                self._free(block)
                other.rows -= block
                self._report(ruling, self._kept_apart(row, pair, "is left out"))
        kept.rows |= other.rows
        other.rows = set()
        self._pins.update((row, replace(pin, home=kept)) for row, pin in self._pins.items() if pin.home is other)

    def _split(self, ruling: Decision) -> None:
        named = [self._row(ruling, number) for number in range(1, len(ruling.targets))]
        rows: set[int] = set()
        for row in named:
            block = self._pairs.block(row)
            against = next(self._pairs.apart_between(rows, block), None)
            if against is None:
                rows |= block
            else:
                self._report(ruling, self._kept_apart(against[1], against[0], "stays where it is"))
        origin = self._holder(min(rows))
        if origin is not None and origin.rows == rows and origin is self._draft_of.get(ThemeId(ruling.targets[0])):
            return
        self._leave(rows)
        new = Draft(rows, lineage=[f"split from {ruling.targets[0]} ({ruling.id})"], split_off=True)
        self.drafts.append(new)
        if origin is not None and not origin.rows:  # it had been split off before
            self._draft_of.update((theme, new) for theme, draft in self._draft_of.items() if draft is origin)
            new.name, new.named_by, new.status = origin.name, origin.named_by, origin.status
            new.lineage = [*origin.lineage, *new.lineage]
        self._pins.update((row, _Pin(ruling, new)) for row in rows)

    # What is decided of statements

    def _move(self, ruling: Decision) -> None:
        row = self._row(ruling, 0)
        home = None
        if ruling.value not in UNPLACED:
            home = self._draft_of.get(ThemeId(ruling.value or ""))
            if home is None or not home.rows:
                raise _RefusedError(f"there is no theme {ruling.value} any more")
        block = self._pairs.block(row)
        self._overrule_pins(block, home, ruling)
        self._free(block)
        self._pins[row] = _Pin(ruling, home)
        self._place(block, home, ruling)

    def _together(self, ruling: Decision) -> None:
        first, second = self._row(ruling, 0), self._row(ruling, 1)
        if first == second:
            raise _RefusedError(f"{ruling.targets[0]} and {ruling.targets[1]} are one statement today")
        self._add_pair(first, second, ruling)
        block = self._pairs.block(first)
        pin = self._last_pin(block)
        if pin is not None:
            home = pin.home
            self._overrule_pins(block, home, ruling)
        else:
            home = self._holder(first) or self._holder(second) or Draft(set(), split_off=True)
        self._place(block, home, ruling)

    def _apart(self, ruling: Decision) -> None:
        first, second = self._row(ruling, 0), self._row(ruling, 1)
        if first == second:
            raise _RefusedError(f"{ruling.targets[0]} and {ruling.targets[1]} are one statement today")
        self._add_pair(first, second, ruling)
        home = self._holder(first)
        if home is None or home is not self._holder(second):
            return
        blocks = [self._pairs.block(first), self._pairs.block(second)]
        pins = [self._last_pin(block) for block in blocks]
        ages = [-1 if pin is None else self._order[pin.ruling.id] for pin in pins]
        leaving = blocks[0] if ages[0] < ages[1] else blocks[1]
        self._overrule_pins(leaving, None, ruling)
        self._free(leaving)
        home.rows -= leaving

    def _add_pair(self, first: int, second: int, ruling: Decision) -> None:
        for pair in self._pairs.add(Pair(first, second, ruling, self._order[ruling.id])):
            self._overrule(pair.ruling, ruling)

    def _place(self, block: set[int], home: Draft | None, ruling: Decision) -> None:
        """Put rows that belong together into a theme; what must not stand beside them there leaves it."""
        self._leave(block)
        if home is None:
            return
        for pair, row in self._pairs.apart_between(block, home.rows):
            others = self._pairs.block(row)
            pin = self._last_pin(others)
            if pin is not None and self._order[pin.ruling.id] > pair.order:
                self._pairs.drop(pair)
                self._overrule(pair.ruling, ruling)
                continue
            self._overrule_pins(others, None, ruling)
            self._free(others)
            home.rows -= others
        if not any(draft is home for draft in self.drafts):
            self.drafts.append(home)
        home.rows |= block

    # Who said otherwise

    def _speak(self, matter: str, draft: Draft, ruling: Decision, agrees: Callable[[Decision], bool]) -> None:
        """Report the earlier decision on the same matter if this one says something else."""
        before = self._spoken_last.get((matter, draft))
        if before is not None and not agrees(before):
            self._overrule(before, ruling)
        self._spoken_last[matter, draft] = ruling

    def _overrule_pins(self, rows: set[int], home: Draft | None, ruling: Decision) -> None:
        """Report the moves of these rows to anywhere else."""
        moves = {pin.ruling.id: pin for row in sorted(rows) if (pin := self._pins.get(row)) and pin.home is not home}
        for pin in moves.values():
            if pin.ruling.action is Action.MOVE:
                self._overrule(pin.ruling, ruling)
        for row in rows:
            if row in self._pins and self._pins[row].home is not home:
                del self._pins[row]

    def _overrule(self, earlier: Decision, later: Decision) -> None:
        problem = overruled(earlier, later)
        if problem not in self.problems:
            self.problems.append(problem)

    def _report(self, ruling: Decision, why: str) -> None:
        self.problems.append(Problem(ruling.id, why))

    def _kept_apart(self, row: int, pair: Pair, fate: str) -> str:
        one, other = (self._material.statements[number].id for number in (row, pair.other(row)))
        return f"{one} {fate}: {pair.ruling.id} ({pair.ruling.by}) keeps it apart from {other}"

    # What a decision means today

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
        could = [draft.code is None or ruling.targets[number] not in self._without_code for draft in self.drafts]
        counts = [(sum(row in draft.rows for row in rows), i) for i, draft in enumerate(self.drafts) if could[i]]
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
        target = ruling.targets[number]
        if target in self._known and target not in self._material.row_of:
            raise _RefusedError(f"{target} is session talk, or says too little to be in a theme")
        statement = self._anchoring.statement(ruling, number)
        if statement is None:
            raise _RefusedError(f"{target} is not among the statements any more")
        return self._material.row_of[statement]

    def _holder(self, row: int) -> Draft | None:
        return next((draft for draft in self.drafts if row in draft.rows), None)

    def _last_pin(self, rows: set[int]) -> _Pin | None:
        """The latest decision that put one of these rows where it is."""
        pins = [self._pins[row] for row in rows if row in self._pins]
        return max(pins, key=lambda pin: self._order[pin.ruling.id], default=None)

    def _leave(self, rows: set[int]) -> None:
        for draft in self.drafts:
            draft.rows -= rows

    def _free(self, rows: set[int]) -> None:
        for row in rows:
            self._pins.pop(row, None)
