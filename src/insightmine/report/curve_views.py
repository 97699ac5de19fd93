"""The curve of new themes as a drawing: what each further person brought, with the range over many orders.

Lengths are units of the drawing's own coordinate system (one unit is a pixel at full size), y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.new_themes import NewThemes, new_themes
from insightmine.report.evidence_words import (
    CURVE_CAVEAT,
    curve_in_words,
    few_after_in_words,
    percent,
    spread_in_words,
)

WIDTH, HEIGHT = 560.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 14.0, 14.0, 34.0
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A number along an axis, at the place of its centre."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A base and the runs after it, in words."""

    base: int
    themes: str
    run: int
    last_new: str
    last_share: str
    few_after: str


@dataclass(frozen=True, slots=True)
class CurveView:
    """`band` is the polygon of the range, `line` the medians, as points of SVG; without people nothing is drawn."""

    sentence: str
    caveat: str
    band: str
    line: str
    people: tuple[Tick, ...]
    themes: tuple[Tick, ...]
    floor: float
    runs: tuple[RunRow, ...]
    width: float = WIDTH
    height: float = HEIGHT


def curve_view(analysis: Analysis) -> CurveView | None:
    """The curve of a whole study; `None` where no theme has several people."""
    curve = new_themes(analysis)[0]
    return _drawn(curve) if curve.n_themes else None


def _drawn(curve: NewThemes) -> CurveView:
    most = max((person.new.high for person in curve.people), default=0.0) or 1.0
    last = max(1, curve.n_people - 1)

    def x(n: int) -> float:
        return _LEFT + (n - 1) * (WIDTH - _LEFT - _RIGHT) / last

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - value * (HEIGHT - _TOP - _BOTTOM) / most

    high = [(x(person.n), y(person.new.high)) for person in curve.people]
    low = [(x(person.n), y(person.new.low)) for person in curve.people]
    return CurveView(
        sentence=curve_in_words(curve),
        caveat=CURVE_CAVEAT,
        band=_points((*high, *reversed(low))),
        line=_points((x(person.n), y(person.new.median)) for person in curve.people),
        people=tuple(Tick(round(x(n), 1), str(n)) for n in _numbers(1, curve.n_people)) if curve.people else (),
        themes=tuple(Tick(round(y(n), 1), str(n)) for n in _numbers(0, int(most))) if curve.people else (),
        floor=y(0),
        runs=tuple(
            RunRow(
                base=run.base,
                themes=spread_in_words(run.themes),
                run=run.length,
                last_new=spread_in_words(run.last_new),
                last_share=spread_in_words(percent(run.last_share), " %"),
                few_after=few_after_in_words(run),
            )
            for run in curve.runs
        ),
    )


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _numbers(first: int, last: int) -> list[int]:
    """Whole numbers from first to last, few enough to be read; the ends are among them."""
    step = max(1, -(-(last - first) // _MOST_TICKS))
    numbers = list(range(first, last + 1, step))
    if numbers[-1] != last:
        numbers = [*(number for number in numbers if last - number >= step), last]
    return numbers
