"""A change in words that a careful reader would sign: no direction without an interval, no absence out of silence."""

from __future__ import annotations

from typing import Any

from insightmine.domain.intervals import LEVEL
from insightmine.domain.segments import FEWEST_FOR_PERCENT
from insightmine.rounds.matching import CLOSE
from insightmine.rounds.values import FOUND_IN_ONE, Change, ChangeVerdict, Comparison, Count, How, What

CLEAR = (ChangeVerdict.GREW, ChangeVerdict.SHRANK, ChangeVerdict.APPEARED, ChangeVerdict.VANISHED)
SECTIONS = {
    What.RATE: ("Rates of behaviour", "who showed it, of those who had the opportunity"),
    What.THEME: ("What people speak of", "who speaks of it, of those who could have"),
    What.HINDERS: ("What holds people up", "who says that it hinders, of those who could have spoken of it"),
    What.HELPS: ("What helps people on", "who says that it helps, of those who could have spoken of it"),
    What.STEP: ("Steps of the journey", "who speaks of the step, of everybody"),
}
_VERDICTS = {
    ChangeVerdict.GREW: "grew",
    ChangeVerdict.SHRANK: "shrank",
    ChangeVerdict.APPEARED: "appeared",
    ChangeVerdict.VANISHED: "vanished",
    ChangeVerdict.UNCLEAR: "no clear change",
    ChangeVerdict.TOO_FEW: "too few people to say",
    ChangeVerdict.LOOSE: "too loose to be counted",
}


def count_in_words(count: Count) -> str:
    """`2 of 3`; from ten people on with percent; a dash where nobody could have."""
    if not count.of:
        return "-"
    words = f"{count.n} of {count.of}"
    return f"{words} ({round(100 * count.n / count.of)} %)" if count.of >= FEWEST_FOR_PERCENT else words


def verdict_in_words(change: Change, names: tuple[str, str]) -> str:
    """What can be said of it, with the interval where a direction is said."""
    if change.verdict is ChangeVerdict.NOT_ASKED:
        return f"nobody was asked or observed in {names[0] if not change.counts[0].of else names[1]}"
    words = _VERDICTS[change.verdict]
    if change.verdict not in CLEAR or change.interval is None or change.difference is None:
        silent = _silent(change)
        return words if silent is None else f"{words}; nobody {_WHEN[silent]}: were they asked?"
    low, high = (round(100 * end) for end in change.interval)
    points = f"{round(100 * change.difference):+d} points of 100"
    return f"{words}: {points}, {_percent(change.level)} interval {low:+d} to {high:+d}"


def _percent(level: float) -> str:
    return f"{round(100 * level)} %"


def notes_of(change: Change, names: tuple[str, str]) -> tuple[str, ...]:
    """What a reader must know of one change: how it was matched, silence, people in both rounds."""
    notes = [*_matched(change, names), *_silence(change, names)]
    if change.panel is not None:
        panel = change.panel
        who = "1 person who is" if panel.n == 1 else f"{panel.n} people who are"
        notes.append(
            f"Of {who} in both rounds {panel.both} did in both, {panel.first_only} only in {names[0]}, "
            f"{panel.second_only} only in {names[1]}, {panel.neither} in neither."
        )
    return (*notes, *(f"{text[:1].upper()}{text[1:]}." for text in change.cautions))


def _matched(change: Change, names: tuple[str, str]) -> list[str]:
    match = change.match
    if match.how is How.MEANING and match.similarity is not None:
        how = "closely" if match.similarity >= CLOSE else "loosely"
        rival = f", the next best {match.next:.2f}" if match.next is not None else ""
        return [
            f"Matched by meaning, {how} ({match.similarity:.2f}{rival}): “{change.names[0]}” in {names[0]}, "
            f"“{change.names[1]}” in {names[1]}."
        ]
    if match.how is How.NONE:
        where, other = names if change.ids[1] is None else (names[1], names[0])
        near = f" (the nearest {match.similarity:.2f})" if match.similarity is not None else ""
        return [f"A theme of {where} alone: {other} has none near enough{near}, which may be the way themes were cut."]
    return []


def _silence(change: Change, names: tuple[str, str]) -> list[str]:
    silent = _silent(change)
    return [] if silent is None else [f"Nobody {_DID[change.what]} in {names[silent]}: were they asked?"]


def _silent(change: Change) -> int | None:
    """The round (0 or 1) in which nobody speaks of it, where it is not known that they were asked.

    Silence is not absence. Who speaks of a theme and takes no side was asked, so sides have no such question.
    """
    if change.is_asked or change.what in (What.HINDERS, What.HELPS):
        return None
    return next((i for i, count in enumerate(change.counts) if count.of and not count.n), None)


_WHEN = ("then", "now")
_DID = {What.RATE: "showed it", What.THEME: "spoke of it", What.STEP: "spoke of it"}


def by_chance(comparison: Comparison) -> str | None:
    """How many of the changes would be told if nothing had changed; `None` where nothing could be told."""
    levels = [change.level for change in comparison.changes if change.interval is not None]
    clear = sum(change.verdict in CLEAR for change in comparison.changes)
    if not levels:
        return None
    expected = max(1, round(sum(1 - level for level in levels)))
    found = "none" if not clear else "1" if clear == 1 else str(clear)
    alone = f" ({_percent(FOUND_IN_ONE)} for themes of one round alone)" if FOUND_IN_ONE in levels else ""
    return (
        f"Of {len(levels)} things compared at {_percent(LEVEL)}{alone}, {found} changed clearly; "
        f"up to {expected} would if nothing had changed. "
        "What people say in two rounds also differs with who was chosen and what was asked."
    )


def comparison_row(comparison: Comparison) -> dict[str, Any]:
    """The whole comparison as plain values."""
    return {
        "rounds": [
            {"name": name, "n_people": n} for name, n in zip(comparison.names, comparison.n_people, strict=True)
        ],
        "n_people_in_both": comparison.n_in_both,
        "changes": [_change_row(change, comparison.names) for change in comparison.changes],
        "remarks": list(comparison.remarks),
        "by_chance": by_chance(comparison),
    }


def _change_row(change: Change, names: tuple[str, str]) -> dict[str, Any]:
    panel = change.panel
    return {
        "what": change.what.value,
        "name": change.name,
        "ids": list(change.ids),
        "names": list(change.names),
        "kind": change.kind.value if change.kind is not None else None,
        "matched": change.match.how.value,
        "similarity": change.match.similarity,
        "next_similarity": change.match.next,
        "counts": [
            {
                "participants": list(count.people),
                "n": count.n,
                "of": count.of,
                "interval": [round(end, 6) for end in count.interval],
            }
            for count in change.counts
        ],
        "difference": None if change.difference is None else round(change.difference, 6),
        "interval": None if change.interval is None else [round(end, 6) for end in change.interval],
        "level": change.level,
        "panel": None
        if panel is None
        else {
            "both": panel.both,
            "first_only": panel.first_only,
            "second_only": panel.second_only,
            "neither": panel.neither,
        },
        "verdict": change.verdict.value,
        "notes": list(notes_of(change, names)),
    }
