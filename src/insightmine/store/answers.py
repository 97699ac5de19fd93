"""What a language model of the user's own answered, kept by model and question: a later run need not ask again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from insightmine.engines import Answer


def get(connection: sqlite3.Connection, model: str, key: str) -> Answer | None:
    """The answer to the question with this key, if the model was asked."""
    query = "SELECT answer, answered_by FROM answers WHERE model = ? AND key = ?"
    found = connection.execute(query, (model, key)).fetchone()
    return None if found is None else Answer(*map(str, found))


def put(connection: sqlite3.Connection, model: str, key: str, answer: Answer) -> None:
    """Keep an answer."""
    row = (model, key, answer.model, answer.text)
    connection.execute("INSERT OR REPLACE INTO answers (model, key, answered_by, answer) VALUES (?, ?, ?, ?)", row)


def prune(connection: sqlite3.Connection, keys: Collection[str]) -> int:
    """Drop the answers to what is not asked any more; how many went."""
    unused = [key for (key,) in connection.execute("SELECT key FROM answers") if key not in keys]
    connection.executemany("DELETE FROM answers WHERE key = ?", ((key,) for key in unused))
    return len(unused)
