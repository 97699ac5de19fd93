"""Stretches of a turn -> units of one idea: what cannot stand alone is joined to what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from insightmine.statements.clauses import HARD_CAP, LONG, TOO_LONG
from insightmine.statements.filler import words_of
from insightmine.statements.openings import gives_a_reason, turns_to_something_new
from insightmine.statements.standing import Standing
from insightmine.statements.values import LeftOutReason, Span

_COMPLETE = 5  # words of a sentence that can stand alone
_PHRASE = 8  # words up to which what has no verb is only a part of something
_GLUE = frozenset({LeftOutReason.FILLER, LeftOutReason.BACKCHANNEL})  # what people say while they look for words
_MARK = 4  # characters of an item's mark at most: "12. "
_QUOTABLE = frozenset({None, *_GLUE, LeftOutReason.BARE_ANSWER, LeftOutReason.SESSION_TALK})
_PARAGRAPH = re.compile(r"\n[ \t\r]*(?:\n|(?:[-*•–]|\d{1,2}[.)])\s)")
_LINKS = frozenset({"and", "but", "or"})
_QUOTATION_MARK = re.compile('["“”]')


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a turn: what will be a statement, or why it is none."""

    span: Span
    words: int
    reason: LeftOutReason | None
    standing: Standing
    reaction: bool = False
    named: bool = False  # tells of something that it names: "The colours are good."
    heavy: bool = False  # has a verb or an adjective: says something even when short
    answers: bool = False  # opens the answer to a question


def join_units(text: str, units: Sequence[Unit], answers: bool) -> list[Unit]:
    """The units in order, each with what it cannot do without. None grows beyond 60 words by it.

    `answers`: the first answers a question, so that a bare noun is complete in it.
    """
    settled = _settle_reactions(units)
    joined = _join_quotations(text, settled)
    if answers and joined:
        joined[0] = replace(joined[0], answers=True)
    return _join(text, _look_around(text, joined))


def _settle_reactions(units: Sequence[Unit]) -> list[Unit]:
    """A reaction belongs to what was said before it; with nothing before it, it is a backchannel."""
    settled: list[Unit] = []
    for unit in units:
        if unit.reaction and settled and settled[-1].reason is None:
            settled[-1] = _joined(settled[-1], unit)
        else:
            settled.append(replace(unit, reason=LeftOutReason.BACKCHANNEL) if unit.reaction else unit)
    return settled


def _join_quotations(text: str, units: Sequence[Unit]) -> list[Unit]:
    """What somebody quotes is not cut in the middle: its second half alone would be said by the participant."""
    joined: list[Unit] = []
    i = 0
    while i < len(units):
        end = _end_of_quotation(text, units, i)
        unit = units[i]
        for other in units[i + 1 : end]:
            unit = _joined(unit, other)
        joined.append(unit)
        i = end
    return joined


def _end_of_quotation(text: str, units: Sequence[Unit], first: int) -> int:
    """The number after the unit that closes what the first leaves open; after the first where none near does."""
    opened, words = False, 0
    for i in range(first, len(units)):
        words += units[i].words
        opened = _open_after(text[slice(*units[i].span)], opened)
        if units[i].reason not in _QUOTABLE or (i > first and words > TOO_LONG):
            break
        if i > first and _new_paragraph(text, units[i - 1], units[i]):
            break
        if not opened:
            return i + 1 if units[first].reason is None else first + 1
    return first + 1


def _open_after(said: str, opened: bool) -> bool:
    """Whether a quotation is open at the end; marks with space on both sides open and close by turns."""
    for match in _QUOTATION_MARK.finditer(said):
        mark, start, end = match.group(), match.start(), match.end()
        before = start == 0 or said[start - 1].isspace() or said[start - 1] in "([—–-"
        after = end == len(said) or not said[end].isalnum()
        opened = mark == "“" or (mark != "”" and (before and (not after or not opened)))
    return opened


def _look_around(text: str, units: Sequence[Unit]) -> list[Unit]:
    """A condition that nothing after it can complete was said about what came before it; a false start was not."""
    settled = list(units)
    for i, unit in enumerate(units):
        standing = unit.standing
        if standing.leads and not _leads_on(text, unit, units[i + 1 : i + 3]):
            settled[i] = replace(unit, standing=standing._replace(leads=False, follows=True))
        elif standing.unfinished and _is_short(unit) and _fits_what_comes(unit, units[i + 1 : i + 3]) is not None:
            settled[i] = replace(unit, standing=standing._replace(leads=True))
    return settled


def _leads_on(text: str, unit: Unit, after: Sequence[Unit]) -> bool:
    completing = _fits_what_comes(unit, after)
    if completing is None or not unit.standing.clause:
        return completing is not None
    return not _is_short(unit) and words_of(text[slice(*completing.span)])[0] not in _LINKS


def _fits_what_comes(unit: Unit, after: Sequence[Unit]) -> Unit | None:
    """The unit that comes next, but for a filler, if the two together are not too long."""
    coming = next((one for one in after if one.reason not in _GLUE), None)
    if unit.reason is not None or coming is None or coming.reason is not None:
        return None
    return coming if unit.words + coming.words <= TOO_LONG else None


def _join(text: str, units: Sequence[Unit]) -> list[Unit]:
    joined: list[Unit] = []
    for unit in units:
        before = _before(joined)
        is_next = before == len(joined) - 1
        if before is not None and unit.reason is None and _belongs(text, joined[before], unit, is_next):
            whole = _joined(joined[before], unit)
            del joined[before:]
            joined.append(whole)
        else:
            joined.append(unit)
    return joined


def _before(units: Sequence[Unit]) -> int | None:
    """The number of the last unit that says something, a filler after it passed over; a "yeah" if it needs more."""
    if not units or units[-1].reason is None:
        return len(units) - 1 if units else None
    if len(units) < 2 or units[-2].reason is not None or units[-1].reason not in _GLUE:
        return None
    return len(units) - 2 if units[-2].standing.unfinished or units[-1].reason is LeftOutReason.FILLER else None


def _belongs(text: str, before: Unit, after: Unit, is_next: bool) -> bool:
    """Whether two units, next to each other or with a filler between them, are one idea."""
    words = before.words + after.words
    turns = turns_to_something_new(text, after.span.start)
    anew = turns or _new_paragraph(text, before, after)
    if before.standing.unfinished or (after.standing.tied and not anew):
        # what was cut for its length is not put together again
        most = HARD_CAP if _ends(text, before) else TOO_LONG
        return words <= most and not (turns and _trails_off(text, before))
    if words > TOO_LONG or before.standing.leads:
        return words <= TOO_LONG
    stands = not _is_short(before) or (turns and before.standing.complete)
    if is_next and not after.standing.leads and (not stands or _is_short(after)):
        return True
    return not anew and _is_said_of(text, before, after, is_next)


def _is_said_of(text: str, before: Unit, after: Unit, is_next: bool) -> bool:
    """Whether the second completes the first, or says something about what the first only names."""
    if before.words + after.words > LONG:
        return after.standing.follows and gives_a_reason(text[slice(*after.span)])
    if after.standing.follows and (after.standing.clause or _adds_to(text, before, after)):
        return True
    names = _is_phrase(before) and not before.answers and not _is_listed(text, before)
    return is_next and names and not after.standing.leads


def _ends(text: str, unit: Unit) -> bool:
    """Whether it ends as a sentence does, or breaks off."""
    return unit.standing.unfinished or (text[unit.span.end - 1] not in ",;:" and not text[unit.span.end - 1].isalnum())


def _trails_off(text: str, unit: Unit) -> bool:
    return text[slice(*unit.span)].endswith(("..", "…"))


def _new_paragraph(text: str, before: Unit, after: Unit) -> bool:
    return _PARAGRAPH.search(text, before.span.end, after.span.start + _MARK) is not None


def _adds_to(text: str, before: Unit, after: Unit) -> bool:
    """Whether what has no verb is part of the clause before it, and not the next item of what somebody lists."""
    return before.standing.clause and 1 < after.words <= _PHRASE and not _is_listed(text, after)


def _is_listed(text: str, unit: Unit) -> bool:
    return words_of(text[slice(*unit.span)])[:1] == ["and"]


def _is_phrase(unit: Unit) -> bool:
    """Whether this only names something, which what comes next says something about."""
    return unit.words <= _PHRASE and not unit.standing.clause and not unit.standing.complete


def _is_short(unit: Unit) -> bool:
    return unit.words < _COMPLETE - unit.named


def _joined(before: Unit, after: Unit) -> Unit:
    first, last = before.standing, after.standing
    complete = first.complete or last.complete
    # "If I click here." needs what follows, unless it came after what it belongs to
    standing = Standing(
        complete,
        complete or first.clause or last.clause,
        last.unfinished,
        leads=(last.leads or (first.leads and first.unfinished)) and not complete,
        follows=first.follows and not complete,
    )
    return Unit(
        Span(before.span.start, after.span.end),
        before.words + after.words,
        None,
        standing,
        named=before.named or after.named,
        heavy=before.heavy or after.heavy,
        answers=before.answers,
    )
