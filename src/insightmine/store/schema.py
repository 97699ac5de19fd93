"""The tables. Anyone may open study.db with a SQL browser: tables and columns are named for people.

`position` is the place in the canonical order. Where a row is more than its columns, `payload` holds the whole
value as JSON and the columns beside it are there to be read. Columns for scores and times have no declared type:
SQLite would store -0.0 as 0 in a REAL column, and what is loaded must be what was saved, to the bit.
"""

from __future__ import annotations

_INPUT = (
    """CREATE TABLE sources (
        name TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL, digest TEXT NOT NULL,
        parser_version TEXT NOT NULL, options_digest TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('read', 'set_aside', 'refused')),
        reason TEXT NOT NULL, hint TEXT NOT NULL, warnings TEXT NOT NULL,
        transcripts TEXT NOT NULL, checksum TEXT NOT NULL)""",
    "CREATE INDEX sources_by_digest ON sources (digest)",
)

_CACHES = (
    "CREATE TABLE models (number INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE)",
    """CREATE TABLE vectors (
        model INTEGER NOT NULL REFERENCES models (number), key TEXT NOT NULL,
        checksum INTEGER NOT NULL, numbers BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX vectors_by_key ON vectors (model, key)",
    """CREATE TABLE annotations (
        model INTEGER NOT NULL REFERENCES models (number), key TEXT NOT NULL,
        checksum INTEGER NOT NULL, columns BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX annotations_by_key ON annotations (model, key)",
)

_SPEECH = (
    """CREATE TABLE transcripts (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, format TEXT NOT NULL,
        language TEXT, n_turns INTEGER NOT NULL, n_words INTEGER NOT NULL, payload TEXT NOT NULL)""",
    """CREATE TABLE turns (
        transcript TEXT NOT NULL REFERENCES transcripts (id), turn INTEGER NOT NULL, speaker TEXT,
        role TEXT NOT NULL, participant TEXT, text TEXT NOT NULL, start_seconds, end_seconds,
        heading TEXT, place TEXT NOT NULL, person_key TEXT NOT NULL, PRIMARY KEY (transcript, turn))""",
    """CREATE TABLE people (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, consent TEXT NOT NULL,
        attributes TEXT NOT NULL, transcripts TEXT NOT NULL)""",
    """CREATE TABLE statements (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, transcript TEXT NOT NULL, source TEXT NOT NULL,
        participant TEXT NOT NULL, turn INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text TEXT NOT NULL, question TEXT, heading TEXT,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn))""",
    """CREATE TABLE left_out (
        position INTEGER PRIMARY KEY, transcript TEXT NOT NULL, turn INTEGER NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, reason TEXT NOT NULL,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn))""",
    "CREATE INDEX statements_by_turn ON statements (transcript, turn)",
    """CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'statements', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2')""",
)

_FINDINGS = (
    """CREATE TABLE journey_steps (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL,
        payload TEXT NOT NULL)""",
    """CREATE TABLE judgements (
        position INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE REFERENCES statements (id),
        kinds TEXT NOT NULL, kind_scores TEXT NOT NULL, basis TEXT, prompting TEXT, effect TEXT, effect_score,
        step TEXT, step_score, decided_by TEXT NOT NULL)""",
    """CREATE TABLE themes (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, definition TEXT NOT NULL,
        n_participants INTEGER NOT NULL, n_statements INTEGER NOT NULL, stability, status TEXT NOT NULL,
        named_by TEXT NOT NULL, payload TEXT NOT NULL)""",
    """CREATE TABLE theme_members (
        theme TEXT NOT NULL REFERENCES themes (id), position INTEGER NOT NULL,
        statement TEXT NOT NULL REFERENCES statements (id), score, PRIMARY KEY (theme, position))""",
    "CREATE INDEX theme_members_by_statement ON theme_members (statement)",
    """CREATE TABLE signals (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, theme TEXT NOT NULL REFERENCES themes (id),
        step TEXT, effect TEXT NOT NULL, strength, n_participants INTEGER NOT NULL, n_opponents INTEGER NOT NULL,
        conflict INTEGER NOT NULL, status TEXT NOT NULL, payload TEXT NOT NULL)""",
    """CREATE TABLE outcomes (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, theme TEXT NOT NULL REFERENCES themes (id),
        step TEXT, direction TEXT NOT NULL, who TEXT NOT NULL, behaviour TEXT NOT NULL, grade TEXT NOT NULL,
        status TEXT NOT NULL, payload TEXT NOT NULL)""",
    "CREATE TABLE problems (position INTEGER PRIMARY KEY, decision TEXT NOT NULL, problem TEXT NOT NULL)",
    """CREATE TABLE run (
        only INTEGER PRIMARY KEY CHECK (only = 1), record TEXT NOT NULL, journey_origin TEXT NOT NULL,
        digest TEXT NOT NULL, saved_at TEXT,
        rows_digest TEXT NOT NULL)""",
)

_HISTORY = (
    """CREATE TABLE theme_history (
        number INTEGER NOT NULL, id TEXT PRIMARY KEY, name TEXT NOT NULL, members TEXT NOT NULL,
        named_by TEXT NOT NULL, status TEXT NOT NULL, retired INTEGER NOT NULL)""",
)

_VIEWS = (
    """CREATE VIEW quotes AS
        SELECT statements.id, statements.participant, statements.source, statements.turn, statements.text,
            statements.question, judgements.kinds, judgements.effect, judgements.step, themes.name AS theme
        FROM statements
        LEFT JOIN judgements ON judgements.statement = statements.id
        LEFT JOIN theme_members ON theme_members.statement = statements.id
        LEFT JOIN themes ON themes.id = theme_members.theme
        ORDER BY statements.position""",
)

PRIVACY_AND_GUIDE: tuple[str, ...] = (
    """CREATE TABLE asked (
        position INTEGER PRIMARY KEY, transcript TEXT NOT NULL, turn INTEGER NOT NULL, item TEXT NOT NULL,
        participant TEXT NOT NULL, payload TEXT NOT NULL,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn))""",
    """CREATE TABLE redactions (
        position INTEGER PRIMARY KEY, transcript TEXT NOT NULL, turn INTEGER NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, kind TEXT NOT NULL, pseudonym TEXT NOT NULL, payload TEXT NOT NULL,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn))""",
    "CREATE TABLE forgotten (digest TEXT PRIMARY KEY, forgotten_at TEXT NOT NULL)",
)

LEFT_OUT_OF_READINGS: tuple[str, ...] = ("ALTER TABLE sources ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]'",)

THEMES_AND_DECIDING: tuple[str, ...] = (
    "CREATE TABLE theme_tree (only INTEGER PRIMARY KEY CHECK (only = 1), payload TEXT NOT NULL)",
    """CREATE TABLE to_decide (
        position INTEGER PRIMARY KEY, statement TEXT NOT NULL REFERENCES statements (id), about TEXT NOT NULL,
        payload TEXT NOT NULL)""",
    """CREATE TABLE theme_events (
        number INTEGER PRIMARY KEY, run INTEGER NOT NULL, theme TEXT NOT NULL, event TEXT NOT NULL,
        payload TEXT NOT NULL)""",
)

CODES_OF_THEMES: tuple[str, ...] = ("ALTER TABLE theme_history ADD COLUMN code TEXT",)

ANSWERS: tuple[str, ...] = (
    """CREATE TABLE answers (
        model TEXT NOT NULL, key TEXT NOT NULL, answered_by TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (model, key))""",
)

FIRST_TABLES: tuple[str, ...] = (*_INPUT, *_CACHES, *_SPEECH, *_FINDINGS, *_HISTORY, *_VIEWS)

ROWS_REFUSED: tuple[str, ...] = (
    "ALTER TABLE problems RENAME COLUMN decision TO about",
    "ALTER TABLE problems RENAME COLUMN problem TO text",
    "ALTER TABLE problems ADD COLUMN refused INTEGER NOT NULL DEFAULT 0",
)

CONTRADICTIONS: tuple[str, ...] = (
    """CREATE TABLE contradictions (
        position INTEGER PRIMARY KEY, statement TEXT NOT NULL REFERENCES statements (id), payload TEXT NOT NULL)""",
)
