"""Decisions without somebody: their quotes go, and what was decided of them alone; the rest stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from insightmine.config import PersonRow
from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.file_names import legible, name_key
from insightmine.domain.speech import Consent
from insightmine.store import change_decisions, read_decisions

_OF_STATEMENTS = frozenset(
    {Action.EFFECT, Action.KIND, Action.STEP, Action.MOVE, Action.TOGETHER, Action.APART, Action.SPLIT}
)


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who may be in no decision: their statements, the files and labels they speak under, what quotes them."""

    people: frozenset[str]
    statements: frozenset[str]
    places: Collection[tuple[str, str]]
    quotes: Callable[[str], bool]


def without_quotes(decision: Decision, people: Collection[str]) -> Decision:
    """The decision without the quotes of these people: it finds what it means by its ids alone."""
    anchors = tuple(tuple(a for a in quotes if a.participant not in people) for quotes in decision.anchors)
    return decision if anchors == decision.anchors else replace(decision, anchors=anchors)


def without_quotes_of(path: Path, people: Sequence[PersonRow]) -> None:
    """Take the quotes of those who withdrew out of decisions.jsonl; what was decided stays, and so does every id."""
    withdrawn = {row.participant for row in people if row.consent is Consent.WITHDRAWN}
    if not withdrawn:
        return
    changed = {
        decision.id: new
        for decision in read_decisions(path)
        if (new := without_quotes(decision, withdrawn)) != decision
    }
    if changed:
        change_decisions(path, changed)


def without_quoted(path: Path, quotes: Callable[[str], bool]) -> None:
    """Take names for themes that quote somebody out of decisions.jsonl, and reasons that do; all else stays."""
    changed = without(read_decisions(path), Absent(frozenset(), frozenset(), (), quotes))
    if changed:
        change_decisions(path, changed)


def without(decisions: Sequence[Decision], absent: Absent) -> dict[str, Decision | None]:
    """What becomes of each decision that has to change, by its id; `None`: it goes.

    What is said of a theme with others in it stays, without the quotes; of several statements that were split off, the
    others'. A name for a theme that quotes them goes, and a reason that does is left out. An undo of what goes, goes.
    """
    changed: dict[str, Decision | None] = {}
    for decision in decisions:
        new = _without(decision, absent)
        if decision.action is Action.UNDO and any(changed.get(target, decision) is None for target in decision.targets):
            new = None
        if new != decision:
            changed[decision.id] = new
    return changed


def _without(decision: Decision, absent: Absent) -> Decision | None:
    reason = "" if absent.quotes(decision.because) else decision.because
    kept = replace(without_quotes(decision, absent.people), because=reason)
    if decision.action in (Action.ROLE, Action.PERSON):
        return None if _is_about(decision, absent) else kept
    if decision.action is Action.RENAME and absent.quotes(decision.value or ""):
        return None
    gone = [number for number in range(len(decision.targets)) if _is_theirs(decision, number, absent)]
    if not gone or decision.action not in _OF_STATEMENTS:
        return kept
    if decision.action is not Action.SPLIT or len(decision.targets) - len(gone) < 2:
        return None
    stay = [number for number in range(len(decision.targets)) if number not in gone]
    return replace(
        kept,
        targets=tuple(decision.targets[number] for number in stay),
        anchors=tuple(kept.anchors[number] for number in stay if number < len(kept.anchors)),
    )


def _is_theirs(decision: Decision, number: int, absent: Absent) -> bool:
    """Whether a target is a statement of theirs, by its id or, where words were corrected since, by its quote."""
    target = decision.targets[number]
    if not target.startswith("S"):
        return False
    quotes: Sequence[Anchor] = decision.anchors[number] if number < len(decision.anchors) else ()
    return target in absent.statements or any(quote.participant in absent.people for quote in quotes)


def _is_about(decision: Decision, absent: Absent) -> bool:
    """Whether it says who somebody is in a file, and means them."""
    if decision.value in absent.people:
        return True
    if len(decision.targets) != 2:
        return False
    name, label = decision.targets
    return (name_key(name), legible(label)) in absent.places
