"""From turns to statements: slices, lengths, what is joined and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Role, Statement, Transcript, Turn
from insightmine.engines import Grammar, load_tokens
from insightmine.statements import LeftOut, LeftOutReason, Split, split_study

Lines = list[tuple[str, str]]
_ROLES = {"P": Role.PARTICIPANT, "I": Role.INTERVIEWER, "O": Role.OBSERVER}


def transcript(name: str, lines: Lines, *, heading: str | None = None, rows: bool = False) -> Transcript:
    turns = tuple(
        Turn(
            index=index,
            speaker=who,
            text=text,
            place=f"line {index}",
            role=_ROLES[who],
            participant=ParticipantId(name) if who == "P" else None,
            person_key=name if who == "P" else "",
            heading=heading,
        )
        for index, (who, text) in enumerate(lines)
    )
    return Transcript(TranscriptId(name), f"{name}.txt", "text", turns, rows_are_statements=rows)


@pytest.fixture(scope="module")
def annotation_of(grammar: Grammar) -> Callable[[str], Annotation]:
    return cache(lambda text: next(iter(grammar.annotate([text]))))


@pytest.fixture(scope="module")
def split(annotation_of: Callable[[str], Annotation]) -> Callable[..., Split]:
    def run(*transcripts: Transcript) -> Split:
        return split_study(transcripts, annotation_of)

    return run


def said(result: Split) -> list[str]:
    return [statement.text for statement in result.statements]


def reasons(result: Split) -> list[LeftOutReason]:
    return [left.reason for left in result.left_out]


def test_only_participants_speak(split: Callable[..., Split]) -> None:
    result = split(
        transcript("a", [("I", "How do you plan your week?"), ("P", "I write a list on Monday."), ("O", "Noted that.")])
    )
    assert said(result) == ["I write a list on Monday."]
    assert result.statements[0].question == "How do you plan your week?"


def test_sentences_become_statements_and_slices_are_exact(split: Callable[..., Split]) -> None:
    text = "  I export the report every Friday.\n\nMy manager reads it on Monday morning.  "
    result = split(transcript("a", [("P", text)]))
    assert said(result) == ["I export the report every Friday.", "My manager reads it on Monday morning."]
    assert all(text[s.start : s.end] == s.text for s in result.statements)


def test_contrast_and_cause_stay_together(split: Callable[..., Split]) -> None:
    contrast = "The calendar looks nice, but I never find the button for a new meeting."
    cause = "I print every invoice because the archive loses them."
    assert said(split(transcript("a", [("P", f"{contrast} {cause}")]))) == [contrast, cause]


def test_a_long_sentence_is_cut_where_a_new_clause_begins(split: Callable[..., Split]) -> None:
    text = (
        "First I open the mail program and read whatever came in during the night from the warehouse, and then my "
        "colleague calls the drivers one after the other to ask them when they will arrive at the gate."
    )
    result = split(transcript("a", [("P", text)]))
    assert len(result.statements) == 2
    assert result.statements[1].text.startswith("then my colleague calls")


def test_no_statement_passes_the_hard_cap(split: Callable[..., Split]) -> None:
    text = "we take the boxes to the shed and " * 40
    result = split(transcript("a", [("P", text)]))
    assert max(len(statement.text.split()) for statement in result.statements) <= 60
    assert len(result.statements) >= 4


def test_unpunctuated_speech_gets_sensible_lengths(split: Callable[..., Split]) -> None:
    text = (
        "so i open the app in the morning and i look at the list of deliveries then i call the first customer because "
        "they are never at home before nine and after that i drive to the depot and we load the van it takes about an "
        "hour and my colleague checks the papers and then we go"
    )
    lengths = [len(statement.text.split()) for statement in split(transcript("a", [("P", text)])).statements]
    assert len(lengths) >= 2
    assert all(4 <= length <= 45 for length in lengths)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mm-hm.", LeftOutReason.BACKCHANNEL),
        ("Yeah, okay.", LeftOutReason.BACKCHANNEL),
        ("Oh, I see.", LeftOutReason.BACKCHANNEL),
        ("Great.", LeftOutReason.BACKCHANNEL),
        ("No.", LeftOutReason.BARE_ANSWER),
        ("Um, so.", LeftOutReason.FILLER),
        ("Thank you so much for your time.", LeftOutReason.SESSION_TALK),
        ("Good morning!", LeftOutReason.SESSION_TALK),
        ("Can you see my screen?", LeftOutReason.SESSION_TALK),
        ("[laughter]", LeftOutReason.NON_SPEECH),
        ("- - -", LeftOutReason.NO_WORDS),
    ],
)
def test_empty_talk_is_left_out_with_its_reason(split: Callable[..., Split], text: str, reason: LeftOutReason) -> None:
    result = split(transcript("a", [("I", "Shall we?"), ("P", text)]))
    assert said(result) == []
    assert set(reasons(result)) == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, every week.",
        "No, never.",
        "I got it from my sister.",
        "Thank you mails are what I write first.",
        "Twice.",
        "It works okay.",
    ],
)
def test_short_answers_with_content_are_kept_whole(split: Callable[..., Split], text: str) -> None:
    result = split(transcript("a", [("I", "Do you use the planner?"), ("P", text)]))
    assert said(result) == [text]


def test_yes_opens_an_answer_but_is_trimmed_elsewhere(split: Callable[..., Split]) -> None:
    line = "Yes, I check the stock twice a day."
    assert said(split(transcript("a", [("I", "Do you?"), ("P", line)]))) == [line]
    assert said(split(transcript("a", [("P", line)]))) == ["I check the stock twice a day."]


def test_disfluencies_are_trimmed_and_listed(split: Callable[..., Split]) -> None:
    text = "Okay, so, um, the invoices go to the tax office, you know?"
    result = split(transcript("a", [("P", text)]))
    assert said(result) == ["the invoices go to the tax office"]
    assert reasons(result) == [LeftOutReason.DISFLUENCY, LeftOutReason.DISFLUENCY]


def test_fragments_join_what_they_continue(split: Callable[..., Split]) -> None:
    text = "The export always fails on large files. Every time. Why? I call the help desk then."
    assert said(split(transcript("a", [("P", text)]))) == [
        "The export always fails on large files. Every time. Why?",
        "I call the help desk then.",
    ]


def test_a_full_stop_after_a_joining_word_does_not_end_the_sentence(split: Callable[..., Split]) -> None:
    text = "Our team would like a way to show the. The delivery dates of all the open orders."
    assert said(split(transcript("a", [("P", text)]))) == [text]


def test_a_task_read_aloud_is_left_out(split: Callable[..., Split]) -> None:
    text = "Task two, rename a shared photo album. I click on the pencil next to the title."
    result = split(transcript("a", [("P", text)], heading="Task 2: Rename a shared photo album"))
    assert said(result) == ["I click on the pencil next to the title."]
    assert LeftOutReason.READ_ALOUD in reasons(result)


def test_doing_the_task_is_not_reading_it(split: Callable[..., Split]) -> None:
    text = "I renamed the shared photo album from the context menu."
    assert said(split(transcript("a", [("P", text)], heading="Task 2: Rename a shared photo album"))) == [text]


def test_a_script_that_two_people_read_is_left_out(split: Callable[..., Split]) -> None:
    script = "You notice that the address you entered in the last step was wrong and has to be replaced."
    one = transcript("a", [("P", f"{script} I go back to the address page.")])
    two = transcript("b", [("P", f"{script} Where do I change an address here?")])
    assert said(split(one, two)) == ["I go back to the address page.", "Where do I change an address here?"]


@pytest.mark.parametrize("who", ["P", "I"])
def test_a_transcript_that_is_in_no_theme_takes_nothing_from_one_that_is(
    annotation_of: Callable[[str], Annotation], who: str
) -> None:
    script = "The first task is to mend the old bicycle that stands in the yard."
    counted = transcript("b", [("P", f"{script} I look for a pump first.")])
    other = replace(transcript("a", [(who, f"{script} Allora cerco prima una pompa.")]), read_as="it", in_themes=False)
    tokens = {"it": lambda text: next(iter(load_tokens("it").annotate([text])))}
    alone, beside = (split_study(those, annotation_of, tokens) for those in ([counted], [other, counted]))
    assert said(alone) == [script, "I look for a pump first."]
    assert [statement for statement in beside.statements if statement.transcript == "b"] == list(alone.statements)
    assert [left for left in beside.left_out if left.transcript == "b"] == list(alone.left_out)
    assert script not in said(beside)[: -len(alone.statements)]  # with all that is known it is the script there


def test_an_echoed_question_is_left_out(split: Callable[..., Split]) -> None:
    lines = [
        ("I", "Which reports do you send to the regional office?"),
        ("P", "Which reports do I send to the office?"),
    ]
    assert said(split(transcript("a", lines))) == []


def test_rows_are_kept_whole(split: Callable[..., Split]) -> None:
    lines = [("P", " Yeah. "), ("P", "It is slow. It is also ugly."), ("P", "?!")]
    result = split(transcript("a", lines, rows=True))
    assert said(result) == ["Yeah.", "It is slow. It is also ugly."]
    assert reasons(result) == [LeftOutReason.NO_WORDS]


def test_the_same_words_said_twice_get_two_ids(split: Callable[..., Split]) -> None:
    lines = [("P", "The list is too long."), ("I", "Anything else?"), ("P", "The list is too long.")]
    result = split(transcript("a", lines))
    assert len({statement.id for statement in result.statements}) == 2
    assert list(result.annotations) == [statement.id for statement in result.statements]


def test_the_order_of_transcripts_changes_nothing(split: Callable[..., Split]) -> None:
    one = transcript("a", [("P", "The list is too long. I scroll for ages.")])
    two = transcript("b", [("P", "The list is too long. I use the filter.")])
    assert split(one, two) == split(two, one)


def test_annotations_belong_to_the_statement(split: Callable[..., Split]) -> None:
    result = split(transcript("a", [("P", "Okay, so I did not save the file. My boss asked for it later.")]))
    for statement in result.statements:
        annotation = result.annotations[statement.id]
        forms = [statement.text[a:b] for a, b in zip(annotation.starts, annotation.ends, strict=True)]
        assert "".join(forms) == "".join(statement.text.split())


_PIECES = st.sampled_from(
    [
        "Okay. ",
        "I open the file. ",
        "um, ",
        "so ",
        "but it fails ",
        "and then we wait ",
        "? ",
        "\n\n",
        "yeah ",
        "— ",
        "… ",
        "The boss, who is late, ",
        "[sigh] ",
        "because of that ",
        "Why? ",
        "Thank you. ",
        "No. ",
        "the ",
        "été ",
        "😀 ",
        "1. ",
        '"quoted" ',
        "I mean, ",
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_is_in_a_statement_or_listed(split: Callable[..., Split], text: str, asked: bool) -> None:
    lines = [("I", "What happened then?")] * asked + [("P", text)]
    result = split(transcript("a", lines))
    covered = [False] * len(text)
    pieces: list[Statement | LeftOut] = [*result.statements, *result.left_out]
    for piece in pieces:
        assert not any(covered[piece.start : piece.end])
        covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
    assert all(covered[i] for i, character in enumerate(text) if character.isalnum())
    assert all(text[s.start : s.end] == s.text == s.text.strip() for s in result.statements)
