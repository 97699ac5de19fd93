"""What a method replaced, against what was planted: found, touched, false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.planted import QUASI, Place, Planted, Tempting


@dataclass(frozen=True, slots=True)
class Replaced:
    """A stretch of a turn that a method takes for an identifier: code points, what it calls it, and which pass did."""

    start: int
    end: int
    type: str
    found_by: str


# what a method replaces, by turn
Found = Mapping[Place, Sequence[Replaced]]


@dataclass(frozen=True, slots=True)
class Recall:
    """Identifiers of one type and difficulty. Found: all letters and digits replaced; partial: some of them."""

    type: str
    difficulty: str
    method: str
    n: int
    recall: float
    partial: float


@dataclass(frozen=True, slots=True)
class Known:
    """Persons whose name the study knows, and others."""

    persons: str
    method: str
    n: int
    recall: float
    partial: float


@dataclass(frozen=True, slots=True)
class Precision:
    """What is called a type: the share that lies on an identifier of any type, and of this one."""

    called: str
    method: str
    replaced: int
    precision: float
    of_this_type: float


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass replaced in the planted interviews; `alone`: identifiers that no other pass touched."""

    found_by: str
    replaced: int
    precision: float
    identifiers: int
    recall: float


@dataclass(frozen=True, slots=True)
class Tempted:
    """Planted non-identifiers of one kind, and how many were touched."""

    kind: str
    method: str
    n: int
    touched: float


def recalls(planted: Sequence[Planted], found: Found, method: str) -> list[Recall]:
    """A row for each type and difficulty, one for each type, and one for all; quasi-identifiers at the end."""
    counted = [item for item in planted if item.type != QUASI]
    types = sorted({item.type for item in counted})
    groups: list[tuple[str, str, list[Planted]]] = []
    for name in types:
        of_type = [item for item in counted if item.type == name]
        groups += [(name, level, [i for i in of_type if i.difficulty == level]) for level in ("easy", "hard")]
        groups.append((name, "both", of_type))
    groups += [("all", level, [i for i in counted if i.difficulty == level]) for level in ("easy", "hard")]
    groups.append(("all", "both", counted))
    groups.append((f"{QUASI} (not counted)", "-", [item for item in planted if item.type == QUASI]))
    return [
        Recall(name, level, method, len(items), *hidden_shares(items, found)) for name, level, items in groups if items
    ]


def known_and_others(planted: Sequence[Planted], found: Found, method: str) -> list[Known]:
    """Persons by whether a label, a name column or an e-mail address holds their name."""
    persons = [item for item in planted if item.type == "person"]
    groups = {
        "known": [item for item in persons if item.known],
        "not known": [item for item in persons if not item.known],
    }
    return [Known(name, method, len(items), *hidden_shares(items, found)) for name, items in groups.items() if items]


def hidden_shares(items: Sequence[Planted], found: Found) -> tuple[float, float]:
    """The shares of identifiers all of whose letters and digits are replaced, and some of whose are."""
    hidden = [hidden_share(item, found.get(item.place, ())) for item in items]
    whole, some = sum(share == 1 for share in hidden), sum(0 < share < 1 for share in hidden)
    return whole / len(items), some / len(items)


def hidden_share(item: Planted, replaced: Iterable[Replaced]) -> float:
    """The share of the letters and digits that lie in something replaced."""
    spans = [(span.start, span.end) for span in replaced]
    signs = [item.start + place for place, sign in enumerate(item.text) if sign.isalnum()]
    return sum(any(start <= sign < end for start, end in spans) for sign in signs) / len(signs)


def precisions(planted: Sequence[Planted], found: Found, method: str) -> list[Precision]:
    """By what the method calls it, and for all; what lies only on a quasi-identifier is left out of account."""
    judged = [(span, hit) for span, hit in _judged(planted, found) if hit is not QUASI]
    groups: dict[str, list[tuple[Replaced, str | None]]] = {}
    for span, hit in judged:
        groups.setdefault(span.type, []).append((span, hit))
    rows = [*sorted(groups.items()), ("all", judged)]
    return [
        Precision(name, method, len(pairs), _share(pairs, lambda _, hit: hit is not None), _share(pairs, _same_type))
        for name, pairs in rows
        if pairs
    ]


def passes(planted: Sequence[Planted], found: Found) -> list[Pass]:
    """What each pass replaced, and how many identifiers it hides by itself; in the order of the alphabet."""
    counted = [item for item in planted if item.type != QUASI]
    judged = [(span, hit) for span, hit in _judged(planted, found) if hit is not QUASI]
    rows = []
    for name in sorted({span.found_by for spans in found.values() for span in spans}):
        own = {place: [span for span in spans if span.found_by == name] for place, spans in found.items()}
        hidden = sum(hidden_share(item, own.get(item.place, ())) == 1 for item in counted)
        pairs = [(span, hit) for span, hit in judged if span.found_by == name]
        share = _share(pairs, lambda _, hit: hit is not None) if pairs else 0.0
        rows.append(Pass(name, len(pairs), share, hidden, hidden / len(counted)))
    return rows


def temptations(tempting: Sequence[Tempting], found: Found, method: str, least: int = 10) -> list[Tempted]:
    """How many non-identifiers were touched, by kind; kinds of fewer than `least` together as "others"."""
    common = {kind for kind, count in Counter(item.kind for item in tempting).items() if count >= least}
    groups: dict[str, list[bool]] = {}
    for item in tempting:
        touched = any(span.start < item.end and item.start < span.end for span in found.get(item.place, ()))
        for name in (item.kind if item.kind in common else "others", "all"):
            groups.setdefault(name, []).append(touched)
    ordered = sorted(groups, key=lambda name: (name == "all", name == "others", name))
    return [Tempted(name, method, len(groups[name]), sum(groups[name]) / len(groups[name])) for name in ordered]


def false_alarms(planted: Sequence[Planted], found: Found) -> int:
    """How much was replaced that touches nothing planted."""
    return sum(hit is None for _, hit in _judged(planted, found))


def _judged(planted: Sequence[Planted], found: Found) -> list[tuple[Replaced, str | None]]:
    """Each replaced stretch with the type of the identifier on which most of it lies; `None` where there is none."""
    at: dict[Place, list[Planted]] = {}
    for item in planted:
        at.setdefault(item.place, []).append(item)
    return [(span, _type_under(span, at.get(place, ()))) for place, spans in found.items() for span in spans]


def _type_under(span: Replaced, items: Sequence[Planted]) -> str | None:
    shared = [(min(span.end, item.end) - max(span.start, item.start), item.type) for item in items]
    under = [(width, name) for width, name in shared if width > 0]
    certain = [pair for pair in under if pair[1] != QUASI]
    return max(certain or under, key=lambda pair: pair[0], default=(0, None))[1]


def _same_type(span: Replaced, hit: str | None) -> bool:
    return span.type == hit


def _share(pairs: Sequence[tuple[Replaced, str | None]], holds: Callable[[Replaced, str | None], bool]) -> float:
    return sum(holds(span, hit) for span, hit in pairs) / len(pairs)
