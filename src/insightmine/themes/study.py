"""What the steps of this package share: the statements that count, in canonical order, with all that is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId, digest_of
from insightmine.domain.judgements import MACHINE, Effect, Judgement, Kind
from insightmine.domain.speech import NOTED_AS, Record, Statement, Transcript
from insightmine.engines import Vectors
from insightmine.themes.cluster import grow
from insightmine.themes.consensus import Consensus, agree
from insightmine.themes.families import families
from insightmine.themes.forms import Forms, forms_of
from insightmine.themes.gerunds import heard_gerunds
from insightmine.themes.hierarchy import Hierarchy
from insightmine.themes.phrases import Phrase, Sentence
from insightmine.themes.question_words import question_words
from insightmine.themes.subjects import Subjects
from insightmine.themes.views import content_lemmas, statement_space, statement_views
from insightmine.themes.wording import is_empty

# How often a word has its capital letter for once that it has none.
_MOSTLY = 8
# Of a statement in a language whose grammar is not known: less says too little to be about anything.
_FEWEST_TOKENS = 5


@dataclass(frozen=True)
class Material:
    """Statements worth clustering, and their judgements, annotations and vectors in the same order (see `gather`).

    `taken_in`: those that the program took for talk about the session or found empty until a person corrected it.
    """

    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    annotations: tuple[Annotation, ...]
    vectors: Vectors
    transcripts: tuple[Transcript, ...]
    taken_in: frozenset[StatementId] = frozenset()

    def __len__(self) -> int:
        return len(self.statements)

    @cached_property
    def space(self) -> NDArray[np.float64]:
        """The coordinates in which distances are measured (see `views.statement_space`)."""
        return statement_space(self.views)

    @cached_property
    def views(self) -> tuple[NDArray[np.float64], ...]:
        """The coordinates in which themes are found (see `views.statement_views`)."""
        taken = question_words(self.statements, self.annotations)
        return statement_views(self._vectors_in_context(), self.annotations, taken)

    @cached_property
    def consensus(self) -> Consensus:
        """How surely two statements belong together."""
        return agree(self.views)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The finest groups, and in which order they come together."""
        return grow(self.consensus)

    def _vectors_in_context(self) -> Vectors:
        """Vectors drawn towards the rest of their turn, the more the fewer words of their own they have.

        That comes on top of the context that all of them have (`embedding.in_context`), which a long answer dilutes.

        "It does that very poorly" gets its subject from what was said around it.
        """
        turns = [(statement.transcript, statement.turn) for statement in self.statements]
        number = {turn: i for i, turn in enumerate(sorted(set(turns)))}
        turn_of = np.array([number[turn] for turn in turns], dtype=np.int64)
        sums = np.zeros((len(number), self.vectors.shape[1]))
        np.add.at(sums, turn_of, self.vectors)
        others = np.bincount(turn_of, minlength=len(number))[turn_of] - 1
        context = (sums[turn_of] - self.vectors) / np.maximum(others, 1)[:, None]
        own = np.array([sum(not is_empty(lemma) for lemma in lemmas) for lemmas in self.lemmas])
        weights = (others > 0) / (1 + own)
        return np.asarray(self.vectors + weights[:, None] * context, dtype=np.float32)

    @cached_property
    def row_of(self) -> Mapping[StatementId, int]:
        """The row of each statement."""
        return {statement.id: row for row, statement in enumerate(self.statements)}

    @cached_property
    def participants(self) -> tuple[ParticipantId, ...]:
        """The participant of each row."""
        return tuple(statement.participant for statement in self.statements)

    @cached_property
    def everybody(self) -> tuple[ParticipantId, ...]:
        """All participants of the study, sorted."""
        spoken = {person for transcript in self.transcripts for person in transcript.participants}
        return tuple(sorted(spoken | set(self.participants)))

    @cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """The content lemmas of each row."""
        return tuple(frozenset(content_lemmas(annotation)) for annotation in self.annotations)

    def family_of(self, lemma: str) -> str:
        """The word that stands for a lemma and those akin to it (see `families`)."""
        return self._families.get(lemma, lemma)

    @cached_property
    def _families(self) -> Mapping[str, str]:
        return families(lemma for lemmas in self.lemmas for lemma in lemmas)

    @cached_property
    def subjects(self) -> Subjects:
        """What each row is about, and what it answers."""
        return Subjects(self)

    @cached_property
    def signs(self) -> NDArray[np.int64]:
        """1 for the rows that say something helped, -1 for those that say it hindered, else 0."""
        sign = {Effect.HELPS: 1, Effect.HINDERS: -1}
        return np.array([sign.get(j.effect, 0) if j.effect else 0 for j in self.judgements], dtype=np.int64)

    @cached_property
    def is_table(self) -> bool:
        """Whether all statements are rows of tables, each put there as one: nothing in it is said in passing."""
        return bool(self.transcripts) and all(transcript.rows_are_statements for transcript in self.transcripts)

    @cached_property
    def session_talk(self) -> frozenset[int]:
        """The rows that are mainly talk about the session by now, through corrections: they stand in no theme."""
        whole = {transcript.id for transcript in self.transcripts if transcript.rows_are_statements}
        said = enumerate(zip(self.statements, self.judgements, strict=True))
        return frozenset(row for row, (s, now) in said if _is_session_talk(now) and s.transcript not in whole)

    def phrases(self, row: int) -> tuple[Phrase, ...]:
        """The phrases of a row that could stand in a name."""
        if row not in self._phrases:
            text, annotation = self.statements[row].text, self.annotations[row]
            self._phrases[row] = tuple(Sentence(text, annotation, *self._usage).phrases())
        return self._phrases[row]

    def ways(self, row: int) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
        """What is done in a row (gerund, lemma), and the adverbs that say how or when."""
        if row not in self._ways:
            sentence = Sentence(self.statements[row].text, self.annotations[row], *self._usage)
            self._ways[row] = frozenset(sentence.deeds()), frozenset(sentence.manners())
        return self._ways[row]

    @cached_property
    def _phrases(self) -> dict[int, tuple[Phrase, ...]]:
        return {}

    @cached_property
    def _ways(self) -> dict[int, tuple[frozenset[tuple[str, str]], frozenset[str]]]:
        return {}

    @cached_property
    def _usage(self) -> tuple[Mapping[str, str], frozenset[str], Mapping[str, str], Forms]:
        """How the study uses words: gerunds as heard, names not to be shown, words with a capital letter, forms."""
        spoken = [(s.text, annotation) for s, annotation in zip(self.statements, self.annotations, strict=True)]
        return heard_gerunds(spoken), self.names, _mostly_capital(spoken), self.forms

    @cached_property
    def forms(self) -> Forms:
        """As what the study uses its words."""
        return forms_of(self.annotations)

    def people_of(self, rows: Sequence[int]) -> tuple[ParticipantId, ...]:
        """Who said these rows, sorted."""
        return tuple(sorted({self.participants[row] for row in rows}))

    @cached_property
    def names(self) -> frozenset[str]:
        """Lemmas that are a speaker's name, or a proper noun that fewer than three participants use.

        In a study of notes alone also what these call the person whom they are about.
        """
        users: dict[str, set[str]] = {}
        common: Counter[str] = Counter()
        for person, annotation in zip(self.participants, self.annotations, strict=True):
            for lemma, part in zip(annotation.lemmas, annotation.parts, strict=True):
                users.setdefault(lemma.lower(), set()).add(person)
                common[lemma.lower()] += 1 if part == "PROPN" else -1
        rare = {lemma for lemma, people in users.items() if common[lemma] > 0 and len(people) < 3}
        labels = (turn.speaker or "" for transcript in self.transcripts for turn in transcript.turns)
        words = {word for label in set(labels) for word in label.split() if word[:1].isupper()}
        noted = NOTED_AS if all(transcript.record is Record.NOTES for transcript in self.transcripts) else frozenset()
        return frozenset(rare | noted | {word.lower() for word in words if not _is_acronym(word)})


def gather(
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    transcripts: Sequence[Transcript],
    heard: Sequence[Judgement] = (),
) -> Material:
    """The statements worth clustering.

    All rows of a table of statements; of interviews what is neither mainly session talk nor empty ("this is the one").
    `heard`, row by row, are the judgements before anybody corrected any: they say what is worth it, so that what was
    learned from one correction does not make all groups anew. What a person says is no session talk is taken in.
    They come in the order of what was said, not of who said it: a statement's id holds the participant's name, and
    the same words must give the same groups whatever people are called.
    """
    whole: set[TranscriptId] = {transcript.id for transcript in transcripts if transcript.rows_are_statements}

    def counts(i: int, judgement: Judgement) -> bool:
        return statements[i].transcript in whole or _says_something(judgement, annotations[statements[i].id])

    pairs = enumerate(zip(judgements, heard or judgements, strict=True))
    rows = [i for i, (now, first) in pairs if counts(i, _what_counts(now, first))]
    rows.sort(key=lambda i: _place(statements[i]))
    return Material(
        statements=tuple(statements[i] for i in rows),
        judgements=tuple(judgements[i] for i in rows),
        annotations=tuple(annotations[statements[i].id] for i in rows),
        vectors=np.asarray(vectors, dtype=np.float32)[rows] if rows else np.zeros((0, 1), dtype=np.float32),
        transcripts=tuple(transcripts),
        taken_in=frozenset(statements[i].id for i in rows if heard and not counts(i, heard[i])),
    )


def _place(statement: Statement) -> tuple[str, str, int, int, StatementId]:
    """As good as shuffled, and always the same; for what was said twice, where it was said; last, by whom."""
    words = digest_of(statement.text)
    return words, statement.question or "", statement.turn, statement.start, statement.id


def _what_counts(now: Judgement, first: Judgement) -> Judgement:
    """The first judgement, but where a person says that it was wrong to take it for session talk."""
    return now if _is_session_talk(first) and now.decided_by != MACHINE else first


def _is_session_talk(judgement: Judgement) -> bool:
    return judgement.kinds[:1] == (Kind.SESSION_TALK,)


def _says_something(judgement: Judgement, annotation: Annotation) -> bool:
    if _is_session_talk(judgement):
        return False
    if not any(annotation.parts):  # in a language whose grammar is not known
        return len(annotation) >= _FEWEST_TOKENS
    takes_side = judgement.effect in {Effect.HELPS, Effect.HINDERS, Effect.MIXED}
    return takes_side or not all(is_empty(lemma) for lemma in content_lemmas(annotation))


def _mostly_capital(spoken: Sequence[tuple[str, Annotation]]) -> dict[str, str]:
    """The words that the study writes with a capital letter inside sentences, more than once and nearly always.

    By their lower case: where one of ten types `ai`, a name still says `AI`.
    """
    inside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    small: Counter[str] = Counter()
    for text, annotation in spoken:
        openers = set(annotation.sentence_starts)
        for i, (start, end) in enumerate(zip(annotation.starts, annotation.ends, strict=True)):
            word = text[start:end]
            if word[:1].islower():
                small[word.lower()] += 1
            elif word[:1].isupper() and i not in openers:
                inside[word.lower()][word] += 1
    often = {lower: forms for lower, forms in inside.items() if forms.total() > max(1, _MOSTLY * small[lower])}
    return {lower: min(forms, key=lambda form: (-forms[form], form)) for lower, forms in sorted(often.items())}


def _is_acronym(word: str) -> bool:
    """`AI` or `UX` as a speaker's label is no name to be kept out of sight."""
    return word.isupper() and len(word) <= 3
