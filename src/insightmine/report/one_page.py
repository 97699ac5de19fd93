"""What of a snapshot fits on one printed page, A4 or Letter, however long the interview was.

There is no printer at hand, so lines are estimated with wide letters; the style sheet sets the page in two columns
of the size that is assumed here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from insightmine.domain.speech import Statement
from insightmine.report.snapshots import MOST_OF, SnapshotSection
from insightmine.report.text_width import wrapped

_LINES = 100.0  # of both columns together, below the name and above the themes
_COLUMN = 32.0  # in widths of an em, as `text_width` estimates them: wider than the letters of a serif font
_FULL_WIDTH = 60.0
_BETWEEN = 0.5
_SECTION = 3.0  # its title, and the line that says how many more there are
_ENDLESS = 10_000


def one_page(
    sections: Sequence[SnapshotSection], words_of: Callable[[Statement], str], around: Sequence[str] = ()
) -> dict[str, tuple[Statement, ...]]:
    """The statements to show, by the name of their section, each in its order of rank.

    Sections take turns, so that no long one pushes out the others; the same words are shown once. `around` are the
    lines of small print above and below, over the whole width, which take room from the page; `words_of` gives the
    words that will be printed.
    """
    said: set[str] = set()
    room = _LINES - sum(2 * lines_of(text, _FULL_WIDTH) for text in around) - _SECTION * len(sections)
    chosen: dict[str, list[Statement]] = {section.name: [] for section in sections}
    waiting = {section.name: list(section.statements) for section in sections}
    for turn in range(max(MOST_OF.values())):
        for section in sections:
            statement = _next(waiting[section.name], said) if turn < MOST_OF[section.name] else None
            if statement is None:
                continue
            needed = lines_of(words_of(statement)) + _BETWEEN
            if needed > room:
                waiting[section.name].clear()
                continue
            chosen[section.name].append(statement)
            said.add(statement.text)
            room -= needed
    return {name: tuple(statements) for name, statements in chosen.items()}


def _next(waiting: list[Statement], said: set[str]) -> Statement | None:
    """The next statement whose words do not stand on the page yet."""
    while waiting:
        statement = waiting.pop(0)
        if statement.text not in said:
            return statement
    return None


def lines_of(text: str, width: float = _COLUMN) -> int:
    """How many lines a text takes in a column of so many ems."""
    return len(wrapped(text, width, 1.0, _ENDLESS))
