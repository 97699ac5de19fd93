"""The journey as a drawing: steps from left to right, boosters above the line, blockers below. Pure geometry.

Lengths are units of the drawing's own coordinate system (one unit is a pixel at full size), y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.report.journey_views import Mark, StepView, drawn
from insightmine.report.text_width import wrapped
from insightmine.report.wording import people_in_words

COLUMN = 178.0
GUTTER = 34.0
PADDING = 12.0
BAR = 7.0
LINE = 16.5
NAME_SIZE = 13.0
STEP_SIZE = 14.0
NOTE_SIZE = 12.0
STEPS_IN_PRINT = 6

_INSIDE = COLUMN - 2 * PADDING
_BETWEEN = 15.0
_COUNT = 17.0
_EDGE = 18.0
_POINT = 14.0
_LABEL = 72.0  # the words along the left edge need as much
_NAME_LINES = 3
_STEP_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A mark: its name, a bar as long as its share of people, and the count in words."""

    mark: Mark
    name: tuple[Line, ...]
    x: float
    y: float
    width: float
    length: float
    against: float
    count: Line


@dataclass(frozen=True, slots=True)
class Column:
    """One step: an arrow with its name, and the marks above and below."""

    step: StepView
    x: float
    arrow: str
    name: tuple[Line, ...]
    number: Line
    bars: tuple[Bar, ...]
    more: tuple[Line, ...]
    silence: tuple[Line, ...]
    question: Line | None


@dataclass(frozen=True, slots=True)
class Band:
    """Some steps in one line. The axis is the strip of arrows between `top` and `bottom`."""

    width: float
    height: float
    top: float
    bottom: float
    columns: tuple[Column, ...]


def lay_out(steps: Sequence[StepView]) -> Band:
    """All these steps in one line, as high as its fullest column needs."""
    names = [wrapped(step.name, COLUMN - 4 * PADDING, STEP_SIZE, _STEP_LINES, bold=True) for step in steps]
    above = max((_stack_height(step.boosters) for step in steps), default=0.0)
    below = max((_below_height(step) for step in steps), default=0.0)
    top = max(above, _LABEL) + _EDGE
    bottom = top + max((len(name) for name in names), default=1) * 18.0 + 34.0
    columns = tuple(
        _column(step, name, GUTTER + place * COLUMN, top, bottom)
        for place, (step, name) in enumerate(zip(steps, names, strict=True))
    )
    height = bottom + max(below, _LABEL) + _EDGE
    return Band(GUTTER + COLUMN * len(steps) + _POINT, height, top, bottom, columns)


def bands(steps: Sequence[StepView], size: int = STEPS_IN_PRINT) -> tuple[Band, ...]:
    """The steps in lines of about equal length, none longer than `size`, for paper."""
    if not steps:
        return ()
    n_lines = -(-len(steps) // size)
    length = -(-len(steps) // n_lines)
    return tuple(lay_out(steps[start : start + length]) for start in range(0, len(steps), length))


def _column(step: StepView, name: Sequence[str], x: float, top: float, bottom: float) -> Column:
    bars, more = _stack_up(step.boosters, x + PADDING, top - _EDGE)
    below, more_below = _stack_down(step.blockers, x + PADDING, bottom + _EDGE)
    silence = _silence_lines(step)
    start = bottom + _EDGE + 34.0
    question = Line(x + PADDING + 14.0, bottom + _EDGE + 20.0, "?") if silence else None
    first = (top + bottom) / 2 - (len(name) - 1) * 9.0 + 11.0
    return Column(
        step=step,
        x=x,
        arrow=_arrow(x, top, bottom),
        name=tuple(Line(x + 2 * PADDING, first + i * 18.0, text) for i, text in enumerate(name)),
        number=Line(x + 2 * PADDING, first - 18.0, f"Step {step.number}"),
        bars=(*bars, *below),
        more=(*more, *more_below),
        silence=tuple(Line(x + PADDING, start + (i + 1) * LINE, text) for i, text in enumerate(silence)),
        question=question,
    )


def _arrow(x: float, top: float, bottom: float) -> str:
    """The outline of an arrow that points to the next step."""
    right, middle = x + COLUMN - 3.0, (top + bottom) / 2
    points = (
        (x, top),
        (right, top),
        (right + _POINT, middle),
        (right, bottom),
        (x, bottom),
        (x + _POINT, middle),
    )
    return " ".join(f"{_number(px)},{_number(py)}" for px, py in points)


def _stack_up(marks: Sequence[Mark], x: float, floor: float) -> tuple[list[Bar], list[Line]]:
    """The strongest mark stands nearest to the line."""
    bars: list[Bar] = []
    for mark in drawn(marks):
        bars.append(_bar(mark, x, floor - _mark_height(mark)))
        floor -= _mark_height(mark) + _BETWEEN
    more = [Line(x, floor, text) for text in _more(marks)]
    return bars, more


def _stack_down(marks: Sequence[Mark], x: float, ceiling: float) -> tuple[list[Bar], list[Line]]:
    bars: list[Bar] = []
    for mark in drawn(marks):
        bars.append(_bar(mark, x, ceiling))
        ceiling += _mark_height(mark) + _BETWEEN
    more = [Line(x, ceiling + 10.0, text) for text in _more(marks)]
    return bars, more


def _bar(mark: Mark, x: float, y: float) -> Bar:
    names = _name_lines(mark)
    bar_y = y + len(names) * LINE + 3.0
    share = min(1.0, mark.n_for / mark.n_of) if mark.n_of else 0.0
    against = min(1.0 - share, mark.n_against / mark.n_of) if mark.n_of else 0.0
    return Bar(
        mark=mark,
        name=tuple(Line(x, y + (i + 1) * LINE - 4.0, text) for i, text in enumerate(names)),
        x=x,
        y=bar_y,
        width=_INSIDE,
        length=round(_INSIDE * share, 1),
        against=round(_INSIDE * against, 1),
        count=Line(x, bar_y + BAR + 14.0, _count_text(mark)),
    )


def _count_text(mark: Mark) -> str:
    """Short enough for one line under the bar, whatever the numbers."""
    text = people_in_words(1) if mark.n_for == 1 else f"{mark.n_for} of {mark.n_of}"
    if mark.n_against:
        text += f", {mark.n_against} against"
    if mark.is_weak and mark.n_for > 1:  # one person alone is weak
        text += ", weak"
    return f"{text}: conflict" if mark.conflict else text


def _more(marks: Sequence[Mark]) -> tuple[str, ...]:
    left = marks[len(drawn(marks)) :]
    if not left:
        return ()
    return (f"and {len(left)} {'weaker' if all(mark.is_weak for mark in left) else 'more'}",)


def _name_lines(mark: Mark) -> tuple[str, ...]:
    return wrapped(mark.name, _INSIDE, NAME_SIZE, _NAME_LINES, bold=True)


def _silence_lines(step: StepView) -> tuple[str, ...]:
    return wrapped(step.silence, _INSIDE, NOTE_SIZE, 8) if step.silence else ()


def _mark_height(mark: Mark) -> float:
    return len(_name_lines(mark)) * LINE + 3.0 + BAR + _COUNT


def _stack_height(marks: Sequence[Mark]) -> float:
    shown = drawn(marks)
    return sum(_mark_height(mark) + _BETWEEN for mark in shown) + (LINE if len(marks) > len(shown) else 0.0)


def _below_height(step: StepView) -> float:
    silence = len(_silence_lines(step)) * LINE + 40.0 if step.silence else 0.0
    return max(_stack_height(step.blockers), silence)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
