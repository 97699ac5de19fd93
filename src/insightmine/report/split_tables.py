"""A table of a study by an attribute of its people, and what to say of it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.ids import SignalId
from insightmine.domain.new_themes import Spread, attributes_of
from insightmine.domain.segments import (
    FEWEST_APART,
    FEWEST_FOR_PERCENT,
    Apart,
    Counted,
    Segment,
    Share,
    Split,
    Splits,
    outcomes_counted,
    segments_of,
    signals_counted,
    split_by,
    steps_counted,
    themes_counted,
)
from insightmine.domain.themes import Status
from insightmine.errors import UsageError
from insightmine.report.guide_views import Put, guide_view
from insightmine.report.wording import counted, heading, titled

NOT_GIVEN = "not given"
_SAID = {
    "themes": "spoken of by",
    "steps": "spoken of by",
    "booster": "said to help by",
    "blocker": "said to hinder by",
    "outcomes": "shown by",
    "guide": "answered by",
}


def known_attribute(analysis: Analysis, attribute: str) -> None:
    """Raise `UsageError` for an attribute that nobody has, naming those that there are."""
    known = attributes_of(analysis)
    if attribute not in known:
        hint = f"attributes are: {', '.join(known)}" if known else "participants.csv gives people attributes"
        raise UsageError(f"no participant has the attribute {attribute!r}", hint=hint)


def split_table(
    analysis: Analysis, table: str, attribute: str, guide: Guide | None = None, *, everything: bool = False
) -> Splits:
    """The rows of a table, each by the segments of an attribute. Raises `KeyError` for a table that there is not."""
    tables: Mapping[str, Callable[[], list[Counted]]] = {
        "themes": lambda: _themes(analysis, everything),
        "signals": lambda: _signals(analysis, everything),
        "steps": lambda: steps_counted(analysis),
        "outcomes": lambda: _outcomes(analysis, everything),
        "guide": lambda: _guide(analysis, guide or Guide()),
    }
    return split_by(tables[table](), segments_of(analysis, attribute), attribute)


def names_in(analysis: Analysis, table: str, guide: Guide | None = None) -> Callable[[str], str]:
    """What a row of a table is called, by its id."""
    if table == "guide":
        texts = {row.item: " ".join(row.text.split()) for row in guide_view(analysis, guide or Guide()).rows}
        return lambda name: texts[name]
    themes = {str(theme.id): heading(theme.name) for theme in analysis.themes}
    steps = {str(step.id): step.name for step in analysis.journey.steps}
    signals = {str(item.id): item for item in analysis.signals}
    outcomes = {str(item.id): item for item in analysis.outcomes}

    def name_of(name: str) -> str:
        if name in signals:
            step = signals[name].step
            where = f" ({steps[step]})" if step in steps else ""
            title = titled(themes[signals[name].theme], signals[name].about)
            return f"{'+' if signals[name].effect.value == 'booster' else '-'} {title}{where}"
        if name in outcomes:
            who, behaviour = outcomes[name].who, outcomes[name].behaviour.rstrip(".")
            begins = behaviour.casefold().startswith(f"{who.casefold()} ")
            return heading(behaviour if begins or not who else f"{who} {behaviour}")
        return themes.get(name) or steps[name]

    return name_of


def share_in_words(share: Share) -> str:
    """`2 of 3`; from ten people on with percent; a dash where nobody could have."""
    n, of = len(share.people), len(share.opportunity)
    if not of:
        return "-"
    return f"{n} of {of} ({round(100 * n / of)} %)" if of >= FEWEST_FOR_PERCENT else f"{n} of {of}"


def segment_in_words(segment: Segment | Share) -> str:
    """The value, or that none is given."""
    return NOT_GIVEN if segment.value is None else segment.value


def apart_in_words(analysis: Analysis, splits: Splits, split: Split, table: str, name: str) -> str:
    """`Phoning the desk: spoken of by 4 of 5 with segment trade, and by 1 of 6 others`."""
    apart = split.apart
    if apart is None:
        return ""
    signal = analysis.signal_by_id.get(SignalId(split.id))
    said = _SAID[signal.effect.value if signal is not None else table]
    return f"{name.removeprefix('+ ').removeprefix('- ')}: {said} {_both_sides(splits, apart)}"


def apart_title(splits: Splits) -> str:
    """What stands above the sentences: whether there are more of them than chance would bring."""
    chance = splits.by_chance
    if chance is not None and len(splits.apart) > chance.high:
        return "Where one stands apart, oftener than by chance:"
    return "Where one stands apart, no oftener than by chance (so: questions to ask, not findings):"


def _both_sides(splits: Splits, apart: Apart) -> str:
    given = [segment.value for segment in splits.segments if segment.value is not None]
    rest = next(value for value in given if value != apart.value) if len(given) == 2 else None
    others = f"{apart.n_others} of {apart.of_others} {f'with {rest}' if rest else 'others'}"
    return f"{apart.n} of {apart.of} with {splits.attribute} {apart.value}, and by {others}"


def remarks(splits: Splits) -> tuple[str, ...]:
    """What to know before reading the table: how many people a segment has, and how much chance alone would bring."""
    given = [segment for segment in splits.segments if segment.value is not None]
    alone = [segment.value for segment in given if len(segment.people) == 1 and segment.value is not None]
    notes = []
    if len(given) == 1:
        notes.append(f"Everybody whose {splits.attribute} is given has the same one: there is nothing to compare.")
    elif alone and len(alone) == len(given):
        notes.append(f"Every value of {splits.attribute} belongs to one person: these are people, not segments.")
    elif alone:
        who = f"{'each ' if len(alone) > 1 else ''}has {splits.attribute} {', '.join(alone)}"
        notes.append(f"Only one person {who}: what stands there is what that person said.")
    folded = [value.casefold() for value in (segment.value for segment in given) if value is not None]
    if len(set(folded)) < len(folded):
        notes.append(f"Some values of {splits.attribute} differ in capitals only; they count as different.")
    if splits.by_chance is not None:
        notes.append(_chance_in_words(splits.by_chance, len(splits.apart)))
    elif len(given) > 1:
        notes.append(f"Segments of fewer than {FEWEST_APART} people are too small to stand apart.")
    return tuple(notes)


def _chance_in_words(chance: Spread, found: int) -> str:
    low, high = round(chance.low), round(chance.high)
    span = f"{low}" if low == high else f"{low} to {high}"
    rows = counted(found, "row stands", "rows stand") if found else "no row stands"
    few = "; that is no more than chance brings" if 0 < found <= high else ""
    return (
        f"Here {rows} apart. Dealt out at random to segments of these sizes, the same people would give {span}{few}. "
        "Counts are of people; nothing is tested."
    )


def split_row(split: Split, name: str) -> dict[str, Any]:
    """A row as plain values: people, opportunity and interval of every segment."""
    apart = split.apart
    return {
        "id": split.id,
        "name": name,
        "shares": [
            {
                "value": share.value,
                "participants": list(share.people),
                "opportunity": list(share.opportunity),
                "interval": [round(end, 6) for end in share.interval],
            }
            for share in split.shares
        ],
        "apart": None
        if apart is None
        else {
            "value": apart.value,
            "n": apart.n,
            "of": apart.of,
            "n_others": apart.n_others,
            "of_others": apart.of_others,
        },
    }


def splits_row(splits: Splits, name_of: Callable[[str], str]) -> dict[str, Any]:
    """A whole table by segment as plain values; `value` is null where none is given."""
    chance = splits.by_chance
    return {
        "by": splits.attribute,
        "segments": [{"value": item.value, "participants": list(item.people)} for item in splits.segments],
        "rows": [split_row(split, name_of(split.id)) for split in splits.rows],
        "n_apart": len(splits.apart),
        "apart_by_chance": None if chance is None else [chance.low, chance.median, chance.high],
    }


def _themes(analysis: Analysis, everything: bool) -> list[Counted]:
    shown = (t for t in analysis.themes if not t.single_voice and t.has_subject and t.status is not Status.REJECTED)
    return themes_counted(analysis.themes if everything else shown, analysis)


def _signals(analysis: Analysis, everything: bool) -> list[Counted]:
    rejected = {theme.id for theme in analysis.themes if theme.status is Status.REJECTED}
    place = {step.id: number for number, step in enumerate(analysis.journey.steps)}
    wanted = [
        item
        for item in analysis.signals
        if everything or not (item.status is Status.REJECTED or item.theme in rejected or len(item.participants) == 1)
    ]
    last = len(place)
    wanted.sort(key=lambda item: (place.get(item.step, last) if item.step else last, -item.strength, item.id))
    return signals_counted(wanted, analysis)


def _outcomes(analysis: Analysis, everything: bool) -> list[Counted]:
    rejected = {item.id for item in analysis.outcomes if item.status is Status.REJECTED}
    return [item for item in outcomes_counted(analysis) if everything or item.id not in rejected]


def _guide(analysis: Analysis, guide: Guide) -> list[Counted]:
    view = guide_view(analysis, guide)
    everybody = view.participants
    return [
        Counted.of(
            row.item,
            row.people(everybody, Put.ANSWERED),
            row.people(everybody, Put.ASKED, Put.ANSWERED),
        )
        for row in view.rows
    ]
