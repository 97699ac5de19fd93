"""Kinds, basis and prompting of single statements, and what all judgements keep to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.speech import Statement, Transcript
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.judgements import judge

QUESTION = "How do you work with the invoices?"


def statement(text: str, *, question: str | None = QUESTION, heading: str | None = None, turn: int = 0) -> Statement:
    return Statement(
        id=StatementId(f"S{turn}-{text[:20]}"),
        transcript=TranscriptId("a"),
        source="a.txt",
        participant=ParticipantId("Ada"),
        turn=turn,
        start=0,
        end=len(text),
        text=text,
        question=question,
        heading=heading,
    )


Judge = Callable[[Sequence[Statement]], tuple[Judgement, ...]]


@pytest.fixture(scope="module")
def run(grammar: Grammar, encoder: Encoder) -> Judge:
    @cache
    def encode_one(text: str) -> Vectors:
        return np.asarray(encoder.encode([text])[0])

    def encode(texts: Sequence[str]) -> Vectors:
        return np.stack([encode_one(text) for text in texts])

    def judged(statements: Sequence[Statement]) -> tuple[Judgement, ...]:
        if not statements:
            return judge([], {}, np.zeros((0, encoder.dimension), np.float32), encode, Journey()).judgements
        texts = [s.text for s in statements]
        annotations: dict[StatementId, Annotation] = {
            s.id: a for s, a in zip(statements, grammar.annotate(texts), strict=True)
        }
        return judge(statements, annotations, encode(texts), encode, Journey()).judgements

    return judged


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I usually export the table to a spreadsheet on Fridays.", Kind.BEHAVIOUR),
        ("We don't measure the delivery time.", Kind.BEHAVIOUR),
        ("Yesterday I called the bank and changed the address.", Kind.BEHAVIOUR),
        ("My colleagues print every contract.", Kind.BEHAVIOUR),
        ("The import failed twice and I lost my data.", Kind.PAIN_POINT),
        ("I never understand the tax form.", Kind.PAIN_POINT),
        ("The overview is really helpful.", Kind.ENABLER),
        ("It would be great to have a dark mode.", Kind.WISH),
        ("I wish there was an undo button.", Kind.WISH),
        ("I want to know which customers did not pay.", Kind.GOAL),
        ("That is because the archive closes at noon.", Kind.REASON),
        ("I think remote work is here to stay.", Kind.OPINION),
        ("Our company has three offices in two countries.", Kind.CONTEXT),
        ("Could you repeat the question?", Kind.SESSION_TALK),
    ],
)
def test_the_kind_of_a_plain_statement(run: Judge, text: str, kind: Kind) -> None:
    assert kind in run([statement(text)])[0].kinds


def test_what_somebody_would_do_is_no_behaviour(run: Judge) -> None:
    judgement = run([statement("I would probably call the help desk.")])[0]
    assert not judgement.is_behaviour
    assert judgement.basis is Basis.HYPOTHETICAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We write the readings on the whiteboard because the screen only keeps one hour.", True),
        (
            "I copy the files to my own disk every night, as the transfer breaks off and nobody sees it.",
            True,
        ),
        ("She keeps a card for each customer, since the program has no room for that.", True),
        ("I write the readings down because I do not know the other way.", False),
        ("We write the readings on the whiteboard because everybody sees them there.", False),
        ("I complained to the office because the screen never keeps anything.", False),
        ("I would write them on the whiteboard because the screen only keeps one hour.", False),
    ],
)
def test_an_act_that_makes_up_for_what_something_lacks_is_a_workaround(run: Judge, text: str, expected: bool) -> None:
    (judgement,) = run([statement(text)])
    assert (Kind.WORKAROUND in judgement.kinds) is expected


def test_a_workaround_is_a_behaviour_too(run: Judge) -> None:
    judgement = run([statement("The export is broken, so I copy and paste everything by hand instead.")])[0]
    assert Kind.WORKAROUND in judgement.kinds
    assert judgement.is_behaviour


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("I usually check the stock in the morning.", Basis.HABIT),
        ("We used to send the letters by post.", Basis.HABIT),
        ("Last week I booked a flight.", Basis.INSTANCE),
        ("The letters were used to test the scanner.", Basis.INSTANCE),
        ("My customers call me in the evening.", Basis.SECOND_HAND),
        ("You should always keep a copy.", Basis.ADVICE),
        ("I would switch to another tool if the price went up.", Basis.HYPOTHETICAL),
    ],
)
def test_how_the_speaker_knows_it(run: Judge, text: str, basis: Basis) -> None:
    assert run([statement(text)])[0].basis is basis


def test_thinking_aloud_is_observed(run: Judge) -> None:
    judgement = run([statement("I'm clicking on the map.", question=None, heading="Task 1: Find a shop")])[0]
    assert judgement.basis is Basis.OBSERVED
    assert judgement.is_behaviour
    assert judgement.prompting is Prompting.ASKED


@pytest.mark.parametrize(
    ("question", "text", "prompting"),
    [
        ("So the booking was easy, right?", "Yes, it was easy.", Prompting.LED),
        ("Wouldn't you say the new menu is better?", "Yeah, it is better.", Prompting.LED),
        ("So the booking was easy, right?", "Not really, I got lost.", Prompting.ASKED),
        ("How did the booking go?", "I got lost in the calendar.", Prompting.ASKED),
        ("Mm-hm.", "I got lost in the calendar.", None),
        ("Okay, great.", "I got lost in the calendar.", None),
        (None, "I got lost in the calendar.", Prompting.UNPROMPTED),
    ],
)
def test_how_a_statement_came_up(run: Judge, question: str | None, text: str, prompting: Prompting | None) -> None:
    assert run([statement(text, question=question)])[0].prompting is prompting


def test_a_judgement_does_not_depend_on_its_neighbours(run: Judge) -> None:
    statements = [
        statement("I usually check the stock in the morning."),
        statement("The scanner never works.", turn=2),
        statement("It would be great to have labels.", turn=4),
    ]
    together = run(statements)
    assert tuple(run([s])[0] for s in statements) == together
    assert tuple(reversed(run(list(reversed(statements))))) == together


def test_scores_keep_their_ranges(run: Judge) -> None:
    for judgement in run([statement("Hm."), statement("It is great great great great!", turn=1)]):
        assert judgement.kinds
        assert all(0 < score < 1 for score in judgement.kind_scores)
        assert list(judgement.kind_scores) == sorted(judgement.kind_scores, reverse=True)
        assert -1 <= judgement.effect_score <= 1
        assert judgement.step is None
        assert judgement.step_score is None


def test_praise_of_the_interview_is_session_talk(run: Judge) -> None:
    judgement = run([statement("Thank you for this nice interview.")])[0]
    assert judgement.kinds[0] is Kind.SESSION_TALK


def test_thanks_do_not_help(run: Judge) -> None:
    assert run([statement("Thank you very much.")])[0].effect is Effect.NEUTRAL


def test_vectors_must_match(run: Judge, encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="vectors"):
        judge([statement("One.")], {}, np.zeros((2, encoder.dimension), np.float32), encoder.encode, Journey())


def test_no_statements_give_no_judgements(run: Judge) -> None:
    assert run([]) == ()


def test_a_written_answer_under_a_heading_is_not_observed(run: Judge) -> None:
    texts = ["The search was helpful.", "The colours were fine.", "Labels were missing.", "It was easy to learn."]
    statements = [statement(t, question=None, heading="Reflection", turn=i) for i, t in enumerate(texts)]
    assert Basis.OBSERVED not in {judgement.basis for judgement in run(statements)}


def test_thinking_aloud_is_recognised_without_headings(run: Judge) -> None:
    texts = ["Let's open the list.", "I see two names here.", "That is strange.", "Now I click on the first one."]
    statements = [statement(t, question=None, turn=i) for i, t in enumerate(texts)]
    assert {judgement.basis for judgement in run(statements)} == {Basis.OBSERVED}


_WORDS = st.sampled_from(
    [
        "I",
        "we",
        "it",
        "not",
        "n't",
        "don't",
        "click",
        "the",
        "file",
        "but",
        "because",
        "if",
        "would",
        "?",
        ".",
        ",",
        "no",
    ]
)
_ODD = st.sampled_from(
    ["\u65e5\u672c", "\U0001f600", "42", "\u00e9t\u00e9", "http://a.b", "\u201cso\u201d", "never", "easy", "bad", "to"]
)


@given(st.lists(_WORDS | _ODD, min_size=1, max_size=12).map(" ".join))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_a_judgement_that_checks_itself(run: Judge, text: str) -> None:
    first, second = run([statement(text)]), run([statement(text)])
    assert first == second
    assert first[0].kinds
    assert -1 <= first[0].effect_score <= 1


def test_interviews_in_a_language_that_is_not_judged_move_nobodys_step(grammar: Grammar, encoder: Encoder) -> None:
    steps = (Step(StepId("book"), "Book a table"), Step(StepId("pay"), "Pay the bill"))
    journey = Journey(steps, JourneyOrigin.FILE)
    english = statement("I asked whether they had a table left for four.", question=None)
    italian = [
        replace(statement(f"Ieri {who} ha dormito.", question=None), transcript=TranscriptId("it"))
        for who in ("Anna", "Bruno", "Carla", "Dario", "Elena", "Fabio", "Gina", "Ivo")
    ]
    transcripts = [Transcript(TranscriptId("a"), "a", "txt", ()), Transcript(TranscriptId("it"), "it", "txt", (), "it")]
    transcripts[1] = replace(transcripts[1], read_as="it")

    def first(said: Sequence[Statement]) -> Judgement:
        texts = [one.text for one in said]
        annotations = {one.id: a for one, a in zip(said, grammar.annotate(texts), strict=True)}
        return judge(said, annotations, encoder.encode(texts), encoder.encode, journey, transcripts).judgements[0]

    assert first([english]).step == "book"
    assert first([english, *italian]) == first([english])
