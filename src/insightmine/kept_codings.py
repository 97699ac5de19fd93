"""A second coder's coding in the study folder: how it is kept, and which decisions it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from insightmine.agreement import Aspect
from insightmine.coders import PROGRAM, STUDY, Compared
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.judgements import Kind
from insightmine.errors import UsageError
from insightmine.exchange.cells import RefusedRow
from insightmine.exchange.coding_import import ReadBack, coding_file, kept_bytes, kept_rows, merged
from insightmine.exchange.coding_rows import CodedRow
from insightmine.store import write_atomically


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A coding that is kept now: how many rows were read, are new, say something else than before, and were empty.

    `refused` are lines that do not hold, `compared` the agreement with the study, `None` where nothing was comparable.
    """

    coder: str
    path: Path
    n_rows: int
    n_new: int
    n_changed: int
    n_empty: int
    refused: tuple[RefusedRow, ...]
    compared: Compared | None

    @property
    def exit_code(self) -> int:
        """0 done, 3 done but some rows refused, 4 no row holds."""
        return 4 if self.refused and not self.n_rows else 3 if self.refused else 0


def keep(folder: Path, coder: str, read: ReadBack) -> tuple[Path, int, int]:
    """Write a coder's rows beside those they had before; where to, how many are new, how many say something else.

    Hold `Store.writing()` around it.
    """
    path = coding_file(folder, coder)
    before = kept_rows(path)
    rows, n_changed = merged(before, read.rows)
    if read.rows:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, kept_bytes(rows))
    n_before, n_coded = (sum(row.is_coded for row in those) for those in (before, rows))
    return path, n_coded - n_before, n_changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision that a coding asks for."""

    action: Action
    statement: str
    value: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What of a coding becomes decisions: those, those that were decided otherwise, and what holds already.

    `left` counts what no decision can say: bases, codes, and steps or kinds of none.
    """

    wanted: tuple[Wanted, ...]
    conflicts: tuple[tuple[Wanted, Decision], ...]
    n_held: int
    left: int


def adoption_of(rows: Sequence[CodedRow], rulings: Sequence[Decision], by: str) -> Adoption:
    """What to decide so that the study says what a coder said. `rulings` are the decisions that hold, oldest first.

    A coder's own ruling gives way to their coding only where it came from one: what they decided by hand stays.
    """
    spoken = {(ruling.action, target): ruling for ruling in rulings for target in ruling.targets[:1]}
    wanted: list[Wanted] = []
    conflicts: list[tuple[Wanted, Decision]] = []
    n_held = left = 0
    for row in rows:
        asked, others = _decisions_of(row)
        left += others
        for item in asked:
            ruling = spoken.get((item.action, item.statement))
            if ruling is not None and ruling.value == item.value:
                n_held += 1
            elif ruling is not None and (ruling.by, ruling.because) != (by, reason_of(by)):
                conflicts.append((item, ruling))
            else:
                wanted.append(item)
    return Adoption(tuple(wanted), tuple(conflicts), n_held, left)


def reason_of(by: str) -> str:
    """The reason that stands with a decision made by a coding."""
    return f"coding of {by}"


def _decisions_of(row: CodedRow) -> tuple[list[Wanted], int]:
    """The decisions that a row asks for, and how many of its values no decision can say."""
    asked = []
    left = 0
    for aspect, labels in row.labels.items():
        if aspect is Aspect.KIND and labels and set(labels) <= set(Kind):
            asked.append(Wanted(Action.KIND, row.statement, ",".join(labels)))
        elif aspect is Aspect.EFFECT and labels:
            asked.append(Wanted(Action.EFFECT, row.statement, labels[0]))
        elif aspect is Aspect.STEP:
            asked.append(Wanted(Action.STEP, row.statement, labels[0] if labels else "none"))
        else:
            left += 1
    return asked, left


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a coding that was adopted, and the decisions that were written down."""

    adoption: Adoption
    decisions: tuple[Decision, ...]


def kept_of(folder: Path, coder: str) -> tuple[CodedRow, ...]:
    """The rows of a coder's kept coding. Raises `UsageError` where there is none."""
    rows = kept_rows(coding_file(folder, coder))
    if not rows:
        raise UsageError(f"no coding of {coder!r} is kept here", hint="insightmine import coding.csv --by NAME")
    return rows


def first_coder(analysis: Analysis, coder: str) -> str:
    """With what a new coding is compared: what holds, but for what the same person decided: without decisions then."""
    return PROGRAM if any(judged.decided_by == coder for judged in analysis.judgements) else STUDY
