"""What makes up for something is known by what was amiss just before, and a reason by what was asked."""

from __future__ import annotations

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Kind
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder, Grammar
from insightmine.judgements.judge import find
from insightmine.judgements.kinds import choose_kinds


def test_another_way_makes_up_for_what_was_amiss_just_before(grammar: Grammar, encoder: Encoder) -> None:
    def kinds_after(*before: str, turn: int = 0) -> tuple[Kind, ...]:
        texts = [*before, "In the end I used a letter from my employer."]
        turns = [turn] * len(before) + [0]
        statements = [
            Statement(
                StatementId(f"S{i}"), TranscriptId("t"), "t.txt", ParticipantId("ana"), turns[i], i * 100,
                i * 100 + len(text), text,
            )
            for i, text in enumerate(texts)
        ]  # fmt: skip
        read = dict(zip([s.id for s in statements], grammar.annotate(texts), strict=True))
        found, _ = find(statements, read, encoder.encode(texts), encoder.encode, Journey())
        return choose_kinds(found[-1].kinds)[0]

    assert Kind.WORKAROUND in kinds_after("The form they want is missing.")
    assert Kind.WORKAROUND in kinds_after("The form they want is missing.", "I live near the station.")
    assert Kind.WORKAROUND not in kinds_after("I live near the station.")
    assert Kind.WORKAROUND not in kinds_after("The form they want is missing.", turn=7)


def test_what_answers_a_question_for_a_reason_gives_one(grammar: Grammar, encoder: Encoder) -> None:
    new = "It is fairly new to me and I would rather read the book myself."

    def kinds(question: str, text: str = new) -> tuple[Kind, ...]:
        said = Statement(
            StatementId("S0"), TranscriptId("t"), "t.txt", ParticipantId("ana"), 0, 0, len(text), text, question
        )
        read = dict(zip([said.id], grammar.annotate([text]), strict=True))
        found, _ = find([said], read, encoder.encode([text]), encoder.encode, Journey())
        return choose_kinds(found[0].kinds)[0]

    assert Kind.REASON in kinds("What has kept you from using it so far?")
    assert Kind.REASON not in kinds("What do you know about it so far?")
    # a deed alone is none, and how one came to a choice is told by what helped or hindered
    assert Kind.REASON not in kinds("What has kept you from using it so far?", "I painted the second wall on Monday.")
    chose = "How did you decide whether to call or to write?"
    assert Kind.REASON in kinds(chose, "The letters always got lost, which was terrible.")
    assert Kind.REASON not in kinds(chose, "There are two letter boxes in our street.")
    assert Kind.REASON not in kinds("What is your street like?", "The letters always got lost, which was terrible.")


def test_a_clipped_answer_to_what_somebody_does_is_a_behaviour(grammar: Grammar, encoder: Encoder) -> None:
    def kinds(question: str, text: str) -> tuple[Kind, ...]:
        said = Statement(
            StatementId("S0"), TranscriptId("t"), "t.txt", ParticipantId("ana"), 0, 0, len(text), text, question
        )
        read = dict(zip([said.id], grammar.annotate([text]), strict=True))
        found, _ = find([said], read, encoder.encode([text]), encoder.encode, Journey())
        return choose_kinds(found[0].kinds)[0]

    assert Kind.BEHAVIOUR in kinds("Do you use both the bus and the tram?", "Honestly, not really.")
    assert Kind.BEHAVIOUR in kinds("How do you look the times up?", "Mostly on paper.")
    assert Kind.BEHAVIOUR not in kinds("Is the tram better than the bus?", "Honestly, not really.")
    assert Kind.BEHAVIOUR not in kinds("How do you look the times up?", "The paper hangs at the stop.")
