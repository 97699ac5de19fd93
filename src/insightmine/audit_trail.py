"""A study's audit trail: what people decided and noted in it, and what became of its themes, run by run."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from insightmine.domain.analysis import Analysis
from insightmine.domain.decision_words import Decided, decided, is_about
from insightmine.domain.decisions import Decision
from insightmine.domain.ids import ThemeId
from insightmine.domain.memos import Memo, about
from insightmine.domain.theme_events import RunNote
from insightmine.domain.theme_stories import ThemeStory, stories
from insightmine.errors import UsageError
from insightmine.notes import dead_ids, memos_of, told_of
from insightmine.redacting import text_as_shown
from insightmine.store import DECISIONS_FILE, Store, effective, read_decisions

_WITHHELD = "(name withheld)"


class AuditTrail:
    """Read from decisions.jsonl, memos.md and the history of the store, as they are now. Not for sharing.

    `analysis` is the last result, an empty one before the first; `is_out_of_date`: participants.csv was changed since,
    so that a name of the past may quote somebody who has withdrawn.
    """

    def __init__(self, store: Store, analysis: Analysis, *, is_out_of_date: bool) -> None:
        self._store = store
        self._folder = store.folder
        self._analysis = analysis
        self._is_out_of_date = is_out_of_date

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, oldest first, undone decisions included."""
        return read_decisions(self._folder / DECISIONS_FILE)

    def decided(self, on: str | None = None) -> tuple[Decided, ...]:
        """Every decision in words, with what became of it, oldest first; `on`: only those on this thing."""
        known = self.decisions
        found = decided(known, effective(known), self._analysis.problems)
        if on is None:
            return found
        theme = self._analysis.theme_by_id.get(ThemeId(on))
        members = theme.statements if theme is not None else ()
        return tuple(item for item in found if is_about(item.decision, on, members))

    def theme_history(self, theme: str | None = None) -> tuple[tuple[RunNote, ...], tuple[ThemeStory, ...]]:
        """Every run whose result was kept, and the story of each theme there ever was, or of one.

        Raises `UsageError` for a theme that there never was.
        """
        memories = self._store.past_themes()
        if theme is not None and theme not in {memory.id for memory in memories}:
            raise UsageError(f"there never was a theme {theme!r}", hint="insightmine themes --history lists all")
        runs, events = self._store.theme_story()
        if self._is_out_of_date:
            shown = {item.id: item.name for item in self._analysis.themes}
            memories = tuple(replace(memory, name=shown.get(memory.id, _WITHHELD)) for memory in memories)
            events = tuple(replace(e, name=e.name and _WITHHELD, former=e.former and _WITHHELD) for e in events)
        told = stories(memories, runs, events, self.decisions)
        return runs, tuple(story for story in told if theme in (None, story.id))

    def memos(self, name: str | None = None) -> tuple[Memo, ...]:
        """The paragraphs of memos.md, or those that mention the thing with this id. Raises `ConfigError`."""
        found = memos_of(self._folder)
        return found if name is None else about(found, name, self._ids)

    def memo_problems(self) -> tuple[str, ...]:
        """What to know of ids in memos.md that name nothing of today: where a theme went, or that there is none."""
        return dead_ids(self.memos(), self._ids, self.told)

    def refuse_retired(self, name: str) -> None:
        """Raise `UsageError` for a theme that is no more, saying what became of it."""
        if name not in self._analysis.theme_by_id and name in {memory.id for memory in self._store.past_themes()}:
            fate = self.told.get(name, "is no theme any more")
            raise UsageError(f"{name} {fate}", hint=f"its story: insightmine themes --history {name}")

    @cached_property
    def told(self) -> dict[str, str]:
        """What decisions and themes of the past say, by their ids, with pseudonyms where redaction is on."""
        told = told_of(self.decided(), self.theme_history()[1])
        return {name: text_as_shown(self._folder, text) for name, text in told.items()}

    @property
    def _ids(self) -> tuple[str, ...]:
        """Everything that a note may mention, but decisions and themes of the past."""
        found = self._analysis
        return (
            *found.theme_by_id, *found.statement_by_id, *(item.id for item in found.signals),
            *(item.id for item in found.outcomes),
        )  # fmt: skip
