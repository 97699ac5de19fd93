"""Which column of a table holds what, by its name or by what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.config import InputOptions
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import words_of
from insightmine.transcripts.role_words import role_of_label
from insightmine.transcripts.word_lists import ranked

_TEXT = ranked(
    """
    text quote statement utterance transcript content answer response comment feedback message note notes
    verbatim segment sentence body reply remark observation excerpt speech said transcription antwort aussage
    zitat testo risposta texte réponse respuesta texto citation quotation dialogue conversation
    """
)
_PERSON = ranked(
    """
    participant participant_id participantid pid respondent respondent_id user user_id userid interviewee person
    person_id subject subject_id teilnehmer befragte partecipante participante utente customer customer_id p_id
    """
)
_SPEAKER = ranked("speaker speaker_name speaker_label name who author sender sprecher parlante locuteur hablante")
_TRANSCRIPT = ranked(
    """
    transcript_id transcriptid interview interview_id session session_id conversation_id meeting meeting_id file
    filename file_name source document document_id call_id dialogue_id
    """
)
_QUESTION = ranked("question prompt question_text item frage domanda pregunta interviewer_question")
_HEADING = ranked("task heading step section stage phase task_name journey_step aufgabe compito tâche tarea")
_START = ranked("start start_time start_seconds timestamp time begin from zeit timecode")
_END = ranked("end end_time end_seconds stop")
_ID = re.compile(r"(?:.*[_\W])?id")
_OF_A_CODING = frozenset({"statement", "kinds", "effect"})  # what others said of statements, with their words
_SENTENCES = 60.0  # characters a cell on average: this is text, not a code or a name
_JOINED = re.compile(r"(?<=[^\W\d])[|,;()?\\]+(?=[^\W\d])")  # between two letters; not the wide signs of Chinese
_JOINED_SHARE = 0.3  # of the words between spaces
_LONGEST_NAME, _NAME_WORDS = 40, 4  # what a refusal shows of a column's name
_DIFFERENT = 0.8  # of the cells of a column of answers; those of a list to choose from recur
_WORDS = 3  # a cell
_LONG_TEXT = 25.0  # characters a cell on average: below that a column does not hold speech


class NoText(InputRefused):
    """A table that holds no speech: refused if it was named, set aside in a folder."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers of the columns, from 0; `person_is_participant`: the column's name says that only participants speak."""

    text: int
    person: int | None = None
    person_is_participant: bool = False
    transcript: int | None = None
    row_id: int | None = None
    question: int | None = None
    start: int | None = None
    end: int | None = None
    heading: int | None = None

    @property
    def used(self) -> frozenset[int]:
        """The columns that become part of turns."""
        return frozenset(i for i in (self.text, self.person, self.question) if i is not None)


def find_columns(source: str, header: Sequence[str], rows: Sequence[Sequence[str]], options: InputOptions) -> Columns:
    """The columns, as given or found. Raises `InputRefused` naming what is missing, and the columns there are."""
    names = [_key(name) for name in header]
    if not options.text_column and set(names) >= _OF_A_CODING:
        hint = "bring it in with: insightmine import FILE --by NAME"
        raise NoText(source, "what a coder said of statements, not a transcript", hint=hint)
    text = _given(source, header, options.text_column) if options.text_column else _text_column(names, rows)
    if text is None:
        raise NoText(
            source,
            "no column of text",
            place="line 1",
            hint=f"name one with --text-column; {list_columns(header)}",
        )
    person, is_participant = _person_column(source, header, names, options, text)
    if person is None and "role" in names and _holds_roles(rows, names.index("role")):
        person = names.index("role")
    transcript = (
        _given(source, header, options.transcript_column)
        if options.transcript_column
        else _named(names, _TRANSCRIPT, {text, person})
    )
    row_id = _id_column(names, rows, text)
    question = _named(names, _QUESTION, {text, person, transcript})
    start = _named(names, _START, {text, person, transcript, question})
    end = _named(names, _END, {text, person, transcript, question, start})
    heading = _named(names, _HEADING, {text, person, transcript, question, start, end})
    return Columns(text, person, is_participant, transcript, row_id, question, start, end, heading)


def is_known_column(name: str) -> bool:
    """Whether a column is called as columns of speech are."""
    return _key(name) in {*_TEXT, *_PERSON, *_SPEAKER, *_TRANSCRIPT, *_QUESTION}


def is_text_column(name: str) -> bool:
    """Whether a column is called as columns of text are."""
    return _key(name) in _TEXT


def list_columns(header: Sequence[str]) -> str:
    """The first columns, for a refusal; one whose name is none goes by its number: somebody may have said it."""
    names = [name if is_short_name(name) else f"(column {number})" for number, name in enumerate(header[:20], 1)]
    return "the columns are: " + ", ".join(names)


def is_short_name(name: str) -> bool:
    """Whether a column's name may be shown in a refusal: a table may have been seen where there is speech."""
    return 0 < len(name) <= _LONGEST_NAME and len(words_of(name)) <= _NAME_WORDS and name.isprintable()


def _key(name: str) -> str:
    return re.sub(r"[\s\-.]+", "_", name.strip().casefold())


def _given(source: str, header: Sequence[str], wanted: str) -> int:
    for index, name in enumerate(header):
        if name == wanted or _key(name) == _key(wanted):
            return index
    raise InputRefused(source, f"no column {wanted!r}", place="line 1", hint=list_columns(header))


def _named(names: Sequence[str], wanted: Sequence[str], taken: set[int | None]) -> int | None:
    """The column whose name stands first in the list of wanted names."""
    for word in wanted:
        for index, name in enumerate(names):
            if name == word and index not in taken:
                return index
    return None


def _mean_length(rows: Sequence[Sequence[str]], index: int) -> float:
    cells = [row[index] for row in rows[:2000] if index < len(row) and row[index].strip()]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def long_columns(header: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """The names of the columns that also hold sentences, and are not read."""
    read = columns.used | {columns.transcript, columns.row_id}
    return [name for index, name in enumerate(header) if index not in read and _holds_sentences(rows, index)]


def _holds_sentences(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether people wrote in a column: long cells, or shorter ones that are nearly all different, as answers are."""
    mean = _mean_length(rows, index)
    if mean < _LONG_TEXT or _holds_keywords(rows, index):
        return False
    cells = [row[index] for row in rows[:2000] if index < len(row) and row[index].strip()]
    words = sum(len(cell.split()) for cell in cells)
    return mean >= _SENTENCES or (len(set(cells)) >= _DIFFERENT * len(cells) > 1 and words >= _WORDS * len(cells))


def _text_column(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    lengths = [_mean_length(rows, index) for index in range(len(names))]
    named = [index for index, name in enumerate(names) if name in _TEXT]
    if named:
        best = max(lengths[index] for index in named)
        fitting = [index for index in named if lengths[index] >= 0.5 * best]
        return min(fitting, key=lambda index: _TEXT.index(names[index]))
    longest = max(range(len(names)), key=lambda index: (lengths[index], -index), default=None)
    if longest is None or lengths[longest] < _LONG_TEXT or _holds_keywords(rows, longest):
        return None
    return longest


def _holds_keywords(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the cells are lists for programs, `ux,sharing|combine,(ipy)?widgets`, in which signs join words."""
    cells = [row[index] for row in rows[:2000] if index < len(row)]
    joined = sum(len(_JOINED.findall(cell)) for cell in cells)
    return joined > sum(len(cell.split()) for cell in cells) * _JOINED_SHARE


def _person_column(
    source: str, header: Sequence[str], names: Sequence[str], options: InputOptions, text: int
) -> tuple[int | None, bool]:
    if options.participant_column:
        return _given(source, header, options.participant_column), True
    person = _named(names, _PERSON, {text})
    if person is not None:
        return person, True
    return _named(names, _SPEAKER, {text}), False


def _holds_roles(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a column called role says who asks and who answers, and not what somebody's job is."""
    cells = [row[index] for row in rows[:200] if row[index].strip()]
    return bool(cells) and sum(1 for cell in cells if role_of_label(cell) is not None) * 2 >= len(cells)


def _id_column(names: Sequence[str], rows: Sequence[Sequence[str]], text: int) -> int | None:
    """A column called id, whose cells are all there, short and different."""
    for index, name in enumerate(names):
        if index == text or not _ID.fullmatch(name):
            continue
        cells = [row[index].strip() for row in rows]
        if cells and all(cells) and len(set(cells)) == len(cells) and max(map(len, cells)) <= 80:
            return index
    return None
