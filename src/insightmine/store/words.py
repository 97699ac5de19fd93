"""Word search over the statements: SQLite FTS5, BM25 (Robertson and Zaragoza 2009, section 3)."""

from __future__ import annotations

import re
import sqlite3

from insightmine.domain.ids import StatementId

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MOST_WORDS = 500  # of a query; more is a pasted page, and slow


def rebuild(connection: sqlite3.Connection) -> None:
    """Index the text of all statements anew."""
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")


def is_consistent(connection: sqlite3.Connection) -> bool:
    """Whether the index says of every statement what its text says."""
    try:
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:  # another process is writing, or nobody may: there is no saying
        return True
    except sqlite3.DatabaseError:
        return False
    return True


def scores(connection: sqlite3.Connection, query: str, limit: int) -> list[tuple[StatementId, float]]:
    """The `limit` nearest statements that share a word with the query, nearest first, ties by id.

    The score is BM25 with the sign turned: above 0, higher is nearer. A query without words gives nothing.
    """
    found = list(dict.fromkeys(_WORD.findall(query)))[:_MOST_WORDS]
    if not found or limit <= 0:
        return []
    any_of = " OR ".join(f'"{word}"' for word in found)
    rows = connection.execute(
        "SELECT statements.id, -bm25(words) AS score FROM words JOIN statements ON statements.position = words.rowid"
        " WHERE words MATCH ? ORDER BY score DESC, statements.id LIMIT ?",
        (any_of, limit),
    )
    return [(StatementId(statement), float(score)) for statement, score in rows]
