"""A result -> rows of the result tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.store.codec import encode, encode_exactly


def save_rows(connection: sqlite3.Connection, analysis: Analysis) -> None:
    """Add a result to the empty result tables, each table after those that it refers to."""
    _save_transcripts(connection, analysis)
    _save_statements(connection, analysis)
    _save_left_out(connection, analysis)
    _save_judgements(connection, analysis)
    _save_themes(connection, analysis)
    _save_proposals(connection, analysis)
    _save_places(connection, analysis)
    _save_more_of_themes(connection, analysis)


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows that have a value for each column of the table, in the table's order."""
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * columns)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - constants


def _save_transcripts(connection: sqlite3.Connection, analysis: Analysis) -> None:
    insert(
        connection,
        "transcripts",
        (
            (position, t.id, t.source, t.format, t.language, len(t.turns), t.n_words, encode(replace(t, turns=())))
            for position, t in enumerate(analysis.transcripts)
        ),
    )
    insert(
        connection,
        "turns",
        (
            (
                transcript.id, turn.index, turn.speaker, turn.role, turn.participant, turn.text, turn.start_seconds,
                turn.end_seconds, turn.heading, turn.place, turn.person_key,
            )
            for transcript in analysis.transcripts
            for turn in transcript.turns
        ),
    )  # fmt: skip
    insert(
        connection,
        "people",
        (
            (position, person.id, person.consent, encode(person.attributes), encode(person.transcripts))
            for position, person in enumerate(analysis.people)
        ),
    )


def _save_statements(connection: sqlite3.Connection, analysis: Analysis) -> None:
    insert(
        connection,
        "statements",
        (
            (
                position,
                s.id,
                s.transcript,
                s.source,
                s.participant,
                s.turn,
                s.start,
                s.end,
                s.text,
                s.question,
                s.heading,
            )
            for position, s in enumerate(analysis.statements)
        ),
    )


def _save_left_out(connection: sqlite3.Connection, analysis: Analysis) -> None:
    insert(
        connection,
        "left_out",
        (
            (position, left.transcript, left.turn, left.start, left.end, left.reason)
            for position, left in enumerate(analysis.left_out)
        ),
    )


def _save_judgements(connection: sqlite3.Connection, analysis: Analysis) -> None:
    insert(
        connection,
        "judgements",
        (
            (
                position, judgement.statement, encode(judgement.kinds), encode_exactly(judgement.kind_scores),
                judgement.basis, judgement.prompting, judgement.effect, judgement.effect_score, judgement.step,
                judgement.step_score, judgement.decided_by,
            )
            for position, judgement in enumerate(analysis.judgements)
        ),
    )  # fmt: skip


def _save_themes(connection: sqlite3.Connection, analysis: Analysis) -> None:
    steps = enumerate(analysis.journey.steps)
    insert(
        connection,
        "journey_steps",
        ((n, step.id, step.name, step.description, encode_exactly(step)) for n, step in steps),
    )
    insert(
        connection,
        "themes",
        (
            (
                position, theme.id, theme.name, theme.definition, len(theme.participants), len(theme.members),
                theme.stability, theme.status, theme.named_by, encode_exactly(theme),
            )
            for position, theme in enumerate(analysis.themes)
        ),
    )  # fmt: skip
    insert(
        connection,
        "theme_members",
        (
            (theme.id, position, member.statement, member.score)
            for theme in analysis.themes
            for position, member in enumerate(theme.members)
        ),
    )


def _save_proposals(connection: sqlite3.Connection, analysis: Analysis) -> None:
    insert(
        connection,
        "signals",
        (
            (
                position, signal.id, signal.theme, signal.step, signal.effect, signal.strength,
                len(signal.participants), len(signal.opponents), signal.conflict, signal.status, encode_exactly(signal),
            )
            for position, signal in enumerate(analysis.signals)
        ),
    )  # fmt: skip
    insert(
        connection,
        "outcomes",
        (
            (
                position, outcome.id, outcome.theme, outcome.step, outcome.direction, outcome.who, outcome.behaviour,
                outcome.grade, outcome.status, encode_exactly(outcome),
            )
            for position, outcome in enumerate(analysis.outcomes)
        ),
    )  # fmt: skip
    problems = enumerate(analysis.problems)
    insert(connection, "problems", ((n, problem.about, problem.text, problem.refused) for n, problem in problems))


def _save_places(connection: sqlite3.Connection, analysis: Analysis) -> None:
    """What is said of places in turns: what of the guide was asked there, and what stands for an identifier."""
    insert(
        connection,
        "asked",
        (
            (position, asked.transcript, asked.turn, asked.item, asked.participant, encode_exactly(asked))
            for position, asked in enumerate(analysis.asked)
        ),
    )
    insert(
        connection,
        "redactions",
        (
            (n, item.transcript, item.turn, item.start, item.end, item.kind, item.pseudonym or "", encode_exactly(item))
            for n, item in enumerate(analysis.redactions)
        ),
    )


def _save_more_of_themes(connection: sqlite3.Connection, analysis: Analysis) -> None:
    """Broader and narrower groups, what a person should look at first, and where words and deeds differ."""
    insert(connection, "theme_tree", [(1, encode_exactly(analysis.tree))])
    insert(
        connection,
        "to_decide",
        ((n, item.statement, item.about, encode_exactly(item)) for n, item in enumerate(analysis.to_decide)),
    )
    insert(
        connection,
        "contradictions",
        ((n, item.said, encode_exactly(item)) for n, item in enumerate(analysis.contradictions)),
    )
