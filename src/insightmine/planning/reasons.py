"""Why an entry is what it is, in sentences that quote its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from insightmine.domain.plans import Clue, EntryVerdict, PlanEntry
from insightmine.planning.patterns import Sign

_MOST = 3
_FIGURES = frozenset({Sign.FROM_TO, Sign.PERCENT, Sign.LEVEL})
_CALLED = {
    "outcome": EntryVerdict.OUTCOME, "key result": EntryVerdict.OUTCOME, "impact": EntryVerdict.IMPACT,
    "output": EntryVerdict.OUTPUT, "deliverable": EntryVerdict.OUTPUT, "feature": EntryVerdict.OUTPUT,
    "story": EntryVerdict.OUTPUT, "task": EntryVerdict.TASK, "sub-task": EntryVerdict.TASK,
    "subtask": EntryVerdict.TASK,
}  # fmt: skip
_NO_WORD = "no single word gives it away; as a whole it reads like {}"
_KINDS = {
    EntryVerdict.OUTPUT: "something that a team makes",
    EntryVerdict.OUTCOME: "something that people do",
    EntryVerdict.IMPACT: "a result that comes at the end",
    EntryVerdict.TASK: "a small to-do",
}


def reasons_for(
    entry: PlanEntry, verdict: EntryVerdict, clues: Sequence[Clue], signs: Collection[Sign]
) -> tuple[str, ...]:
    """The most telling words for the verdict, and what may have looked otherwise."""
    own = [clue for clue in clues if clue.verdict is verdict][:_MOST]
    told = [f"\u201c{clue.text}\u201d: {clue.why}" for clue in own] or [_NO_WORD.format(_KINDS[verdict])]
    dressed = verdict is EntryVerdict.OUTPUT and not _FIGURES.isdisjoint(signs)
    if dressed and Sign.STORY not in signs and Sign.LEAD_DELIVER not in signs:
        told.append("a figure, or \u201cmore\u201d of it, does not make a deliverable an outcome")
    called = _CALLED.get(entry.label.casefold())
    if called is not None and called is not verdict:
        told.append(f"the plan calls it \u201c{entry.label}\u201d")
    return tuple(told)
