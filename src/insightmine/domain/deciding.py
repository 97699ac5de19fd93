"""From what a person typed to a decision that can be replayed: targets that exist, a value that fits, anchors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.file_names import legible, name_key
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.judgements import Effect, Kind
from insightmine.domain.speech import Role
from insightmine.domain.themes import ThemeMemory
from insightmine.errors import UsageError

_ANCHORS_A_THEME = 5
_PLACING = (Action.MOVE, Action.SPLIT, Action.TOGETHER, Action.APART)
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Form:
    """How an action is written: which targets, from `least` to `most` of them, and which values fit."""

    targets: str
    least: int
    most: int | None
    values: Callable[[Analysis], Sequence[str]] | None = None
    free_value: bool = False


def _step_values(analysis: Analysis) -> Sequence[str]:
    return [*(step.id for step in analysis.journey.steps), "none"]


def _theme_values(analysis: Analysis) -> Sequence[str]:
    return [*(theme.id for theme in analysis.themes), "none"]


FORMS: dict[Action, Form] = {
    Action.RENAME: Form("T", 1, 1, free_value=True),
    Action.MERGE: Form("T", 2, None),
    Action.SPLIT: Form("TS", 2, None),
    Action.MOVE: Form("S", 1, 1, _theme_values),
    Action.ACCEPT: Form("TGO", 1, None),
    Action.REJECT: Form("TGO", 1, None),
    Action.EFFECT: Form("S", 1, 1, lambda _: [*Effect, "unsure"]),
    Action.KIND: Form("S", 1, 1, lambda _: list(Kind)),
    Action.STEP: Form("TS", 1, 1, _step_values),
    Action.ROLE: Form("file", 2, 2, lambda _: list(Role)),
    Action.PERSON: Form("file", 2, 2, free_value=True),
    Action.TOGETHER: Form("S", 2, 2),
    Action.APART: Form("S", 2, 2),
    Action.UNDO: Form("D", 0, None),
}


def new_decision(
    analysis: Analysis, action: Action, targets: Sequence[str], value: str | None, by: str, because: str, at: str
) -> Decision:
    """A decision on what the analysis holds today; its id is given when it is written down.

    Raises `UsageError` naming the target or value that does not fit, and what would.
    """
    form = FORMS[action]
    _check_count(action, form, targets)
    _check_targets(analysis, action, form, targets)
    _check_sense(analysis, action, targets, value)
    _check_value(analysis, action, form, value)
    anchors = tuple(_anchors(analysis, target) for target in targets)
    written = " ".join(value.split()) if value is not None and form.free_value else value
    return Decision(
        id="", action=action, targets=tuple(targets), value=written, by=by, because=because, at=at, anchors=anchors
    )


def to_undo(decided: Sequence[Decision], effective: Sequence[Decision], targets: Sequence[str]) -> tuple[str, ...]:
    """The decisions named, else the latest that holds. An undo that stands can itself be undone. Raises `UsageError`.

    `decided` are all decisions, `effective` those that hold.
    """
    holding = [decision.id for decision in effective]
    if not holding and not targets:
        raise UsageError("there is nothing to undo")
    undoing = [decision.id for decision in decided if decision.action is Action.UNDO]
    for target in targets:
        if target not in (*holding, *undoing):
            hint = f"decisions that hold: {', '.join(holding[-12:]) or 'none'}"
            raise UsageError(f"there is no decision {target!r} to undo", hint=hint)
    return tuple(targets) or (holding[-1],)


def before_deciding(
    history: Sequence[ThemeMemory], decided: Sequence[Decision], effective: Sequence[Decision]
) -> tuple[ThemeMemory, ...]:
    """The history as what was decided since has to find it: merged themes apart, nothing left of what was undone.

    Earlier statements stay in their theme unless they clearly belong elsewhere, and a theme keeps its name; where a
    person had put them there, or had given the name, and took it back, is no reason to stay. Merges that hold are
    done again, so the themes that went into others are taken for as alive as those. `decided` are all decisions,
    `effective` those that hold.
    """
    holding = {decision.id for decision in effective}
    undone = [decision for decision in decided if decision.id not in holding]
    names = {(decision.by, decision.value) for decision in undone if decision.action is Action.RENAME}
    names -= {(decision.by, decision.value) for decision in effective if decision.action is Action.RENAME}
    freed = _set_free(decided, undone)
    memories = {memory.id: memory for memory in history}
    for decision in reversed(decided):
        if decision.action is Action.MERGE:
            _come_apart(memories, decision, again=decision.id in holding)
    return tuple(_as_before(memory, memories[memory.id], freed, names) for memory in history)


def _come_apart(memories: dict[ThemeId, ThemeMemory], merge: Decision, *, again: bool) -> None:
    """Take out of a theme what was merged into it; `again`: that theme is to be found, to be merged once more."""
    kept = memories.get(ThemeId(merge.targets[0]))
    gone_in = [memories[ThemeId(target)] for target in merge.targets[1:] if target in memories]
    if kept is None:
        return
    members = set(kept.members).difference(*(memory.members for memory in gone_in))
    memories[kept.id] = replace(kept, members=tuple(sorted(members)))
    if again and not kept.retired:
        memories.update({memory.id: replace(memory, retired=False) for memory in gone_in})


def _set_free(decided: Sequence[Decision], undone: Sequence[Decision]) -> set[str]:
    """The statements that were placed by what was undone, and those that had to go where they went."""
    placed = [{t for t in decision.targets if t.startswith("S")} for decision in decided if decision.action in _PLACING]
    freed = {target for decision in undone if decision.action in _PLACING for target in decision.targets}
    waiting = [one for one in placed if not one <= freed]
    while any(one & freed for one in waiting):
        freed |= {target for one in waiting if one & freed for target in one}
        waiting = [one for one in waiting if not one <= freed]
    return freed


def _as_before(
    memory: ThemeMemory, apart: ThemeMemory, freed: Collection[str], names: Collection[tuple[str, str | None]]
) -> ThemeMemory:
    """A theme of the past without what was set free; named anew where its name was taken back, or made for others."""
    # one that is no more holds nothing back, and is known again by all that it held
    members = tuple(member for member in apart.members if apart.retired or member not in freed)
    renew = (memory.named_by, memory.name) in names or len(members) < _MOSTLY * len(memory.members)
    return replace(apart, members=members, name="" if renew else memory.name)


def _check_count(action: Action, form: Form, targets: Sequence[str]) -> None:
    if len(targets) < form.least or (form.most is not None and len(targets) > form.most):
        wanted = f"{form.least}" if form.most == form.least else f"at least {form.least}"
        hint = "put a name of several words in quotation marks" if form.free_value else "see: insightmine decide --help"
        raise UsageError(f"{action} takes {wanted} of: {_names(form.targets)}; {len(targets)} given", hint=hint)


def _check_targets(analysis: Analysis, action: Action, form: Form, targets: Sequence[str]) -> None:
    if form.targets == "file":
        labels = {
            (name_key(name), legible(turn.speaker or ""))
            for t in analysis.transcripts
            for name in (t.source, t.id)
            for turn in t.turns
        }
        if (name_key(targets[0]), legible(targets[1])) not in labels:
            raise UsageError(
                f"nobody goes by {targets[1]!r} in {targets[0]!r}",
                hint=f"insightmine show {targets[0]} lists who speaks",
            )
    elif form.targets != "D":
        known = _known(analysis, form.targets)
        for position, target in enumerate(targets):
            allowed = _known(analysis, "T" if position == 0 else "S") if action is Action.SPLIT else known
            if target not in allowed:
                raise UsageError(
                    f"{action}: there is no {_names(form.targets)} {target!r}",
                    hint="ids stand in the tables and in the report",
                )


def _check_sense(analysis: Analysis, action: Action, targets: Sequence[str], value: str | None) -> None:
    """Refuse what could not be: the same thing named twice, a statement that can be in no theme, an empty split."""
    twice = next((target for target in targets if list(targets).count(target) > 1), None)
    if twice is not None and action not in (Action.ROLE, Action.PERSON):
        raise UsageError(f"{action}: {twice} is named twice", hint="name each thing once")
    if action in _PLACING and not (action is Action.MOVE and value in (None, "none")):
        for target in targets:
            _refuse_without_theme(analysis, action, target)
    if action is Action.SPLIT:
        _refuse_empty_split(analysis, targets)


def _refuse_without_theme(analysis: Analysis, action: Action, target: str) -> None:
    """Raise `UsageError` for a statement that themes are not made of."""
    statement = analysis.statement_by_id.get(StatementId(target))
    if statement is None:
        return
    transcript = analysis.transcript_by_id[statement.transcript]
    if not transcript.in_themes:
        raise UsageError(
            f"{action}: {target} can be in no theme: its transcript is searched, not counted",
            hint=f"insightmine show {statement.source} says why",
        )
    judged = analysis.judgement_by_id.get(statement.id)
    if judged is not None and judged.kinds[:1] == (Kind.SESSION_TALK,) and not transcript.rows_are_statements:
        raise UsageError(
            f"{action}: {target} is taken for talk about the session, which is in no theme",
            hint=f"say first what it is: insightmine decide kind {target} behaviour",
        )


def _refuse_empty_split(analysis: Analysis, targets: Sequence[str]) -> None:
    """Raise `UsageError` where nothing would be split off, or nothing would be left."""
    members = set(analysis.theme_by_id[ThemeId(targets[0])].statements)
    outside = [target for target in targets[1:] if target not in members]
    if outside:
        raise UsageError(f"split: {outside[0]} is not in {targets[0]}", hint=f"insightmine show {targets[0]} lists it")
    if len(targets) - 1 == len(members):
        raise UsageError(f"split: these are all statements of {targets[0]}", hint="name those that are to leave it")


def _check_value(analysis: Analysis, action: Action, form: Form, value: str | None) -> None:
    if form.free_value:
        if not (value or "").strip():
            raise UsageError(f"{action} needs a name", hint="see: insightmine decide --help")
    elif form.values is not None:
        known = form.values(analysis)
        for part in (value or "").split(",") if action is Action.KIND else [value]:
            if part not in known:
                raise UsageError(f"{action}: {part!r} does not fit", hint=f"use one of: {', '.join(known)}")


def _known(analysis: Analysis, letters: str) -> set[str]:
    known: dict[str, set[str]] = {
        "T": {theme.id for theme in analysis.themes},
        "S": {statement.id for statement in analysis.statements},
        "G": {signal.id for signal in analysis.signals},
        "O": {outcome.id for outcome in analysis.outcomes},
    }
    return set().union(*(known[letter] for letter in letters))


def _names(letters: str) -> str:
    names = {"T": "theme", "S": "statement", "G": "signal", "O": "outcome", "D": "decision"}
    return " or ".join(names.get(letter, "") for letter in letters) if letters != "file" else "file and label"


def _anchors(analysis: Analysis, target: str) -> tuple[Anchor, ...]:
    """The quotes behind a target: the statement's own, or the strongest of a theme, signal or outcome."""
    statements: Sequence[StatementId]
    if target in analysis.statement_by_id:
        statements = [StatementId(target)]
    elif target in analysis.theme_by_id:
        statements = analysis.theme_by_id[ThemeId(target)].statements
    else:
        evidence: dict[str, Sequence[StatementId]] = {signal.id: signal.supporting for signal in analysis.signals}
        evidence |= {outcome.id: outcome.supporting for outcome in analysis.outcomes}
        statements = evidence.get(target, ())
    quotes = [analysis.statement_by_id[statement] for statement in statements[:_ANCHORS_A_THEME]]
    return tuple(Anchor(quote.id, quote.participant, quote.text) for quote in quotes)
