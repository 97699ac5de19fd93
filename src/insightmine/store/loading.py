"""Rows of the result tables -> the result, exactly as it was saved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.contradictions import Contradiction
from insightmine.domain.guides import Asked
from insightmine.domain.ids import TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.outcomes import Outcome
from insightmine.domain.problems import Problem
from insightmine.domain.queues import ToDecide
from insightmine.domain.redactions import Redaction
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Consent, LeftOut, LeftOutReason, Person, Role, Statement, Transcript, Turn
from insightmine.domain.theme_trees import ThemeTree
from insightmine.domain.themes import Theme
from insightmine.store.codec import decode


def load_rows(connection: sqlite3.Connection) -> Analysis | None:
    """The last result, or `None` before the first. Raises `ValueError` when a row is not what it should be."""
    row = connection.execute("SELECT journey_origin FROM run").fetchone()
    if row is None:
        return None
    return Analysis(
        transcripts=_transcripts(connection),
        people=_people(connection),
        statements=_statements(connection),
        judgements=_judgements(connection),
        journey=Journey(steps=_payloads(connection, "journey_steps", Step), origin=JourneyOrigin(row[0])),
        themes=_payloads(connection, "themes", Theme),
        signals=_payloads(connection, "signals", Signal),
        outcomes=_payloads(connection, "outcomes", Outcome),
        left_out=_left_out(connection),
        problems=_problems(connection),
        asked=_payloads(connection, "asked", Asked),
        redactions=_payloads(connection, "redactions", Redaction),
        tree=_tree(connection),
        to_decide=_payloads(connection, "to_decide", ToDecide),
        contradictions=_payloads(connection, "contradictions", Contradiction),
    )


def _payloads(connection: sqlite3.Connection, table: str, kind: type[Any]) -> tuple[Any, ...]:
    rows = connection.execute(f"SELECT payload FROM {table} ORDER BY position")  # noqa: S608 - constants
    return tuple(decode(payload, kind) for (payload,) in rows)


def _tree(connection: sqlite3.Connection) -> ThemeTree:
    """The hierarchy of themes; an empty one in results of a program that made none."""
    row = connection.execute("SELECT payload FROM theme_tree").fetchone()
    return ThemeTree() if row is None else decode(row[0], ThemeTree)


def _transcripts(connection: sqlite3.Connection) -> tuple[Transcript, ...]:
    turns: dict[str, list[Turn]] = defaultdict(list)
    rows = connection.execute(
        "SELECT transcript, turn, speaker, text, place, role, participant, person_key, start_seconds, end_seconds,"
        " heading FROM turns ORDER BY transcript, turn"
    )
    for transcript_id, index, speaker, text, place, role, *rest in rows:
        turns[transcript_id].append(Turn(index, speaker, text, place, Role(role), *rest))
    return tuple(
        replace(transcript, turns=tuple(turns[transcript.id]))
        for transcript in _payloads(connection, "transcripts", Transcript)
    )


def _people(connection: sqlite3.Connection) -> tuple[Person, ...]:
    rows = connection.execute("SELECT id, transcripts, attributes, consent FROM people ORDER BY position")
    return tuple(
        Person(
            id=person,
            transcripts=decode(transcripts, tuple[TranscriptId, ...]),
            attributes=decode(attributes, dict[str, str]),
            consent=Consent(consent),
        )
        for person, transcripts, attributes, consent in rows
    )


def _statements(connection: sqlite3.Connection) -> tuple[Statement, ...]:
    rows = connection.execute(
        'SELECT id, transcript, source, participant, turn, "start", "end", text, question, heading'
        " FROM statements ORDER BY position"
    )
    return tuple(Statement(*row) for row in rows)


def _left_out(connection: sqlite3.Connection) -> tuple[LeftOut, ...]:
    rows = connection.execute('SELECT transcript, turn, "start", "end", reason FROM left_out ORDER BY position')
    return tuple(
        LeftOut(transcript, turn, start, end, LeftOutReason(reason)) for transcript, turn, start, end, reason in rows
    )


def _judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    rows = connection.execute(
        "SELECT statement, kinds, kind_scores, basis, prompting, effect, effect_score, step, step_score, decided_by"
        " FROM judgements ORDER BY position"
    )
    return tuple(
        Judgement(
            statement,
            decode(kinds, tuple[Kind, ...]),
            decode(kind_scores, tuple[float, ...]),
            None if basis is None else Basis(basis),
            None if prompting is None else Prompting(prompting),
            None if effect is None else Effect(effect),
            *rest,
        )
        for statement, kinds, kind_scores, basis, prompting, effect, *rest in rows
    )


def _problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    rows = connection.execute("SELECT about, text, refused FROM problems ORDER BY position")
    return tuple(Problem(about, text, bool(refused)) for about, text, refused in rows)
