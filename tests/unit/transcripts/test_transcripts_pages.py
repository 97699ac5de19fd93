"""Text that was printed on pages: their numbers, lines that stand on two of them, words blacked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.transcripts import Source, read_source


def read(folder: Path, text: str) -> Transcript:
    path = folder / "talk.txt"
    path.write_text(text, encoding="utf-8")
    return read_source(Source(path.name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def paged(above: str, below: str) -> str:
    """Three pages; what is given stands at the end of the first, and at the top of the second."""
    ends = "Interviewer: Why?\n\nP1: It is calm.\n\n               2/3\nInterviewer: Thanks.\n\nP1: Bye.\n\n     3/3\n"
    return f"Interviewer: What do you do first?\n\n{above}\n\n               1/3\n{below}\n\n{ends}"


AFTER = [("Interviewer", "Why?"), ("P1", "It is calm."), ("Interviewer", "Thanks."), ("P1", "Bye.")]


@pytest.mark.parametrize(
    ("above", "below", "said", "hidden"),
    [
        ("P1: I open it and then", "P1: I open it and then\nI look.", "I open it and then I look.", 6),
        ("P1: I open it. I wait\nuntil it is there and", "until it is there and\nI look.", None, 5),
        ("P1: I open the list and then", "look at it.", "I open the list and then look at it.", 0),
        ("P1: I open the list.", "I look at it.", "I open the list.\nI look at it.", 0),
        ("P1: So, no, no.\nno no no", "no no no\nnever.", "So, no, no.\nno no no no no no never.", 0),
    ],
)
def test_what_goes_on_over_a_page_is_one_text_said_once(
    tmp_path: Path, above: str, below: str, said: str | None, hidden: int
) -> None:
    transcript = read(tmp_path, paged(above, below))
    expected = said or "I open it. I wait until it is there and I look."
    assert turns_of(transcript) == [("Interviewer", "What do you do first?"), ("P1", expected), *AFTER]
    left_out = [word for entry in transcript.dropped if entry.reason is DropReason.HIDDEN for word in entry.words]
    assert len(left_out) == hidden


def test_a_name_blacked_out_at_the_end_of_a_wrapped_line_is_no_speaker(tmp_path: Path) -> None:
    thanks = "Dan: Thank you. I hope you have a good week XXX X\nXXXXXXXXX\n\n"
    talk = f"{thanks}P1: Oh, thank you.\n\nDan: Bye.\n\nP1: Bye.\n"
    assert turns_of(read(tmp_path, talk)) == [
        ("Dan", "Thank you. I hope you have a good week XXX X XXXXXXXXX"),
        ("P1", "Oh, thank you."),
        ("Dan", "Bye."),
        ("P1", "Bye."),
    ]


def test_a_name_blacked_out_over_words_is_a_speaker(tmp_path: Path) -> None:
    talk = "XXXX\nHow was it?\n\nYYYY\nIt was fine.\n\nXXXX\nAnd then?\n\nYYYY\nI left.\n"
    assert [speaker for speaker, _ in turns_of(read(tmp_path, talk))] == ["XXXX", "YYYY", "XXXX", "YYYY"]


@pytest.mark.parametrize(("elsewhere", "said"), [("two-way", "a two-way plot"), ("two way", "a two- way plot")])
def test_a_word_cut_at_its_hyphen_by_a_numbered_line_is_whole_if_it_is_elsewhere(
    tmp_path: Path, elsewhere: str, said: str
) -> None:
    rows = ["1    Dan: What do you use?", "2    P1: Well, it is I thi-", "     I think a two-", "     way plot."]
    rows += [f"3    Dan: Is {elsewhere} good?", "4    P1: Yes, it is.", "5    Dan: And then?", "6    P1: Then I go."]
    transcript = read(tmp_path, "\n\n".join(rows).replace("\n\n     ", "\n     ") + "\n")
    assert turns_of(transcript)[1] == ("P1", f"Well, it is I thi- I think {said}.")
