from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.domain.ids import ParticipantId, SignalId, StepId, ThemeId
from insightmine.report.journey_map import COLUMN, GUTTER, Band, bands, lay_out
from insightmine.report.journey_views import MOST_MARKS, Mark, StepView
from insightmine.report.text_width import text_width, wrapped

WORDS = st.text(alphabet="abcdefghij mWil—ÄÖ漢字🚲", min_size=1, max_size=90).filter(lambda text: text.strip() != "")


def mark(name: str, effect: str, n_for: int = 3, n_against: int = 1, n_of: int = 8, is_weak: bool = False) -> Mark:
    people = [ParticipantId(f"P{i}") for i in range(n_for + n_against)]
    return Mark(
        SignalId(f"G-{name}"), ThemeId("T1"), name, effect, tuple(people[:n_for]), tuple(people[n_for:]), n_of, "",
        0.5, "candidate", False, (), None, None, is_weak,
    )  # fmt: skip


@st.composite
def steps(draw: st.DrawFn) -> list[StepView]:
    found = []
    for number in range(1, draw(st.integers(1, 10)) + 1):
        boosters, blockers = (
            tuple(mark(draw(WORDS), effect, is_weak=draw(st.booleans())) for _ in range(draw(st.integers(0, 6))))
            for effect in ("booster", "blocker")
        )
        silence = None if boosters or blockers else "Nobody speaks of this step. What happens here?"
        found.append(StepView(number, StepId(f"s{number}"), draw(WORDS), "", boosters, blockers, silence))
    return found


def boxes(band: Band) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of everything that must not be covered."""
    found = []
    for column in band.columns:
        found.append((column.x, band.top, column.x + COLUMN - 3, band.bottom))
        for bar in column.bars:
            found.append((bar.x, bar.name[0].y - 12, bar.x + bar.width, bar.count.y + 2))
        found += [(line.x, line.y - 9, line.x + 150, line.y + 2) for line in (*column.more, *column.silence)]
    return found


@given(steps())
@settings(max_examples=60, deadline=None)
def test_nothing_covers_anything_else_and_all_is_on_the_sheet(views: list[StepView]) -> None:
    band = lay_out(views)
    found = boxes(band)
    for left, top, right, bottom in found:
        assert 0 <= left < right <= band.width
        assert 0 <= top < bottom <= band.height
    for one, two in combinations(found, 2):
        apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert apart, (one, two)


@given(steps())
@settings(max_examples=30, deadline=None)
def test_boosters_stand_above_the_line_and_blockers_below(views: list[StepView]) -> None:
    band = lay_out(views)
    for column in band.columns:
        for bar in column.bars:
            assert (bar.count.y < band.top) == (bar.mark.effect == "booster")
        for marks in (column.step.boosters, column.step.blockers):
            firm = [mark for mark in marks if not mark.is_weak]
            expected = firm[:MOST_MARKS] or list(marks[:1])
            assert [bar.mark for bar in column.bars if bar.mark in marks] == expected


@given(WORDS, st.integers(30, 200), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing_without_saying_so(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, 13, lines)
    assert len(found) <= lines
    assert all(text_width(line, 13) <= width or len(line) <= 2 for line in found)
    if not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_a_bar_is_as_long_as_its_share_of_people() -> None:
    view = StepView(1, StepId("a"), "Find", "", (mark("Looking", "booster", 4, 2, 8),), (), None)
    (bar,) = lay_out([view]).columns[0].bars
    assert bar.length == round(bar.width * 0.5, 1)
    assert bar.against == round(bar.width * 0.25, 1)
    assert bar.count.text == "4 of 8, 2 against"


def test_steps_stand_from_left_to_right_and_the_strongest_mark_nearest_to_the_line() -> None:
    strong, weak = mark("Strong", "booster"), mark("Weak", "booster")
    views = [StepView(i, StepId(f"s{i}"), f"Step {i}", "", (strong, weak), (), None) for i in range(1, 4)]
    band = lay_out(views)
    assert [column.x for column in band.columns] == [GUTTER, GUTTER + COLUMN, GUTTER + 2 * COLUMN]
    first, second = band.columns[0].bars
    assert (first.mark.name, second.mark.name) == ("Strong", "Weak")
    assert first.y > second.y


def test_weak_marks_are_drawn_only_where_nothing_firm_is_and_counted_otherwise() -> None:
    firm, weak = mark("Firm", "blocker"), mark("Weak", "blocker", is_weak=True)
    other = mark("Weak", "booster", is_weak=True)
    view = StepView(1, StepId("a"), "Find", "", (other, other, other), (firm, weak, weak), None)
    column = lay_out([view]).columns[0]
    assert [(bar.mark.effect, bar.mark.name) for bar in column.bars] == [("booster", "Weak"), ("blocker", "Firm")]
    assert [line.text for line in column.more] == ["and 2 weaker", "and 2 weaker"]


def test_lines_for_paper_are_about_equally_long() -> None:
    views = [StepView(i, StepId(f"s{i}"), f"Step {i}", "", (), (), "Nobody.") for i in range(1, 11)]
    assert [len(band.columns) for band in bands(views, 6)] == [5, 5]
    assert [len(band.columns) for band in bands(views[:7], 6)] == [4, 3]
    assert bands([], 6) == ()


def test_a_bar_of_one_person_says_so_in_one_line() -> None:
    alone = mark("cards", "blocker", n_for=1, n_against=1, is_weak=True)
    view = StepView(1, StepId("s1"), "Book", "", (), (alone,), None)
    (bar,) = lay_out([view]).columns[0].bars
    assert bar.count.text == "one person alone, 1 against"
