"""Generated talks written in each text dialect and read back: right speakers, no word lost; linear time on anything."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.growth import grows_with_its_input

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, read_source
from insightmine.transcripts.coverage import words_of

# (speaker, lines) of each turn
Talk = list[tuple[str, list[str]]]


def clock(seconds: int, form: str) -> str:
    """`0:05` or `00:00:05`."""
    minutes, left = divmod(seconds, 60)
    return f"{minutes}:{left:02}" if form == "short" else f"00:{minutes:02}:{left:02}"


def written(head: Callable[[str, int], str], between: str = "\n") -> Callable[[Talk], str]:
    """A dialect: the head of a turn, then its lines; `between` stands between turns."""

    def write(talk: Talk) -> str:
        turns = (head(name, 7 * number) + "\n".join(lines) for number, (name, lines) in enumerate(talk))
        return between.join(turns) + "\n"

    return write


DIALECTS = {
    "colon": written(lambda name, _: f"{name}: "),
    "space before the colon": written(lambda name, _: f"{name} : "),
    "full-width colon": written(lambda name, _: f"{name}："),
    "bold": written(lambda name, _: f"**{name}:** ", "\n\n"),
    "bold, colon outside": written(lambda name, _: f"**{name}**: ", "\n\n"),
    "label on a line of its own": written(lambda name, _: f"{name}:\n", "\n\n"),
    "timed lines": written(lambda name, at: f"[{clock(at, 'long')}] {name}: "),
    "Otter": written(lambda name, at: f"{name}  {clock(at, 'short')}  \n", "\n\n"),
    "Rev": written(lambda name, at: f"{name} ({clock(at, 'long')}):\n", "\n\n"),
    "Teams-like": written(lambda name, at: f"{name}   {clock(at, 'short')}\n"),
    "WhisperX": written(lambda name, _: f"[{name}]: "),
    "noScribe": written(lambda name, at: f"{name}: [{clock(at, 'long')}] "),
}
NAMES = (
    "Ana", "Bo Ek", "Iván | ethrex", "pk910", "Felix (Geth)", "P01", "p2", "Interviewer 1", "SPEAKER_00", "李娜",
    "O'Neil-Smith", "Dr. Kim", "Anna 🚗", "ÅSA BERG", "Теодор", "Teilnehmer 2", "Befragte", "Moderator", "Speaker A",
)  # fmt: skip
OPENERS = ("So", "Well", "I think", "Yes", "At 10:30", "Note: it", "Nein:", '"No"', "He said: no", "12 of us", "Ana")
MIDDLES = (
    "there are three things: the first", "see https://example.org/a:b", "at 9:45 or 10:30", "Bo Ek: that was the name",
    '"Ana: come here" was what he called', "we paid 12.50", "he said: no", "the file a:b", "(laughs)", "[laughter]",
    "it's 50/50", "a - b", "P01 was there", "it ended at 00:10:05", "#4 and @home", "x_y is odd", "5 * 3 * 2", "don’t",
)  # fmt: skip
ENDS = ("it worked.", "why?", "that was all!", "I left it there.", "yes: exactly.", "and so on…")

sentences = st.builds(
    lambda opener, middles, end: " ".join((opener, *middles, end)),
    st.sampled_from(OPENERS),
    st.lists(st.sampled_from(MIDDLES), max_size=3),
    st.sampled_from(ENDS),
)
# a line that goes on under no label begins like speech, never like a label
further = st.sampled_from(("And then we went on, at 10:30.", "It was fine, he said: all right.", "See you there."))


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """Two to four people who answer one another, each at least three times."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    order = [index % len(names) for index in range(3 * len(names) + draw(st.integers(0, 3)))]
    return [(names[index], [draw(sentences), *draw(st.lists(further, max_size=2))]) for index in order]


def read(text: str) -> tuple[Transcript, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "talk.txt")
        path.write_text(text, encoding="utf-8")
        return read_source(
            Source("talk.txt", path, True, path.parent, "talk"), InputOptions(), SpeakerOptions()
        ).transcripts


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(talk=talks())
def test_a_written_talk_is_read_as_it_was(dialect: str, talk: Talk) -> None:
    (transcript,) = read(DIALECTS[dialect](talk))
    said = [
        (speaker, [word for turn in turns for word in words_of(turn.text)])
        for speaker, turns in groupby(transcript.turns, lambda turn: turn.speaker)
    ]
    assert said == [(name, words_of(" ".join(lines))) for name, lines in talk]


HOSTILE = (
    ":",
    " ",
    "[",
    "]",
    "(",
    "**",
    "_",
    "a:",
    "a: ",
    "A: b\n",
    "0:00 ",
    "[00:00:00] ",
    "<v a>",
    "\t",
    "A\n",
    "- ",
)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_work_grows_with_the_text(piece: str) -> None:
    def reading(length: int) -> None:
        with contextlib.suppress(InputRefused):
            read("Ana: hello.\nBo: hello.\n" + (piece * length)[:length])

    assert grows_with_its_input(reading, 6_000)


def test_work_grows_with_the_labels() -> None:
    """Thousands of rare labels beside hundreds of frequent ones: each rare one might be a slip of a frequent one."""

    def casting(size: int) -> None:
        often = "".join(f"Frequent{number}x Hill: hello.\n" for number in range(size // 10) for _ in range(5))
        rare = "".join(f"Rare{number}x Hill: hello.\n" for number in range(size))
        (transcript,) = read(often + rare)
        assign_speakers((transcript,), SpeakerOptions(), (), ())

    assert grows_with_its_input(casting, 200)
