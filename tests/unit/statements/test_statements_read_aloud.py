"""What is read from the guide's sheet is cut out of the turn, to the word, and every other word stays."""

from __future__ import annotations

from functools import cache

import pytest

from insightmine.config import load_guide, load_options
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.engines import Grammar
from insightmine.resources import sample_folder
from insightmine.statements import LeftOutReason, Split, split_study
from insightmine.transcripts import assign_speakers, find_sources, read_source

SHEET = ("Task 1: The bicycle", "You want to mend the bicycle in the yard. Find a pump that fits the wheel.")


def split_of(grammar: Grammar, transcripts: list[Transcript], sheet: tuple[str, ...]) -> Split:
    annotate = cache(lambda text: next(iter(grammar.annotate([text]))))

    def annotation_of(text: str) -> Annotation:
        return annotate(text)

    return split_study(transcripts, annotation_of, sheet=sheet)


def one_turn(text: str) -> list[Transcript]:
    turn = Turn(0, "P", text, "line 1", Role.PARTICIPANT, ParticipantId("P"), "P")
    return [Transcript(TranscriptId("a"), "a.txt", "text", (turn,))]


@pytest.mark.parametrize(
    ("text", "read", "said"),
    [
        (
            '"You want to mend the bicycle in the yard. Find a pump that fits the wheel." Okay. So I open the cellar.',
            ['"You want to mend the bicycle in the yard.', 'Find a pump that fits the wheel."'],
            ["I open the cellar."],
        ),
        (
            "Um, you want to mend the, uh, bicycle in the yard, so I would call my brother first.",
            ["you want to mend the, uh, bicycle in the yard,"],
            ["I would call my brother first."],
        ),
        ("Task one, the bicycle. I have none of my own.", ["Task one, the bicycle."], ["I have none of my own."]),
        ("I want to mend the bicycle myself.", [], ["I want to mend the bicycle myself."]),
    ],
)
def test_exactly_the_stretch_that_is_read_is_left_out(
    grammar: Grammar, text: str, read: list[str], said: list[str]
) -> None:
    split = split_of(grammar, one_turn(text), SHEET)
    left = [(text[out.start : out.end], out.reason) for out in split.left_out]
    assert [words for words, reason in left if reason is LeftOutReason.READ_ALOUD] == read
    assert [statement.text for statement in split.statements] == said
    inside = [*(out for out, _ in left), *(statement.text for statement in split.statements)]
    assert sorted(" ".join(inside).split()) == sorted(text.split())


def test_nothing_of_the_samples_task_sheet_is_anybodys_statement(grammar: Grammar) -> None:
    folder = sample_folder()
    options = load_options(folder)
    guide = load_guide(folder / "guide.toml")
    sources = find_sources([folder / "transcripts"])
    read = [t for source in sources for t in read_source(source, options.input, options.speakers).transcripts]
    cast = assign_speakers(read, options.speakers, options.people, (), guide.wordings)
    readers = [t for t in cast.transcripts if t.id in ("p10-yusuf", "p12-lena-think-aloud")]
    with_sheet, without = split_of(grammar, readers, guide.sheet), split_of(grammar, readers, ())
    gone = {statement.text for statement in without.statements} - {
        statement.text for statement in with_sheet.statements
    }
    assert gone == {
        "Book it for Saturday.", 'Find a tool that can do it."', '"Book the tool for this coming Saturday."',
    }  # fmt: skip
    assert {statement.text for statement in with_sheet.statements} <= {
        statement.text for statement in without.statements
    }
