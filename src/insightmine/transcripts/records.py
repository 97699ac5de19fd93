"""What a table's column of text is a record of, by its name."""

from __future__ import annotations

import re

from insightmine.domain.speech import Record

_NOTE_COLUMNS = frozenset({"note", "notes", "observation", "observations", "observer_notes", "field_notes"})
_WRITTEN_COLUMNS = frozenset(
    {"answer", "answers", "response", "responses", "comment", "comments", "feedback", "reply", "open_text", "free_text",
     "antwort", "risposta", "réponse", "respuesta", "commento", "commentaire", "kommentar"}
)  # fmt: skip
# "note_en", "Notes (English)": the language stands behind the name.
_LANGUAGE = re.compile(r"_(?:en|de|fr|es|it|nl|pt|english|german|french|spanish|italian|dutch|portuguese)$")


def record_of_column(name: str, has_times: bool) -> tuple[Record, str] | None:
    """What a column of this name holds, if not speech: notes, or answers that were written."""
    key = _LANGUAGE.sub("", re.sub(r"[\W_]+", "_", name.casefold()).strip("_"))
    if key in _NOTE_COLUMNS:
        return Record.NOTES, f"its column {name.strip()!r} says so"
    if key in _WRITTEN_COLUMNS and not has_times:
        return Record.WRITTEN, f"its column {name.strip()!r} holds answers, without times"
    return None
