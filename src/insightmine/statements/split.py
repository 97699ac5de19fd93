"""A study's transcripts -> its statements, each an exact slice of a participant's turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId, statement_id
from insightmine.domain.languages import ENGLISH
from insightmine.domain.speech import Statement, Transcript, Turn
from insightmine.statements.plainly import split_plainly
from insightmine.statements.question import questions_before
from insightmine.statements.reading import Script
from insightmine.statements.turns import Piece, split_turn, whole_turn
from insightmine.statements.values import LeftOut, LeftOutReason, Split


class _Asked(NamedTuple):
    transcript: Transcript
    turn: Turn
    question: str | None


def split_study(
    transcripts: Sequence[Transcript],
    annotation_of: Callable[[str], Annotation],
    tokens_of: Mapping[str, Callable[[str], Annotation]] | None = None,
    sheet: Sequence[str] = (),
) -> Split:
    """Cut what the participants said into statements; the order of the transcripts changes nothing.

    `annotation_of` gives the grammar of a turn's whole English text, `tokens_of` by language (`Transcript.read_as`)
    the tokens of others. A transcript that another version replaces gives no statements: its words are left out.
    `sheet` are the texts of the guide that somebody may read aloud: what is read of them is no statement. What stands
    in transcripts that are not in themes changes no statement of those that are (but for the number in the id of what
    one person says word for word in both).
    """
    ordered = sorted(transcripts, key=lambda transcript: transcript.id)
    script_of = _scripts(ordered, sheet)
    names = _Names()
    statements: list[Statement] = []
    annotations: dict[StatementId, Annotation] = {}
    left_out: list[LeftOut] = []
    for asked in _participants_turns(ordered):
        if asked.transcript.replaced_by is not None:
            left_out += [
                LeftOut(asked.transcript.id, asked.turn.index, *piece.span, LeftOutReason.TRANSLATED)
                for piece in whole_turn(asked.turn.text)
            ]
            continue
        language = asked.transcript.read_as
        annotation = (annotation_of if language == ENGLISH else (tokens_of or {})[language])(asked.turn.text)
        for piece in _pieces(asked, annotation, script_of[asked.transcript.in_themes]):
            start, end = piece.span
            if piece.reason is not None:
                left_out.append(LeftOut(asked.transcript.id, asked.turn.index, start, end, piece.reason))
                continue
            statement = _statement(asked, piece, names)
            statements.append(statement)
            annotations[statement.id] = annotation.slice(start, end)
    return Split(tuple(statements), annotations, tuple(left_out))


def _scripts(transcripts: Sequence[Transcript], sheet: Sequence[str]) -> dict[bool, Script]:
    """What shows that words are read aloud, by whether the transcript they stand in may be in themes.

    Somebody may read the task in a language that is in themes and say all the rest in one that is not: who is not
    counted must not take anything from those who are. The other way round all that is known is used.
    """
    spoken = [transcript for transcript in transcripts if transcript.replaced_by is None]
    counted = [transcript for transcript in spoken if transcript.in_themes]
    script = Script(counted, sheet)
    return {True: script, False: script if len(counted) == len(spoken) else Script(spoken, sheet)}


def _participants_turns(transcripts: Sequence[Transcript]) -> Iterator[_Asked]:
    for transcript in transcripts:
        questions = questions_before(transcript.turns)
        for turn, question in zip(transcript.turns, questions, strict=True):
            if turn.participant is not None:  # in notes an observer writes of a participant
                yield _Asked(transcript, turn, question)


def _pieces(asked: _Asked, annotation: Annotation, script: Script) -> list[Piece]:
    turn = asked.turn
    if asked.transcript.rows_are_statements:
        return whole_turn(turn.text)

    def read_aloud(sentence: str) -> bool:
        return script.is_read_aloud(sentence, asked.transcript.id, turn, asked.question)

    if asked.transcript.read_as != ENGLISH:
        return split_plainly(turn.text, annotation, read_aloud)
    spans = script.read_spans(turn.text)
    return split_turn(turn.text, annotation, read_aloud, answers=asked.question is not None, read_spans=spans)


def _statement(asked: _Asked, piece: Piece, names: _Names) -> Statement:
    turn = asked.turn
    if turn.participant is None:
        raise ValueError(f"turn {turn.index} of {asked.transcript.id} has no participant")
    text = turn.text[piece.span.start : piece.span.end]
    return Statement(
        id=names.name(turn.person_key, text),
        transcript=asked.transcript.id,
        source=asked.transcript.source,
        participant=turn.participant,
        turn=turn.index,
        start=piece.span.start,
        end=piece.span.end,
        text=text,
        question=asked.question,
        heading=turn.heading,
    )


class _Names:
    """Hands out statement ids, counting how often a person said the same thing."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], int] = {}
        self._taken: set[StatementId] = set()

    def name(self, person_key: str, text: str) -> StatementId:
        """The id of the next occurrence; an id already taken by other words is passed over."""
        key = (person_key, " ".join(text.split()))
        for occurrence in count(self._said.get(key, 0)):
            named = statement_id(person_key, text, occurrence)
            if named not in self._taken:
                self._said[key] = occurrence + 1
                self._taken.add(named)
                return named
        raise AssertionError("unreachable: count() has no end")
